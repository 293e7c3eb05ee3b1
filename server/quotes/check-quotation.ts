import type { CheckResult } from '../wire.ts';
import { emptyResult } from './empty-result.ts';
import type { Candidates, View } from './place/candidates.ts';
import { findPlacements } from './place/find-placements.ts';
import type { Quotation } from './place/placement.ts';
import type { Use } from './use.ts';
import { judge } from './verdict.ts';
import { tokensOf } from './words/quoted.ts';

/** Words of a quotation that is compared word by word; the design asks for 300. */
const mostWords = 1500;

/** A verdict, and how much of the quotation stands at its place word by word, 0 to 1. */
export interface Checked {
  readonly result: CheckResult;
  readonly covered: number;
}

/** Finds where a quotation stands and gives its verdict. */
export async function checkQuotation(use: Use, candidates: Candidates, view: View): Promise<Checked> {
  const quotation: Quotation = { text: use.quote, tokens: tokensOf(use.quote) };
  const reason = whyNot(quotation, view);
  if (reason) return { result: emptyResult(use, 'cannot-tell', reason), covered: 0 };
  const placements = await findPlacements(quotation, use.attribution?.papers ?? [], candidates, view);
  return { result: judge({ use, placements, papers: view.papers }), covered: placements.places[0]?.covered ?? 0 };
}

function whyNot({ tokens }: Quotation, view: View): string | null {
  if (view.papers.length === 0) return 'The library is empty: add papers, then check again.';
  const words = tokens.filter((token) => token.type === 'word').length;
  if (words === 0) return 'There are no words of a source to look for: only marks, or what stands in brackets.';
  if (words <= mostWords) return null;
  const count = words.toLocaleString('en-GB');
  return `The quotation has ${count} words, and at most ${mostWords.toLocaleString('en-GB')} are compared: check it in parts.`;
}
