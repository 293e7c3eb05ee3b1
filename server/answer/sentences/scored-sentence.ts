import type { Evidence } from '../evidence.ts';
import type { SentenceFeatures } from './features.ts';
import type { TermMatch } from './match-terms.ts';

/** A sentence of the evidence; higher scores answer better. */
export interface ScoredSentence {
  readonly evidence: Evidence;
  /** Half-open range of `evidence.text`. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** The heading and the two sentences before, as they read. */
  readonly before: string;
  /** Stems of its words of content. */
  readonly terms: ReadonlySet<string>;
  /** For each term of the question. */
  readonly matches: readonly TermMatch[];
  readonly features: SentenceFeatures;
  readonly score: number;
}
