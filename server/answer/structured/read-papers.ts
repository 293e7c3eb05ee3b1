import { LibraryDamagedError } from '../../../ingest/errors.ts';
import type { Library } from '../../../ingest/library.ts';
import type { Paper } from '../../../ingest/paper.ts';

/** These papers whole. What is stored of one can be damaged: nothing of it is quoted, and the others answer. */
export async function readPapers(names: readonly Pick<Paper, 'id'>[], library: Library): Promise<Paper[]> {
  const papers: Paper[] = [];
  for (const { id } of names) {
    try {
      const paper = await library.paper(id);
      if (paper) papers.push(paper);
    } catch (error) {
      if (!(error instanceof LibraryDamagedError)) throw error;
    }
  }
  return papers;
}
