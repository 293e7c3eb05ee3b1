import type { Alteration, Context } from './alteration.ts';
import { wordsOf } from './sentences.ts';

/** Chains of word pairs as the library's sentences have them (Shannon 1948, second-order word approximation). */
function chain(length: number, { random, sentences }: Context): string {
  const said: string[] = [];
  let last = '';
  while (said.length < length) {
    const from = random.pick(sentences);
    const words = wordsOf(from?.text ?? '').map((word) => word.replace(/[()[\],;:.]/g, ''));
    const at = last === '' ? random.between(0, words.length - 3) : words.indexOf(last);
    const next = words.slice(at + 1, at + 3).filter((word) => word !== '');
    if ((last !== '' && at < 0) || next.length < 2) {
      last = random.next() < 0.02 ? '' : last;
      continue;
    }
    said.push(...next);
    last = next[1] ?? '';
  }
  const text = said.slice(0, length).join(' ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

/** Quotations of nothing in the library. */
export const inventedAlterations: readonly Alteration[] = [
  {
    class: 'invented',
    kind: 'sentence of a paper that is not here',
    verdicts: ['not-found'],
    change: null,
    on: ({ outsiders }) => outsiders,
    alter: ({ text }, context) => (context.words.sharesRun(text) ? null : { text, places: [] }),
  },
  {
    class: 'invented',
    kind: 'the library’s words recombined',
    verdicts: ['not-found'],
    change: null,
    alter: (_, context) => {
      const text = chain(context.random.between(10, 30), context);
      return context.words.sharesRun(text) ? null : { text, places: [] };
    },
  },
];
