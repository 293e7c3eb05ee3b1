import type { Alteration } from './alteration.ts';
import { fragmentOf } from './fragment.ts';
import { wordsOf } from './sentences.ts';

/** Lengths in words. */
const lengths = [3, 4, 5, 8, 12, 20, 35, 60, 100, 150, 200, 300];

/** Cutting behind one of these can turn a sentence round: a question for hand-made cases. */
const turning = /\b(?:not|no|never|nor|neither|without|cannot|hardly|may|might|could)\b|n['’]t\b/i;

/** Stretches of one paragraph, of any length, cut between words, that stand once in the library. */
export const fragmentAlterations: readonly Alteration[] = lengths.map((length) => ({
  class: 'fragment',
  kind: `${length} words`,
  verdicts: ['verbatim'],
  change: null,
  alter: (sentence, { random, words }) => {
    const from = random.between(0, Math.max(0, wordsOf(sentence.text).length - Math.min(length, 8)));
    const fragment = fragmentOf(sentence, from, from + length);
    if (!fragment || /["“”|*$\\]/.test(fragment.text) || words.count(fragment.text) !== 1) return null;
    const before = wordsOf(sentence.text).slice(0, from).join(' ');
    if (turning.test(before)) return null;
    const letters = fragment.text.match(/\p{L}/gu)?.length ?? 0;
    return letters < length * 3 ? null : { text: fragment.text, places: [fragment.place] };
  },
}));
