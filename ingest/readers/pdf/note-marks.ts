import type { Span } from '../../paper.ts';
import type { Line } from './lines.ts';
import type { TextItem } from './page-items.ts';

const mark = /^(?:\d{1,3}(?:\s*[,–-]\s*\d{1,3})*,?|[*∗⁎†‡§¶‖#]{1,4}|[a-z]|[α-ω](?:\s*,\s*[α-ω])*)$/u;
const unit = /^(?:[munckd]?m|[kmc]?g|s|h|in|ft)$/i;

/** Whether an item is set smaller and higher than the line it stands in. */
export function isRaised(item: TextItem, line: Pick<Line, 'size' | 'y'>): boolean {
  return item.size < line.size * 0.92 && line.y - item.y > line.size * 0.12;
}

/** The mark that a note begins with: a raised number, letter or symbol, or a symbol on the line. Null: none. */
export function leadingMark(line: Line): string | null {
  const [first] = line.items;
  if (!first) return null;
  if (line.items.length > 1 && isRaised(first, line) && mark.test(first.text)) return first.text;
  return /^[*∗⁎†‡§¶]{1,3}/u.exec(line.text)?.[0] ?? null;
}

/**
 * Places in a line's text that lead to a note or a numbered source. A raised number on a word or a full stop is one;
 * on a single letter, a unit or a number it is an exponent, unless a note of that number stands on the page.
 */
export function noteMarksIn(line: Line, notesOnPage: ReadonlySet<string>): Span[] {
  const spans: Span[] = [];
  line.items.forEach((item, index) => {
    const before = line.items[index - 1];
    const start = line.starts[index] ?? 0;
    if (!isRaised(item, line) || !before) return;
    const open = spans.at(-1);
    const goesOn = open !== undefined && start - open.end <= 1 && isRaised(before, line);
    if (!mark.test(item.text) && !(goesOn && /^[,–-]$/.test(item.text))) return;
    if (goesOn || isNoteMark(item.text, line.text.slice(0, start).trimEnd(), notesOnPage)) {
      if (goesOn) spans.pop();
      spans.push({ start: goesOn ? open.start : start, end: start + item.text.length });
    }
  });
  return spans;
}

function isNoteMark(text: string, before: string, notesOnPage: ReadonlySet<string>): boolean {
  const base = /[\p{L}\p{M}]+$/u.exec(before)?.[0] ?? '';
  if (/\d$/.test(before)) {
    // "v3.0.0" and "2019" may carry a note that is on the page; "10" carries an exponent.
    return (
      notesOnPage.has(text) && (/^\D$/.test(text) || /(?:\p{L}[\d.]*|\d\.\d+\.\d+|\b(?:19|20)\d\d)$/u.test(before))
    );
  }
  if (notesOnPage.has(text)) return true;
  if (/^[a-z]$/.test(text)) return false;
  if (/[.,;:!?)\]”’"»]$/.test(before)) return !/[)\]]$/.test(before) || /\p{L}[)\]]$|\d{4}[)\]]$/u.test(before);
  return base.length >= 3 || (base.length === 2 && !unit.test(base));
}
