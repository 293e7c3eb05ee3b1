import type { Paper, Span } from '../../../ingest/paper.ts';
import type { Change } from '../../wire.ts';
import type { Outcome } from './decide.ts';

/** A stretch of a paper. */
export interface JudgedPlace {
  readonly paper: Paper;
  /** Of the frozen text: one sentence, or two in a row. */
  readonly span: Span;
  /** Reading text, which the source's offsets of changes point into. */
  readonly text: string;
}

/** What the library says of a claim without quotation marks. */
export interface Judged {
  /** cannot-tell: the claim says too little of its own. */
  readonly verdict: Outcome | 'cannot-tell';
  /** The sentence or sentences that decide; null for not-found and cannot-tell. */
  readonly place: JudgedPlace | null;
  /** What came near, nearest first, at most three; only for not-found. */
  readonly nearest: readonly JudgedPlace[];
  /** What the claim says otherwise, or more; `start` and `end` are offsets of the claim, those of the source of the place's text. */
  readonly changes: readonly Change[];
  /** "rules", or the chat model's name. */
  readonly judgedBy: string;
  /** One plain sentence. */
  readonly explanation: string;
}
