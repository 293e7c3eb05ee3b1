import { copyLibrary } from '../../../ingest/copy-library.ts';
import type { Embedder } from '../../../ingest/embedder.ts';
import type { Library } from '../../../ingest/library.ts';
import { openTestLibrary } from '../../weaviate/open-test-library.ts';
import { type PassagedPaper, passageLibrary } from '../retrieval/passage-library.ts';
import { sayProgress } from '../table.ts';

/** The same papers in an embedded library and, copied from it, in Weaviate. */
export interface Pair {
  readonly embedded: Library;
  readonly weaviate: Library;
  readonly close: () => Promise<void>;
}

/** Opens both; `name` is the library's in Weaviate, where there must be none of that name. */
export async function openPair(
  papers: readonly PassagedPaper[],
  embedder: Embedder,
  nodes: readonly string[],
  name: string,
): Promise<Pair> {
  const embedded = await passageLibrary(papers, embedder);
  try {
    const weaviate = await openTestLibrary(nodes, name, embedder, { freshMs: 500 });
    const { damaged } = await copyLibrary(embedded, weaviate, {
      onProgress: (done, total) => {
        if (done > 0) sayProgress('papers into Weaviate', done, total);
      },
    });
    const [first] = damaged;
    if (first) throw new Error(first.reason);
    const close = async () => {
      await Promise.all([embedded.close(), weaviate.close()]);
    };
    return { embedded, weaviate, close };
  } catch (error) {
    await embedded.close();
    throw error;
  }
}
