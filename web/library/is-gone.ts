import { RequestFailedError } from '../api/failure.ts';

/** Whether a request about a paper failed because the paper is not in the library any more. */
export function isGone(error: unknown): boolean {
  return error instanceof RequestFailedError && error.status === 404;
}
