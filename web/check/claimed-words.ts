import type { CheckResult, PaperRef } from '../../server/wire.ts';
import { paperInWords, paperParts, type WordsPart } from '../citation/citation-words.ts';

type Credit = Pick<CheckResult, 'claimedSource' | 'originalAuthor'>;

const own = (words: string): WordsPart => ({ words, own: true });
const ours = (words: string): WordsPart => ({ words, own: false });

/** "Work, as cited in Sadi, 2025", with or without parentheses: whom it credits. */
const reported = /^(.*?\S),?\s*[([]?\s*(?:as\s+)?(?:cited|quoted|qtd\.?|reported)\s+(?:in|by)\s/i;

/** The words that may be of a name, folded. */
function nameWords(text: string): string[] {
  const words = text.match(/(?:\p{Lu}|\p{Lo})[\p{L}\p{M}'’-]+/gu) ?? [];
  return words.map((word) => word.toLowerCase()).filter((word) => !/^(?:the|and|of)$/.test(word));
}

function sharesName(a: string, b: string): boolean {
  const words = new Set(nameWords(b));
  return nameWords(a).some((word) => words.has(word));
}

/** Whom the text credits with words that the paper meant only reports; null where that can't be told. */
function reportedBy({ claimedSource, originalAuthor }: Credit, authors: readonly string[]): string | null {
  const text = claimedSource?.text ?? '';
  const person = reported.exec(text)?.[1];
  if (person !== undefined) return person;
  const isOriginal = originalAuthor !== null && sharesName(text, originalAuthor);
  return isOriginal && !authors.some((author) => sharesName(text, author)) ? text : null;
}

/**
 * Who is credited, as the text has it, and the paper of the library that was taken for it (`meant`; null: it is not at
 * hand): one line, or two where the words of one are not those of the other. [] where nobody is named.
 */
export function claimedLines(
  result: Credit,
  meant: Pick<PaperRef, 'authors' | 'title' | 'year'> | null,
): WordsPart[][] {
  const { claimedSource } = result;
  if (!claimedSource) return [];
  const credited = (words: string) => [ours('Credited to “'), own(words), ours('”')];
  const { text, paperId } = claimedSource;
  if (paperId === null) return [[...credited(text), ours(', who is not in the library.')]];
  if (meant === null) return [[...credited(text), ours('.')]];
  if (paperInWords(meant) === text) return [[...credited(text), ours(', in the library.')]];
  const person = reportedBy(result, meant.authors);
  if (person !== null) {
    return [[...credited(person), ours(' (as cited in '), ...paperParts(meant), ours(', in the library).')]];
  }
  return [
    [...credited(text), ours('.')],
    [ours('Taken as: '), ...paperParts(meant)],
  ];
}
