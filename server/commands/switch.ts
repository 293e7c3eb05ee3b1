import { Command } from 'commander';
import { describeLocation, isLibraryName } from '../../ingest/library-location.ts';
import { switchLibrary } from '../../ingest/open-library.ts';
import { type CommandContext, CommandError } from './context.ts';
import { type LibraryOptions, report, settingsFor } from './with-library.ts';

interface SwitchOptions extends LibraryOptions {
  readonly to: string;
}

/** `ibid switch`: a library's name in Weaviate leads to another library there, such as one of a new embedding model. */
export function switchCommand(context: CommandContext): Command {
  return new Command('switch')
    .description('Let the name of a library in Weaviate lead to another library there, such as one of a newer model.')
    .requiredOption('--to <name>', 'name of that library, without the address')
    .addHelpText('after', '\nServers that run keep the library that they opened; start them again one after the other.')
    .action(async (options: SwitchOptions) => {
      const settings = settingsFor(context, options);
      const { library } = settings;
      if (library.kind === 'folder') {
        const message = `${describeLocation(library)} is a folder: only a library in Weaviate has a name that can be switched. Name another folder with IBID_LIBRARY instead.`;
        throw new CommandError('not-switchable', message);
      }
      if (!isLibraryName(options.to)) {
        const message = `--to is "${options.to}": give a library’s name, such as papers-2, of small letters, digits and hyphens.`;
        throw new CommandError('bad-name', message);
      }
      const done = await switchLibrary(library, settings, options.to);
      if (!done) {
        const message = `There is no library “${options.to}” beside ${describeLocation(library)}: make it with ibid migrate first.`;
        throw new CommandError('no-library', message);
      }
      const document = { name: library.name, ...done };
      report(context, options, document, () => {
        return `${describeLocation(library)} leads to “${done.library}” now, made with ${done.embedderId}.\n`;
      });
    });
}
