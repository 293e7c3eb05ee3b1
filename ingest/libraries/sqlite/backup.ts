import { randomUUID } from 'node:crypto';
import { link, open, rm, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { LibraryUnavailableError } from '../../errors.ts';
import { openReadingConnection } from './connect.ts';

const taken = () =>
  new LibraryUnavailableError('The backup was not made: there is a file of that name. Name one that does not exist.');

/**
 * Copies a library, in use or not, into one new SQLite file, as of one revision.
 * To restore it, put it into an empty folder as `library.db` and open that folder; the graph is built again there.
 * @throws LibraryUnavailableError when the file exists or can't be written
 */
export async function backUp(folder: string, file: string): Promise<void> {
  const target = resolve(file);
  const parent = await stat(dirname(target)).catch(() => null);
  if (!parent?.isDirectory()) {
    throw new LibraryUnavailableError('The backup was not made: its folder does not exist. Make it, or name another.');
  }
  if (await stat(target).catch(() => null)) throw taken();
  const temporary = `${target}.${randomUUID()}.tmp`;
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
