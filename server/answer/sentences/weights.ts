import type { SentenceFeatures } from './features.ts';

/**
 * How much each feature counts in ranking sentences: a softmax over each question's sentences, fitted on the dev split
 * of data/eval/questions.json by `npm run eval -- fit`.
 */
export const rankingWeights: Partial<Record<keyof SentenceFeatures, number>> = {
  meaning: 10.29,
  likeness: 7.72,
  beside: 4.72,
  words: 4.97,
  content: 1.97,
  names: 1.95,
  numbers: 0.79,
  focus: 0.65,
  slot: 2.93,
  passage: 2.32,
  length: 0.74,
  fragment: -2.85,
  refersBack: 1.08,
};

/** A confidence from which an answer is given: by cross-validation on dev, one answer in 25 is withheld wrongly. */
export const leastConfidence = 0.24;

/** The same where only words are compared, since what meaning would have added is missing: 4 % are withheld wrongly. */
export const leastConfidenceByWords = 0.35;

/** A confidence below which not even a chat model is asked. */
export const leastForModel = 0.05;

/** A confidence from which another paper is offered in place of one that lacks it. */
export const leastElsewhere = 0.25;
