import { addedBy, type BoostedTrees, type Tree } from '../../../../server/answer/sentences/boosted-trees.ts';
import { randomOf } from '../../random.ts';

/** An example: its features, and whether there was an answer. */
export interface Example<Feature extends string> {
  readonly features: Readonly<Record<Feature, number>>;
  readonly right: boolean;
}

export interface BoostingOptions {
  readonly trees: number;
  readonly depth: number;
  /** Share of each tree's correction that is taken, 0…1. */
  readonly rate: number;
  /** Share of the examples that each tree is fitted on, 0…1. */
  readonly sample: number;
  /** Examples that a leaf has at least. */
  readonly leaf: number;
  readonly seed: number;
}

/** Keeps leaves of few examples near 0. */
const ridge = 1;
/** Thresholds tried for a feature. */
const mostThresholds = 24;

interface Row<Feature extends string> {
  readonly features: Readonly<Record<Feature, number>>;
  /** First and second derivative of the logistic loss, the first with its sign turned. */
  readonly gradient: number;
  readonly curvature: number;
}

/** Gradient boosting for the logistic loss with second derivatives (Friedman 2001; Chen & Guestrin 2016, "XGBoost"). */
export function fitBoostedTrees<Feature extends string>(
  examples: readonly Example<Feature>[],
  names: readonly Feature[],
  options: BoostingOptions,
): BoostedTrees<Feature> {
  const random = randomOf(options.seed);
  const right = examples.filter((example) => example.right).length;
  const constant = Math.log(right / (examples.length - right));
  const logits = examples.map(() => constant);
  const trees: Tree<Feature>[] = [];
  for (let index = 0; index < options.trees; index += 1) {
    const rows = examples.map(({ features, right: isRight }, at): Row<Feature> => {
      const p = 1 / (1 + Math.exp(-(logits[at] ?? 0)));
      return { features, gradient: (isRight ? 1 : 0) - p, curvature: p * (1 - p) };
    });
    const sampled = random.shuffle(rows).slice(0, Math.round(rows.length * options.sample));
    const tree = growTree(sampled, names, options, options.depth);
    trees.push(tree);
    examples.forEach(({ features }, at) => (logits[at] = (logits[at] ?? 0) + addedBy(tree, features)));
  }
  return { constant: rounded(constant), trees };
}

function growTree<Feature extends string>(
  rows: readonly Row<Feature>[],
  names: readonly Feature[],
  options: BoostingOptions,
  depth: number,
): Tree<Feature> {
  const leaf = rounded(options.rate * (gradientOf(rows) / (curvatureOf(rows) + ridge)));
  if (depth === 0 || rows.length < 2 * options.leaf) return leaf;
  let best: { gain: number; feature: Feature; threshold: number } | null = null;
  for (const feature of names) {
    for (const threshold of thresholdsOf(rows.map(({ features }) => features[feature]))) {
      const below = rows.filter(({ features }) => features[feature] < threshold);
      if (below.length < options.leaf || rows.length - below.length < options.leaf) continue;
      const above = rows.filter(({ features }) => features[feature] >= threshold);
      const gain = worthOf(below) + worthOf(above) - worthOf(rows);
      if (gain > (best?.gain ?? 1e-9)) best = { gain, feature, threshold };
    }
  }
  if (!best) return leaf;
  const { feature, threshold } = best;
  const side = (keep: (value: number) => boolean) =>
    growTree(
      rows.filter(({ features }) => keep(features[feature])),
      names,
      options,
      depth - 1,
    );
  return [feature, threshold, side((value) => value < threshold), side((value) => value >= threshold)];
}

function thresholdsOf(values: readonly number[]): number[] {
  const distinct = [...new Set(values)].sort((a, b) => a - b);
  const middles = distinct.slice(1).map((value, index) => rounded((value + (distinct[index] ?? value)) / 2));
  if (middles.length <= mostThresholds) return middles;
  return Array.from(
    { length: mostThresholds },
    (_, at) => middles[Math.floor((at * middles.length) / mostThresholds)] ?? 0,
  );
}

function worthOf<Feature extends string>(rows: readonly Row<Feature>[]): number {
  const gradient = gradientOf(rows);
  return (gradient * gradient) / (curvatureOf(rows) + ridge);
}

function gradientOf<Feature extends string>(rows: readonly Row<Feature>[]): number {
  return rows.reduce((sum, { gradient }) => sum + gradient, 0);
}

function curvatureOf<Feature extends string>(rows: readonly Row<Feature>[]): number {
  return rows.reduce((sum, { curvature }) => sum + curvature, 0);
}

function rounded(value: number): number {
  return Number(value.toFixed(4));
}
