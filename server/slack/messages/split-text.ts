import { sentenceSpans } from '../../../ingest/sentences.ts';
import { escapedLength } from './mrkdwn.ts';

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** How far behind the end of a piece is read to see whether a sentence ends there. */
const lookAhead = 100;

/**
 * A text in pieces that are at most `limit` UTF-16 code units once `&`, `<` and `>` are escaped (`limit` ≥ 5); joined they
 * are the text again. Cut behind a paragraph, where that leaves the piece at least half full, else behind a sentence and
 * its markers [1], else behind a space, else between characters as people see them (grapheme clusters, Unicode Standard
 * Annex 29); inside of those only where one alone is too long, and never inside a code point.
 */
export function splitText(text: string, limit: number): string[] {
  if (escapedLength(text) <= limit) return text === '' ? [] : [text];
  const segments = graphemes.segment(text);
  const isBoundary = (at: number) => segments.containing(at)?.index === at;
  const pieces: string[] = [];
  let from = 0;
  while (from < text.length) {
    const to = reach(text, from, limit);
    const cut =
      to === text.length
        ? to
        : (behindParagraph(text, from, to) ??
          behindSentence(text, from, to, isBoundary) ??
          behindSpace(text, from, to, isBoundary) ??
          betweenGraphemes(segments, from, to));
    pieces.push(text.slice(from, cut));
    from = cut;
  }
  return pieces;
}

/**
 * The end of a text that is at most `limit` code units once escaped, beginning with a sentence where one begins in its
 * first half, else behind a space, else between graphemes; all of it when it fits.
 */
export function endOfText(text: string, limit: number): string {
  if (escapedLength(text) <= limit) return text;
  let from = text.length;
  for (let left = limit; from > 0; from -= 1) {
    left -= cost(text.charAt(from - 1));
    if (left < 0) break;
  }
  const middle = from + (text.length - from) / 2;
  const before = Math.max(0, from - lookAhead);
  const sentence = sentenceSpans(text.slice(before)).find(({ start }) => start > 0 && before + start >= from);
  if (sentence && before + sentence.start <= middle) return text.slice(before + sentence.start);
  const space = /\s\S/.exec(text.slice(from, middle));
  if (space) return text.slice(from + space.index + 1);
  const found = graphemes.segment(text).containing(from);
  if (!found || found.index === from) return text.slice(from);
  const next = found.index + found.segment.length;
  return text.slice(next < text.length ? next : from).replace(/^[\udc00-\udfff]/, '');
}

/** What a code point or half of one takes once it is escaped. */
function cost(character: string): number {
  return character === '&' ? 5 : character === '<' || character === '>' ? 4 : character.length;
}

/** The end of the longest piece that fits, at least one code point further on. */
function reach(text: string, from: number, limit: number): number {
  let to = from;
  let left = limit;
  while (to < text.length) {
    const character = String.fromCodePoint(text.codePointAt(to) ?? 0);
    left -= cost(character);
    if (left < 0 && to > from) break;
    to += character.length;
  }
  return to;
}

function behindParagraph(text: string, from: number, to: number): number | null {
  const last = [...text.slice(from, to).matchAll(/\n\s*\n/g)].at(-1);
  if (!last) return null;
  const end = last.index + last[0].length;
  return end >= (to - from) / 2 && end < text.length - from ? from + end : null;
}

function behindSentence(text: string, from: number, to: number, isBoundary: (at: number) => boolean): number | null {
  const ends = sentenceSpans(text.slice(from, to + lookAhead)).map(({ end }) => from + end);
  for (const end of ends.reverse()) {
    const marker = /\s*(?:\[\d{1,4}\]\s*)+/y;
    marker.lastIndex = end;
    const marked = marker.exec(text);
    let cut = marked ? end + marked[0].length : end;
    // Of the white space behind a sentence only its end matters.
    if (marked && cut > to) cut = end + marked[0].trimEnd().length;
    if (cut > to) continue;
    while (cut < to && /\s/.test(text.charAt(cut))) cut += 1;
    if (cut > from && cut < text.length && isBoundary(cut)) return cut;
  }
  return null;
}

function behindSpace(text: string, from: number, to: number, isBoundary: (at: number) => boolean): number | null {
  let first = from;
  while (first < to && /\s/.test(text.charAt(first))) first += 1;
  for (let cut = to; cut > first; cut -= 1) {
    if (/\s/.test(text.charAt(cut - 1)) && isBoundary(cut)) return cut;
  }
  return null;
}

function betweenGraphemes(segments: Intl.Segments, from: number, to: number): number {
  const start = segments.containing(to)?.index ?? to;
  return start > from ? start : to;
}
