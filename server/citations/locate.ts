import type { Paper, Span } from '../../ingest/paper.ts';
import { type ReadingText, readingTextOf } from '../../ingest/reading-text.ts';
import { type FoldedText, fold } from './fold.ts';

type TextAndFurniture = Pick<Paper, 'text' | 'furniture'>;

/** Where a quotation stands, and how it was matched. */
export interface Located {
  /** Ascending; the gaps hold only page furniture and note marks. */
  readonly pieces: readonly Span[];
  /** First piece's start to last piece's end. */
  readonly span: Span;
  /** exact: equal to the reading text; normalized: but for typography (see `fold`), first case and end punctuation. */
  readonly match: 'exact' | 'normalized';
}

/**
 * Every place in a paper, or in a span of it, where the words of a quotation stand whole, in text order. [] when
 * they don't. Pure.
 */
export function locateAll(paper: TextAndFurniture, quote: string, within?: Span): Located[] {
  const { wanted, closing } = trimQuotation(quote);
  if (!/[\p{L}\p{N}]/u.test(wanted)) return [];
  const { view, haystack } = searchable(paper, within);
  const found: Located[] = [];
  const seen = new Set<number>();
  for (const needle of needlesOf(fold(wanted).text)) {
    let at = haystack.text.indexOf(needle);
    for (; at >= 0; at = haystack.text.indexOf(needle, at + 1)) {
      const start = haystack.startOf(at);
      const bare = haystack.endOf(at + needle.length - 1);
      const end = view.text.startsWith(closing, bare) ? bare + closing.length : bare;
      if (seen.has(start) || cutsWord(view.text, start, bare)) continue;
      seen.add(start);
      const pieces = view.piecesOf({ start, end });
      const [first, last] = [pieces[0], pieces.at(-1)];
      if (!first || !last) continue;
      const match = view.text.slice(start, bare) === wanted ? 'exact' : 'normalized';
      found.push({ pieces, span: { start: first.start, end: last.end }, match });
    }
  }
  return found.sort((a, b) => a.span.start - b.span.start);
}

interface Searchable {
  readonly view: ReadingText;
  readonly haystack: FoldedText;
}

/** Whole papers are folded once for as long as somebody holds them. */
const wholePapers = new WeakMap<TextAndFurniture, Searchable>();

function searchable(paper: TextAndFurniture, within: Span | undefined): Searchable {
  const known = within ? undefined : wholePapers.get(paper);
  if (known) return known;
  const view = readingTextOf(paper, within);
  const made = { view, haystack: fold(view.text) };
  if (!within) wholePapers.set(paper, made);
  return made;
}

/** The first place, or null. */
export function locate(paper: TextAndFurniture, quote: string, within?: Span): Located | null {
  return locateAll(paper, quote, within)[0] ?? null;
}

/**
 * Without enclosing quotation marks and spaces, and apart from the end punctuation, which a quoting sentence may
 * change; where the source has the same, it belongs to the place.
 */
function trimQuotation(quote: string): { wanted: string; closing: string } {
  const inner = quote
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^["“”„«»]+|["“”„«»]+$/g, '')
    .trim();
  const closing = /(?<=[\p{L}\p{N})\]"”’%])[.,;:!?]+$/u.exec(inner)?.[0] ?? '';
  return { wanted: inner.slice(0, inner.length - closing.length), closing };
}

/** As given, and with the other case of the first letter, which a quoting sentence may change. */
function needlesOf(needle: string): string[] {
  const [first = '', ...rest] = needle;
  const other = first === first.toLowerCase() ? first.toUpperCase() : first.toLowerCase();
  return other === first || other.length !== first.length ? [needle] : [needle, other + rest.join('')];
}

function cutsWord(text: string, start: number, end: number): boolean {
  const word = /[\p{L}\p{N}]/u;
  const before = start > 0 && word.test(text.charAt(start - 1)) && word.test(text.charAt(start));
  const after = end < text.length && word.test(text.charAt(end)) && word.test(text.charAt(end - 1));
  return before || after;
}
