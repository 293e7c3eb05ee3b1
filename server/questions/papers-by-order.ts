import type { PaperSummary } from '../../ingest/library.ts';
import type { PaperId } from '../../ingest/paper.ts';
import { paperInProse } from '../conversations/conversation.ts';

/** In a longer list nobody counts. */
const mostCounted = 10;

const ordinals = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'];
const cardinals = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

const place = `(?:${ordinals.join('|')}|last|(?:[1-9]|10)(?:st|nd|rd|th))`;
const noun = '(?:papers?|articles?|stud(?:y|ies)|texts?)';
/** "The first paper to show it" and "the first study of Pakistan" are no places in a list. */
const inList =
  "(?!\\s+(?:to|(?:on|about)(?=\\s+\\p{L})|which|of(?! (?:the|these|those|both|them|two|my|your)\\b)|by|for|ever|published|written|from|where|what|in(?! (?:the|this|my|your) (?:library|list|collection)\\b)|that(?! (?:i|you|we|is (?:in the library|listed))\\b))\\b)(?!['’]\\p{L}\\p{L})";
const places = new RegExp(
  `\\b(?:(?:the|my|your|our|this|that)\\s+)(${place})(?:(?:\\s*,\\s*|\\s+)(?:and|or|versus|vs\\.?|with)\\s+(?:the\\s+)?(${place}))?\\s+(?:uploaded\\s+|listed\\s+)?${noun}\\b${inList}`,
  'giu',
);
const firstFew = new RegExp(
  `\\b(?:the\\s+)(first|last)\\s+(${cardinals.join('|')}|[2-9])\\s+(?:papers|articles|studies|texts)\\b${inList}`,
  'giu',
);
const numbered = new RegExp(
  `\\b(?:paper|article|text)\\s+(?:(?:number|no\\.?|nr\\.?)\\s*|#\\s*)?(${cardinals.join('|')}|10|[1-9])\\b(?![\\d.,%-]*\\d)`,
  'giu',
);
/** "The second one", after "the first paper". */
const furtherOne = new RegExp(
  `\\b(?:the\\s+)(${place})(?:\\s+one)?(?=\\s*(?:[?.!,;]|$|(?:and|or|too|as well)\\b))`,
  'giu',
);

/** A question about papers by their places in the library's list. */
export interface AskedByOrder {
  /** The question with these papers named as others are: by author or title. */
  readonly question: string;
  readonly papers: readonly PaperId[];
}

/**
 * What a question asks of "the first paper", "the last two articles", "paper 2": null where it calls none so, or none of
 * that place is here.
 * @param papers in the order in which the library lists them; of more than ten nobody counts the places
 */
export function askedByOrder(question: string, papers: readonly PaperSummary[]): AskedByOrder | null {
  if (papers.length === 0 || papers.length > mostCounted) return null;
  const found = new Set<PaperSummary>();
  const missing = new Set<string>();
  const named = (all: string, chosen: readonly (PaperSummary | undefined)[]): string => {
    const known = chosen.filter((paper) => paper !== undefined);
    if (known.length < chosen.length) {
      missing.add(all);
      return all;
    }
    for (const paper of known) found.add(paper);
    return known.map((paper) => nameOf(paper, papers)).join(' and ');
  };
  const nth = (word: string) => papers.at(indexOf(word));
  let text = question
    .replace(firstFew, (all: string, end: string, count: string) => {
      const many = numberOf(count);
      const few = end.toLowerCase() === 'first' ? papers.slice(0, many) : papers.slice(-many);
      return named(all, few.length === many ? few : [undefined]);
    })
    .replace(places, (all: string, first: string, second?: string) =>
      named(all, [first, second].filter((word) => word !== undefined).map(nth)),
    )
    .replace(numbered, (all: string, number: string) => named(all, [papers[numberOf(number) - 1]]));
  if (found.size > 0) text = text.replace(furtherOne, (all: string, word: string) => named(all, [nth(word)]));
  if (missing.size > 0 || found.size === 0) return null;
  return {
    question: text.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase()),
    papers: papers.filter((paper) => found.has(paper)).map(({ id }) => id),
  };
}

/** Position in a list, counted from its end where negative. */
function indexOf(word: string): number {
  const lower = word.toLowerCase();
  if (lower === 'last') return -1;
  const digits = /^\d+/.exec(lower)?.[0];
  return digits === undefined ? ordinals.indexOf(lower) : Number(digits) - 1;
}

function numberOf(word: string): number {
  return /^\d/.test(word) ? Number(word) : cardinals.indexOf(word.toLowerCase()) + 1;
}

/** By its title where another paper has the same authors. */
function nameOf(paper: PaperSummary, papers: readonly PaperSummary[]): string {
  const name = paperInProse(paper);
  return papers.some((other) => other !== paper && paperInProse(other) === name)
    ? paperInProse({ ...paper, authors: [] })
    : name;
}
