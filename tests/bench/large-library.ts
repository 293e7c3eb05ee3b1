import { rmSync } from 'node:fs';
import type { Embedder } from '../../ingest/embedder.ts';
import { openSqliteLibrary } from '../../ingest/libraries/sqlite/open.ts';
import type { Library } from '../../ingest/library.ts';
import { sha256Of } from '../../ingest/paper.ts';
import { embeddingText, passagesOf, searchText } from '../../ingest/passages.ts';
import { readText } from '../fixtures/default-papers.ts';
import { defaultPapers, qasperPapers } from './corpora.ts';
import { perturb, seededRandom } from './perturb.ts';

/**
 * Fills a folder with a library of at least `wanted` passages: the real papers, again and again with another first
 * line each, their real vectors perturbed.
 */
export async function fillLargeLibrary(
  folder: string,
  wanted: number,
  embedder: Embedder,
  onProgress: (passages: number) => void = () => undefined,
): Promise<Library> {
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
      onProgress(passages);
    }
  }
  return library;
}
