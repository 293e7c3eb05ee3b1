import { LibraryUnavailableError } from '../errors.ts';

/** Whatever is asked of a library after close(). */
export function closedError(cause?: unknown): LibraryUnavailableError {
  return new LibraryUnavailableError('The library is closed. Open it again.', { cause });
}
