import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import {
  EmbedderUnavailableError,
  LibraryFormatError,
  LibraryMismatchError,
  LibraryUnavailableError,
  UnreadablePaperError,
} from '../ingest/errors.ts';
import { UnreadableDraftError } from './quotes/drafts/unreadable-draft.ts';
import { UnknownPaperError } from './retrieval/unknown-paper.ts';

/** What the outside gets to know of a failure: a status, a code for programs and a sentence for people. */
export interface Problem {
  readonly status: ContentfulStatusCode;
  readonly code: string;
  /** Says what happened and what to do; no stack, no path. */
  readonly message: string;
  /** Seconds after which trying again makes sense; null: it does not. */
  readonly retryAfter: number | null;
  /** True: nobody foresaw it, so its stack belongs in the log. */
  readonly unexpected: boolean;
}

/** A request that is turned down, with the status, code and sentence that the client gets. */
export class RequestError extends Error {
  readonly status: ContentfulStatusCode;
  readonly code: string;
  /** Seconds, or null. */
  readonly retryAfter: number | null;

  constructor(status: ContentfulStatusCode, code: string, message: string, retryAfter: number | null = null) {
    super(message);
    this.status = status;
    this.code = code;
    this.retryAfter = retryAfter;
    this.name = 'RequestError';
  }
}

const whoRunsIbid = 'whoever runs Ibid finds the reason in its log';

/** Sentences for the statuses that Hono itself turns a request down with. */
const refusals: Partial<Record<number, { code: string; message: string }>> = {
  400: { code: 'malformed', message: 'The body is not what its content type says. Send well-formed JSON; see /docs.' },
  415: {
    code: 'unsupported-media-type',
    message: 'This content type is not taken here. Send JSON with "Content-Type: application/json"; see /docs.',
  },
};

/** The status and sentence of any error: the one table from what goes wrong inside to what the outside sees. */
export function problemOf(error: unknown): Problem {
  const problem = (status: ContentfulStatusCode, code: string, message: string, retryAfter: number | null = null) => ({
    status,
    code,
    message,
    retryAfter,
    unexpected: false,
  });
  if (error instanceof RequestError) return problem(error.status, error.code, error.message, error.retryAfter);
  if (error instanceof UnknownPaperError) {
    return problem(404, 'paper-not-found', `${error.message} GET /api/papers lists the papers with their ids.`);
  }
  if (error instanceof UnreadablePaperError) {
    return problem(422, 'paper-unreadable', `The file can’t be read: ${error.reason}.`);
  }
  if (error instanceof UnreadableDraftError) {
    const status = { unreadable: 422, 'too-large': 413, 'kind-unknown': 415, empty: 400 } as const;
    return problem(status[error.problem], `draft-${error.problem}`, error.message);
  }
  if (error instanceof LibraryUnavailableError) {
    const message = `The library can’t be read or written just now. Try again in some seconds; if it stays so, ${whoRunsIbid}.`;
    return { ...problem(503, 'library-unavailable', message, 5), unexpected: true };
  }
  if (error instanceof EmbedderUnavailableError) {
    const message = `The embedding model is not running just now. Try again in some seconds; if it stays so, ${whoRunsIbid}.`;
    return { ...problem(503, 'embedder-unavailable', message, 5), unexpected: true };
  }
  if (error instanceof LibraryMismatchError || error instanceof LibraryFormatError) {
    const message = `The library does not fit this server, so no question can be answered; ${whoRunsIbid}.`;
    return { ...problem(503, 'library-mismatch', message, 60), unexpected: true };
  }
  if (isAbort(error))
    return problem(503, 'aborted', 'The request was broken off before it was done. Send it again.', 1);
  if (error instanceof HTTPException) {
    const refusal = refusals[error.status];
    if (refusal) return problem(error.status, refusal.code, refusal.message);
  }
  const message = `Something went wrong inside Ibid. Try again; if it happens again, ${whoRunsIbid} under the request id.`;
  return { ...problem(500, 'internal', message), unexpected: true };
}

/** What a request gets that was still running when the server had to end. */
export function shutDown(): RequestError {
  const message = 'Ibid is shutting down, so this was broken off before it was done. Send it again in a moment.';
  return new RequestError(503, 'aborted', message, 5);
}

/** Whether an error only says that somebody broke off. */
export function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}

/** Status for the code of an `error` event of the assistant; 500 for codes that are not in the table. */
export function statusOfCode(code: string): ContentfulStatusCode {
  if (code === 'paper-not-found') return 404;
  return code.startsWith('question-') ? 400 : /-unavailable$|-mismatch$|^aborted$|^overloaded$/.test(code) ? 503 : 500;
}
