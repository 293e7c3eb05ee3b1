import { countWords } from '../../../ingest/count-words.ts';
import type { ScoredSentence } from './scored-sentence.ts';

/** What a part of an answer may take. */
export interface Room {
  readonly sentences: number;
  readonly words: number;
}

/** Sentences are taken until it is this likely that the answer is among them. */
const likelyEnough = 0.97;
/** A sentence less likely than this share of the best is none of the answer. */
const leastShare = 0.03;
/** Share of common content words from which a sentence says again what another said. */
const sameAgain = 0.6;

/**
 * The sentences that answer, best first: as many as it takes to hold the answer by their scores (softmax), within the
 * room; one alone may be longer. What says the same again is left out, unless another paper says it.
 * @param sentences best first
 */
export function chooseSentences(sentences: readonly ScoredSentence[], room: Room): ScoredSentence[] {
  const [best] = sentences;
  if (!best) return [];
  const likely = likelihoods(sentences);
  const chosen: ScoredSentence[] = [];
  let [words, sum] = [0, 0];
  for (const [index, sentence] of sentences.entries()) {
    const own = likely[index] ?? 0;
    if (chosen.length === room.sentences || sum >= likelyEnough || own < leastShare * (likely[0] ?? 1)) break;
    const length = countWords(sentence.text);
    if (chosen.length > 0 && words + length > room.words) continue;
    sum += own;
    if (chosen.some((other) => saysAgain(other, sentence) && other.evidence.paper.id === sentence.evidence.paper.id))
      continue;
    chosen.push(sentence);
    words += length;
  }
  return chosen;
}

/** How likely each sentence is the one that answers, if one does; sums up to 1. */
export function likelihoods(sentences: readonly ScoredSentence[]): number[] {
  const highest = Math.max(...sentences.map(({ score }) => score));
  const weights = sentences.map(({ score }) => Math.exp(score - highest));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

/** Whether one of two sentences says little that the other does not. */
export function saysAgain(a: ScoredSentence, b: ScoredSentence): boolean {
  let count = 0;
  for (const term of a.terms) if (b.terms.has(term)) count += 1;
  return count / Math.max(1, Math.min(a.terms.size, b.terms.size)) >= sameAgain;
}
