/** What a tree adds: a number, or by a feature's value below a threshold one tree, otherwise the other. */
export type Tree<Feature extends string> =
  number | readonly [feature: Feature, threshold: number, below: Tree<Feature>, otherwise: Tree<Feature>];

/** A logit as a constant and the sum of what small trees add. */
export interface BoostedTrees<Feature extends string> {
  readonly constant: number;
  readonly trees: readonly Tree<Feature>[];
}

/** The probability that boosted trees give, 0…1. */
export function probabilityBy<Feature extends string>(
  { constant, trees }: BoostedTrees<Feature>,
  features: Readonly<Record<Feature, number>>,
): number {
  const logit = trees.reduce<number>((sum, tree) => sum + addedBy(tree, features), constant);
  return 1 / (1 + Math.exp(-logit));
}

/** What one tree adds for these features. */
export function addedBy<Feature extends string>(
  tree: Tree<Feature>,
  features: Readonly<Record<Feature, number>>,
): number {
  if (typeof tree === 'number') return tree;
  const [feature, threshold, below, otherwise] = tree;
  return addedBy(features[feature] < threshold ? below : otherwise, features);
}
