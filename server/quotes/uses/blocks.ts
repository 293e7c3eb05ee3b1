import type { Span } from '../../../ingest/paper.ts';

/** A paragraph or list item, or what is no running text. A quote's first paragraph needs no marks to be a quotation. */
export interface Block extends Span {
  readonly kind: 'paragraph' | 'heading' | 'quote' | 'code' | 'entry' | 'note';
  /** A further paragraph of the block quotation before it. */
  readonly goesOn?: true;
}

interface Line extends Span {
  readonly text: string;
}

const fence = /^ {0,3}(?:`{3,}|~{3,})/;
const blockQuote = /^ {0,3}>/;
/** A quoted line without words ends a paragraph. */
const emptyQuote = /^ {0,3}>[>\s]*$/;
const callout = /^ {0,3}>[>\s]*\[!/;
const atxHeading = /^ {0,3}#{1,6}\s+\S/;
const listItem = /^\s*(?:[-*+•▪◦●]|\d{1,3}[.)]|[a-z]\))\s+\S/;
const indented = /^(?: {4,}|\t)\S/;
const referencesTitle =
  /^(?:list of )?(?:references?(?: list)?|bibliography|works cited|literature(?: cited)?|sources(?: cited)?|further reading)$/i;
const notesTitle = /^(?:notes?|endnotes?|footnotes?)$/i;
const definedNote = /^ {0,3}\[\^[^\]\s]{1,40}\]:/;
const raisedNote = /^\s*(?:[¹²³⁴-⁹]{1,3}|\^\d{1,3}\^?)\s*\S/;
const numberedEntry = /^\s*\[\d{1,3}\]\s+\S/;
/** Where lines are longer, somebody wrote a paragraph a line. */
const longestWrappedLine = 160;

/**
 * The blocks of a text, ascending: paragraphs of plain text and of Markdown (CommonMark's headings, lists, fences, block
 * quotes), entries of its own reference list and its notes. An indented block is a quotation behind a colon or with an
 * in-text reference at its end. A fence without an end is text.
 */
export function blocksOf(text: string): Block[] {
  const lines = linesOf(text);
  const lastFence = lines.findLastIndex((line) => fence.test(line.text));
  const blocks: Block[] = [];
  let part: 'text' | 'references' | 'notes' = 'text';
  const add = (kind: Block['kind'], from: number, to: number, goesOn = false) => {
    const [first, last] = [lines[from], lines[to - 1]];
    if (!first || !last) return;
    const block = trimmed(text, { start: first.start, end: last.end });
    if (block.end > block.start) blocks.push({ kind, ...block, ...(goesOn ? { goesOn } : {}) });
  };
  let at = 0;
  while (at < lines.length) {
    const line = lines[at]?.text ?? '';
    if (line.trim() === '') {
      at += 1;
      continue;
    }
    if (fence.test(line) && at < lastFence) {
      const mark = line.trimStart().charAt(0);
      let to = at + 1;
      while (to < lastFence && !(lines[to]?.text.trimStart().startsWith(mark.repeat(3)) ?? false)) to += 1;
      add('code', at, to + 1);
      at = to + 1;
      continue;
    }
    const to = blockEnd(lines, at);
    if (isHeading(lines, at, to)) {
      const title = headingTitle(line);
      part = referencesTitle.test(title) ? 'references' : notesTitle.test(title) ? 'notes' : 'text';
      add('heading', at, to);
    } else if (blockQuote.test(line))
      quotedParagraphs(lines, at, to).forEach((part, index) => {
        add('quote', part.from, part.to, index > 0);
      });
    else if (definedNote.test(line) || (part === 'notes' && (listItem.test(line) || raisedNote.test(line))))
      add('note', at, to);
    else if (raisedNote.test(line) && !/^\s*[¹²³]\S*\s*$/.test(line)) add('note', at, to);
    else if (part === 'references' || (numberedEntry.test(line) && /\b(?:19|20)\d{2}\b|https?:/.test(line)))
      for (let entry = at; entry < to; entry += 1) {
        let next = entry + 1;
        while (next < to && !beginsEntry(lines, next)) next += 1;
        add('entry', entry, next);
        entry = next - 1;
      }
    else if (isIndentedQuote(lines, at, to, text, blocks.at(-1))) add('quote', at, to);
    else add('paragraph', at, to);
    at = to;
  }
  return blocks;
}

/** Index of the line behind the block that begins at a line. */
function blockEnd(lines: readonly Line[], from: number): number {
  const first = lines[from]?.text ?? '';
  const quote = blockQuote.test(first);
  if (atxHeading.test(first)) return from + 1;
  let to = from + 1;
  for (; to < lines.length; to += 1) {
    const line = lines[to]?.text ?? '';
    const before = lines[to - 1]?.text ?? '';
    if (line.trim() === '' || blockQuote.test(line) !== quote) break;
    if (quote) continue;
    if (atxHeading.test(line) || fence.test(line) || listItem.test(line) || definedNote.test(line)) break;
    if (raisedNote.test(line) || numberedEntry.test(line)) break;
    // A quotation or a sentence can run on over the end of a long line.
    if (before.length > longestWrappedLine && /[.!?:…]["”’»)\]*\d]*\s*$/.test(before) && !/^\s*\p{Ll}/u.test(line))
      break;
    if (line.length > longestWrappedLine && before.length < 100 && /^\s*["“‘«„\p{Lu}]/u.test(line)) {
      if (to === from + 1 || /[.!?:…]["”’»)\]*]*\s*$/.test(before)) break;
    }
  }
  return to;
}

/** The paragraphs of a block quotation, by its lines; a callout is one. */
function quotedParagraphs(lines: readonly Line[], from: number, to: number): { from: number; to: number }[] {
  if (callout.test(lines[from]?.text ?? '')) return [{ from, to }];
  const parts: { from: number; to: number }[] = [];
  let begun = from;
  for (let at = from; at <= to; at += 1) {
    if (at < to && !emptyQuote.test(lines[at]?.text ?? '')) continue;
    if (at > begun) parts.push({ from: begun, to: at });
    begun = at + 1;
  }
  return parts;
}

function isHeading(lines: readonly Line[], from: number, to: number): boolean {
  const line = lines[from]?.text ?? '';
  if (atxHeading.test(line)) return true;
  if (to === from + 2 && /^ {0,3}(?:=+|-{2,})\s*$/.test(lines[from + 1]?.text ?? '')) return true;
  if (to !== from + 1 || line.length > 120) return false;
  if (/^\s*(?:\*\*|__)[^*_]+(?:\*\*|__):?\s*$/.test(line)) return true;
  const title = headingTitle(line);
  if (referencesTitle.test(title) || notesTitle.test(title)) return true;
  // One line of title-like words between blank lines; a text of one line is no heading.
  const alone = lines.length > 1 && (lines[to]?.text ?? '').trim() === '' && to < lines.length - 1;
  return (
    alone && /^\s*(?:\d[\d.]*\s+)?\p{Lu}[^.!?:;"“”‘«»„()[\]]*$/u.test(line) && line.trim().split(/\s+/).length <= 10
  );
}

function headingTitle(line: string): string {
  return line.replace(/^[\s#*_\d.]+|[\s#*_:]+$/g, '');
}

function beginsEntry(lines: readonly Line[], at: number): boolean {
  const [line, before] = [lines[at]?.text ?? '', lines[at - 1]?.text ?? ''];
  if (listItem.test(line) || numberedEntry.test(line)) return true;
  // A hanging indent, or one entry a line.
  return !/^\s/.test(line) && (before.length > longestWrappedLine || /^\s*\p{Lu}[^.]{0,80}\(/u.test(line));
}

function isIndentedQuote(
  lines: readonly Line[],
  from: number,
  to: number,
  text: string,
  before: Block | undefined,
): boolean {
  for (let at = from; at < to; at += 1) if (!indented.test(lines[at]?.text ?? '')) return false;
  if (before?.kind === 'paragraph' && text.charAt(before.end - 1) === ':') return true;
  const last = lines[to - 1]?.text ?? '';
  return /\([^()]*\b(?:(?:19|20)\d{2}|(?:n\.\s?d|o\.\s?J|s\.\s?d)\.)[^()]*\)\.?\s*$/.test(last);
}

function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  let start = 0;
  for (const found of text.matchAll(/\r\n|[\n\r\u2028\u2029\f]/g)) {
    lines.push({ start, end: found.index, text: text.slice(start, found.index) });
    start = found.index + found[0].length;
  }
  lines.push({ start, end: text.length, text: text.slice(start) });
  return lines;
}

/** A span without the white space at its edges. */
export function trimmed(text: string, { start, end }: Span): Span {
  let [from, to] = [start, end];
  while (from < to && /\s/.test(text.charAt(from))) from += 1;
  while (to > from && /\s/.test(text.charAt(to - 1))) to -= 1;
  return { start: from, end: to };
}
