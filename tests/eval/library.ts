import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Embedder } from '../../ingest/embedder.ts';
import { openTransformersEmbedder } from '../../ingest/embedders/transformers.ts';
import { openSqliteLibrary } from '../../ingest/libraries/sqlite/open.ts';
import type { Library } from '../../ingest/library.ts';
import { type Paper, sha256Of } from '../../ingest/paper.ts';
import { embeddingText, passagesOf, searchText } from '../../ingest/passages.ts';
import { hashingEmbedder } from '../fakes/hashing-embedder.ts';
import { sayProgress } from './table.ts';

/** A library in a folder of its own, gone when it is closed. */
export interface EvalLibrary {
  readonly library: Library;
  readonly embedder: Embedder;
  close(): Promise<void>;
}

/** The product's model, or the deterministic one of the tests. */
export async function openEmbedder(kind: 'model' | 'hashing'): Promise<Embedder> {
  if (kind === 'hashing') return hashingEmbedder({ dimensions: 128 });
  const modelsFolder = fileURLToPath(new URL('../../data/models', import.meta.url));
  return openTransformersEmbedder({ model: 'Xenova/bge-small-en-v1.5', modelsFolder, allowRemote: false });
}

/** Puts papers into a fresh SQLite library as the product does. */
export async function libraryOf(papers: readonly Paper[], kind: 'model' | 'hashing'): Promise<EvalLibrary> {
  const folder = mkdtempSync(join(tmpdir(), 'ibid-eval-'));
  const embedder = await openEmbedder(kind);
  const library = await openSqliteLibrary(folder, { embedder });
  const close = async () => {
    await library.close();
    await embedder.close();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    for (const [index, paper] of papers.entries()) {
      const passages = passagesOf(paper);
      const bytes = new TextEncoder().encode(paper.text);
      await library.add({
        paper,
        passages,
        searchTexts: passages.map((passage) => searchText(paper, passage)),
        vectors: await embedder.embedPassages(passages.map((passage) => embeddingText(paper, passage))),
        original: { name: paper.source, origin: `/eval/${paper.source}`, bytes, sha256: sha256Of(bytes) },
      });
      sayProgress('papers into the library', index + 1, papers.length);
    }
    return { library, embedder, close };
  } catch (error) {
    await close();
    throw error;
  }
}
