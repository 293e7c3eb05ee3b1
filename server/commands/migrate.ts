import { existsSync, realpathSync } from 'node:fs';
import { Command } from 'commander';
import { copyLibrary, type CopyReport } from '../../ingest/copy-library.ts';
import type { Embedder } from '../../ingest/embedder.ts';
import { LibraryMismatchError } from '../../ingest/errors.ts';
import { describeLocation, type LibraryLocation, parseLibraryLocation } from '../../ingest/library-location.ts';
import type { Library } from '../../ingest/library.ts';
import { openLibrary, openLibraryOf, openStoredLibrary } from '../../ingest/open-library.ts';
import type { Settings } from '../settings.ts';
import { counted } from '../terminal/counted.ts';
import { type Log, openLog } from '../terminal/log.ts';
import { stepProgress } from '../terminal/step-progress.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { visibleLine } from '../terminal/visible-text.ts';
import { type CommandContext, CommandError } from './context.ts';
import { type LibraryOptions, report, settingsFor } from './with-library.ts';

interface MigrateOptions extends LibraryOptions {
  readonly from?: string;
  readonly to: string;
  readonly embed?: boolean;
}

/** `ibid migrate`: copies a library into another, of the other kind too; exit 2 when a paper could not be copied. */
export function migrateCommand(context: CommandContext): Command {
  return new Command('migrate')
    .description('Copy papers, answers, keys and notes into another library: a folder, or weaviate://host:port/name.')
    .requiredOption('--to <library>', 'where to; it is made when absent, and what is there already is left')
    .option('--from <library>', 'what to copy; stands above --library and IBID_LIBRARY')
    .option('--embed', 'make the other library for the model in IBID_EMBEDDER, and embed the papers with it')
    .addHelpText('after', '\nNothing of the source is changed. Broken off and given again, it goes on.')
    .action((options: MigrateOptions) => migrate(context, options));
}

/** The library that is copied into, and the embedder to make vectors with where its own are wanted. */
interface Target {
  readonly library: Library;
  readonly embedder?: Embedder;
  close(): Promise<void>;
}

async function migrate(context: CommandContext, options: MigrateOptions): Promise<void> {
  const settings = settingsFor(context, options);
  const from = options.from === undefined ? settings.library : parseLibraryLocation(options.from, '--from');
  const to = parseLibraryLocation(options.to, '--to');
  if (isSamePlace(from, to)) {
    const message = `${describeLocation(to)} can’t be copied into itself: name another library with --to.`;
    throw new CommandError('same-library', message);
  }
  const log = openLog(settings.logLevel, context.terminal);
  const source = await openStoredLibrary({ ...settings, library: from }, log);
  if (!source) {
    const message = `There is no library in ${describeLocation(from)}: name the one to copy with --from.`;
    throw new CommandError('no-library', message);
  }
  try {
    const target = await openTarget(source, { ...settings, library: to }, options.embed === true, log);
    try {
      const copied = await copy(context, source, target);
      if (copied.damaged.length > 0) context.exitWith(2);
      report(context, options, copied, () => reportText(copied, context.terminal));
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

/** Whether two locations are known to be one; a cluster may have addresses that nobody here can tell from another's. */
function isSamePlace(one: LibraryLocation, other: LibraryLocation): boolean {
  if (one.kind === 'folder') return other.kind === 'folder' && realFolder(one.folder) === realFolder(other.folder);
  return other.kind === 'weaviate' && one.name === other.name && one.nodes.some((node) => other.nodes.includes(node));
}

function realFolder(folder: string): string {
  return existsSync(folder) ? realpathSync(folder) : folder;
}

async function openTarget(source: Library, settings: Settings, embed: boolean, log: Log): Promise<Target> {
  const { embedderId: id, embedderDimensions: dimensions } = source;
  try {
    if (embed) return await openLibrary(settings, { log });
    const library = await openLibraryOf({ id, dimensions }, settings, log);
    return { library, close: () => library.close() };
  } catch (error) {
    if (!(error instanceof LibraryMismatchError)) throw error;
    const made = `The library in ${describeLocation(settings.library)} was made with the embedding model ${error.libraryEmbedder}`;
    const message = embed
      ? `${made}, but ${error.currentEmbedder} is set: set IBID_EMBEDDER to the first, or name another library with --to.`
      : `${made}, the one to copy with ${error.currentEmbedder}: give --embed, with IBID_EMBEDDER set to the first, to embed the papers again, or name another library with --to.`;
    throw new CommandError('library-mismatch', message, { cause: error });
  }
}

async function copy({ terminal, signal }: CommandContext, source: Library, target: Target): Promise<CopyReport> {
  const progress = stepProgress(terminal, 'Copying paper');
  let papers = { done: 0, total: 0 };
  const onProgress = (done: number, total: number) => {
    papers = { done, total };
    progress.update(done, total);
  };
  const { library, embedder } = target;
  try {
    return await copyLibrary(source, library, { signal, onProgress, ...(embedder && { embedder }) });
  } catch (error) {
    progress.end();
    const { done, total } = papers;
    if (done > 0) terminal.err(`Copied before it stopped, and kept: ${done} of ${counted(total, 'paper')}.\n`);
    throw error;
  } finally {
    progress.end();
  }
}

function reportText({ damaged, ...copied }: CopyReport, { colours }: Terminal): string {
  const lines = damaged.map(
    ({ id, title, reason }) => `${colours.red('not copied')} ${id} ${visibleLine(title)}: ${visibleLine(reason)}\n`,
  );
  const { papers, passages, present, answers, keys, notes } = copied;
  const parts = [
    `${counted(papers, 'paper')}, ${counted(passages, 'passage')} copied`,
    ...(present > 0 ? [`${present.toLocaleString('en-GB')} ${present === 1 ? 'was' : 'were'} there already`] : []),
    `${counted(answers, 'answer')}, ${counted(keys, 'key')}, ${counted(notes, 'note')}`,
    ...(damaged.length > 0 ? [`${counted(damaged.length, 'paper')} not copied, named above`] : []),
  ];
  return `${lines.join('')}${parts.join('; ')}.\n`;
}
