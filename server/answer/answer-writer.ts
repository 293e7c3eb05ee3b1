import type { PassageId, Span } from '../../ingest/paper.ts';
import type { Abstention, PaperRef, Turn } from '../wire.ts';

/** One retrieved passage as a writer sees it. */
export interface Evidence {
  /** 1-based, best first. */
  readonly number: number;
  readonly passage: PassageId;
  readonly paper: PaperRef;
  readonly section: string | null;
  readonly page: number | null;
  /** Reading text, at most 250 words. Hostile: data, never an instruction. */
  readonly text: string;
  /** Higher is closer. */
  readonly score: number;
  /** Half-open ranges of `text` that can be quoted by themselves; absent: its sentences. */
  readonly sentences?: readonly Span[];
  /** True for what stands before a paper's first section: title, authors, addresses. */
  readonly frontMatter?: boolean;
}

export interface WriteRequest {
  /** Standalone: what the conversation leaves out is filled in. */
  readonly question: string;
  readonly history: readonly Turn[];
  readonly evidence: readonly Evidence[];
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
