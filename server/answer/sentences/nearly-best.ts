import type { ScoredSentence } from './scored-sentence.ts';

/** Share of what the best sentence says of a question that another has to say to count beside it. */
const nearlyAs = 0.6;

/** The sentences that speak of nearly as much of a question as the one that speaks of most. */
export function nearlyBest(sentences: readonly ScoredSentence[]): ScoredSentence[] {
  const most = Math.max(0, ...sentences.map(({ features }) => features.words));
  return sentences.filter(({ features }) => features.words >= nearlyAs * most);
}
