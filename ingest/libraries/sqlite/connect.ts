import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { LibraryDamagedError, LibraryFormatError, LibraryUnavailableError } from '../../errors.ts';
import { type LibraryEmbedder, refuseOtherEmbedder } from '../library-embedder.ts';
import { applicationId, createTables, format } from './schema.ts';
import { defineSeal } from './seal.ts';

/** The file in a library's folder that holds everything but the graph. */
export const databaseName = 'library.db';

/** Milliseconds that a writer waits for another's transaction; one paper takes some tens, a very large one some hundreds. */
export const busyTimeout = 5000;

function setUp(db: Database.Database): void {
  db.pragma('synchronous = FULL');
  db.pragma('foreign_keys = ON');
  db.pragma('secure_delete = ON');
  db.pragma('wal_autocheckpoint = 1000');
  defineSeal(db);
}

function refuseStranger(db: Database.Database): boolean {
  const id = db.pragma('application_id', { simple: true });
  const version = Number(db.pragma('user_version', { simple: true }));
  const objects = db.prepare<[], { n: number }>('SELECT count(*) AS n FROM sqlite_schema').get()?.n ?? 0;
  if (objects === 0 && version === 0) return true;
  if (id !== applicationId) {
    throw new LibraryUnavailableError(
      'The file library.db was not made by Ibid. Name another folder with IBID_LIBRARY, or move the file away.',
    );
  }
  if (version !== format) throw new LibraryFormatError(version, format);
  return false;
}

function embedderOf(db: Database.Database): LibraryEmbedder {
  const meta = new Map(
    db
      .prepare<[], { name: string; value: string }>('SELECT name, value FROM meta')
      .all()
      .map(({ name, value }) => [name, value]),
  );
  const id = meta.get('embedder');
  const dimensions = Number(meta.get('dimensions'));
  if (id === undefined || !(dimensions > 0)) {
    throw new LibraryDamagedError(
      'The library’s file is damaged: it no longer says which embedding model it was made with. Restore a backup as library.db, or name another folder with IBID_LIBRARY and ingest again.',
    );
  }
  return { id, dimensions };
}

/** Two processes that make one library at once: only one may switch to WAL, and SQLite does not wait for it there. */
async function useWal(db: Database.Database): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      db.pragma('journal_mode = WAL');
      return;
    } catch (error) {
      const busy = error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY');
      if (!busy || attempt === 100) throw error;
      await wait(20);
    }
  }
}

/** The embedder that the library in a folder was made with; null where there is no library yet. */
export function storedEmbedder(folder: string): LibraryEmbedder | null {
  const file = join(folder, databaseName);
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) return null;
  const db = new Database(file, { timeout: busyTimeout, fileMustExist: true });
  try {
    return refuseStranger(db) ? null : embedderOf(db);
  } finally {
    db.close();
  }
}

function limitPages(db: Database.Database, pageLimit: number | undefined): void {
  if (pageLimit !== undefined) db.pragma(`max_page_count = ${pageLimit}`);
}

/**
 * Opens the library's file for reading and writing, and makes folder and tables where there are none.
 * @param pageLimit the most pages of 4,096 bytes that the file may take, for trying out a full disk
 */
export async function openDatabase(
  folder: string,
  embedder: { readonly id: string; readonly dimensions: number },
  pageLimit?: number,
): Promise<Database.Database> {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, databaseName);
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory()) {
    throw new LibraryUnavailableError('The library’s file library.db is a folder. Name another with IBID_LIBRARY.');
  }
  const db = new Database(file, { timeout: busyTimeout });
  try {
    refuseStranger(db);
    await useWal(db);
    setUp(db);
    db.transaction(() => {
      if (refuseStranger(db)) createTables(db, embedder);
      refuseOtherEmbedder(embedderOf(db), embedder);
    }).immediate();
    limitPages(db, pageLimit);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Another connection to an open library that changes nothing: for worker threads and backups. */
export function openReadingConnection(folder: string): Database.Database {
  const db = new Database(join(folder, databaseName), { timeout: busyTimeout, fileMustExist: true });
  setUp(db);
  db.pragma('query_only = ON');
  return db;
}

/** Another connection to an open library that writes, for a worker thread. */
export function openWritingConnection(folder: string, pageLimit: number | undefined): Database.Database {
  const db = new Database(join(folder, databaseName), { timeout: busyTimeout, fileMustExist: true });
  setUp(db);
  limitPages(db, pageLimit);
  return db;
}
