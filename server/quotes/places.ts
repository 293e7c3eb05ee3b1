import type { Paper, Span } from '../../ingest/paper.ts';
import { placeOf } from '../citations/citation.ts';
import type { Place } from '../wire.ts';
import { type PaperWord, type PaperWords, readingSpan } from './place/paper-words.ts';
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

/** What stands round a stretch of words in its paragraph: the rest of its sentence and one sentence on each side. */
export function contextOf({ source, from, to }: Range): { before: string; after: string } {
  const { words } = source;
  const [first, last] = [words[from], words[to - 1]];
  const view = source.streams[first?.stream ?? 0]?.view;
  if (!first || !last || !view) return { before: '', after: '' };
  let [start, end] = [from, to];
  while (isBeside(words[start - 1], first, first.sentence - 1)) start -= 1;
  while (isBeside(words[end], last, last.sentence + 1)) end += 1;
  const stop = words[end]?.stream === last.stream ? (words[end]?.start ?? view.text.length) : view.text.length;
  return {
    before: view.text.slice(words[start]?.start ?? first.start, first.start).trim(),
    after:
      end === to
        ? closingOf(view.text, last.end)
        : view.text
            .slice(last.end, stop)
            .trim()
            .replace(/[“"‘([]+$/, ''),
  };
}

interface Range {
  readonly source: PaperWords;
  readonly from: number;
  readonly to: number;
}

function isBeside(word: PaperWord | undefined, edge: PaperWord, farthest: number): boolean {
  return (
    word?.paragraph === edge.paragraph && Math.abs(word.sentence - edge.sentence) <= Math.abs(farthest - edge.sentence)
  );
}

/** The punctuation that ends a text's last sentence. */
function closingOf(text: string, at: number): string {
  return /^[.!?…"”’)\]]*/.exec(text.slice(at, at + 8))?.[0] ?? '';
}
