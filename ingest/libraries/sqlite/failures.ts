import Database from 'better-sqlite3';
import {
  LibraryDamagedError,
  LibraryFormatError,
  LibraryMismatchError,
  LibraryUnavailableError,
} from '../../errors.ts';
import { closedError } from '../closed-error.ts';

const remedy = 'Restore a backup as library.db, or name another folder with IBID_LIBRARY and ingest again.';

/** What SQLite says of a file that is not what was written, by its codes or, where it has none, in words. */
const damages: readonly (readonly [RegExp, string])[] = [
  [
    /^SQLITE_NOTADB/,
    'The file library.db is not a library of Ibid, or its beginning is damaged. Move it away and restore a backup, or name another folder with IBID_LIBRARY.',
  ],
  [/^SQLITE_CORRUPT/, `The library’s file is damaged. ${remedy}`],
  [
    /^SQLITE_ERROR.*(no such (table|column|module|tokenizer)|malformed|has \d+ columns?|vtable constructor|error in tokenizer)/,
    `The library’s file is damaged: tables are missing or were changed. ${remedy}`,
  ],
];

const sentences: readonly (readonly [RegExp, string])[] = [
  [/^(SQLITE_FULL|ENOSPC|EDQUOT)/, 'The disk is full: nothing was written. Free some space, then try again.'],
  [
    /^(SQLITE_READONLY|SQLITE_PERM|SQLITE_AUTH|EACCES|EPERM|EROFS)/,
    'The library can’t be written: permission is missing. Allow writing to its folder, or name another with IBID_LIBRARY.',
  ],
  [
    /^(SQLITE_CANTOPEN|ENOTDIR|EEXIST|ENOENT|ELOOP|ENAMETOOLONG)/,
    'The library’s folder can’t be opened or made. Check that it is a folder that may be written, or name another with IBID_LIBRARY.',
  ],
  [/^(SQLITE_BUSY|SQLITE_LOCKED)/, 'Another process is writing to the library. Try again in a moment.'],
  [
    /^(SQLITE_IOERR|EIO)/,
    'The disk failed while the library was read or written. Check the disk and its free space, then try again.',
  ],
];

function codeOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('code' in error)) return null;
  return typeof error.code === 'string' ? error.code : null;
}

/** What went wrong in SQLite or the file system, as a LibraryUnavailableError; anything else is returned as it is. */
export function asLibraryError(error: unknown): unknown {
  if (
    error instanceof LibraryUnavailableError ||
    error instanceof LibraryMismatchError ||
    error instanceof LibraryFormatError
  ) {
    return error;
  }
  const code = codeOf(error);
  const said = error instanceof Database.SqliteError ? `${error.code} ${error.message}` : '';
  const damage = damages.find(([pattern]) => pattern.test(said));
  if (damage) return new LibraryDamagedError(damage[1], { cause: error });
  const known = code === null ? undefined : sentences.find(([pattern]) => pattern.test(code));
  if (known) return new LibraryUnavailableError(known[1], { cause: error });
  if (error instanceof TypeError && error.message.includes('connection is not open')) return closedError(error);
  if (error instanceof Database.SqliteError) {
    return new LibraryUnavailableError(
      `The library failed (${error.code}). Run “ibid verify”, and restore a backup if it reports damage.`,
      { cause: error },
    );
  }
  return error;
}

/** Runs synchronous library work; its failure is a rejection in the library's own words. */
export function inLibraryTerms<Result>(work: () => Result): Promise<Result> {
  try {
    return Promise.resolve(work());
  } catch (error) {
    const failure = asLibraryError(error);
    return Promise.reject(failure instanceof Error ? failure : new Error(String(failure)));
  }
}
