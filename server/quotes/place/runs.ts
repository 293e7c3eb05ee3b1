import type { PaperWords } from './paper-words.ts';

/** A stretch of words that a quotation and a paper share: `quote[at + i]` is `paper.words[from + i]`. */
export interface Run {
  readonly source: PaperWords;
  readonly at: number;
  readonly from: number;
  /** Count of words, at least 2. */
  readonly length: number;
}

const shortest = 2;

/**
 * The maximal runs of at least two words that a quotation shares with a paper, in the paper's order; of one word where
 * it stands `alone` between marks of omission. Time:
 * words of the paper times the mean number of times that one of them stands in the quotation.
 */
export function commonRuns(
  quote: readonly string[],
  source: PaperWords,
  alone: ReadonlySet<number> = new Set(),
): Run[] {
  const places = new Map<string, number[]>();
  quote.forEach((key, index) => {
    const known = places.get(key);
    if (known) known.push(index);
    else places.set(key, [index]);
  });
  const runs: Run[] = [];
  let open = new Map<number, number>();
  const { words } = source;
  for (let i = 0; i <= words.length; i += 1) {
    const word = words[i];
    const next = new Map<number, number>();
    if (word) {
      const breaks = word.stream !== words[i - 1]?.stream;
      for (const j of places.get(word.key) ?? []) next.set(j, breaks ? 1 : (open.get(j - 1) ?? 0) + 1);
    }
    for (const [j, length] of open) {
      if ((length >= shortest || alone.has(j)) && next.get(j + 1) !== length + 1) {
        runs.push({ source, at: j - length + 1, from: i - length, length });
      }
    }
    open = next;
  }
  return runs;
}
