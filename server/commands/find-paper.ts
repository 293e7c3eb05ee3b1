import type { Library } from '../../ingest/library.ts';
import type { PaperId } from '../../ingest/paper.ts';
import { CommandError } from './context.ts';

/**
 * The id of the paper that an id, or the beginning of one, names; a paper whose row is damaged is found, too.
 * @throws CommandError when there is none, or more than one
 */
export async function findPaper(library: Library, given: string): Promise<PaperId> {
  const found = await library.findIds(given.toLowerCase());
  if (found.length > 1) {
    throw new CommandError(
      'paper-ambiguous',
      `"${given}" begins the ids of ${found.length} papers (${found.join(', ')}): give more of it.`,
    );
  }
  if (found[0]) return found[0];
  throw new CommandError(
    'paper-not-found',
    `No paper in the library has the id "${given}": see the ids with ibid papers.`,
  );
}
