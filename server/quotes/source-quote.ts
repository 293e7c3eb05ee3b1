import type { Span } from '../../ingest/paper.ts';
import type { Difference } from './difference/difference.ts';
import { type PaperWords, readWords } from './place/paper-words.ts';
import type { Piece, Placement } from './place/placement.ts';
import type { Relation } from './relation.ts';

/** The source's words beside a quotation. */
export interface SourceQuote {
  readonly text: string;
  /**
   * Where the source's side of a difference stands in `text`, UTF-16 code units: empty where words were put in, null
   * where `text` does not hold it.
   */
  spanOf(difference: Difference): Span | null;
}

/** A stretch of a paper's words that stands in a text from `offset` on. */
interface Stretch {
  readonly source: PaperWords;
  readonly from: number;
  readonly to: number;
  readonly offset: number;
}

const between = ' … ';

/** What the source says from a quotation's first word to its last, or piece by piece where it was stitched. */
export function sourceQuoteOf({ pieces }: Placement, relation: Relation): SourceQuote {
  const [first, last] = [pieces[0], pieces.at(-1)];
  if (!first || !last) return { text: '', spanOf: () => null };
  if (relation.kind === 'whole') {
    const { source, from } = first;
    const stretch: Stretch = { source, from, to: last.to, offset: 0 };
    const text = readWords(source, from, last.to);
    return { text, spanOf: (difference) => spanIn(stretch, text, difference) };
  }
  const stretches = new Map<Piece, Stretch>();
  const texts: string[] = [];
  let offset = 0;
  for (const piece of pieces) {
    const words = readWords(piece.source, piece.from, piece.to);
    stretches.set(piece, { source: piece.source, from: piece.from, to: piece.to, offset });
    texts.push(words);
    offset += words.length + between.length;
  }
  const text = texts.join(between);
  return {
    text,
    spanOf: (difference) => {
      const piece = pieces.find(({ differences }) => differences.includes(difference));
      const stretch = piece && stretches.get(piece);
      return stretch ? spanIn(stretch, text, difference) : null;
    },
  };
}

function spanIn({ source, from, to, offset }: Stretch, text: string, difference: Difference): Span | null {
  const { sourceFrom, sourceTo } = difference;
  if (sourceFrom < from || sourceTo > to) return null;
  const base = (source.words[from]?.start ?? 0) - offset;
  const [before, at, last] = [source.words[sourceFrom - 1], source.words[sourceFrom], source.words[sourceTo - 1]];
  if (sourceTo > sourceFrom) {
    if (!at || !last) return null;
    const words = { start: at.start - base, end: last.end - base };
    // A reference that was dropped whole is told with its brackets.
    const bracketed = { start: words.start - 1, end: words.end + 1 };
    return text.slice(bracketed.start, bracketed.end) === difference.source ? bracketed : words;
  }
  if (difference.marks) return { start: difference.marks.source.start - base, end: difference.marks.source.end - base };
  const start = sourceFrom === from || !before ? offset : before.end - base;
  return { start, end: start };
}
