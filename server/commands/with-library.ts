import { existsSync } from 'node:fs';
import { describeLocation, parseLibraryLocation } from '../../ingest/library-location.ts';
import { openLibrary, type OpenedLibrary, openStoredLibrary, type Soon } from '../../ingest/open-library.ts';
import { type Log, openLog } from '../terminal/log.ts';
import { readSettings, type Settings } from '../settings.ts';
import { type CommandContext, CommandError } from './context.ts';

/** Every command that opens a library takes these. */
export interface LibraryOptions {
  readonly library?: string;
  readonly json?: boolean;
}

export interface LibrarySession extends OpenedLibrary {
  readonly settings: Settings;
  readonly log: Log;
}

/** The settings of a command; `--library` stands above IBID_LIBRARY. */
export function settingsFor(context: CommandContext, options: LibraryOptions): Settings {
  const settings = readSettings(context.env);
  if (options.library === undefined) return settings;
  return { ...settings, library: parseLibraryLocation(options.library, '--library') };
}

/** Writes what came of a command: the document with `--json`, otherwise the text for people, which has its line ends. */
export function report(
  { terminal }: CommandContext,
  options: LibraryOptions,
  document: unknown,
  readable: () => string,
): void {
  if (options.json) terminal.json(document);
  else terminal.out(readable());
}

/** What a command works with that embeds nothing. */
export type StoredSession = Pick<LibrarySession, 'library' | 'settings' | 'log'>;

/** The same for what needs no embedding model: the library may be of any, and no model has to be there. */
export async function withStoredLibrary<Result>(
  context: CommandContext,
  options: LibraryOptions,
  work: (session: StoredSession) => Promise<Result>,
  absent: 'make' | 'refuse' = 'refuse',
): Promise<Result> {
  const settings = settingsFor(context, options);
  const log = openLog(settings.logLevel, context.terminal);
  const library = await openStoredLibrary(settings, log);
  if (!library) {
    // Only a model can tell what a new library is for.
    if (absent === 'make') return await withLibrary(context, options, work, { absent });
    throw noLibrary(settings);
  }
  try {
    return await work({ library, settings, log });
  } finally {
    await library.close();
  }
}

/** A mistyped name must not make an empty library in which everything is in order. */
function noLibrary({ library }: Settings): CommandError {
  const what = library.kind === 'folder' ? 'its folder' : 'its address';
  return new CommandError(
    'no-library',
    `There is no library in ${describeLocation(library)}: name ${what}, or add papers to a new one with ibid ingest.`,
  );
}

async function isThere(settings: Settings, log: Log): Promise<boolean> {
  if (settings.library.kind === 'folder') return existsSync(settings.library.folder);
  const library = await openStoredLibrary(settings, log);
  await library?.close();
  return library !== null;
}

/**
 * Opens the library, does the work, and closes the library whatever came of it.
 * @param how.soon what comes at once
 */
export async function withLibrary<Result>(
  context: CommandContext,
  options: LibraryOptions,
  work: (session: LibrarySession) => Promise<Result>,
  { absent = 'refuse', soon = null }: { readonly absent?: 'make' | 'refuse'; readonly soon?: Soon | null } = {},
): Promise<Result> {
  const settings = settingsFor(context, options);
  const log = openLog(settings.logLevel, context.terminal);
  if (absent === 'refuse' && options.library !== undefined && !(await isThere(settings, log))) {
    throw noLibrary(settings);
  }
  const opened = await openLibrary(settings, { soon, log });
  try {
    return await work({ ...opened, settings, log });
  } finally {
    await opened.close();
  }
}
