import { stemmer } from 'stemmer';

const more =
  'increase increasing rising growing elevate raise higher high boost enhance amplify augment intensify accelerate ' +
  'strengthen expand upregulate improve heighten surge soar climb multiply exacerbate aggravate more greater larger stronger faster ' +
  'longer promote stimulate induce trigger foster encourage facilitate enable stimulation induction upregulation';
const less =
  'decrease decreasing reduce falling fell fallen declining drop shrink lessen diminish lower low weaken attenuate ' +
  'slow downregulate worsen impair suppress inhibit prevent block hinder impede abolish abrogate ameliorate mitigate alleviate dampen ' +
  'reduction less fewer smaller weaker slower shorter protect discourage disable deter hamper inhibition suppression downregulation ' +
  'limit restrict minimise minimize undermine erode';

const effects = new Map<string, -1 | 1>([
  ...more.split(' ').map((word): [string, 1] => [stemmer(word), 1]),
  ...less.split(' ').map((word): [string, -1] => [stemmer(word), -1]),
]);

/** Whether a word says that something gets more (+1) or less (−1), or is on the upper or lower side; 0: neither. */
export function effectOf(key: string): -1 | 0 | 1 {
  return effects.get(stemmer(key)) ?? 0;
}
