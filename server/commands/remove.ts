import { Command } from 'commander';
import { LibraryDamagedError } from '../../ingest/errors.ts';
import type { Library } from '../../ingest/library.ts';
import type { PaperId } from '../../ingest/paper.ts';
import { visibleLine } from '../terminal/visible-text.ts';
import { CommandError, type CommandContext } from './context.ts';
import { findPaper } from './find-paper.ts';
import { type LibraryOptions, report, withStoredLibrary } from './with-library.ts';

/** `ibid remove ID`: takes a paper out of the library, and every trace of it. */
export function removeCommand(context: CommandContext): Command {
  return new Command('remove')
    .description('Remove a paper, the answers that quote it and every trace of it.')
    .argument('<id>', 'id of the paper, or its beginning, as ibid papers shows it')
    .action((id: string, options: LibraryOptions) =>
      withStoredLibrary(context, options, async ({ library }) => {
        const found = await findPaper(library, id);
        const title = await titleOf(library, found);
        if (!(await library.remove(found))) {
          throw new CommandError(
            'paper-not-found',
            `The paper ${found} is no longer in the library: nothing is left to remove.`,
          );
        }
        report(context, options, { removed: { id: found, title } }, () => {
          return title === '' ? `Removed ${found}\n` : `Removed ${found}: ${visibleLine(title)}\n`;
        });
      }),
    );
}

/** Empty where it can't be read: what is damaged has to be removable above all. */
async function titleOf(library: Library, id: PaperId): Promise<string> {
  try {
    return (await library.papers()).find((paper) => paper.id === id)?.title ?? '';
  } catch (error) {
    if (error instanceof LibraryDamagedError) return '';
    throw error;
  }
}
