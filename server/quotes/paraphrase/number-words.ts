import { isNumber } from '../difference/numbers.ts';
import type { Word } from '../words/words.ts';

/** What a number counts. */
export type Unit = 'percent' | 'year' | 'other';

/** What the number at an index counts, by itself and the words behind it. */
export function unitOf(words: readonly Word[], at: number): Unit {
  const key = words[at]?.key ?? '';
  if (/^(?:1[5-9]|20)\d{2}$/.test(key)) return 'year';
  const next = words.slice(at + 1, at + 3).map((word) => word.key);
  return next[0] === '%' || next[0] === 'percent' || next.join(' ') === 'per cent' ? 'percent' : 'other';
}

/** +1: the number at an index is a least ("more than 50", "over 50"), −1: a most ("fewer than 50"); 0: neither. */
export function boundOf(words: readonly Word[], at: number): -1 | 0 | 1 {
  const [first = '', second = ''] = words.slice(Math.max(0, at - 2), at).map((word) => word.key);
  const [before, last] = at > 1 ? [first, second] : ['', first];
  const word = last === 'than' ? before : last;
  if (
    last === 'than' ? /^(?:more|greater|higher|larger)$/.test(word) : /^(?:over|above|exceed\p{L}*|[>≥])$/u.test(word)
  )
    return 1;
  if (before === 'at' && last === 'least') return 1;
  if (last === 'than' ? /^(?:less|fewer|lower|smaller)$/.test(word) : /^(?:under|below|[<≤])$/.test(word)) return -1;
  return before === 'at' && last === 'most' ? -1 : 0;
}

/** Whether the word at an index only bounds the number behind it: "more" in "more than 50". */
export function boundsNumber(words: readonly Word[], at: number): boolean {
  const [next, behind] = [words[at + 1]?.key ?? '', words[at + 2]?.key ?? ''];
  return isNumber(next) || (next === 'than' && isNumber(behind));
}
