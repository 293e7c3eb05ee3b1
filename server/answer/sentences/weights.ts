import type { SentenceFeatures } from './features.ts';

/**
 * How much each feature counts in ranking sentences: a softmax over each question's sentences, fitted on the dev split
 * of data/eval/questions.json by `npm run eval -- fit`.
 */
export const rankingWeights: Partial<Record<keyof SentenceFeatures, number>> = {
  meaning: 10.23,
  likeness: 7.78,
  beside: 5.07,
  words: 5.06,
  content: 2,
  names: 1.97,
  numbers: 0.75,
  focus: 0.68,
  slot: 2.91,
  passage: 2.29,
  length: 0.84,
  refersBack: 1.07,
};

/** A confidence from which an answer is given: by cross-validation on dev, one answer in twenty is withheld wrongly. */
export const leastConfidence = 0.26;

/** The same where only words are compared, since what meaning would have added is missing: 4 % are withheld wrongly. */
export const leastConfidenceByWords = 0.35;

/** A confidence below which not even a chat model is asked. */
export const leastForModel = 0.05;

/** A confidence from which another paper is offered in place of one that lacks it. */
export const leastElsewhere = 0.25;
