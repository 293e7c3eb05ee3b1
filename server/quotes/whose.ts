import type { PaperSummary } from '../../ingest/library.ts';
import { familyNameOf } from '../../ingest/structure/author-names.ts';
import { secondarySourceAt } from '../citations/secondary.ts';
import { type PaperWords, readingSpan, sentenceRange } from './place/paper-words.ts';
import type { Placement } from './place/placement.ts';
import { frozenSpan } from './places.ts';
import type { Attribution } from './use.ts';

/** Whose words were found, against whom the text credits. */
export interface Whose {
  /** The words are another paper's than the one named. */
  readonly misattributed: boolean;
  /** Somebody whom the paper quotes or reports there; '' when it does not name them; null when the words are its own. */
  readonly original: string | null;
  /** The text credits the paper or its authors with words that are somebody else's there. */
  readonly secondary: boolean;
  /** The text names a source that the library does not have. */
  readonly unknownSource: boolean;
}

/** Compares the credit that a text gives with whose words they are at the place found. */
export function whoseWords(
  placement: Placement,
  attribution: Attribution | null,
  papers: readonly PaperSummary[],
): Whose {
  const [piece] = placement.pieces;
  if (!piece) return { misattributed: false, original: null, secondary: false, unknownSource: false };
  const { paper, span } = frozenSpan(piece);
  const original = secondarySourceAt(paper, span)?.author ?? null;
  if (!attribution) return { misattributed: false, original, secondary: false, unknownSource: false };
  const creditsReported =
    (original !== null && attribution.names.some((name) => sharesName(name, original))) ||
    (attribution.names.length > 0 && original === null && isNamedNear(piece.source, piece.from, attribution.names));
  const here = placement.pieces.every((item) => attribution.papers.includes(item.source.paper.id));
  if (here) {
    const namesAuthor =
      attribution.names.length === 0 ||
      attribution.names.some((name) => paper.authors.some((author) => sharesName(name, familyNameOf(author))));
    return {
      misattributed: false,
      original,
      secondary: original !== null && !creditsReported && namesAuthor,
      unknownSource: false,
    };
  }
  if (attribution.papers.length > 0) return { misattributed: true, original, secondary: false, unknownSource: false };
  const namesSomebody = attribution.names.length > 0 || attribution.year !== null;
  const unknownSource = namesSomebody && !creditsReported;
  const inLibrary = papers.some((item) =>
    item.authors.some((author) => attribution.names.some((name) => sharesName(name, familyNameOf(author)))),
  );
  return {
    misattributed: unknownSource,
    original,
    secondary: false,
    unknownSource: unknownSource && !(inLibrary && attribution.year === null),
  };
}

/** Whether two names have a word of a name in common: "Robert Work" and "Work". */
export function sharesName(a: string, b: string): boolean {
  const words = (name: string) =>
    (
      name
        .normalize('NFD')
        .replace(/\p{M}/gu, '')
        .toLowerCase()
        .match(/[\p{L}][\p{L}'’-]+/gu) ?? []
    ).filter((word) => !/^(?:and|the|of|for|et|al|de|van|von)$/.test(word));
  const other = new Set(words(b));
  return words(a).some((word) => other.has(word));
}

/** Whether the paper names one of these in the sentence, or as the source of it: then its words may be credited to them. */
function isNamedNear(source: PaperWords, from: number, names: readonly string[]): boolean {
  const word = source.words[from];
  if (!word) return false;
  const range = sentenceRange(source, from, from + 1);
  const span = readingSpan(source, range.from, range.to);
  const sentence = source.streams[word.stream]?.view.text.slice(span.start, span.end + 80) ?? '';
  return names.some((name) => sharesName(name, sentence));
}
