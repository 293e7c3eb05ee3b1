import { familyNameOf } from '../../ingest/structure/author-names.ts';
import { type Credited, creditOf } from '../citations/credit.ts';
import type { Vocabulary } from './names-in-text.ts';

/** What a follow-up can lean on. */
export interface Conversation {
  /** The question before, standalone; what a bare name or "why?" is about. */
  readonly question: string;
  /** The last question that had nothing appended to it: what the next can be appended to. */
  readonly root: string;
  /** Where the question before only asked more of an answer ("Why?"): what it was asked about, which "And India?" goes on with. */
  readonly parallel: string | null;
  /** What was answered last. */
  readonly answer: string;
  /** The last answer that credits a paper; '' where none does. */
  readonly credited: string;
  /** Standalone questions before that one, newest first. */
  readonly earlier: readonly string[];
  /** Papers that there are. */
  readonly papers: readonly Credited[];
  readonly vocabulary: Vocabulary;
}

/** The papers that a text credits, as the answers do ("Sadi (2025)") or by an author's family name, first named first. */
export function papersNamedIn(text: string, papers: readonly Credited[]): Credited[] {
  const found: { paper: Credited; at: number }[] = [];
  for (const paper of papers) {
    const at = placeOf(text, paper);
    if (at >= 0) found.push({ paper, at });
  }
  return found.sort((a, b) => a.at - b.at).map(({ paper }) => paper);
}

function placeOf(text: string, paper: Credited): number {
  const credited = text.indexOf(creditOf(paper));
  if (credited >= 0) return credited;
  const lower = text.toLowerCase();
  const places = paper.authors.map((author) => placeOfWord(lower, familyNameOf(author).toLowerCase()));
  return Math.min(...places.filter((at) => at >= 0), Infinity) === Infinity
    ? -1
    : Math.min(...places.filter((at) => at >= 0));
}

function placeOfWord(text: string, word: string): number {
  if (word.length < 2) return -1;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (!/\p{L}/u.test(text.charAt(at - 1)) && !/\p{L}/u.test(text.charAt(at + word.length))) return at;
  }
  return -1;
}

/** The one paper that the last answer quotes; or else those that the last question names, or that the answer quotes. */
export function papersTalkedOf({ answer, question, earlier, credited, papers }: Conversation): Credited[] {
  const led = papers.filter((paper) => answer.includes(creditOf(paper)));
  if (led.length === 1) return led;
  for (const text of [question, ...earlier]) {
    const named = papersNamedIn(text, papers);
    if (named.length > 0) return named;
  }
  if (led.length > 0) return led.sort((a, b) => answer.indexOf(creditOf(a)) - answer.indexOf(creditOf(b)));
  const before = papers.filter((paper) => credited.includes(creditOf(paper)));
  return before.length === 1 || papers.length === 1 ? [...(before.length === 1 ? before : papers)] : [];
}

/** "Sadi", "Sarwar and Rashid", "Tao and others"; the title where there is no author. */
export function authorsInProse(paper: Credited): { text: string; plural: boolean } {
  const families = paper.authors.map(familyNameOf);
  const [first, second] = families;
  if (!first) return { text: `“${paper.title}”`, plural: false };
  if (!second) return { text: first, plural: false };
  return { text: families.length === 2 ? `${first} and ${second}` : `${first} and others`, plural: true };
}

/** "the paper by Sadi". */
export function paperInProse(paper: Credited): string {
  return paper.authors.length > 0 ? `the paper by ${authorsInProse(paper).text}` : `the paper “${paper.title}”`;
}
