import { areOpposites } from '../../quotes/difference/opposites.ts';
import { alignTerms } from '../../quotes/paraphrase/align-terms.ts';
import { type Term, termsOf } from '../../quotes/paraphrase/terms.ts';
import { stemOf } from '../../retrieval/terms.ts';
import { isName } from './is-name.ts';

/** Two that are set against one another: the first named is before (+1) or behind (−1) the other in some respect. */
interface Rank {
  readonly first: Term;
  readonly second: Term;
  readonly sign: -1 | 1;
  /** A stem; 'ahead' where no adjective says in what. */
  readonly respect: string;
}

const before =
  'ahead of|leads?|leading|outpac\\p{L}+|outperform\\p{L}*|overtak\\p{L}+|overtook|surpass\\p{L}*|exceed\\p{L}*|superior to';
const behind = 'behind|lags?|lagging|lagged|trails?|trailing|trailed|inferior to';
const compared = new RegExp(
  `\\b(?:(?<before>${before})|(?<behind>${behind})|(?<degree>more|less) (?<adjective>\\p{L}+) than|(?<comparative>\\p{L}{2,}er) than)\\b`,
  'giu',
);
/** How many words from the comparison its two sides may stand. */
const reach = 7;

/** Whether a sentence ranks two the other way round than a statement does: "India is behind Pakistan". */
export function isOtherRank(statement: string, sentence: string): boolean {
  const told = ranksIn(sentence);
  return ranksIn(statement).some((own) =>
    told.some((other) => {
      const opposed = areOpposites(own.respect, other.respect);
      if (own.respect !== other.respect && !opposed) return false;
      const sameOrder = isSame(own.first, other.first) && isSame(own.second, other.second);
      const swapped = isSame(own.first, other.second) && isSame(own.second, other.first);
      if (!sameOrder && !swapped) return false;
      return own.sign * other.sign * (swapped ? -1 : 1) * (opposed ? -1 : 1) < 0;
    }),
  );
}

function isSame(a: Term, b: Term): boolean {
  return alignTerms([a], [b]).some(({ kind }) => kind === 'same');
}

function ranksIn(text: string): Rank[] {
  const names = termsOf(text).filter(isName);
  return [...text.matchAll(compared)].flatMap(({ groups = {}, index, 0: whole }): Rank[] => {
    const far = (from: number, to: number) => text.slice(from, to).split(/\s+/).length - 1;
    const first = names.findLast(({ end }) => end <= index);
    const second = names.find(({ start }) => start >= index + whole.length);
    if (!first || !second || far(first.end, index) > reach || far(index + whole.length, second.start) > reach)
      return [];
    const sign = groups.behind !== undefined || groups.degree?.toLowerCase() === 'less' ? -1 : 1;
    const respect = groups.adjective ?? groups.comparative;
    return [{ first, second, sign, respect: respect === undefined ? 'ahead' : stemOf(respect) }];
  });
}
