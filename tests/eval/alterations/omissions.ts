import type { Span } from '../../../ingest/paper.ts';
import type { Random } from '../random.ts';
import { type Alteration, type Altered, type Context, replaced } from './alteration.ts';
import { following, wordSpans } from './fragment.ts';
import { type Sentence, isProse } from './sentences.ts';
import { isPlainWord } from './words.ts';

/** A run of whole words that leaves three words before it and behind it and cuts no bracket, as the caller wants it. */
export function innerRun(text: string, random: Random, wanted: (run: string) => boolean): Span | null {
  const words = wordSpans(text);
  const runs: Span[] = [];
  for (let from = 3; from < words.length - 3; from += 1) {
    for (let to = from + 1; to <= Math.min(from + 8, words.length - 3); to += 1) {
      const start = words[from]?.start ?? 0;
      const end = words[to - 1]?.end ?? 0;
      const run = text.slice(start, end);
      if (!/[()[\].;:%\d]/.test(run) && wanted(run)) runs.push({ start, end });
    }
  }
  return random.pick(runs) ?? null;
}

/** Plain content words of a run, and whether it holds nothing but them and little words. */
export function contentOf(run: string): { plain: number; only: boolean } {
  const words = run.toLowerCase().match(/[\p{L}-]+/gu) ?? [];
  const little =
    /^(?:a|an|the|of|in|on|at|by|for|to|from|with|and|or|as|its|their|our|this|that|these|those|which|is|are|was|were|be|been)$/;
  const plain = words.filter(isPlainWord).length;
  return { plain, only: words.every((word) => isPlainWord(word) || little.test(word)) };
}

const changed = (change: 'omission' | 'addition') => ({ class: change, change, verdicts: ['altered'] as const });

function cut(text: string, random: Random, wanted: (run: string) => boolean): Altered | null {
  const run = innerRun(text, random, wanted);
  return run ? { text: replaced(text, run.start, run.end - run.start + 1, '') } : null;
}

/** Words dropped without a mark. */
export const omissionAlterations: readonly Alteration[] = [
  {
    ...changed('omission'),
    kind: 'one content word',
    alter: ({ text }, { random }) => cut(text, random, (run) => /^\p{Ll}+$/u.test(run) && isPlainWord(run)),
  },
  {
    ...changed('omission'),
    kind: 'a run of words',
    alter: ({ text }, { random }) =>
      cut(text, random, (run) => {
        const { plain, only } = contentOf(run);
        return plain >= 2 && only;
      }),
  },
  {
    ...changed('omission'),
    kind: 'the sentence between',
    alter: (sentence, { all }: Context): Altered | null => {
      const own = all.get(sentence.paper) ?? [];
      const between = following(sentence, own);
      const last = following(sentence, own, 2);
      if (!between || !last || !isProse(last) || between.text.length > 200) return null;
      const span = { start: sentence.span.start, end: last.span.end };
      return { text: `${sentence.text} ${last.text}`, places: [{ paper: sentence.paper, span }] };
    },
  },
];

/** Phrases without number, name, negation, hedge or direction, on no paper's subject. */
const phrases = [
  'together with local partners',
  'in the eyes of the public',
  'on the basis of interviews',
  'by an outside committee',
  'for the whole community',
  'and their families',
  'according to the same protocol',
  'in cooperation with the museum',
  'across the surrounding villages',
  'with the consent of the owners',
];

function putIn(sentence: Sentence, random: Random, phrase: string): Altered | null {
  const gaps = [...sentence.text.matchAll(/(?<=\p{Ll}{2}) (?=\p{Ll}{2})/gu)];
  const gap = random.pick(gaps.slice(2, -2));
  return gap ? { text: replaced(sentence.text, gap.index, 1, ` ${phrase} `) } : null;
}

/** Words put in, or on the end. */
export const additionAlterations: readonly Alteration[] = [
  {
    ...changed('addition'),
    kind: 'one word put in',
    alter: (sentence, { random, words }) =>
      putIn(sentence, random, random.pick(words.frequent.filter(isPlainWord)) ?? 'painted'),
  },
  {
    ...changed('addition'),
    kind: 'a phrase put in',
    alter: (sentence, { random }) => putIn(sentence, random, random.pick(phrases) ?? ''),
  },
  {
    ...changed('addition'),
    kind: 'a phrase put on the end',
    alter: ({ text }, { random }) =>
      /[\p{Ll})]\.$/u.test(text) ? { text: `${text.slice(0, -1)} ${random.pick(phrases) ?? ''}.` } : null,
  },
];
