import { rmSync } from 'node:fs';
import type { Embedder } from '../../ingest/embedder.ts';
import { openSqliteLibrary } from '../../ingest/libraries/sqlite/open.ts';
import type { Library } from '../../ingest/library.ts';
import { sha256Of } from '../../ingest/paper.ts';
import { embeddingText, passagesOf, searchText } from '../../ingest/passages.ts';
import { readText } from '../fixtures/default-papers.ts';
import { defaultPapers, qasperPapers } from './corpora.ts';

/** A stream of numbers that is the same each run (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Unit length again after noise of about a fifth of its length: a near neighbour, not a copy. */
function perturb(vector: Float32Array, random: () => number): Float32Array {
  const scale = 0.4 / Math.sqrt(vector.length);
  const noisy = vector.map((value) => value + scale * (random() - 0.5) * 2);
  const length = Math.hypot(...noisy);
  return noisy.map((value) => value / length);
}

/**
 * Fills a folder with a library of at least `wanted` passages: the real papers, again and again with another first
 * line each, their real vectors perturbed.
 */
export async function fillLargeLibrary(folder: string, wanted: number, embedder: Embedder): Promise<Library> {
  rmSync(folder, { recursive: true, force: true });
  const library = await openSqliteLibrary(folder, { embedder });
  const sources = [...defaultPapers(), ...(qasperPapers() ?? [])];
  const texts = await Promise.all(sources.map(async (file) => new TextDecoder().decode(await file.bytes())));
  const known = new Map<number, Float32Array[]>();
  const random = seededRandom(7);
  let passages = 0;
  for (let round = 0; passages < wanted; round += 1) {
    for (const [index, text] of texts.entries()) {
      if (passages >= wanted) break;
      const name = `${round}-${index}.txt`;
      const paper = await readText(`${text.trimEnd()}\n\nPrinting ${round} of ${index}.\n`, name);
      const own = passagesOf(paper);
      let vectors = known.get(index);
      vectors ??= await embedder.embedPassages(own.map((passage) => embeddingText(paper, passage)));
      known.set(index, vectors);
      const base = vectors;
      const bytes = new TextEncoder().encode(paper.text);
      await library.add({
        paper,
        passages: own,
        searchTexts: own.map((passage) => searchText(paper, passage)),
        vectors: own.map((_, at) => perturb(base[at % base.length] ?? new Float32Array(embedder.dimensions), random)),
        original: { name, origin: `/bench/${name}`, bytes, sha256: sha256Of(bytes) },
      });
      passages += own.length;
    }
  }
  return library;
}
