import { probabilityBy } from './boosted-trees.ts';
import type { ConfidenceFeatures } from './confidence-features.ts';
import { confidenceTrees } from './confidence-trees.ts';

/** Of the year or number asked about, a sentence has to hold some. */
const someNumber = 0.5;

/** How likely it is that the sentences hold an answer, 0…1. */
export function confidenceOf(features: ConfidenceFeatures | null): number {
  if (!features) return 0;
  const likely = probabilityBy(confidenceTrees, features);
  // What is said of 2023 answers nothing about 2019, however alike it is.
  return features.numbers < someNumber ? Math.min(likely, 0.1) : likely;
}
