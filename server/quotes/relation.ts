import type { PaperWords } from './place/paper-words.ts';
import type { Piece, Placement, Quotation } from './place/placement.ts';

/**
 * How the pieces of a quotation lie to each other in the library.
 * - whole: one stretch, or stretches of one section in order with an ellipsis between
 * - stitched: pieces of different papers or sections, out of order, or of different paragraphs without an ellipsis
 */
export interface Relation {
  readonly kind: 'whole' | 'stitched';
  /** In words, for the explanation; null for one stretch. */
  readonly because: string | null;
  /** Stretches of whole paragraphs that an ellipsis leaves out. */
  readonly gaps: readonly { readonly source: PaperWords; readonly from: number; readonly to: number }[];
}

/** How a placement's pieces lie to each other. */
export function relationOf(quotation: Quotation, placement: Placement): Relation {
  const gaps: Relation['gaps'][number][] = [];
  const reasons: string[] = [];
  placement.pieces.slice(1).forEach((piece, index) => {
    const before = placement.pieces[index];
    if (!before) return;
    const reason = partedBecause(quotation, before, piece);
    if (reason) reasons.push(reason);
    else gaps.push({ source: piece.source, from: before.to, to: piece.from });
  });
  const [because = null] = reasons;
  return { kind: because === null ? 'whole' : 'stitched', because, gaps };
}

function partedBecause(quotation: Quotation, a: Piece, b: Piece): string | null {
  if (a.source.paper.id !== b.source.paper.id) return 'they stand in different papers';
  const [last, first] = [a.source.words[a.to - 1], b.source.words[b.from]];
  if (!last || !first) return null;
  if (b.from < a.to || first.stream !== last.stream) return 'they stand there in another order';
  if (first.section !== last.section) return 'they stand in different sections';
  const marked = quotation.tokens
    .slice(Math.max(0, a.quoteTo - 2), b.quoteFrom + 2)
    .some((token) => token.type === 'ellipsis');
  if (first.paragraph !== last.paragraph && !marked)
    return 'they stand in different paragraphs, and nothing marks what lies between';
  return null;
}
