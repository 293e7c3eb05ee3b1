import type { CheckResult } from '../wire.ts';
import type { Candidates, View } from './place/candidates.ts';
import { type Placements, findPlacements } from './place/find-placements.ts';
import type { Quotation } from './place/placement.ts';
import type { Use } from './use.ts';
import { judge } from './verdict.ts';
import { type Token, tokensOf } from './words/quoted.ts';

/** The most words of a quotation that is compared word by word; the design asks for 300. */
export const mostWords = 1500;

/** Finds where a quotation stands and gives its verdict. */
export async function checkQuotation(use: Use, candidates: Candidates, view: View): Promise<CheckResult> {
  const quotation: Quotation = { text: use.quote, tokens: tokensOf(use.quote) };
  const placements = await placementsOf(quotation, use, candidates, view);
  return judge({ use, placements, papers: view.papers });
}

async function placementsOf(quotation: Quotation, use: Use, candidates: Candidates, view: View): Promise<Placements> {
  if (quotation.tokens.length > mostWords) return { quotation, places: [], nearest: null };
  return findPlacements(quotation, use.attribution?.papers ?? [], candidates, view);
}

/** Whether a quotation has any words of its source: one of marks and brackets alone has nothing to be found by. */
export function hasWords(tokens: readonly Token[]): boolean {
  return tokens.some((token) => token.type === 'word');
}
