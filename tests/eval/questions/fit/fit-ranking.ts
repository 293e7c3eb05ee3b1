import type { SentenceFeatures } from '../../../../server/answer/sentences/features.ts';
import type { Ranked } from './collect.ts';

type Feature = keyof SentenceFeatures;

/** Features that the ranking weighs. */
const features: readonly Feature[] = [
  'meaning',
  'likeness',
  'beside',
  'words',
  'content',
  'names',
  'numbers',
  'focus',
  'slot',
  'passage',
  'length',
  'refersBack',
];
const steps = 500;
const rate = 0.5;
const ridge = 0.03;

/**
 * Weights under which the sentences that hold evidence are likeliest: a softmax over each question's sentences, by
 * gradient ascent on standardised features (ListNet's top-one loss; Cao et al. 2007, "Learning to Rank").
 */
export function fitRanking(ranked: readonly Ranked[]): Partial<Record<Feature, number>> {
  const told = ranked.filter(({ sentences }) => sentences.some(({ holds }) => holds));
  const all = told.flatMap(({ sentences }) => sentences.map((sentence) => sentence.features));
  const means = features.map((name) => average(all.map((one) => one[name])));
  const spreads = features.map(
    (name, at) => Math.sqrt(average(all.map((one) => (one[name] - (means[at] ?? 0)) ** 2))) + 1e-6,
  );
  const groups = told.map(({ sentences }) =>
    sentences.map(({ features: own, holds }) => ({
      holds,
      values: features.map((name, at) => (own[name] - (means[at] ?? 0)) / (spreads[at] ?? 1)),
    })),
  );
  const weights = features.map(() => 0);
  for (let step = 0; step < steps; step += 1) {
    const gradient = features.map(() => 0);
    for (const group of groups) {
      const scores = group.map(({ values }) => Math.exp(dot(values, weights)));
      const whole = sum(scores);
      const holding = sum(scores.filter((_, index) => group[index]?.holds));
      group.forEach(({ values, holds }, index) => {
        const share = (scores[index] ?? 0) / whole;
        const wanted = holds ? (scores[index] ?? 0) / holding : 0;
        values.forEach((value, at) => (gradient[at] = (gradient[at] ?? 0) + value * (wanted - share)));
      });
    }
    weights.forEach((weight, at) => {
      weights[at] = weight + rate * ((gradient[at] ?? 0) / groups.length - ridge * weight);
    });
  }
  return Object.fromEntries(
    features.map((name, at) => [name, Number(((weights[at] ?? 0) / (spreads[at] ?? 1)).toFixed(2))]),
  );
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((total, value, at) => total + value * (b[at] ?? 0), 0);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function average(values: readonly number[]): number {
  return sum(values) / Math.max(1, values.length);
}
