import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Embedder } from '../../../ingest/embedder.ts';
import { openSqliteLibrary } from '../../../ingest/libraries/sqlite/open.ts';
import type { Library } from '../../../ingest/library.ts';
import { type Paper, type Passage, sha256Of } from '../../../ingest/paper.ts';
import { embeddingText, searchText } from '../../../ingest/passages.ts';
import { sayProgress } from '../table.ts';

/** A paper with the passages that it is searched by. */
export interface PassagedPaper {
  readonly paper: Paper;
  readonly passages: readonly Passage[];
  /** What the embedder sees of each passage, where it is not what the product shows it. */
  readonly embeddingTexts?: readonly string[];
}

/**
 * A fresh SQLite library of papers with their passages as given, in a folder that is gone when it is closed. Vectors
 * are searched exactly, so that a run repeats to the last digit; what the graph misses is the bench’s to tell.
 */
export async function passageLibrary(papers: readonly PassagedPaper[], embedder: Embedder): Promise<Library> {
  const folder = mkdtempSync(join(tmpdir(), 'ibid-retrieval-'));
  const library = await openSqliteLibrary(folder, { embedder, graphFrom: Number.MAX_SAFE_INTEGER });
  const close = async () => {
    await library.close();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const texts = papers.flatMap(
      ({ paper, passages, embeddingTexts }) =>
        embeddingTexts ?? passages.map((passage) => embeddingText(paper, passage)),
    );
    const vectors = await embedder.embedPassages(texts);
    let from = 0;
    for (const [index, { paper, passages }] of papers.entries()) {
      const bytes = new TextEncoder().encode(paper.text);
      await library.add({
        paper,
        passages,
        searchTexts: passages.map((passage) => searchText(paper, passage)),
        vectors: vectors.slice(from, from + passages.length),
        original: { name: paper.source, origin: `/eval/${paper.source}`, bytes, sha256: sha256Of(bytes) },
      });
      from += passages.length;
      sayProgress('papers into the library', index + 1, papers.length);
    }
    return { ...library, close };
  } catch (error) {
    await close();
    throw error;
  }
}
