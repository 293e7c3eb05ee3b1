import type { Span } from '../../../ingest/paper.ts';
import { readingTextOf } from '../../../ingest/reading-text.ts';
import type { Place } from './alteration.ts';
import type { Sentence } from './sentences.ts';

/** A stretch of a paper: as a reader sees it, and where it is. */
export interface Fragment {
  readonly text: string;
  readonly place: Place;
}

/** Ranges of the words of a text. */
export function wordSpans(text: string): Span[] {
  return [...text.matchAll(/\S+/g)].map((found) => ({ start: found.index, end: found.index + found[0].length }));
}

/** The words `from` to `to` (excluded) of a sentence; `to` beyond its end: on into the paragraph. Null: too few. */
export function fragmentOf(sentence: Sentence, from: number, to: number): Fragment | null {
  const { paper, span, paragraph } = sentence;
  const end = paper.paragraphs[paragraph]?.end ?? span.end;
  const view = readingTextOf(paper, { start: span.start, end });
  const words = wordSpans(view.text);
  const first = words[from];
  const last = words[to - 1];
  if (!first || !last) return null;
  const pieces = view.piecesOf({ start: first.start, end: last.end });
  const [opening] = pieces;
  const closing = pieces.at(-1);
  if (!opening || !closing) return null;
  return {
    text: view.text.slice(first.start, last.end),
    place: { paper, span: { start: opening.start, end: closing.end } },
  };
}

/** The sentence after another in its paragraph, or null. */
export function following(sentence: Sentence, all: readonly Sentence[], steps = 1): Sentence | null {
  const at = all.findIndex(({ span }) => span.start === sentence.span.start);
  const next = at < 0 ? undefined : all[at + steps];
  return next?.paragraph === sentence.paragraph ? next : null;
}
