import type { Span } from '../paper.ts';

/** A run of lines that stand together: a paragraph, a heading, a list item, a footnote. Edges are not white space. */
export interface Block extends Span {
  readonly text: string;
}

/**
 * The blocks of a text: separated by blank lines; in a text whose lines are whole paragraphs, by every line end.
 * A list item begins a block of its own.
 */
export function blocksOf(text: string): Block[] {
  const separator = linesAreParagraphs(text)
    ? /\s*\n\s*|\s*\f\s*/g
    : /[^\S\n]*(?:\n[^\S\n]*\n|\f)\s*|[^\S\n]*\n(?=[ \t]*(?:[-*+•▪●] |\d{1,3}[.)] |\[\d{1,3}\] |#{1,6} ))/g;
  const blocks: Block[] = [];
  let from = 0;
  const add = (start: number, end: number) => {
    while (start < end && /\s/.test(text.charAt(start))) start += 1;
    while (end > start && /\s/.test(text.charAt(end - 1))) end -= 1;
    if (start < end) blocks.push({ start, end, text: text.slice(start, end) });
  };
  for (const found of text.matchAll(separator)) {
    add(from, found.index);
    from = found.index + found[0].length;
  }
  add(from, text.length);
  return blocks;
}

/** True where most of the text stands in lines longer than anybody wraps them and blank lines are rare. */
function linesAreParagraphs(text: string): boolean {
  if ((text.match(/\n[^\S\n]*\n/g)?.length ?? 0) * 1500 > text.length) return false;
  let long = 0;
  for (const line of text.split('\n')) if (line.length > 200) long += line.length;
  return long * 2 > text.length;
}

/** A bullet or a number that makes a block a list item. */
export function isListItem(text: string): boolean {
  return /^\s*(?:[-*+•▪●]|\d{1,3}[.)]|\([a-z\d]{1,3}\)|\[\d{1,3}\])\s+\S/.test(text);
}
