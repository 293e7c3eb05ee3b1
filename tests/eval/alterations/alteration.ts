import type { Paper, Span } from '../../../ingest/paper.ts';
import type { CheckResult } from '../../../server/wire.ts';
import type { Random } from '../random.ts';
import type { LibraryWords } from './library-words.ts';
import type { Sentence } from './sentences.ts';

export type Verdict = CheckResult['verdict'];
export type ChangeClass = CheckResult['changes'][number]['class'];
export type WarningKind = CheckResult['warnings'][number]['kind'];

/** The rows of the table: what was done to the words. */
export type AlterationClass =
  | 'typography'
  | 'reference'
  | 'furniture'
  | 'fragment'
  | 'marked'
  | 'number'
  | 'negation'
  | 'hedge'
  | 'direction'
  | 'name'
  | 'word'
  | 'omission'
  | 'addition'
  | 'stitched'
  | 'misattributed'
  | 'invented';

/** A quotation made of a sentence. */
export interface Altered {
  readonly text: string;
  /** Frozen text behind the quotation, one for each piece in the quotation's order; absent: the sentence's span. */
  readonly places?: readonly Place[];
  /** Who is said to have written it; absent: nobody. */
  readonly source?: string;
}

/** A stretch of a paper's frozen text. */
export interface Place {
  readonly paper: Paper;
  readonly span: Span;
}

/** What an alteration may draw from. */
export interface Context {
  readonly random: Random;
  readonly words: LibraryWords;
  /** Sentences of the library's papers that are whole prose. */
  readonly sentences: readonly Sentence[];
  /** All sentences of the library's papers, by paper and in order. */
  readonly all: ReadonlyMap<Paper, readonly Sentence[]>;
  readonly outsiders: readonly Sentence[];
}

/** One way to alter a sentence. */
export interface Alteration {
  readonly class: AlterationClass;
  /** What is done, in a few words; one of its class. */
  readonly kind: string;
  /** The right verdicts, the best first. */
  readonly verdicts: readonly Verdict[];
  /** The class of the gravest change that is not permitted; null where there is none. */
  readonly change: ChangeClass | null;
  readonly warning?: WarningKind;
  /** Which sentences it is tried on; absent: those that are whole prose. */
  readonly on?: (context: Context) => readonly Sentence[];
  /** Null where it can't be done to this sentence. */
  alter(sentence: Sentence, context: Context): Altered | null;
}

/** A quotation to check, with what has to be found. */
export interface GeneratedCase {
  /** Class, kind and running number. */
  readonly id: string;
  readonly alteration: Alteration;
  /** The reading text that was altered. */
  readonly original: string;
  /** The quotation as it stands in `text`. */
  readonly quotation: string;
  /** What the checker is given: the quotation in quotation marks, or bare. */
  readonly text: string;
  readonly source: string | null;
  /** Where it comes from, in the quotation's order; [] for an invented one. */
  readonly places: readonly Place[];
}

/** The sentence with one stretch of its text put differently. */
export function replaced(text: string, at: number, length: number, by: string): string {
  return text.slice(0, at) + by + text.slice(at + length);
}

/** `by` with a capital where `model` has one, in capitals where `model` is. */
export function casedLike(model: string, by: string): string {
  if (model.length > 1 && model === model.toUpperCase()) return by.toUpperCase();
  return /^\p{Lu}/u.test(model) ? by.charAt(0).toUpperCase() + by.slice(1) : by;
}

/** One match of a pattern in a text, chosen at random, or null. The pattern must be global. */
export function pickMatch(text: string, pattern: RegExp, random: Random): RegExpMatchArray | null {
  return random.pick([...text.matchAll(pattern)]) ?? null;
}
