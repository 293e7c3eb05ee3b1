/** A request that did not succeed. `message` is a sentence for the reader, with what to do. */
export class RequestFailedError extends Error {
  /** HTTP status; 0 when no answer came at all. */
  readonly status: number;
  /** Seconds after which the server wants to be asked again, or null. */
  readonly retryAfter: number | null;

  constructor(message: string, status: number, retryAfter: number | null = null, options?: ErrorOptions) {
    super(message, options);
    this.status = status;
    this.retryAfter = retryAfter;
    this.name = 'RequestFailedError';
  }
}

const unreachable = 'Ibid can’t be reached. Check that it is running on this address, then try again.';

/** Says in words why a request failed; a sentence from the server is kept, anything else is replaced. */
export function inWords(error: unknown): string {
  return error instanceof RequestFailedError ? error.message : unreachable;
}

/** Whether the server asked for a key that this browser has not, or no longer. */
export function isLoggedOut(error: unknown): boolean {
  return error instanceof RequestFailedError && error.status === 401;
}

/** The failure when the server could not be reached, or the connection broke. */
export function unreachableError(cause: unknown): RequestFailedError {
  return new RequestFailedError(unreachable, 0, null, { cause });
}

function serverSentence(body: unknown): string | null {
  if (typeof body !== 'object' || body === null || !('error' in body)) return null;
  const error = body.error;
  if (typeof error !== 'object' || error === null || !('message' in error)) return null;
  return typeof error.message === 'string' && error.message !== '' ? error.message : null;
}

function sentenceFor(status: number): string {
  if (status === 401 || status === 403) return 'This server asks for a key before it answers.';
  if (status === 404) return 'This is not in the library any more.';
  if (status === 429) return 'Too many questions at once. Wait a moment, then try again.';
  if (status === 503) return 'Ibid is still getting ready. Wait a moment, then try again.';
  return 'Ibid could not answer this request. Try again; if it fails again, its log says why.';
}

/** The failure that an error response stands for. */
export async function failureOf(response: Response): Promise<RequestFailedError> {
  const body: unknown = await response.json().catch(() => null);
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  const message = serverSentence(body) ?? sentenceFor(response.status);
  return new RequestFailedError(message, response.status, Number.isFinite(seconds) ? seconds : null);
}
