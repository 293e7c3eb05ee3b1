import type { Change, CheckReport, CheckResult, CheckSummary, Verdict } from '../../wire.ts';
import { VerdictSchema } from '../../wire.ts';

/** The verdicts in words, as they stand before a finding and behind a number. */
export const verdictWords: Readonly<Record<Verdict, string>> = {
  verbatim: 'verbatim',
  'verbatim-marked-edits': 'verbatim with marked edits',
  altered: 'altered',
  stitched: 'stitched',
  misattributed: 'misattributed',
  secondary: 'second-hand',
  'paraphrase-supported': 'claim supported',
  'paraphrase-partly': 'claim partly supported',
  'paraphrase-contradicted': 'claim contradicted',
  'not-found': 'not found',
  'cannot-tell': 'can’t tell',
};

/** The kinds of changes in words. */
export const changeWords: Readonly<Record<Change['class'], string>> = {
  number: 'number',
  negation: 'negation',
  hedge: 'hedge',
  direction: 'direction',
  name: 'name',
  word: 'word',
  omission: 'left out',
  addition: 'put in',
  style: 'style',
  ellipsis: 'ellipsis',
  bracket: 'bracket',
};

/** Words as they begin a line. */
export function capital(words: string): string {
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
}

const inOrder: readonly Verdict[] = ['verbatim', 'verbatim-marked-edits', 'paraphrase-supported'];

/** Whether a verdict leaves nothing to be put right. */
export function isInOrder(verdict: Verdict): boolean {
  return inOrder.includes(verdict);
}

/** How many results have each verdict; all verdicts are named. */
export function summaryOf(results: readonly CheckResult[]): CheckSummary {
  const count = (verdict: Verdict) => results.filter((result) => result.verdict === verdict).length;
  return {
    verbatim: count('verbatim'),
    'verbatim-marked-edits': count('verbatim-marked-edits'),
    altered: count('altered'),
    stitched: count('stitched'),
    misattributed: count('misattributed'),
    secondary: count('secondary'),
    'paraphrase-supported': count('paraphrase-supported'),
    'paraphrase-partly': count('paraphrase-partly'),
    'paraphrase-contradicted': count('paraphrase-contradicted'),
    'not-found': count('not-found'),
    'cannot-tell': count('cannot-tell'),
  };
}

/** "12 quotations: 9 verbatim, 1 altered, 2 not found"; claims are counted by themselves. */
export function summaryLine({ results, summary }: Pick<CheckReport, 'results' | 'summary'>): string {
  const present = VerdictSchema.options.filter((verdict) => summary[verdict] > 0);
  const total = (kind: CheckResult['kind']) => results.filter((result) => result.kind === kind).length;
  const counts = [plural(total('quotation'), 'quotation'), plural(total('claim'), 'claim')].filter(
    (text) => text !== null,
  );
  if (counts.length === 0) return 'Nothing to check';
  return `${counts.join(' and ')}: ${present.map((verdict) => `${summary[verdict]} ${verdictWords[verdict]}`).join(', ')}`;
}

function plural(count: number, noun: string): string | null {
  return count === 0 ? null : `${count.toLocaleString('en-GB')} ${noun}${count === 1 ? '' : 's'}`;
}
