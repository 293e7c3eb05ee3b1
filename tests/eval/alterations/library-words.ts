import type { Paper } from '../../../ingest/paper.ts';
import { readingTextOf } from '../../../ingest/reading-text.ts';

/** Words, numbers and percent signs, lower case: two texts with the same differ in typography only. */
export function foldedWords(text: string): string {
  const words = text
    .normalize('NFKC')
    .toLowerCase()
    .match(/[\p{L}\p{M}\p{N}]+|%/gu);
  return ` ${(words ?? []).join(' ')} `;
}

/** Letters, digits and percent signs only: the same where two texts differ in spaces, hyphens and marks. */
export function foldedLetters(text: string): string {
  return foldedWords(text).replaceAll(' ', '');
}

/** Words in a row that a set phrase may have; a run of them that is new says that a text is new. */
const runLength = 5;

function runsOf(folded: string): string[] {
  const words = folded.trim().split(' ');
  return words
    .slice(0, Math.max(0, words.length - runLength + 1))
    .map((_, at) => words.slice(at, at + runLength).join(' '));
}

/** What the library's papers say, for making sure that an alteration is one. */
export interface LibraryWords {
  /** In how many places those words stand in that order, whatever the typography; two at most. */
  count(text: string): number;
  /** Whether five words in a row of that text stand in the library. */
  sharesRun(text: string): boolean;
  /** Lower-case words that stand five times or more, in alphabetical order. */
  readonly frequent: readonly string[];
  /** Whether a word is ever written with a small letter. */
  isCommon(word: string): boolean;
}

/** Reads the words of papers once. */
export function libraryWordsOf(papers: readonly Paper[]): LibraryWords {
  const texts = papers.map((paper) => readingTextOf(paper).text);
  const folded = texts.map(foldedWords);
  const whole = folded.join('|');
  const runs = new Map<string, number>();
  for (const text of folded) for (const run of runsOf(text)) runs.set(run, (runs.get(run) ?? 0) + 1);
  const counts = new Map<string, number>();
  for (const text of texts) {
    for (const [word] of text.matchAll(/(?<![\p{L}\p{N}-])\p{Ll}{2,}(?![\p{L}\p{N}-])/gu)) {
      counts.set(word, (counts.get(word) ?? 0) + 1);
    }
  }
  return {
    count: (text) => {
      const sought = foldedWords(text);
      const own = runsOf(sought);
      if (own.some((run) => !runs.has(run))) return 0;
      const first = whole.indexOf(sought);
      if (first < 0) return 0;
      return own.some((run) => runs.get(run) === 1) || !whole.includes(sought, first + 1) ? 1 : 2;
    },
    sharesRun: (text) => runsOf(foldedWords(text)).some((run) => runs.has(run)),
    frequent: [...counts]
      .filter(([, count]) => count >= 5)
      .map(([word]) => word)
      .sort(),
    isCommon: (word) => counts.has(word.toLowerCase()),
  };
}
