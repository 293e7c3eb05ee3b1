import type { SentenceFeatures } from './features.ts';

/**
 * How much each feature counts in ranking sentences: a softmax over each question's sentences, fitted on the dev split
 * of data/eval/questions.json by `npm run eval -- fit`.
 */
export const rankingWeights: Partial<Record<keyof SentenceFeatures, number>> = {
  meaning: 7.56,
  likeness: 6.69,
  words: 6.57,
  names: 1.53,
  numbers: 1.55,
  focus: 0.74,
  slot: 2.86,
  passage: 1.82,
  length: 0.91,
  fragment: 0.76,
};

/** A confidence from which an answer is given: on the dev splits, about one answer in twelve is withheld wrongly. */
export const leastConfidence = 0.48;

/** A confidence below which not even a chat model is asked. */
export const leastForModel = 0.05;

/** A confidence from which another paper is offered in place of one that lacks it. */
export const leastElsewhere = 0.25;
