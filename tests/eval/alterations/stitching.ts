import type { Alteration, Altered, Context } from './alteration.ts';
import { type Fragment, fragmentOf } from './fragment.ts';
import { type Sentence, isProse, wordsOf } from './sentences.ts';

const stitched = { class: 'stitched', verdicts: ['stitched'], change: null } as const;

/** A stretch of a sentence of 6 to 14 words, from its beginning or up to its end; words that stand once in the library. */
function piece(sentence: Sentence, side: 'begin' | 'end', { random, words }: Context): Fragment | null {
  const count = wordsOf(sentence.text).length;
  const length = random.between(6, Math.min(14, count));
  const fragment = side === 'begin' ? fragmentOf(sentence, 0, length) : fragmentOf(sentence, count - length, count);
  return fragment && words.count(fragment.text) === 1 ? fragment : null;
}

function join(first: Sentence, second: Sentence | undefined, context: Context, mark = ''): Altered | null {
  if (!second) return null;
  const one = piece(first, 'begin', context);
  const other = piece(second, 'end', context);
  if (!one || !other) return null;
  const by = mark === '' ? ' ' : ` ${mark} `;
  return { text: `${one.text.replace(/[,;:.]$/, '')}${by}${other.text}`, places: [one.place, other.place] };
}

/** The sentences of the same paper that are whole prose and fit. */
function inPaper({ paper }: Sentence, { all }: Context, fits: (other: Sentence) => boolean): Sentence[] {
  return (all.get(paper) ?? []).filter((other) => isProse(other) && fits(other));
}

/** Pieces run together that do not stand together. */
export const stitchedAlterations: readonly Alteration[] = [
  {
    ...stitched,
    kind: 'two papers',
    alter: (sentence, context) => {
      const other = context.random.pick(context.sentences.filter(({ paper }) => paper !== sentence.paper));
      return join(sentence, other, context);
    },
  },
  {
    ...stitched,
    kind: 'two papers, with an ellipsis',
    alter: (sentence, context) => {
      const other = context.random.pick(context.sentences.filter(({ paper }) => paper !== sentence.paper));
      return join(sentence, other, context, '…');
    },
  },
  {
    ...stitched,
    kind: 'two sections',
    alter: (sentence, context) => {
      const others = inPaper(
        sentence,
        context,
        ({ section, span }) => section !== sentence.section && span.start > sentence.span.end,
      );
      return join(sentence, context.random.pick(others), context, context.random.pick(['', '…']));
    },
  },
  {
    ...stitched,
    kind: 'out of order',
    alter: (sentence, context) => {
      const others = inPaper(
        sentence,
        context,
        ({ section, paragraph, span }) =>
          section === sentence.section && paragraph === sentence.paragraph && span.end <= sentence.span.start,
      );
      return join(sentence, context.random.pick(others), context, context.random.pick(['', '…']));
    },
  },
  {
    ...stitched,
    kind: 'two paragraphs',
    alter: (sentence, context) => join(sentence, context.random.pick(nextParagraphs(sentence, context)), context),
  },
];

function nextParagraphs(sentence: Sentence, context: Context): Sentence[] {
  return inPaper(
    sentence,
    context,
    ({ section, paragraph, index }) =>
      section === sentence.section && section !== null && paragraph > sentence.paragraph && index > 0,
  );
}

/** Paragraphs of one section with an ellipsis between: marked, and a warning's matter. */
export const acrossParagraphs: Alteration = {
  class: 'marked',
  kind: 'ellipsis over a paragraph’s end',
  verdicts: ['verbatim-marked-edits'],
  change: null,
  warning: 'elided-paragraph',
  alter: (sentence, context) => {
    const near = nextParagraphs(sentence, context).filter(({ paragraph }) => paragraph === sentence.paragraph + 1);
    const joined = join(sentence, context.random.pick(near), context, '…');
    const [one, other] = joined?.places ?? [];
    if (!joined || !one || !other) return null;
    return { ...joined, places: [{ paper: one.paper, span: { start: one.span.start, end: other.span.end } }] };
  },
};
