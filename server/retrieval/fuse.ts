import type { Hit } from '../../ingest/library.ts';
import type { PassageId } from '../../ingest/paper.ts';
import { dot } from './dot.ts';

/** Weights of the standardised scores; chosen on SciFact’s train claims and the project’s dev questions. */
const weights = { lexical: 0.3, dense: 0.7, feedback: 0.2 };
/** How many of the first passages the others are compared with. */
const feedbackPassages = 3;

/** A fused hit: 1 for the first, 0 for the last. */
export interface Fused {
  readonly passage: PassageId;
  readonly score: number;
}

/** What is fused: both lists best first, at most `depth` long, and the vectors of all passages in them. */
export interface FusionInput {
  readonly question: Float32Array;
  readonly lexical: readonly Hit[];
  readonly dense: readonly Hit[];
  readonly depth: number;
  /** A passage without one counts as far as the farthest. */
  readonly vectors: ReadonlyMap<PassageId, Float32Array>;
}

/**
 * One ranking from two lists: over their union, BM25 and cosine as z-scores, weighted (convex combination; Bruch et al.
 * 2023, "An Analysis of Fusion Functions for Hybrid Retrieval"), and to that how near a passage is to the first three
 * (pseudo-relevance feedback; Li et al. 2022). Every passage has its true cosine, whichever list it came from. Best
 * first; ties by passage id, so that the order never depends on the engine.
 */
export function fuse({ question, lexical, dense, depth, vectors }: FusionInput): Fused[] {
  const passages = [...new Set([...lexical, ...dense].map((hit) => hit.passage))].sort();
  const ofPassage = passages.map((passage) => vectors.get(passage));

  // Behind a list that was cut off, a passage scores at most its last; behind one that was not, it has no such word.
  const unseen = lexical.length < depth ? 0 : (lexical.at(-1)?.score ?? 0);
  const words = new Map(lexical.map((hit) => [hit.passage, hit.score]));
  const wordScores = standardise(passages.map((passage) => words.get(passage) ?? unseen));
  const meaningScores = standardise(nearness(ofPassage, question));
  const first = passages.map(
    (_, index) => weights.lexical * (wordScores[index] ?? 0) + weights.dense * (meaningScores[index] ?? 0),
  );

  const best = order(first).slice(0, feedbackPassages);
  const centre = sumOf(best.flatMap((index) => ofPassage[index] ?? []));
  const feedbackScores = centre ? standardise(nearness(ofPassage, centre)) : [];
  const scores = first.map((score, index) => score + weights.feedback * (feedbackScores[index] ?? 0));

  const high = Math.max(...scores);
  const range = high - Math.min(...scores);
  return order(scores).flatMap((index) => {
    const passage = passages[index];
    const behind = range > 0 ? (high - (scores[index] ?? 0)) / range : 0;
    return passage ? [{ passage, score: 1 - behind }] : [];
  });
}

/** Indices by falling score; of equal ones the smaller index. */
function order(scores: readonly number[]): number[] {
  return scores.map((_, index) => index).sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);
}

function nearness(vectors: readonly (Float32Array | undefined)[], to: Float32Array): number[] {
  const known = vectors.map((vector) => (vector ? dot(vector, to) : undefined));
  const farthest = known.reduce<number>((least, value) => Math.min(least, value ?? Infinity), Infinity);
  return known.map((value) => value ?? (farthest === Infinity ? 0 : farthest));
}

function sumOf(vectors: readonly Float32Array[]): Float32Array | null {
  const [first, ...others] = vectors;
  if (!first) return null;
  const sum = Float32Array.from(first);
  for (const vector of others) for (let i = 0; i < sum.length; i += 1) sum[i] = (sum[i] ?? 0) + (vector[i] ?? 0);
  return sum;
}

/** Mean 0, standard deviation 1; all 0 where all are alike. */
function standardise(values: readonly number[]): number[] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
  return values.map((value) => (deviation > 1e-9 ? (value - mean) / deviation : 0));
}
