import type { Library, PaperSummary } from '../../ingest/library.ts';
import { CommandError } from './context.ts';

/**
 * The paper that an id, or the beginning of one, names.
 * @throws CommandError when there is none, or more than one
 */
export async function findPaper(library: Library, given: string): Promise<PaperSummary> {
  const papers = await library.papers();
  const prefix = given.toLowerCase();
  const found = prefix === '' ? [] : papers.filter((paper) => paper.id.startsWith(prefix));
  if (found.length > 1) {
    const ids = found.map((paper) => paper.id).join(', ');
    throw new CommandError(
      'paper-ambiguous',
      `"${given}" begins the ids of ${found.length} papers (${ids}): give more of it.`,
    );
  }
  if (found[0]) return found[0];
  const replacement = await library.paper(prefix);
  const current = replacement && papers.find((paper) => paper.id === replacement.id);
  if (current) return current;
  throw new CommandError(
    'paper-not-found',
    `No paper in the library has the id "${given}": see the ids with ibid papers.`,
  );
}
