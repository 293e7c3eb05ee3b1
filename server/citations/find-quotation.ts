import { type Paper, type PassageId, parsePassageId } from '../../ingest/paper.ts';
import { readingTextOf } from '../../ingest/reading-text.ts';
import { type Located, locate } from './locate.ts';

export interface Found {
  readonly paper: Paper;
  readonly place: Located;
}

/** Frozen text before a quotation in which a negation is looked for. */
const reach = 120;

/**
 * Where a quotation stands: in the passage named, in the other passages, then anywhere in their papers; null when
 * nowhere. One that begins right behind a "not" takes it in, so that cutting can't turn a sentence round.
 */
export function findQuotation(
  quote: string,
  passage: PassageId | null,
  evidence: readonly { readonly passage: PassageId; readonly paper: Paper }[],
): Found | null {
  const named = evidence.filter((item) => item.passage === passage);
  const order = [...named, ...evidence.filter((item) => item.passage !== passage)];
  for (const { paper, passage: id } of order) {
    const span = parsePassageId(id)?.span;
    const place = span ? locate(paper, quote, span) : null;
    if (place) return { paper, place: withNegation(paper, place) };
  }
  for (const paper of new Set(order.map((item) => item.paper))) {
    const place = locate(paper, quote);
    if (place) return { paper, place: withNegation(paper, place) };
  }
  return null;
}

function withNegation(paper: Paper, place: Located): Located {
  const start = Math.max(0, place.span.start - reach);
  const before = readingTextOf(paper, { start, end: place.span.start }).text;
  const negation = /(?:\b(?:not|never|no|without|neither|nor|cannot)|\b\p{L}+n['’]t)\b(?:\s+[\p{L}-]+){0,2}$/iu.exec(
    before,
  )?.[0];
  if (!negation) return place;
  const words = readingTextOf(paper, place.span).text;
  return locate(paper, `${negation} ${words}`, { start, end: place.span.end }) ?? place;
}
