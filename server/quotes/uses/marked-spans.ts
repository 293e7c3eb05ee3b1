import type { Span } from '../../../ingest/paper.ts';
import { markPattern, maxInSingleMarks, mayBeInches, quotationMarks } from '../../citations/split-quotations.ts';

/** What stands between two quotation marks; the marks are outside the span. */
export interface MarkedSpan extends Span {
  readonly opening: string;
  /** Null: the closing mark was forgotten, or stands in a later paragraph. */
  readonly closing: string | null;
}

interface Open {
  readonly mark: string;
  /** Where the mark begins. */
  readonly at: number;
  /** Closes it if nothing better comes: "the states’ power", "a 5\" gun". */
  perhaps: { readonly at: number; readonly mark: string } | null;
}

const openPunctuation = /[\p{Ps}\p{Pi}\p{Pd}_*~=:/\\"'`]/u;
const punctuation = /[\p{P}\p{S}]/u;
/** Deeper nesting is no writing; levels above it are not told apart. */
const deepest = 16;

/**
 * The outermost spans between quotation marks of one paragraph, ascending, not overlapping. What a mark does is told by
 * its neighbours as CommonMark tells emphasis (left- and right-flanking), so a forgotten mark spoils one quotation and
 * not all that follow; one pass, and one more for what was left open.
 */
export function markedSpans(text: string, { start, end }: Span): MarkedSpan[] {
  return marksOf(text.slice(start, end)).map((span) => ({ ...span, start: span.start + start, end: span.end + start }));
}

function marksOf(text: string): MarkedSpan[] {
  const pairs: MarkedSpan[] = [];
  let open: Open[] = [];
  const close = (level: number, at: number, mark: string) => {
    const from = open[level];
    if (!from) return;
    pairs.push({ start: from.at + from.mark.length, end: at, opening: from.mark, closing: mark });
    open = open.slice(0, level);
  };
  const settle = (level: number) => {
    for (let index = open.length - 1; index >= level; index -= 1) {
      const perhaps = open[index]?.perhaps;
      if (perhaps) close(index, perhaps.at, perhaps.mark);
    }
  };
  const pattern = new RegExp(markPattern, 'g');
  for (let found = pattern.exec(text); found; found = pattern.exec(text)) {
    const mark = found[0];
    const at = found.index;
    const before = text.charAt(at - 1);
    const after = text.charAt(at + mark.length);
    const flank = flanking(mark, before, after);
    const level = flank === 'left' || flank === 'none' ? -1 : closes(open, mark, at, flank);
    if (level >= 0) {
      const opened = open[level];
      if (opened && mayBeSomethingElse(mark, before, after, opened, level)) opened.perhaps ??= { at, mark };
      else close(level, at, mark);
      continue;
    }
    if (flank === 'right' || flank === 'none' || !mayOpen(mark, before, after)) continue;
    // What was perhaps closed was closed, now that another one opens.
    const same = open.findIndex((item) => item.perhaps !== null && single(item.mark) === single(mark));
    if (same >= 0) settle(same);
    // Apostrophes that look like opening marks must not keep real ones out.
    if (open.length === deepest) {
      const apostrophe = open.findIndex((item) => single(item.mark));
      if (apostrophe >= 0) open.splice(apostrophe, 1);
    }
    if (open.length < deepest) open.push({ mark, at, perhaps: null });
  }
  settle(0);
  for (const left of open) {
    if (single(left.mark)) continue;
    const before = text.charAt(left.at - 1);
    if (mayBeInches(left.mark, before)) continue;
    pairs.push({ start: left.at + left.mark.length, end: text.length, opening: left.mark, closing: null });
  }
  return outermost(pairs);
}

function single(mark: string): boolean {
  return quotationMarks.get(mark)?.single ?? false;
}

function flanking(mark: string, before: string, after: string): 'left' | 'right' | 'both' | 'none' {
  const spaceBefore = before === '' || /\s/.test(before);
  const spaceAfter = after === '' || /\s/.test(after);
  if (spaceBefore && spaceAfter) {
    // French writing sets spaces inside its marks; anything else between spaces could be either.
    return before === '' && after === ''
      ? 'none'
      : /^[«‹]$/.test(mark)
        ? 'left'
        : /^[»›]$/.test(mark)
          ? 'right'
          : 'both';
  }
  if (spaceBefore) return /^[»›]$/.test(mark) && /[,.;:!?)\]]/.test(after) ? 'right' : 'left';
  if (spaceAfter) return 'right';
  const letters = !punctuation.test(before) && !punctuation.test(after);
  if (single(mark) && letters && !/^[‘‹`]|^``$/.test(mark) && !wide.test(before)) return 'none';
  if (openPunctuation.test(before) && !punctuation.test(after)) return 'left';
  if (punctuation.test(after) && !punctuation.test(before)) return 'right';
  return 'both';
}

const wide = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/u;

function mayOpen(mark: string, before: string, after: string): boolean {
  const known = quotationMarks.get(mark);
  if (!known || known.closers.length === 0 || (after === '' && !known.single)) return false;
  // These close in most languages: only at a left edge do they open.
  if (/^[”»›❞’❜]$|^''$/.test(mark)) return /^$|[\s\p{Ps}\p{Pd}]/u.test(before) && !/^$|\s/.test(after);
  return !known.single || before === '' || /[\s\p{Ps}\p{Pi}\p{Pd}"*_~:]/u.test(before) || wide.test(before);
}

/** The level that a mark closes; −1 for none. Single marks are apostrophes too often to close what is outside double ones. */
function closes(open: readonly Open[], mark: string, at: number, flank: 'right' | 'both'): number {
  for (let level = open.length - 1; level >= 0; level -= 1) {
    const { mark: opening, at: openedAt } = open[level] ?? { mark: '', at: 0 };
    const known = quotationMarks.get(opening);
    if (known?.closers.includes(mark)) {
      const tooFar = known.single && opening !== '‘' && opening !== '``' && at - openedAt > maxInSingleMarks;
      if (
        !tooFar &&
        at > openedAt + opening.length &&
        !(flank === 'both' && known.single && opening !== '``' && mark !== '’')
      )
        return level;
    }
    if (single(mark) && mark !== "''" && known?.single === false) return -1;
  }
  return -1;
}

/** A plural's apostrophe or a mark for inches, which a better closing mark may follow. */
function mayBeSomethingElse(
  mark: string,
  before: string,
  after: string,
  { mark: opening }: Open,
  level: number,
): boolean {
  if (opening === '``') return false;
  if (single(mark)) return /^['’]$/.test(mark) && /[sxz]/i.test(before) && /\s/.test(after);
  return level === 0 && mayBeInches(mark, before) && /\s/.test(after) && /^["″ʺ“]$/.test(opening) && mark !== '”';
}

/** Spans that are inside no other; one without a closing mark ends where the next begins. */
function outermost(pairs: MarkedSpan[]): MarkedSpan[] {
  const spans: MarkedSpan[] = [];
  const closed = pairs.filter((pair) => pair.closing !== null).sort((a, b) => a.start - b.start || b.end - a.end);
  let reached = -1;
  for (const pair of closed) {
    if (pair.start < reached) continue;
    spans.push(pair);
    reached = pair.end;
  }
  spans.push(...pairs.filter((pair) => pair.closing === null));
  spans.sort((a, b) => a.start - b.start);
  return spans
    .map((span, index) => {
      const next = spans[index + 1];
      return span.closing === null && next
        ? { ...span, end: Math.min(span.end, next.start - next.opening.length) }
        : span;
    })
    .filter((span, index) => span.start >= (spans[index - 1]?.closing === null ? 0 : (spans[index - 1]?.end ?? 0)));
}
