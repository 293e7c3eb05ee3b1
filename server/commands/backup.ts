import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Command } from 'commander';
import { visibleLine } from '../terminal/visible-text.ts';
import type { CommandContext } from './context.ts';
import { type LibraryOptions, report, withStoredLibrary } from './with-library.ts';

/** `ibid backup FILE`: copies the library, also while a server uses it. */
export function backupCommand(context: CommandContext): Command {
  return new Command('backup')
    .description('Copy the library, in use or not, into a new file.')
    .argument('<file>', 'file to make; it must not exist yet')
    .addHelpText(
      'after',
      '\nTo restore it, put the file as library.db into an empty folder and name that with IBID_LIBRARY.',
    )
    .action((file: string, options: LibraryOptions) =>
      withStoredLibrary(context, options, async ({ library }) => {
        const target = resolve(file);
        await library.backup(target);
        const { size } = await stat(target);
        const megabytes = (size / 1024 / 1024).toFixed(1);
        report(
          context,
          options,
          { file: target, bytes: size },
          () => `The library is copied into ${visibleLine(file)} (${megabytes} MB).\n`,
        );
      }),
    );
}
