/** Answers that a library keeps, with their feedback; the oldest go first. Some 20 KB each: 100 MB at most. */
export const keptAnswers = 5000;
