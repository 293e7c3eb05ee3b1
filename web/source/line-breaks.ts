import type { WireSpan } from '../../server/wire.ts';
import type { LayerSpan } from './runs.ts';

/** Tells whether a word, in lower case, stands whole somewhere in the paper. */
export type KnowsWord = (word: string) => boolean;

/** The words of a paper, gathered when the first one is asked for. */
export function wordsOf(text: string): KnowsWord {
  let words: Set<string> | null = null;
  return (word) => {
    words ??= new Set(text.toLowerCase().match(/\p{L}+/gu) ?? []);
    return words.has(word);
  };
}

/**
 * What to hide where a line's end cuts a word: the break, and the hyphen too when the joined word stands elsewhere in
 * the paper ("exam-|ple", but "well-|known" keeps it).
 */
export function hyphenBreaks(text: string, block: WireSpan, knowsWord: KnowsWord): LayerSpan[] {
  const content = text.slice(block.start, block.end);
  return [...content.matchAll(/(?<=\p{Ll})-[^\S\n]*\n\s*(?=\p{Ll})/gu)].map((found) => {
    const start = block.start + found.index;
    const end = start + found[0].length;
    const head = /\p{L}+$/u.exec(text.slice(Math.max(block.start, start - 40), start))?.[0] ?? '';
    const tail = /^\p{L}+/u.exec(text.slice(end, end + 40))?.[0] ?? '';
    const joins = knowsWord((head + tail).toLowerCase());
    return { start: joins ? start : start + 1, end, layer: 'hidden' as const };
  });
}
