import type { CheckResult } from '../wire.ts';
import type { Candidates, View } from './place/candidates.ts';
import { type Placements, findPlacements } from './place/find-placements.ts';
import type { Quotation } from './place/placement.ts';
import type { Use } from './use.ts';
import { judge } from './verdict.ts';
import { tokensOf } from './words/quoted.ts';

/** Tokens of a quotation that is compared word by word; a longer one is not looked for. The design asks for 300. */
const mostTokens = 1500;

/** A verdict, and how much of the quotation stands at its place word by word, 0 to 1. */
export interface Checked {
  readonly result: CheckResult;
  readonly covered: number;
}

/** Finds where a quotation stands and gives its verdict. */
export async function checkQuotation(use: Use, candidates: Candidates, view: View): Promise<Checked> {
  const quotation: Quotation = { text: use.quote, tokens: tokensOf(use.quote) };
  const placements = await placementsOf(quotation, use, candidates, view);
  return { result: judge({ use, placements, papers: view.papers }), covered: placements.places[0]?.covered ?? 0 };
}

async function placementsOf(quotation: Quotation, use: Use, candidates: Candidates, view: View): Promise<Placements> {
  if (quotation.tokens.length > mostTokens) return { quotation, places: [], nearest: null };
  return findPlacements(quotation, use.attribution?.papers ?? [], candidates, view);
}
