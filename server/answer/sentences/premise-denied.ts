import { alignTerms } from '../../quotes/paraphrase/align-terms.ts';
import { termsOf } from '../../quotes/paraphrase/terms.ts';
import { premiseOf } from '../../questions/premise.ts';
import type { AssessedPart } from '../answer-writer.ts';
import type { ScoredSentence } from './scored-sentence.ts';

/** Share of the question's words that a sentence speaks of before it can deny one of them. */
const nearlyAll = 0.72;

/**
 * A sentence that says the opposite of what a question takes for granted: "inexpensive" where it asks why something is
 * so expensive, "not power maximizers" where it asks why they maximise power. Null where none does.
 */
export function premiseDenied(question: string, assessed: readonly AssessedPart[]): ScoredSentence | null {
  const premise = premiseOf(question);
  if (premise === null || assessed.length !== 1) return null;
  const claimed = termsOf(premise);
  const [best] = assessed[0]?.sentences ?? [];
  if (!best || best.features.words < nearlyAll || best.features.leastName < 1) return null;
  const said = termsOf(best.text);
  const pairs = alignTerms(claimed, said);
  const opposed = pairs.filter(({ kind }) => kind === 'affix' || kind === 'opposite');
  const same = new Set(pairs.filter(({ kind }) => kind === 'same').map(({ claim }) => claim));
  const denied = pairs.filter(
    ({ claim, source, kind }) =>
      kind === 'same' && ((claimed[claim]?.negated ?? 0) === 1) !== ((said[source]?.negated ?? 0) === 1),
  );
  // A word that is there as it stands too is not denied by its opposite elsewhere in the sentence.
  const contrary = [...opposed.filter(({ claim }) => !same.has(claim)), ...denied];
  return contrary.length > 0 ? best : null;
}
