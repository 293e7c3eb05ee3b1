import { stemmer } from 'stemmer';
import { isFunctionWord } from '../words/function-words.ts';
import { certaintyOf } from './hedges.ts';
import { differByAffix, isNegator } from './negation.ts';
import { isMeasure, isNumber } from './numbers.ts';
import { areOpposites } from './opposites.ts';

/** What putting one unlike word for another costs at most; leaving one out, or putting one in, costs a little more. */
export const unlike = 0.95;

const known = new Map<string, number>();
const mostKnown = 50_000;

/**
 * What it costs to take `quoted` for a changed form of `source`, both keys and not equal: the more alike in kind or
 * spelling the less, so that an alignment sets a changed number against a number. 0.3 to 1.15.
 */
export function pairCost(source: string, quoted: string): number {
  const pair = `${source} ${quoted}`;
  const before = known.get(pair);
  if (before !== undefined) return before;
  if (known.size >= mostKnown) known.clear();
  const cost = compare(source, quoted);
  known.set(pair, cost);
  return cost;
}

function compare(a: string, b: string): number {
  if (isNumber(a) || isNumber(b)) return isNumber(a) && isNumber(b) ? 0.45 : 1.1;
  if (isMeasure(a) && isMeasure(b)) return 0.5;
  if (stemmer(a) === stemmer(b)) return 0.35;
  if (differByAffix(a, b) || areOpposites(a, b)) return 0.5;
  if (isNegator(a) && isNegator(b)) return 0.6;
  // "still" and "no longer"
  if ((a === 'still' && b === 'longer') || (a === 'longer' && b === 'still')) return 0.5;
  const [one, two] = [certaintyOf(a), certaintyOf(b)];
  if (one !== null && two !== null && (one === 0 || two === 0)) return 0.6;
  if (spellingDistance(a, b, 2) <= (Math.min(a.length, b.length) >= 7 ? 2 : 1) && Math.min(a.length, b.length) >= 3)
    return 0.45;
  const functional = [isFunctionWord(a), isFunctionWord(b)];
  if (functional[0] && functional[1]) return 0.7;
  return functional[0] || functional[1] ? 1.15 : unlike;
}

/** Levenshtein's distance, with neighbours swapped counted once (Damerau 1964); `limit + 1` where it is more. */
export function spellingDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let [before, last]: [number[], number[]] = [[], Array.from({ length: b.length + 1 }, (_, index) => index)];
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, (before[j - 2] ?? 0) + 1);
      row.push(best);
    }
    [before, last] = [last, row];
  }
  return Math.min(limit + 1, last[b.length] ?? limit + 1);
}
