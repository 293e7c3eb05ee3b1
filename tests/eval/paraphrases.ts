import type { Paper } from '../../ingest/paper.ts';
import type { Checker } from './checker.ts';
import type { Claim } from './corpus.ts';
import { groupsOf } from './groups.ts';
import type { Figures } from './results.ts';
import { percent, printRows, sayProgress } from './table.ts';

const labels = ['SUPPORT', 'CONTRADICT', 'none'] as const;
type Label = (typeof labels)[number];

/** Mean of the classes' recalls: 1 / number of classes for a guess (Brodersen et al., 2010). */
export function balancedAccuracy(pairs: readonly { right: string; given: string }[]): number {
  const classes = [...groupsOf(pairs, ({ right }) => right).values()];
  const recalls = classes.map((group) => group.filter(({ right, given }) => right === given).length / group.length);
  return recalls.reduce((sum, recall) => sum + recall, 0) / recalls.length;
}

/** SciFact's claims against the abstracts they cite: claims for three classes, and for supported or not. */
export async function evaluateParaphrases(
  checker: Checker,
  claims: readonly Claim[],
  abstracts: ReadonlyMap<string, Paper>,
): Promise<Figures> {
  const pairs: { right: Label; given: Label; verdict: string }[] = [];
  for (const [index, { claim, document, verdict: right }] of claims.entries()) {
    sayProgress('claims', index + 1, claims.length);
    const paper = abstracts.get(document);
    if (!paper) continue;
    const [result] = await checker.check({ text: claim, source: paper.id }, new AbortController().signal);
    const verdict = result?.verdict ?? 'none';
    const given =
      verdict === 'paraphrase-supported' ? 'SUPPORT' : verdict === 'paraphrase-contradicted' ? 'CONTRADICT' : 'none';
    pairs.push({ right: right ?? 'none', given, verdict });
  }
  const rows = labels.map((right) => {
    const group = pairs.filter((pair) => pair.right === right);
    const cells = labels.map((given) => String(group.filter((pair) => pair.given === given).length));
    return [
      right,
      String(group.length),
      ...cells,
      percent(group.filter(({ given }) => given === right).length, group.length),
    ];
  });
  printRows('Claims of SciFact (dev) against their abstracts: right, by what was said', [
    ['', 'n', 'supported', 'contradicted', 'neither', 'recall'],
    ...rows,
  ]);
  const two = pairs.map(({ right, given }) => ({
    right: right === 'SUPPORT' ? 'yes' : 'no',
    given: given === 'SUPPORT' ? 'yes' : 'no',
  }));
  console.log(`\n  balanced accuracy: three classes ${percent(balancedAccuracy(pairs), 1)} (a guess: 33.3 %)`);
  console.log(`  supported or not ${percent(balancedAccuracy(two), 1)} (a guess: 50.0 %; trained judges: 65 to 77 %)`);
  const verdicts = [...groupsOf(pairs, ({ verdict }) => verdict)].map(
    ([verdict, group]) => `${verdict} ${group.length}`,
  );
  console.log(`  verdicts: ${verdicts.join(', ')}`);
  return {
    'balanced accuracy, three classes': balancedAccuracy(pairs),
    'balanced accuracy, supported or not': balancedAccuracy(two),
  };
}
