import { link, open, readdir, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { LibraryUnavailableError } from '../../errors.ts';
import { openReadingConnection } from './connect.ts';

const taken = () =>
  new LibraryUnavailableError('The backup was not made: there is a file of that name. Name one that does not exist.');

/** Where this process is copying to. */
const underWay = new Set<string>();

/** Whether a process of that number runs here; one that may not be asked runs. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Copies to the same place whose process was killed half-way; the name says which process it was. */
async function removeAbandoned(target: string): Promise<void> {
  const beginning = `${basename(target)}.partial-`;
  for (const name of await readdir(dirname(target))) {
    const pid = name.startsWith(beginning)
      ? /^(\d+)(-journal|-wal|-shm)?$/.exec(name.slice(beginning.length))?.[1]
      : null;
    const abandoned = pid && (Number(pid) === process.pid || !isRunning(Number(pid)));
    if (abandoned) await rm(join(dirname(target), name), { force: true });
  }
}

/**
 * The absolute path of a file that a backup can become.
 * @throws LibraryUnavailableError when there is one, or no folder for it
 */
export async function freePlace(file: string): Promise<string> {
  const target = resolve(file);
  const parent = await stat(dirname(target)).catch(() => null);
  if (!parent?.isDirectory()) {
    throw new LibraryUnavailableError('The backup was not made: its folder does not exist. Make it, or name another.');
  }
  if (await stat(target).catch(() => null)) throw taken();
  return target;
}

/**
 * Copies a library, in use or not, into one new SQLite file, as of one revision.
 * A process that is killed leaves `<file>.partial-<process id>`, which the next backup to that place removes.
 * To restore it, put it into an empty folder as `library.db` and open that folder; the graph is built again there.
 * @throws LibraryUnavailableError when the file exists or can't be written
 */
export async function backUp(folder: string, file: string): Promise<void> {
  const target = await freePlace(file);
  if (underWay.has(target)) throw taken();
  underWay.add(target);
  try {
    await removeAbandoned(target);
    await copy(folder, target);
  } finally {
    underWay.delete(target);
  }
}

async function copy(folder: string, target: string): Promise<void> {
  const temporary = `${target}.partial-${process.pid}`;
  const db = openReadingConnection(folder);
  try {
    // An open read transaction holds one revision: without it every commit of another process starts the copy again.
    db.exec('BEGIN');
    db.prepare('SELECT value FROM revision').get();
    await db.backup(temporary);
    const handle = await open(temporary, 'r');
    await handle.sync().finally(() => handle.close());
    // A link, unlike a rename, never replaces a file that came into being meanwhile.
    await link(temporary, target).catch((error: unknown) => {
      const exists = error instanceof Error && 'code' in error && error.code === 'EEXIST';
      throw exists ? taken() : error;
    });
  } finally {
    db.close();
    for (const suffix of ['', '-journal', '-wal', '-shm']) await rm(`${temporary}${suffix}`, { force: true });
  }
}
