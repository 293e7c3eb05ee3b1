import type { SentenceFeatures } from './features.ts';

/**
 * How much each feature counts in ranking sentences: a softmax over each question's sentences, fitted on the dev split
 * of data/eval/questions.json by `npm run eval -- fit`.
 */
export const rankingWeights: Partial<Record<keyof SentenceFeatures, number>> = {
  meaning: 10.09,
  likeness: 6.87,
  beside: 5.28,
  words: 4.76,
  content: 1.43,
  names: 1.61,
  numbers: 0.89,
  focus: 0.95,
  slot: 3.06,
  passage: 2.6,
  length: 0.95,
  fragment: 2.47,
  refersBack: 0.95,
};

/** A confidence from which an answer is given: on the dev splits, about one answer in twelve is withheld wrongly. */
export const leastConfidence = 0.45;

/** The same where only words are compared, since what meaning would have added is missing: 4 % are withheld wrongly. */
export const leastConfidenceByWords = 0.35;

/** A confidence below which not even a chat model is asked. */
export const leastForModel = 0.05;

/** A confidence from which another paper is offered in place of one that lacks it. */
export const leastElsewhere = 0.25;
