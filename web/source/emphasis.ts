import type { WireSpan } from '../../server/wire.ts';
import type { LayerSpan } from './runs.ts';

/** A run of stars or underscores; what is matched is taken from its inner end. */
interface Delimiter {
  readonly mark: string;
  /** As it stood at first. */
  readonly length: number;
  readonly opens: boolean;
  readonly closes: boolean;
  start: number;
  end: number;
}

/** How deep marks nest: the outermost open one is given up for another. */
const deepest = 32;

const isBlank = (char: string) => char === '' || /\s/u.test(char);
const isPunctuation = (char: string) => /[\p{P}\p{S}]/u.test(char);
const isWord = (char: string) => /[\p{L}\p{N}]/u.test(char);

/** One star or underscore within a word, and any number between digits, is no mark: papers multiply and write file_names. */
function delimiterOf(content: string, start: number, mark: string): Delimiter {
  const end = start + mark.length;
  const before = content.charAt(start - 1);
  const after = content.charAt(end);
  const left = !isBlank(after) && (!isPunctuation(after) || isBlank(before) || isPunctuation(before));
  const right = !isBlank(before) && (!isPunctuation(before) || isBlank(after) || isPunctuation(after));
  const inWord = mark.startsWith('_') || mark.length === 1 || (/\d/.test(before) && /\d/.test(after));
  const opens = left && !(inWord && isWord(before));
  const closes = right && !(inWord && isWord(after));
  return { mark: mark.charAt(0), length: mark.length, opens, closes, start, end };
}

/** CommonMark's rule of three: `**` in the middle of `*a**b*` belongs to neither star. */
function fit(opener: Delimiter, closer: Delimiter): boolean {
  if (opener.mark !== closer.mark) return false;
  const both = opener.closes || closer.opens;
  return !both || (opener.length + closer.length) % 3 > 0 || (opener.length % 3 === 0 && closer.length % 3 === 0);
}

function delimitersOf(content: string, taken: readonly WireSpan[]): Delimiter[] {
  const found: Delimiter[] = [];
  let next = 0;
  for (const { 0: run, index } of content.matchAll(/\\[\s\S]|\*+|_+/g)) {
    while ((taken[next]?.end ?? Infinity) <= index) next += 1;
    const isTaken = (taken[next]?.start ?? Infinity) <= index;
    if (!run.startsWith('\\') && !isTaken) found.push(delimiterOf(content, index, run));
  }
  return found;
}

/**
 * Emphasis and strong emphasis in a block, nested as they may be (CommonMark 0.31, "Process emphasis"), and their marks
 * as `hidden`. Offsets are those of `content`; `taken`, ascending, holds marks of another kind, such as addresses of
 * links. Takes time in proportion to the length of hostile text too.
 */
export function emphasisIn(content: string, taken: readonly WireSpan[]): LayerSpan[] {
  const spans: LayerSpan[] = [];
  const openers: Delimiter[] = [];
  /** For a kind of closer, how many openers at the bottom were looked at in vain. */
  const inVain = new Map<string, number>();
  for (const closer of delimitersOf(content, taken)) {
    const closing = `${closer.mark}${closer.opens}${closer.length % 3}`;
    while (closer.closes && closer.start < closer.end) {
      const bottom = inVain.get(closing) ?? 0;
      const at = openers.findLastIndex((opener, index) => index >= bottom && fit(opener, closer));
      const opener = openers[at];
      if (!opener) {
        inVain.set(closing, openers.length);
        break;
      }
      openers.length = at + 1;
      const width = Math.min(2, opener.end - opener.start, closer.end - closer.start);
      opener.end -= width;
      spans.push({ start: opener.end, end: opener.end + width, layer: 'hidden' });
      spans.push({ start: opener.end + width, end: closer.start, layer: width === 2 ? 'strong' : 'emphasis' });
      spans.push({ start: closer.start, end: closer.start + width, layer: 'hidden' });
      closer.start += width;
      if (opener.start === opener.end) openers.pop();
    }
    if (!closer.opens || closer.start === closer.end) continue;
    openers.push(closer);
    if (openers.length <= deepest) continue;
    openers.shift();
    for (const [kind, bottom] of inVain) inVain.set(kind, bottom - 1);
  }
  return spans;
}
