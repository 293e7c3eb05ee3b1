import fc from 'fast-check';
import type { Answer, Change, CheckReport, CheckResult, Place } from '../../../../server/wire.ts';
import { VerdictSchema } from '../../../../server/wire.ts';
import { summaryOf } from '../../../../server/quotes/export/verdicts.ts';

/** Words of every kind that a paper, a model or a person may bring. */
const words = [
  'digital',
  'sovereignty',
  'is',
  'vulnerable.',
  'However,',
  'p. 3.',
  'et al.',
  '[1]',
  '[2]',
  '“quoted”',
  '"straight"',
  'a\\b',
  '🙂',
  '👩‍👩‍👧‍👦',
  '🇵🇰🇨🇳',
  '👍🏽',
  '人工智能改变了国家安全战略。中国与美国竞争。',
  'これは引用です。',
  '데이터',
  'הריבונות',
  'הדיגיטלית.',
  'السيادة',
  'الرقمية؟',
  'é́́',
  'नमस्ते',
  'กำลัง',
  '<!channel>',
  '<!here>',
  '<@U1>',
  '<!subteam^S1|x>',
  '<#C1|general>',
  '<http://evil|x>',
  'http://evil.example',
  '&lt;!here&gt;',
  '&amp;',
  '&',
  '<',
  '>',
  '*bold*',
  '_it_',
  '~no~',
  '`code`',
  '```',
  ':tada:',
  '@here',
  '#general',
  '\n',
  '\n\n',
  '\t',
] as const;

const longWords = [
  'x'.repeat(5000),
  '🙂'.repeat(2000),
  `e${'\u0301'.repeat(4000)}`,
  '<'.repeat(1500),
  '人'.repeat(3500),
];

/** Text of many words, now and then one that is longer than any limit. */
export function text(most: number): fc.Arbitrary<string> {
  const word = fc.oneof(
    { weight: 400, arbitrary: fc.constantFrom(...words) },
    { weight: 1, arbitrary: fc.constantFrom(...longWords) },
    { weight: 30, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }) },
  );
  const length = fc.oneof(
    { weight: 9, arbitrary: fc.array(word, { minLength: 1, maxLength: Math.ceil(most / 12), size: 'max' }) },
    { weight: 1, arbitrary: fc.array(word, { minLength: 1, maxLength: most, size: 'max' }) },
  );
  return length.map((parts) => parts.join(' '));
}

const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null, freq: 3 });
const offset = fc.nat(900_000);

export const place: fc.Arbitrary<Place> = fc
  .record({
    authors: fc.array(text(12), { maxLength: 3 }),
    title: text(20),
    year: maybe(fc.integer({ min: 1900, max: 2030 })),
    page: maybe(fc.integer({ min: 1, max: 900 })),
    pageLabel: maybe(fc.constantFrom('57', 'xii', '٣')),
    section: maybe(text(20)),
    paragraph: maybe(fc.integer({ min: 1, max: 90 })),
    quote: text(300),
    start: offset,
    secondary: maybe(fc.record({ author: text(8), marker: fc.constant(null) })),
    id: fc.stringMatching(/^[0-9a-f]{16}$/),
  })
  .map(({ authors, title, year, id, quote, start, ...rest }) => {
    const carried = encodeURIComponent(quote.slice(0, 300).toWellFormed());
    return {
      ...rest,
      number: 1,
      paper: { id, title, authors, year, source: 'paper.pdf' },
      quote,
      pieces: [{ start, end: start + 10 }],
      start,
      end: start + 10,
      prefix: '',
      suffix: '',
      paperSha256: id.repeat(4),
      match: 'exact' as const,
      passageId: `${id}.${start}-${start + 10}`,
      permalink: `/papers/${id}#at=${start}-${start + 10}&sha=${id.slice(0, 12)}&quote=${carried}&prefix=&suffix=`,
    };
  });

const change: fc.Arbitrary<Change> = fc.record({
  class: fc.constantFrom('number', 'negation', 'word', 'omission', 'addition', 'style'),
  source: text(10),
  quote: text(10),
  permitted: fc.boolean(),
  start: fc.constant(0),
  end: fc.constant(0),
  sourceStart: fc.constant(null),
  sourceEnd: fc.constant(null),
});

export const checkResult: fc.Arbitrary<CheckResult> = fc.record({
  kind: fc.constantFrom('quotation', 'claim'),
  quote: text(200),
  start: fc.constant(0),
  end: fc.constant(0),
  claimedSource: fc.constant(null),
  verdict: fc.constantFrom(...VerdictSchema.options),
  changes: fc.array(change, { maxLength: 4 }),
  matches: fc.array(place, { maxLength: 4 }),
  nearest: fc.array(place, { maxLength: 2 }),
  sourceQuote: maybe(text(200)),
  context: fc.constant(null),
  originalAuthor: fc.constant(null),
  warnings: fc.array(fc.record({ kind: fc.constant('question' as const), message: text(20) }), { maxLength: 2 }),
  explanation: text(40),
});

export const checkReport: fc.Arbitrary<CheckReport> = fc
  .record({ results: fc.array(checkResult, { maxLength: 6 }), notice: maybe(text(30)) })
  .map(({ results, notice }) => ({ results, notice, summary: summaryOf(results) }));

const numbered = (places: readonly Place[]) => places.map((item, index) => ({ ...item, number: index + 1 }));

/** Up to 20 citations, mostly few. */
const citations = fc
  .oneof(
    { weight: 9, arbitrary: fc.array(place, { maxLength: 4 }) },
    { weight: 1, arbitrary: fc.array(place, { maxLength: 20, size: 'max' }) },
  )
  .map(numbered);

const passage = place.map(({ paper, page, section, quote, start, end, passageId }) => ({
  id: passageId,
  paperId: paper.id,
  page,
  section,
  text: quote,
  start,
  end,
  score: 0.5,
}));

export const answer: fc.Arbitrary<Answer> = fc
  .record({
    id: fc.uuid(),
    question: text(10),
    standaloneQuestion: text(30),
    abstention: fc.option(
      fc.record({ reason: fc.constantFrom('no-evidence' as const, 'weak-evidence' as const), message: text(40) }),
      { nil: null, freq: 4 },
    ),
    text: text(700),
    citations,
    rejected: fc.array(fc.record({ quote: text(5), reason: fc.constant('not-found' as const) }), { maxLength: 2 }),
    passages: fc.array(passage, { maxLength: 3 }),
    checks: fc.array(checkResult, { maxLength: 1 }),
    writer: fc.oneof(fc.constant('extractive'), text(4)),
    notice: maybe(text(30)),
  })
  .map(({ abstention, ...fields }) => ({
    ...fields,
    answered: abstention === null,
    abstention: abstention ? { ...abstention, nearest: fields.passages.map(({ id }) => id) } : null,
    parts: [],
    libraryRevision: 1,
  }));
