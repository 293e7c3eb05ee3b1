import { withoutEmphasis } from './emphasis.ts';
import { shownLine } from './shown-text.ts';

/** Words of a draft on one line, without the marks of block quotations and of emphasis. */
export function shownWords(words: string): string {
  return shownLine(withoutEmphasis(words.replace(/^[ \t]*>[> \t]*/gm, '')));
}

/** A quotation on one line, without such marks, and without quotation marks round all of it. */
export function shownQuotation(quote: string): string {
  const words = shownWords(quote);
  const inside = words.slice(1, -1);
  if (/^["“„«]/.test(words) && /["“”»]$/.test(words) && !/["“”„«»]/.test(inside)) return inside.trim();
  return /^["“„«][^"“”»]*$/.test(words) ? words.slice(1).trim() : words;
}

/** Whether both are the same words, but for punctuation that closes them and for marks of emphasis. */
export function areSameWords(one: string, other: string): boolean {
  return withoutClose(shownQuotation(one)) === withoutClose(shownQuotation(other));
}

function withoutClose(words: string): string {
  let end = words.length;
  while (end > 0 && /[\s.,;:!?…)\]"'”’»*_~]/.test(words.charAt(end - 1))) end -= 1;
  return words.slice(0, end);
}
