import { type PaperWords, keyNumber } from './paper-words.ts';

/** A stretch of words that a quotation and a paper share: `quote[at + i]` is `paper.words[from + i]`. */
export interface Run {
  readonly source: PaperWords;
  readonly at: number;
  readonly from: number;
  /** Count of words, at least 2. */
  readonly length: number;
}

const shortest = 2;
const mask = 0xffff;

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
  const keys = Int32Array.from(quote, keyNumber);
  const places = new Map<number, number[]>();
  // Most words of a paper are not in the quotation: a table of bits says so faster than a map.
  const present = new Uint8Array(mask + 1);
  keys.forEach((key, index) => {
    if (key < 0) return;
    present[key & mask] = 1;
    const known = places.get(key);
    if (known) known.push(index);
    else places.set(key, [index]);
  });
  const runs: Run[] = [];
  const { words, numbers } = source;
  // lengths[j] is that of the run that ends at quote[j] and at the word ends[j].
  const lengths = new Int32Array(quote.length);
  const ends = new Int32Array(quote.length).fill(-1);
  for (let i = 0; i < numbers.length; i += 1) {
    const number = numbers[i] ?? -1;
    if (present[number & mask] === 0) continue;
    const word = words[i];
    const at = places.get(number);
    if (!word || !at) continue;
    const goesOn = words[i - 1]?.stream === word.stream;
    const next = words[i + 1]?.stream === word.stream ? (numbers[i + 1] ?? -1) : -1;
    // Downwards: what ends at j − 1 still belongs to the word before.
    for (let k = at.length - 1; k >= 0; k -= 1) {
      const j = at[k] ?? 0;
      const length = goesOn && j > 0 && ends[j - 1] === i - 1 ? (lengths[j - 1] ?? 0) + 1 : 1;
      lengths[j] = length;
      ends[j] = i;
      const ended = next < 0 || keys[j + 1] !== next;
      if (ended && (length >= shortest || alone.has(j))) {
        runs.push({ source, at: j - length + 1, from: i - length + 1, length });
      }
    }
  }
  return runs;
}
