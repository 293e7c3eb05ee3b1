import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import type { ConfidenceFeature } from '../../../../server/answer/sentences/confidence-features.ts';
import { probabilityBy } from '../../../../server/answer/sentences/boosted-trees.ts';
import { sadi, sarwar } from '../../../fixtures/default-papers.ts';
import { libraryOf } from '../../library.ts';
import { randomOf } from '../../random.ts';
import { printRows } from '../../table.ts';
import { type BoostingOptions, fitBoostedTrees } from './boosted-trees.ts';
import { collect, type Weighed } from './collect.ts';
import { fitRanking } from './fit-ranking.ts';

const boosting: BoostingOptions = { trees: 50, depth: 2, rate: 0.1, sample: 0.7, leaf: 8, seed: 1 };
const folds = 10;
/** Shares of wrongly refused questions that are looked at. */
const shares = [0.04, 0.06, 0.08, 0.1];
const treesFile = fileURLToPath(new URL('../../../../server/answer/sentences/confidence-trees.ts', import.meta.url));

/**
 * Fits what the product weighs answers by, on the dev split alone: prints the weights of the ranking, to be put into
 * weights.ts by hand, and writes the trees of the confidence; a change of the ranking asks for the trees once more.
 * Thresholds are read from the table, which is by cross-validation.
 */
export async function runFit(): Promise<void> {
  const opened = await libraryOf([sadi, sarwar], 'model');
  try {
    const { ranked, weighed, settled } = await collect(opened, 'dev');
    console.log('\nRanking, by softmax over each question’s sentences:');
    console.log(fitRanking(ranked));
    printThresholds(weighed, settled);
    await writeTrees(weighed);
  } finally {
    await opened.close();
  }
}

function namesIn(weighed: readonly Weighed[]): ConfidenceFeature[] {
  return Object.keys(weighed[0]?.features ?? {}) as ConfidenceFeature[];
}

/** For thresholds that refuse so many questions wrongly, how many they refuse rightly, by cross-validation. */
function printThresholds(weighed: readonly Weighed[], settled: readonly { right: boolean }[]): void {
  const shuffled = randomOf(boosting.seed).shuffle(weighed);
  const judged = shuffled.map(({ right }, index) => ({ right, index }));
  const confidences = new Map<number, number>();
  for (let fold = 0; fold < folds; fold += 1) {
    const others = shuffled.filter((_, index) => index % folds !== fold);
    const model = fitBoostedTrees(others, namesIn(weighed), boosting);
    shuffled.forEach(({ features }, index) => {
      if (index % folds === fold) confidences.set(index, probabilityBy(model, features));
    });
  }
  const all = [
    ...judged.map(({ right, index }) => ({ right, confidence: confidences.get(index) ?? 0 })),
    ...settled.map(({ right }) => ({ right, confidence: 0 })),
  ];
  const answerable = all.filter(({ right }) => right).map(({ confidence }) => confidence);
  const without = all.filter(({ right }) => !right).map(({ confidence }) => confidence);
  const ascending = answerable.toSorted((a, b) => a - b);
  const rows = shares.map((share) => {
    const threshold = ascending[Math.floor(share * ascending.length)] ?? 0;
    const refused = without.filter((confidence) => confidence < threshold).length / without.length;
    return [threshold.toFixed(2), share.toFixed(2), refused.toFixed(3)];
  });
  printRows(`Confidence, ${folds}-fold`, [['threshold', 'wrongly', 'rightly'], ...rows]);
}

async function writeTrees(weighed: readonly Weighed[]): Promise<void> {
  const model = fitBoostedTrees(weighed, namesIn(weighed), boosting);
  const text = `import type { BoostedTrees } from './boosted-trees.ts';
import type { ConfidenceFeature } from './confidence-features.ts';

/**
 * How likely the best sentences answer: gradient boosted trees (Friedman 2001) over their features, fitted on the dev
 * splits of data/eval/questions.json and unanswerable.json by \`npm run eval -- fit\`. Not written by hand.
 */
export const confidenceTrees: BoostedTrees<ConfidenceFeature> = ${JSON.stringify(model)};
`;
  writeFileSync(treesFile, await format(text, { ...(await resolveConfig(treesFile)), parser: 'typescript' }));
  console.log(`\nWrote ${model.trees.length} trees.`);
}
