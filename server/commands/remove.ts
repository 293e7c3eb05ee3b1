import { Command } from 'commander';
import { visibleLine } from '../terminal/visible-text.ts';
import { CommandError, type CommandContext } from './context.ts';
import { findPaper } from './find-paper.ts';
import { type LibraryOptions, report, withLibrary } from './with-library.ts';

/** `ibid remove ID`: takes a paper out of the library, and every trace of it. */
export function removeCommand(context: CommandContext): Command {
  return new Command('remove')
    .description('Remove a paper, the answers that quote it and every trace of it.')
    .argument('<id>', 'id of the paper, or its beginning, as ibid papers shows it')
    .action((id: string, options: LibraryOptions) =>
      withLibrary(context, options, async ({ library }) => {
        const paper = await findPaper(library, id);
        if (!(await library.remove(paper.id))) {
          throw new CommandError(
            'paper-not-found',
            `The paper ${paper.id} is no longer in the library: nothing is left to remove.`,
          );
        }
        const removed = { id: paper.id, title: paper.title };
        report(context, options, { removed }, () => `Removed ${paper.id}: ${visibleLine(paper.title)}\n`);
      }),
    );
}
