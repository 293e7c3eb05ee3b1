import type { Paper, Span } from '../../ingest/paper.ts';
import { sentenceSpans } from '../../ingest/sentences.ts';
import { placeOf } from '../citations/citation.ts';
import type { Place } from '../wire.ts';
import { type PaperWords, readingSpan } from './place/paper-words.ts';
import type { Piece } from './place/placement.ts';

/** A stretch of a paper's words as a place of the wire. */
export function placeAt(
  range: { readonly source: PaperWords; readonly from: number; readonly to: number },
  match: Place['match'],
  number: number,
  closing = '',
): Place | null {
  const pieces = frozenPieces(range, closing);
  const span = spanOf(pieces);
  if (!span) return null;
  // "approximate" is for what a person gave; a place itself is always the paper's own words.
  const place = placeOf(
    range.source.paper,
    { pieces, span, match: match === 'approximate' ? 'normalized' : match },
    number,
  );
  return { ...place, match };
}

/** The frozen text behind a stretch of words; with the end punctuation that the quotation shares with it. */
export function frozenPieces(range: { source: PaperWords; from: number; to: number }, closing = ''): Span[] {
  const view = range.source.streams[range.source.words[range.from]?.stream ?? 0]?.view;
  if (!view) return [];
  const span = readingSpan(range.source, range.from, range.to);
  const end = closing !== '' && view.text.startsWith(closing, span.end) ? span.end + closing.length : span.end;
  return view.piecesOf({ start: span.start, end });
}

/** First piece's start to last piece's end; null of none. */
export function spanOf(pieces: readonly Span[]): Span | null {
  const [first, last] = [pieces[0], pieces.at(-1)];
  return first && last ? { start: first.start, end: last.end } : null;
}

/** The frozen span of a piece. */
export function frozenSpan(piece: Piece): { paper: Paper; span: Span } {
  return { paper: piece.source.paper, span: spanOf(frozenPieces(piece)) ?? { start: 0, end: 0 } };
}

/** The sentence before a stretch of words and the one behind it, within its section, as a reader reads them. */
export function contextOf({ source, from, to }: { source: PaperWords; from: number; to: number }): {
  before: string;
  after: string;
} {
  const first = source.words[from];
  const last = source.words[to - 1];
  const view = source.streams[first?.stream ?? 0]?.view;
  if (!first || !last || !view) return { before: '', after: '' };
  const near = 1200;
  const start = Math.max(0, first.start - near);
  const around = view.text.slice(start, last.end + near);
  const sentences = sentenceSpans(around).map((span) => ({ start: span.start + start, end: span.end + start }));
  const opening = sentences.findLastIndex((span) => span.start <= first.start);
  const closing = sentences.findIndex((span) => span.end >= last.end);
  const read = (span: Span | undefined, from_: number, to_: number) => (span ? view.text.slice(from_, to_).trim() : '');
  const own = sentences[opening];
  const end = sentences[closing];
  const previous = sentences[opening - 1];
  const next = sentences[closing + 1];
  return {
    before: [read(previous, previous?.start ?? 0, previous?.end ?? 0), read(own, own?.start ?? 0, first.start)]
      .filter(Boolean)
      .join(' '),
    after: [read(end, last.end, end?.end ?? 0), read(next, next?.start ?? 0, next?.end ?? 0)].filter(Boolean).join(' '),
  };
}
