import type { ReadQuestion } from '../../questions/read-question.ts';
import type { SentenceFeatures } from './features.ts';
import type { ScoredSentence } from './scored-sentence.ts';

/** What speaks for there being an answer at all. */
export type ConfidenceFeatures = Readonly<Record<ConfidenceFeature, number>>;

export type ConfidenceFeature =
  | Extract<
      keyof SentenceFeatures,
      | 'meaning'
      | 'words'
      | 'content'
      | 'focus'
      | 'rest'
      | 'least'
      | 'leastTwo'
      | 'numbers'
      | 'leastName'
      | 'slot'
      | 'unit'
    >
  | 'terms'
  | 'similarity'
  | 'bestContent'
  | 'bestFocus'
  | 'bestLeast'
  | 'together'
  | 'uneven'
  | 'measured'
  | 'reason'
  | 'named';

/** Sentences that are looked at, best first. */
const lookedAt = 3;
const mostTerms = 6;

/**
 * The features of the best sentences together.
 * @param sentences best first, one at least
 * @param similarity cosine of the best passage
 */
export function confidenceFeatures(
  question: ReadQuestion,
  sentences: readonly ScoredSentence[],
  similarity: number,
): ConfidenceFeatures | null {
  const [best] = sentences;
  if (!best) return null;
  const few = sentences.slice(0, lookedAt).map(({ features }) => features);
  const { meaning, words, content, focus, rest, least, leastTwo, numbers, leastName, slot, unit } = best.features;
  const highest = (of: (features: SentenceFeatures) => number) => Math.max(...few.map(of));
  return {
    meaning,
    words,
    content,
    focus,
    rest,
    least,
    leastTwo,
    numbers,
    leastName,
    slot,
    unit,
    terms: Math.min(question.content.size, mostTerms) / mostTerms,
    similarity,
    bestContent: highest((one) => one.content),
    bestFocus: highest((one) => one.focus),
    bestLeast: highest((one) => one.least),
    // One sentence has to speak of all of it.
    together: highest((one) => Math.min(one.leastTwo, one.leastName, one.numbers, one.slot + 0.4)),
    // All is there but the one thing asked for.
    uneven: content * (1 - least),
    measured: /^(?:count|share|money|quantity|time)$/.test(question.kind) ? 1 : 0,
    reason: question.kind === 'reason' ? 1 : 0,
    named: /^(?:who|name|place)$/.test(question.kind) ? 1 : 0,
  };
}
