import { firstIndexWhere } from './binary-search.ts';
import type { Paper, Span } from './paper.ts';
import { findMarks } from './reading-marks.ts';
import { type LineEndHyphen, lineEndHyphen } from './hyphenation.ts';
import { invisibleAt } from './invisible.ts';
import { accentedLetterAt } from './spacing-accents.ts';

type TextAndFurniture = Pick<Paper, 'text' | 'furniture'>;

/**
 * The text as a reader sees it, with the map both ways: furniture skipped, words cut by a line end joined, Markdown
 * marks left out, NFKC (super- and subscripts kept, since 10² is not 102), one space for any white space, trimmed.
 */
export interface ReadingText {
  readonly text: string;
  /**
   * The pieces of frozen text behind a span of reading text: ascending, the gaps hold only furniture.
   * [] for an empty span, and for a space.
   */
  piecesOf(span: Span): Span[];
  /** Offset in the reading text of the first character that comes from `frozen` or later. */
  offsetOf(frozen: number): number;
}

/**
 * The reading text of a paper, or of a span of it. What a span shows does not depend on where it was cut.
 * Furniture that holds the whole span is read, not skipped: a footnote's own text can be asked for.
 */
export function readingTextOf(paper: TextAndFurniture, span?: Span): ReadingText {
  const { start, end } = span ?? { start: 0, end: paper.text.length };
  const skipped: Span[] = [];
  const first = firstIndexWhere(paper.furniture, ({ span: item }) => item.end > start);
  for (let index = first; index < paper.furniture.length; index += 1) {
    const item = paper.furniture[index]?.span;
    if (!item || item.start >= end) break;
    if (!(item.start <= start && item.end >= end)) skipped.push(item);
  }
  const view = new ViewBuilder(paper.text);
  let from = start;
  for (const item of skipped) {
    if (item.start > from) emit(paper, { start: from, end: item.start }, view);
    view.skipFurniture();
    from = Math.max(from, item.end);
  }
  if (from < end) emit(paper, { start: from, end }, view);
  return view.finish();
}

/** The reading text of a span as a string. */
export function read(paper: TextAndFurniture, span: Span): string {
  return readingTextOf(paper, span).text;
}

class ViewBuilder {
  private readonly frozen: string;
  private out = '';
  /** The last character of `out`: looking for it there would join up the growing string each time. */
  private last = '';
  private readonly starts: number[] = [];
  private readonly ends: number[] = [];
  /** Reading offsets before which furniture was skipped. */
  private readonly breaks = new Set<number>();
  private pendingSpace: Span | null = null;
  private lineEnded = false;

  constructor(frozen: string) {
    this.frozen = frozen;
  }

  skipFurniture(): void {
    this.breaks.add(this.out.length);
  }

  space(start: number, end: number): void {
    if (this.out === '') return;
    this.lineEnded ||= /[\n\f]/.test(this.frozen.slice(start, end));
    this.pendingSpace ??= { start, end };
  }

  /** Characters of reading text that come from one range of frozen text. */
  put(text: string, start: number, end: number): void {
    if (this.pendingSpace) this.settleSpace(this.pendingSpace, this.frozen.slice(start, start + 40));
    for (let i = 0; i < text.length; i += 1) this.push(text.charAt(i), start, end);
  }

  /** Characters of frozen text that a reader sees as they stand. */
  putAsIs(start: number, end: number): void {
    if (this.pendingSpace) this.settleSpace(this.pendingSpace, this.frozen.slice(start, start + 40));
    this.out += this.frozen.slice(start, end);
    this.last = this.frozen.charAt(end - 1);
    for (let at = start; at < end; at += 1) {
      this.starts.push(at);
      this.ends.push(at + 1);
    }
  }

  /** A space before what follows, unless a line end cut a word: in a compound the hyphen stays, else it goes too. */
  private settleSpace({ start, end }: Span, following: string): void {
    const cut = this.lineEnded && /[-\u2010]/.test(this.last) ? this.lineEndHyphen(following) : null;
    this.pendingSpace = null;
    this.lineEnded = false;
    if (cut === 'dropped') this.dropHyphen();
    if (cut === 'dropped' || cut === 'kept') return;
    const broken = this.breaks.has(this.out.length);
    this.push(' ', start, end);
    if (broken) this.breaks.add(this.out.length);
  }

  /** What becomes of the hyphen just put; null where it is none, but a dash. The frozen text has its whole word. */
  private lineEndHyphen(following: string): LineEndHyphen | null {
    const end = this.ends.at(-1) ?? 0;
    const before = this.frozen.slice(Math.max(0, end - 60), end).replace(/\u2010/g, '-');
    return /[\p{L}\p{N}]-$/u.test(before) && /^[\p{L}\p{N}]/u.test(following)
      ? lineEndHyphen(this.frozen, before, following)
      : null;
  }

  private dropHyphen(): void {
    this.out = this.out.slice(0, -1);
    this.last = this.out.slice(-1);
    this.starts.pop();
    this.ends.pop();
    if (this.breaks.delete(this.out.length + 1)) this.breaks.add(this.out.length);
  }

  private push(character: string, start: number, end: number): void {
    this.out += character;
    this.last = character;
    this.starts.push(start);
    this.ends.push(end);
  }

  finish(): ReadingText {
    const { out, starts, ends, breaks, frozen } = this;
    return {
      text: out,
      piecesOf: (span) => {
        const pieces: { start: number; end: number }[] = [];
        const last = Math.min(span.end, out.length);
        for (let i = Math.max(0, span.start); i < last; i += 1) {
          const start = starts[i] ?? 0;
          const end = ends[i] ?? 0;
          const current = pieces.at(-1);
          if (current && !breaks.has(i)) current.end = Math.max(current.end, end);
          else if (current && out[i] === ' ') continue;
          else pieces.push({ start, end });
        }
        for (const piece of pieces) {
          while (piece.end > piece.start && /\s/.test(frozen.charAt(piece.end - 1))) piece.end -= 1;
        }
        return pieces.filter((piece) => piece.end > piece.start);
      },
      offsetOf: (offset) => {
        let low = 0;
        let high = starts.length;
        while (low < high) {
          const middle = (low + high) >> 1;
          if ((ends[middle] ?? 0) <= offset) low = middle + 1;
          else high = middle;
        }
        return low;
      },
    };
  }
}

const keptAsIs = /[\u00b2\u00b3\u00b9\u2070-\u209f\u00bc-\u00be\u2150-\u215e\u2026´ˊˆ˜¯˘˙¨˚˝ˇ¸˛]/;

/** Where a run of visible ASCII characters ends, before one that a combining mark follows; `at` where there is none. */
function endOfPlain(text: string, at: number, limit: number): number {
  let end = at;
  while (end < limit && text.charCodeAt(end) > 0x20 && text.charCodeAt(end) < 0x7f) end += 1;
  const next = text.charCodeAt(end);
  // A combining mark, a cedilla or an ogonek.
  const marked = (next >= 0x300 && next <= 0x36f) || next === 0xb8 || next === 0x2db;
  return end > at && marked ? end - 1 : end;
}

function emit(paper: TextAndFurniture, span: Span, view: ViewBuilder): void {
  const { text } = paper;
  const marks = findMarks(text, span);
  let mark = 0;
  let at = span.start;
  while (at < span.end) {
    while (mark < marks.length && (marks[mark]?.end ?? 0) <= at) mark += 1;
    const here = marks[mark];
    if (here && here.start <= at) {
      if (here.shown === ' ') view.space(here.start, here.end);
      else if (here.shown !== '') view.put(here.shown, here.start, here.end);
      at = here.end;
      continue;
    }
    const character = text.charAt(at);
    const asIs = endOfPlain(text, at, Math.min(span.end, marks[mark]?.start ?? span.end));
    if (asIs > at) {
      view.putAsIs(at, asIs);
      at = asIs;
      continue;
    }
    if (/\s/.test(character)) {
      let end = at + 1;
      while (end < span.end && /\s/.test(text.charAt(end))) end += 1;
      view.space(at, end);
      at = end;
      continue;
    }
    const hidden = invisibleAt(text, at);
    const letter = hidden > 0 ? null : accentedLetterAt(text, at);
    if (hidden > 0) {
      at += hidden;
      if (character === '\u00ad') while (at < span.end && /\s/.test(text.charAt(at))) at += 1;
    } else if (letter !== null && at + 2 <= span.end) {
      view.put(letter, at, at + 2);
      at += 2;
    } else {
      const cluster = /^[\s\S](?:[\udc00-\udfff])?\p{M}*/u.exec(text.slice(at, Math.min(at + 12, span.end)))?.[0];
      const taken = cluster ?? character;
      view.put(keptAsIs.test(character) ? taken : taken.normalize('NFKC'), at, at + taken.length);
      at += taken.length;
    }
  }
}
