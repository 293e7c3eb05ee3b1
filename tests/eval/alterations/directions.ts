import { type Alteration, casedLike, pickMatch, replaced } from './alteration.ts';

/** Opposites of change, each in one form (Lyons 1977, Semantics, ch. 9: directional opposition). */
const ofChange = [
  'increase decrease',
  'increases decreases',
  'increased decreased',
  'increasing decreasing',
  'rise fall',
  'rises falls',
  'rising falling',
  'rose fell',
  'gain loss',
  'growth decline',
  'grew shrank',
  'improve worsen',
  'improves worsens',
  'improved worsened',
  'improving worsening',
  'strengthen weaken',
  'strengthened weakened',
  'raise lower',
  'raised lowered',
  'upregulated downregulated',
  'upregulation downregulation',
  'activation inhibition',
  'activated inhibited',
  'activates inhibits',
  'enhances impairs',
  'enhanced impaired',
  'enhance impair',
  'accelerated slowed',
  'expanded contracted',
];

/** Opposites of comparison: degrees and ends of a scale. */
const ofComparison = [
  'more less',
  'higher lower',
  'high low',
  'highest lowest',
  'greater smaller',
  'larger smaller',
  'large small',
  'largest smallest',
  'better worse',
  'best worst',
  'stronger weaker',
  'strong weak',
  'longer shorter',
  'long short',
  'faster slower',
  'older younger',
  'above below',
  'maximum minimum',
  'positive negative',
  'positively negatively',
  'superior inferior',
  'upper lower',
  'majority minority',
];

/** Opposites of order in time. */
const ofOrder = [
  'before after',
  'early late',
  'earlier later',
  'previous subsequent',
  'first last',
  'begins ends',
  'beginning end',
];

function direction(kind: string, pairs: readonly string[]): Alteration {
  const opposite = new Map<string, string>();
  for (const pair of pairs) {
    const [one = '', other = ''] = pair.split(' ');
    if (!opposite.has(one)) opposite.set(one, other);
    if (!opposite.has(other)) opposite.set(other, one);
  }
  // "no longer" and "as long as" are no comparison.
  const alone = `(?<![\\p{L}\\p{N}-])(?<!\\b(?:no|as|so|at) )(?:${[...opposite.keys()].join('|')})(?![\\p{L}\\p{N}-])(?! as\\b)`;
  return {
    class: 'direction',
    kind,
    verdicts: ['altered'],
    change: 'direction',
    alter: ({ text }, { random }) => {
      const found = pickMatch(text, new RegExp(alone, 'giu'), random);
      const other = found ? opposite.get(found[0].toLowerCase()) : undefined;
      if (!found || other === undefined) return null;
      return { text: replaced(text, found.index ?? 0, found[0].length, casedLike(found[0], other)) };
    },
  };
}

/** A word of change, comparison or order becomes its opposite. */
export const directionAlterations: readonly Alteration[] = [
  direction('of change', ofChange),
  direction('of comparison', ofComparison),
  direction('of order', ofOrder),
];
