import { Command } from 'commander';
import type { StoredKey } from '../../ingest/library.ts';
import { createKey } from '../access/keys.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { visibleLine } from '../terminal/visible-text.ts';
import { type CommandContext, CommandError } from './context.ts';
import { type LibraryOptions, report, withStoredLibrary } from './with-library.ts';

/** `ibid key add|list|revoke`: who may use a server that others can reach. */
export function keyCommand(context: CommandContext): Command {
  return new Command('key')
    .description('Make, list and revoke keys.')
    .addCommand(addCommand(context))
    .addCommand(listCommand(context))
    .addCommand(revokeCommand(context));
}

function addCommand(context: CommandContext): Command {
  const { terminal } = context;
  return new Command('add')
    .description('Make a key; it is shown this once.')
    .argument('<name>', 'who or what will use it')
    .action((name: string, options: LibraryOptions) =>
      withStoredLibrary(
        context,
        options,
        async ({ library }) => {
          const { secret, stored } = createKey(keyName(name));
          await library.addKey(stored);
          report(context, options, { key: shownKey(stored), secret }, () => `${terminal.colours.bold(secret)}\n`);
          terminal.err(`This is the key ${stored.id} for ${stored.name}. Keep it now: it is not shown again.\n`);
        },
        'make',
      ),
    );
}

function listCommand(context: CommandContext): Command {
  return new Command('list').description('List the keys.').action((options: LibraryOptions) =>
    withStoredLibrary(context, options, async ({ library }) => {
      const keys = await library.keys();
      report(context, options, { keys: keys.map(shownKey) }, () => {
        if (keys.length === 0) return 'There is no key. Make one with: ibid key add <name>\n';
        return keys.map((key) => keyLine(key, context.terminal)).join('');
      });
    }),
  );
}

function revokeCommand(context: CommandContext): Command {
  return new Command('revoke')
    .description('Revoke a key: whoever uses it is locked out.')
    .argument('<id>', 'id of the key, as ibid key list shows it')
    .action((id: string, options: LibraryOptions) =>
      withStoredLibrary(context, options, async ({ library }) => {
        if (!(await library.revokeKey(id))) {
          throw new CommandError('key-not-found', `No key has the id "${id}": see the ids with ibid key list.`);
        }
        report(context, options, { revoked: id }, () => `Revoked the key ${id}.\n`);
      }),
    );
}

function keyName(given: string): string {
  const name = visibleLine(given);
  if (name === '' || name.length > 100) {
    throw new CommandError('key-name', 'A key needs a name of 1 to 100 characters: say who or what will use it.');
  }
  return name;
}

function shownKey({ id, name, createdAt }: StoredKey): Pick<StoredKey, 'id' | 'name' | 'createdAt'> {
  return { id, name, createdAt };
}

function keyLine({ id, createdAt, name }: StoredKey, { colours }: Terminal): string {
  return `${colours.cyan(id)}  ${createdAt.slice(0, 10)}  ${visibleLine(name)}\n`;
}
