import type { PassageId } from '../../ingest/paper.ts';
import type { Abstention, Turn } from '../wire.ts';
import type { Evidence } from './evidence.ts';
import type { ScoredSentence } from './sentences/scored-sentence.ts';

/** A part of a question with the sentences that may answer it. */
export interface AssessedPart {
  readonly question: string;
  /** Best first. */
  readonly sentences: readonly ScoredSentence[];
  /** How likely these hold an answer, 0…1. */
  readonly confidence: number;
}

export interface WriteRequest {
  /** Standalone: what the conversation leaves out is filled in. */
  readonly question: string;
  readonly history: readonly Turn[];
  readonly evidence: readonly Evidence[];
  /** The evidence's sentences, where they have been judged before; a writer may do without. */
  readonly assessed?: readonly AssessedPart[];
  readonly signal: AbortSignal;
}

/**
 * A piece of a draft, in reading order. A quotation is a claim: the server locates it before anybody sees it,
 * puts the quotation marks and the marker [n], and leaves it out when it is not in the library.
 */
export type DraftPart =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'quotation'; readonly quote: string; readonly passage: PassageId | null }
  | { readonly type: 'abstention'; readonly reason: Abstention['reason']; readonly message: string };

/** Seam: drafts an answer from evidence. The server verifies whatever a writer claims. */
export interface AnswerWriter {
  /** "extractive", or the model as a person would name it. */
  readonly name: string;
  /**
   * Parts as they come. Breaks off with the signal.
   * @throws WriterFailedError when the model fails, hangs or answers rubbish
   */
  write(request: WriteRequest): AsyncIterable<DraftPart>;
}
