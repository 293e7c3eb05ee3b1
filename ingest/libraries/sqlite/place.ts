import { accessSync, type BigIntStats, constants, statSync } from 'node:fs';
import { join } from 'node:path';
import { LibraryUnavailableError } from '../../errors.ts';
import { databaseName } from './connect.ts';
import { asLibraryError } from './failures.ts';

/**
 * Remembers which file a library was opened from. The function gives null while that file stands in its place and may
 * be written, otherwise the reason, without paths: an open file outlives its name, so reading goes on, but what is
 * written is lost with the process.
 */
export function watchPlace(folder: string): () => string | null {
  const file = join(folder, databaseName);
  const opened = identityOf(file);
  return () => {
    if (opened === null || identityOf(file) !== opened) {
      return 'The library’s file was moved, replaced or deleted. Put it back in its place and start Ibid again.';
    }
    try {
      accessSync(file, constants.R_OK | constants.W_OK);
      return null;
    } catch (error) {
      const failure = asLibraryError(error);
      if (failure instanceof LibraryUnavailableError) return failure.reason;
      throw failure;
    }
  };
}

/** Device and inode of a file, or null when there is none. */
function identityOf(file: string): string | null {
  const stats: BigIntStats | undefined = statSync(file, { bigint: true, throwIfNoEntry: false });
  return stats ? `${stats.dev}:${stats.ino}` : null;
}
