import { textOf } from '../../../ingest/paper.ts';
import { readingTextOf } from '../../../ingest/reading-text.ts';
import { type Alteration, type Altered, type Context, replaced } from './alteration.ts';
import { type Sentence, isProse } from './sentences.ts';

const numbered =
  /(?<!\b(?:in|of|by|from|to|see|and|or|with|as|the|that|than|like) ?) ?\[\d+\](?:, ?\[\d+\])*(?=[.,;]| \p{Ll})/giu;
/** The sentence without its references in brackets that name authors and year ("(Author, 2022)"). */
function withoutMentions(sentence: Sentence): Altered | null {
  const { paper, span } = sentence;
  const view = readingTextOf(paper, span);
  const named = paper.mentions
    .filter((mention) => mention.span.start >= span.start && mention.span.end <= span.end)
    .map((mention) => view.offsetOf(mention.span.start));
  const groups = [...view.text.matchAll(/ \(\p{Lu}[^()]*, \d{4}[a-z]?\)/gu)].filter(({ index, 0: group }) =>
    named.some((at) => at >= index && at < index + group.length),
  );
  const last = groups.at(-1);
  if (!last) return null;
  const text = groups.reduceRight((rest, { index, 0: group }) => replaced(rest, index, group.length, ''), view.text);
  // What stands before a reference at the sentence's end is all that is quoted.
  const atEnd = /^\W*$/.test(view.text.slice(last.index + last[0].length));
  const end = atEnd ? view.piecesOf({ start: 0, end: last.index }).at(-1)?.end : undefined;
  return { text, places: [{ paper, span: { start: span.start, end: end ?? span.end } }] };
}

const everything = ({ all }: Context) => [...all.values()].flat();

function furnitureIn({ paper, span }: Sentence) {
  return paper.furniture.filter((item) => item.span.start > span.start && item.span.end < span.end);
}

/** In-text references and note marks that a quotation leaves out. */
export const referenceAlterations: readonly Alteration[] = [
  {
    class: 'reference',
    kind: 'numbered references dropped',
    verdicts: ['verbatim'],
    change: null,
    alter: ({ text, paper }) => {
      // "[8]" in an abstract is a standard deviation: numbers in brackets are references where a paper is full of them.
      if ((paper.text.match(/\[\d+\]/g)?.length ?? 0) < 8) return null;
      // What stands before a reference at the sentence's end is all that is quoted.
      if (/\[\d+\]\W*$/.test(text)) return null;
      const without = text.replace(numbered, '');
      return without === text || /\[\d+\]/.test(without) ? null : { text: without };
    },
  },
  {
    class: 'reference',
    kind: 'author and year dropped',
    verdicts: ['verbatim'],
    change: null,
    on: (context) => everything(context).filter(isProse),
    alter: withoutMentions,
  },
];

/** What stands in the frozen text but not in the sentence: page furniture, note marks, Markdown. */
export const furnitureAlterations: readonly Alteration[] = [
  {
    class: 'furniture',
    kind: 'the sentence read on over furniture',
    verdicts: ['verbatim'],
    change: null,
    on: (context) =>
      everything(context).filter((sentence) => furnitureIn(sentence).length > 0 && !/["“”]/.test(sentence.text)),
    alter: ({ text }) => ({ text }),
  },
  {
    class: 'furniture',
    kind: 'Markdown marks copied',
    verdicts: ['verbatim'],
    change: null,
    on: (context) => everything(context).filter((sentence) => furnitureIn(sentence).length === 0),
    alter: ({ paper, span, text }) => {
      const raw = textOf(paper, span);
      return /\*\*|\*\p{L}[^*]*\*/u.test(raw) && !/["“”{}$]/.test(raw) && raw !== text ? { text: raw } : null;
    },
  },
];
