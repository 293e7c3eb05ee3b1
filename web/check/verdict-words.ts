import type { Change, CheckResult, CheckSummary, Verdict } from '../../server/wire.ts';

/** The verdicts in words, in the order in which filters name them; the same words as in reports and at the terminal. */
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

/** All verdicts, in the order of `verdictWords`. */
export const verdicts = Object.keys(verdictWords) as Verdict[];

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

/** How a verdict is set: in order, to be looked at, or to be put right. */
export type Tone = 'good' | 'wary' | 'bad';

const tones: Readonly<Partial<Record<Verdict, Tone>>> = {
  verbatim: 'good',
  'verbatim-marked-edits': 'good',
  'paraphrase-supported': 'good',
  secondary: 'wary',
  'paraphrase-partly': 'wary',
  'cannot-tell': 'wary',
};

export function toneOf(verdict: Verdict): Tone {
  return tones[verdict] ?? 'bad';
}

/** Whether a verdict leaves nothing to be put right. */
export function isInOrder(verdict: Verdict): boolean {
  return toneOf(verdict) === 'good';
}

export function capital(words: string): string {
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
}

/** "number: the source has “nine”, the quotation “six”", as reports have it. */
export function changeSentence({ class: kind, source, quote, permitted }: Change): string {
  const allowed = permitted ? ' (permitted)' : '';
  const name = changeWords[kind];
  if (quote === '') return `${name}${kind === 'omission' ? '' : ', left out'}${allowed}: “${source}”`;
  if (source === '') return `${name}${kind === 'addition' ? '' : ', put in'}${allowed}: “${quote}”`;
  return `${name}${allowed}: the source has “${source}”, the quotation “${quote}”`;
}

/** How many results have each verdict that occurs. */
export function countsOf(results: readonly CheckResult[]): Partial<CheckSummary> {
  const counts: Partial<Record<Verdict, number>> = {};
  for (const { verdict } of results) counts[verdict] = (counts[verdict] ?? 0) + 1;
  return counts;
}

/**
 * What became of uses that are no findings: titles, terms and the like that stand in quotation marks; null: all are.
 * `total` counts uses and `found` findings.
 */
export function othersSentence(total: number, found: number): string | null {
  const others = total - found;
  if (others <= 0 || found === 0) return null;
  const words = others === 1 ? '1 other mark' : `${others.toLocaleString('en-GB')} other marks`;
  return `${words} turned out to quote nothing, such as a title or a term.`;
}

/** "7 uses checked: 4 as their source has them, 2 of them with a note, 2 altered, 1 not found". */
export function summarySentence(results: readonly CheckResult[]): string {
  const counts = countsOf(results);
  const inOrder = results.filter(({ verdict }) => isInOrder(verdict));
  const good = inOrder.length;
  const noted = inOrder.filter(({ warnings }) => warnings.length > 0).length;
  const total = results.length;
  if (total === 0) return 'Nothing to check';
  const uses = `${total.toLocaleString('en-GB')} ${total === 1 ? 'use' : 'uses'} checked`;
  const asTheirs =
    total === 1 ? 'as its source has it' : good === 1 ? '1 as its source has it' : `${good} as their source has them`;
  const note = noted === 0 ? '' : good === 1 ? ', with a note' : `, ${noted} of them with a note`;
  if (total === 1) {
    const [only] = results;
    return `${uses}: ${only && !isInOrder(only.verdict) ? verdictWords[only.verdict] : asTheirs + note}`;
  }
  const others = verdicts
    .filter((verdict) => !isInOrder(verdict))
    .flatMap((verdict) => (counts[verdict] ? [`${counts[verdict]} ${verdictWords[verdict]}`] : []));
  return `${uses}: ${[...(good > 0 ? [asTheirs + note] : []), ...others].join(', ')}`;
}
