import { type Alteration, type Context, casedLike, pickMatch, replaced } from './alteration.ts';

function negation(kind: string, alter: (text: string, context: Context) => string | null): Alteration {
  return {
    class: 'negation',
    kind,
    verdicts: ['altered'],
    change: 'negation',
    alter: ({ text }, context) => {
      const altered = alter(text, context);
      return altered === null ? null : { text: altered };
    },
  };
}

/** One match of a pattern replaced; `$1` and the like as in `String.replace`. */
function swap(pattern: RegExp, by: string): (text: string, context: Context) => string | null {
  return (text, { random }) => {
    const found = pickMatch(text, new RegExp(pattern, 'gu'), random);
    if (!found) return null;
    const filled = by.replace(/\$(\d)/g, (_, group: string) => found[Number(group)] ?? '');
    return replaced(text, found.index ?? 0, found[0].length, filled === '' ? '' : casedLike(found[0], filled));
  };
}

/** Positive and negative form of adjectives and verbs that science writes (Quirk et al. 1985, App. I.21). */
const affixed = [
  'able unable',
  'likely unlikely',
  'known unknown',
  'clear unclear',
  'stable unstable',
  'changed unchanged',
  'treated untreated',
  'expected unexpected',
  'related unrelated',
  'affected unaffected',
  'labeled unlabeled',
  'supervised unsupervised',
  'biased unbiased',
  'sufficient insufficient',
  'effective ineffective',
  'direct indirect',
  'active inactive',
  'adequate inadequate',
  'complete incomplete',
  'consistent inconsistent',
  'dependent independent',
  'appropriate inappropriate',
  'accurate inaccurate',
  'correct incorrect',
  'significant insignificant',
  'sensitive insensitive',
  'mature immature',
  'possible impossible',
  'balanced imbalanced',
  'regular irregular',
  'reversible irreversible',
  'relevant irrelevant',
  'similar dissimilar',
  'agreement disagreement',
  'diabetic nondiabetic',
  'functional nonfunctional',
  'specific nonspecific',
  'linear nonlinear',
].map((pair) => pair.split(' ') as [string, string]);

function affix(text: string, { random }: Context, from: 0 | 1): string | null {
  const by = new Map(affixed.map((pair) => [pair[from], pair[1 - from] ?? '']));
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}-])(?:${[...by.keys()].join('|')})(?![\\p{L}\\p{N}-])`, 'giu');
  const found = pickMatch(text, pattern, random);
  const other = found ? by.get(found[0].toLowerCase()) : undefined;
  return found && other ? replaced(text, found.index ?? 0, found[0].length, casedLike(found[0], other)) : null;
}

const auxiliary = 'is|are|was|were|has|have|had|did|does|do|could|would|should|may|might|must|will';
const noNegative = '(?! not\\b| no\\b| never\\b)';

/** A negation put in, dropped, or turned: each reverses what a clause says. */
export const negationAlterations: readonly Alteration[] = [
  negation('not put in', swap(new RegExp(`(?<=\\p{L} )(${auxiliary})${noNegative}(?= \\p{L}{3,})`), '$1 not')),
  negation('can → cannot', swap(/(?<=\p{L} )can(?= \p{Ll})/u, 'cannot')),
  negation(
    'never put in',
    swap(new RegExp(`(?<=\\p{L} )(has|have|had|was|were|is|are)${noNegative}(?= \\p{L}+ed\\b)`), '$1 never'),
  ),
  negation('not dropped', swap(/(?<=\p{L} )not (?!only\b|just\b|necessarily\b)/u, '')),
  negation('cannot → can', swap(/\bcannot\b/, 'can')),
  negation('no dropped', swap(/(?<= )no (?!longer\b)(?=\p{Ll}{4,})/u, '')),
  negation('without → with', swap(/\b[Ww]ithout(?= \p{L})/u, 'with')),
  negation('with → without', swap(/(?<=\p{Ll} )with(?= \p{Ll}{4,})/u, 'without')),
  negation('still → no longer', swap(/(?<= )still(?= \p{L})/u, 'no longer')),
  negation('neither … nor → either … or', (text) =>
    /\bneither\b.*\bnor\b/.test(text) ? text.replace(/\bneither\b/, 'either').replace(/\bnor\b/, 'or') : null,
  ),
  negation('none → all', swap(/\b[Nn]one(?= of\b)/, 'all')),
  negation('all → none', swap(/(?<!\bnot )\b[Aa]ll(?= of the\b)/, 'none')),
  negation('affix put on', (text, context) => affix(text, context, 0)),
  negation('affix taken off', (text, context) => affix(text, context, 1)),
];
