import { inspect } from 'node:util';
import { Command, CommanderError } from 'commander';
import type { Environment } from '../../ingest/settings.ts';
import { settingDescriptions } from '../settings.ts';
import { failureOf } from '../terminal/failure.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { wrap } from '../terminal/wrap.ts';
import { askCommand } from './ask.ts';
import { backupCommand } from './backup.ts';
import { checkCommand } from './check.ts';
import { type CommandContext, CommandError, Interruption } from './context.ts';
import { ingestCommand } from './ingest.ts';
import { keyCommand } from './key.ts';
import { migrateCommand } from './migrate.ts';
import { papersCommand } from './papers.ts';
import { removeCommand } from './remove.ts';
import { serveCommand } from './serve.ts';
import { switchCommand } from './switch.ts';
import { verifyCommand } from './verify.ts';

/** `ibid` with all its commands; every command that does something takes `--json` and `--library`. */
export function createProgram(context: CommandContext): Command {
  const program = new Command('ibid')
    .description('Answers questions about a library of papers; every word in quotation marks is in the paper.')
    .version(context.version)
    .addHelpText('after', `\nSettings (environment variables):\n${settingsHelp(context.terminal.width)}`);
  const commands = [
    askCommand,
    checkCommand,
    ingestCommand,
    papersCommand,
    removeCommand,
    verifyCommand,
    backupCommand,
    migrateCommand,
    switchCommand,
    keyCommand,
    serveCommand,
  ];
  for (const command of commands) program.addCommand(command(context));
  prepare(program, 'ibid', context);
  return program;
}

/**
 * Does what the arguments say; never throws.
 * @returns the exit code: 0, 1 (a check found something wrong), 2 (wrong use or failure), or 128 and a signal's number
 */
export async function runProgram(args: readonly string[], parts: Omit<CommandContext, 'exitWith'>): Promise<number> {
  const { terminal, signal, env } = parts;
  let exitCode = 0;
  const context: CommandContext = { ...parts, exitWith: (code) => (exitCode = Math.max(exitCode, code)) };
  try {
    await createProgram(context).parseAsync([...args], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0;
    // Whatever breaks while everything is being broken off is not the failure to speak of.
    const reason: unknown = signal.aborted ? signal.reason : error;
    reportFailure(reason, terminal, env, args.includes('--json'));
    return reason instanceof Interruption ? reason.exitCode : 2;
  }
}

/** Says in one line on standard error what went wrong, and as a document where one was asked for. */
export function reportFailure(error: unknown, terminal: Terminal, env: Environment, json: boolean): void {
  const failure = failureOf(error);
  if (json) terminal.json({ error: failure });
  terminal.err(`${terminal.errColours.red('ibid:')} ${failure.message}\n`);
  if (failure.code === 'internal' && env.LOG_LEVEL === 'debug') terminal.err(`${inspect(error)}\n`);
}

/** Gives a command and those below it what all have; `name` is what a person writes. */
function prepare(command: Command, name: string, context: CommandContext): void {
  command
    .exitOverride((error) => {
      throw error.exitCode === 0 ? error : new CommandError('usage', wrongUse(error, command, name), { cause: error });
    })
    .configureOutput({
      writeOut: (text) => context.terminal.out(text),
      // Commander's own lines are replaced by one that also says what to do.
      writeErr: () => undefined,
    });
  if (command.commands.length === 0) {
    command.option('--json', 'one JSON document on standard output');
    command.option('--library <place>', 'folder or weaviate:// address of the library; stands above IBID_LIBRARY');
  }
  for (const child of command.commands) prepare(child, `${name} ${child.name()}`, context);
}

/** "Unknown option '--pape' (did you mean --paper?). See ibid ask --help." */
function wrongUse(error: CommanderError, command: Command, name: string): string {
  if (error.code === 'commander.help') {
    const names = command.commands.map((child) => child.name()).join(', ');
    return `Say what to do: ${name} with one of ${names}. See ${name} --help.`;
  }
  const [first = '', ...more] = error.message.replace(/^error: /, '').split('\n');
  const hint = more.join(' ').replace(/^\(Did/, '(did');
  const sentence = `${first.slice(0, 1).toUpperCase()}${first.slice(1)}${hint ? ` ${hint}` : ''}`;
  return `${sentence.replace(/\.$/, '')}. See ${name} --help.`;
}

function settingsHelp(width: number): string {
  const column = Math.max(...settingDescriptions.map(({ name }) => name.length)) + 4;
  return settingDescriptions
    .map(({ name, standard, meaning }) => {
      const text = `${meaning} [${standard}]`.replaceAll('`', '');
      const lines = wrap(text, { width, indent: ' '.repeat(column) });
      return `  ${name.padEnd(column - 2)}${lines.slice(column)}`;
    })
    .join('');
}
