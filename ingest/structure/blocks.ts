import type { Span } from '../paper.ts';
import type { MarkdownHeading } from './markdown-headings.ts';

/** A run of lines that stand together: a paragraph, a heading, a list item, a footnote. Edges are not white space. */
export interface Block extends Span {
  readonly text: string;
  /** Of a heading that Markdown marks; 1 is the highest. */
  readonly level?: number;
}

/**
 * The blocks of a text: separated by blank lines; in a text whose lines are whole paragraphs, by every line end.
 * A list item begins a block of its own, and a heading that Markdown marks is one, whatever stands around it.
 */
export function blocksOf(text: string, marked: readonly MarkdownHeading[] = []): Block[] {
  const separator = linesAreParagraphs(text)
    ? /\s*\n\s*|\s*\f\s*/g
    : /[^\S\n]*(?:\n[^\S\n]*\n|\f)\s*|[^\S\n]*\n(?=[ \t]*(?:[-*+•▪●] |\d{1,3}[.)] |\[\d{1,3}\] ))/g;
  const blocks: Block[] = [];
  const add = (start: number, end: number) => {
    while (start < end && /\s/.test(text.charAt(start))) start += 1;
    while (end > start && /\s/.test(text.charAt(end - 1))) end -= 1;
    if (start < end) blocks.push({ start, end, text: text.slice(start, end) });
  };
  const addSeparated = (start: number, end: number) => {
    const within = text.slice(start, end);
    let from = start;
    for (const found of within.matchAll(separator)) {
      add(from, start + found.index);
      from = start + found.index + found[0].length;
    }
    add(from, end);
  };
  let from = 0;
  for (const { span, level } of marked) {
    addSeparated(from, span.start);
    blocks.push({ ...span, text: text.slice(span.start, span.end), level });
    from = span.end;
  }
  addSeparated(from, text.length);
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
