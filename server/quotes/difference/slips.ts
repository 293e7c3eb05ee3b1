import { type PaperWords, countsOf } from '../place/paper-words.ts';
import { isEnglishWord } from './english.ts';
import { spellingDistance } from './pair-cost.ts';

/** Shapes that scanning takes for each other; the first of a pair was printed, the second read, or the other way. */
const shapes: readonly (readonly [string, string])[] = [
  ['l', 'i'],
  ['l', '1'],
  ['i', '1'],
  ['i', '!'],
  ['i', 'j'],
  ['o', '0'],
  ['s', '5'],
  ['b', '8'],
  ['z', '2'],
  ['g', 'q'],
  ['g', '9'],
  ['c', 'e'],
  ['h', 'b'],
  ['n', 'u'],
  ['u', 'v'],
  ['v', 'y'],
  ['f', 't'],
  ['r', 't'],
  ['a', 'o'],
  ['rn', 'm'],
  ['nn', 'm'],
  ['ni', 'm'],
  ['cl', 'd'],
  ['vv', 'w'],
  ['ri', 'n'],
  ['ii', 'u'],
  ['li', 'h'],
  ['tt', 'it'],
  ['fi', 'fl'],
];

/**
 * Whether a quotation puts right a slip of scanning: the two words differ by one shape that scanners confuse, the
 * source's stands once in its paper and is no word, the quoted one is a word of the paper or of the language. "Al" for
 * "AI" needs no dictionary.
 */
export function isScanningSlip(source: PaperWords, index: number, quotedRaw: string): boolean {
  const word = source.words[index];
  if (!word) return false;
  const quoted = quotedRaw.toLowerCase();
  if (sameShape(word.raw, quotedRaw)) return true;
  const counts = countsOf(source);
  if ((counts.get(word.key) ?? 0) > 1 || (/\d/.test(word.key) && /\d/.test(quoted))) return false;
  if (!differByShape(word.key, quoted) || isEnglishWord(word.raw)) return false;
  return counts.has(quoted) || isEnglishWord(quotedRaw);
}

/** Equal when I, l, 1 and | are one letter, and O and 0: no two English words differ by that alone but in case. */
function sameShape(a: string, b: string): boolean {
  const shape = (raw: string) => raw.replace(/[Il1|]/g, 'l').replace(/[O0]/g, 'o');
  const mixed = /[A-Za-z]/.test(a) && /[A-Za-z]/.test(b);
  return mixed && a !== b && a.toLowerCase() !== b.toLowerCase() && shape(a) === shape(b);
}

function differByShape(a: string, b: string): boolean {
  if (spellingDistance(a, b, 2) > 2) return false;
  return shapes.some(([one, two]) => swapped(a, b, one, two) || swapped(a, b, two, one));
}

function swapped(a: string, b: string, one: string, two: string): boolean {
  for (let at = a.indexOf(one); at >= 0; at = a.indexOf(one, at + 1)) {
    if (a.slice(0, at) + two + a.slice(at + one.length) === b) return true;
  }
  return false;
}
