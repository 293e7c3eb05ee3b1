import type { PassageId, Span } from '../../ingest/paper.ts';
import type { PaperRef } from '../wire.ts';

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
