import type { WireSpan } from '../../server/wire.ts';
import type { LayerSpan } from './runs.ts';

/** Characters that are read in one go: a few milliseconds. */
const partLength = 40_000;

/** The words of a paper, gathered part by part; until all are, a word is searched for in the rest of the text. */
export class PaperWords {
  private readonly text: string;
  private lower: string | null = null;
  private readonly gathered = new Set<string>();
  private from = 0;

  constructor(text: string) {
    this.text = text;
  }

  /** Reads the next part; false when nothing is left to read. */
  gather(): boolean {
    const lower = (this.lower ??= this.text.toLowerCase());
    if (this.from >= lower.length) return false;
    const gap = /\P{L}/gu;
    gap.lastIndex = this.from + partLength;
    const end = gap.lastIndex < lower.length ? (gap.exec(lower)?.index ?? lower.length) : lower.length;
    for (const word of lower.slice(this.from, end).match(/\p{L}+/gu) ?? []) this.gathered.add(word);
    this.from = end;
    return end < lower.length;
  }

  /** Whether a word, in lower case, stands whole somewhere in the paper. */
  has(word: string): boolean {
    if (word === '' || this.gathered.has(word)) return word !== '';
    const lower = (this.lower ??= this.text.toLowerCase());
    for (let at = lower.indexOf(word, this.from); at >= 0; at = lower.indexOf(word, at + 1)) {
      const before = lower.slice(Math.max(0, at - 2), at);
      const after = lower.slice(at + word.length, at + word.length + 2);
      if (!/\p{L}$/u.test(before) && !/^\p{L}/u.test(after)) {
        this.gathered.add(word);
        return true;
      }
    }
    return false;
  }
}

/** Control characters besides tabs and line ends, which a browser would show as boxes; page ends among them are blank. */
export function controlCharacters(text: string, block: WireSpan): LayerSpan[] {
  const content = text.slice(block.start, block.end);
  return [...content.matchAll(/[\f\v]+|(?:(?![\t\n\v\f\r])\p{Cc})+/gu)].map((found) => {
    const start = block.start + found.index;
    const layer = /^[\f\v]/.test(found[0]) ? ('blank' as const) : ('hidden' as const);
    return { start, end: start + found[0].length, layer };
  });
}

/**
 * What to hide where a line's end cuts a word: the break, and the hyphen too when the joined word stands elsewhere in
 * the paper ("exam-|ple", but "well-|known" keeps it).
 */
export function hyphenBreaks(text: string, block: WireSpan, words: PaperWords): LayerSpan[] {
  const content = text.slice(block.start, block.end);
  return [...content.matchAll(/(?<=\p{Ll})-[^\S\n]*\n\s*(?=\p{Ll})/gu)].map((found) => {
    const start = block.start + found.index;
    const end = start + found[0].length;
    const head = /\p{L}+$/u.exec(text.slice(Math.max(block.start, start - 40), start))?.[0] ?? '';
    const tail = /^\p{L}+/u.exec(text.slice(end, end + 40))?.[0] ?? '';
    const joins = words.has((head + tail).toLowerCase());
    return { start: joins ? start : start + 1, end, layer: 'hidden' as const };
  });
}
