import type { PreparedPaper } from './prepare-paper.ts';
import type { Source } from './reader.ts';

/** To the thread that prepares papers; one file at a time. */
export type PreparingRequest = { readonly type: 'prepare'; readonly source: Source } | { readonly type: 'break-off' };

/** What the thread says first: it has loaded all that it needs. */
export const preparingReady = 'ready';

/** What the thread answers to `prepare`, once. */
export type PreparingReply =
  | { readonly type: 'prepared'; readonly prepared: PreparedPaper }
  | { readonly type: 'unreadable'; readonly reason: string }
  | { readonly type: 'failed'; readonly error: unknown };
