import { firstIndexWhere } from '../binary-search.ts';
import type { Span } from '../paper.ts';
import { countWords } from '../count-words.ts';
import { type Block, isListItem } from './blocks.ts';

const openEnd =
  /\b(?:the|a|an|of|to|in|on|by|for|with|and|or|as|at|from|that|which|is|are|was|were|has|have|its|their)$/i;

/**
 * Blocks to paragraphs: one that a page end cut in mid-sentence, with whatever furniture stood there, is one.
 * `blocks` hold neither headings nor furniture; `barriers` are edges of headings, ascending, over which nothing joins.
 */
export function joinParagraphs(blocks: readonly Block[], barriers: readonly number[]): Span[] {
  const paragraphs: { start: number; end: number; last: string }[] = [];
  for (const block of blocks) {
    const open = paragraphs.at(-1);
    const barrier = open && barriers[firstIndexWhere(barriers, (offset) => offset >= open.end)];
    const apart = barrier !== undefined && barrier <= block.start;
    if (open && !apart && goesOn(open.last, block.text)) {
      open.end = block.end;
      open.last = block.text;
    } else paragraphs.push({ start: block.start, end: block.end, last: block.text });
  }
  return paragraphs.map(({ start, end }) => ({ start, end }));
}

/** Whether a sentence that `before` leaves open goes on in `after`. */
export function goesOn(before: string, after: string): boolean {
  const end = before.replace(/[*_]+$/, '').trimEnd();
  const start = after.replace(/^[*_]+/, '');
  if (/[.!?:;…]["'”’»)\]]*$/.test(end) || isListItem(after) || /^[|>#]|^```/.test(start)) return false;
  if (end.endsWith('-') || openEnd.test(end) || end.endsWith(',')) return /^[\p{L}\d("“‘'[]/u.test(start);
  if (/^\p{Ll}/u.test(start)) return countWords(end) >= 4 || !isListItem(before);
  // Without full stop, and the next block begins with a capital: a long sentence cut before a name.
  const sentence = end.slice(Math.max(0, end.search(/[.!?][^.!?]*$/)));
  return !isListItem(before) && /[\p{L}\d]$/u.test(end) && countWords(sentence) >= 8 && countWords(after) >= 12;
}
