import { expect, test } from 'vitest';
import type { CheckResult } from '../../server/wire.ts';
import { generateCases } from './alterations/generate.ts';
import { fixtureCorpus } from './fixture-texts.ts';
import { parseOptions } from './options.ts';
import { balancedAccuracy } from './paraphrases.ts';
import { isSamePlace, scoreOf } from './score.ts';

const { papers, outsiders } = await fixtureCorpus();
const [number] = generateCases({ papers, outsiders, seed: 1, perClass: 20, only: ['number'] });
if (!number) throw new Error('The fixture has no number.');
const [place] = number.places;
if (!place) throw new Error('The case has no place.');

function match(start: number, end: number): CheckResult['matches'][number] {
  const { id, title, source, sha256 } = place?.paper ?? papers[0] ?? { id: '', title: '', source: '', sha256: '' };
  return {
    number: 1,
    paper: { id, title, source, authors: [], year: null },
    page: null,
    pageLabel: null,
    section: null,
    paragraph: null,
    quote: '',
    pieces: [{ start, end }],
    start,
    end,
    prefix: '',
    suffix: '',
    paperSha256: sha256,
    match: 'approximate',
    secondary: null,
    passageId: `${id}.${start}-${end}`,
    permalink: `/papers/${id}`,
  };
}

const right: CheckResult = {
  kind: 'quotation',
  quote: number.quotation,
  start: 0,
  end: number.quotation.length,
  claimedSource: null,
  verdict: 'altered',
  changes: [
    {
      class: 'number',
      source: 'two',
      quote: 'six',
      permitted: false,
      start: 0,
      end: 0,
      sourceStart: null,
      sourceEnd: null,
    },
  ],
  matches: [match(place.span.start, place.span.end)],
  nearest: [],
  sourceQuote: null,
  context: null,
  originalAuthor: null,
  warnings: [],
  explanation: '',
};

test.each([
  ['the right answer', right, { accepted: false, named: true, located: true }],
  ['passed as verbatim', { ...right, verdict: 'verbatim' }, { accepted: true, named: false, located: true }],
  [
    'named as another class',
    { ...right, changes: [{ class: 'word', source: 'two', quote: 'six', permitted: false, start: 0, end: 0 }] },
    { accepted: false, named: false, located: true },
  ],
  ['no place', { ...right, matches: [] }, { accepted: false, named: true, located: false }],
  [
    'another place',
    { ...right, matches: [match(place.span.start + 9, place.span.end + 9)] },
    { accepted: false, named: true, located: false },
  ],
] as [string, CheckResult, object][])('scores %s', (_, result, score) => {
  expect(scoreOf(number, [result])).toMatchObject(score);
});

test('a place far too long is not the place', () => {
  expect(isSamePlace(match(place.span.start, place.span.end), place)).toBe(true);
  expect(isSamePlace(match(place.span.start, place.span.end + 100), place)).toBe(false);
});

test('several results for one quotation count as none', () => {
  expect(scoreOf(number, [right, right])).toMatchObject({ named: false, located: false });
});

test('balanced accuracy is the mean of the recalls, whatever the sizes', () => {
  const pairs = [...Array.from({ length: 9 }, () => ({ right: 'a', given: 'a' })), { right: 'b', given: 'a' }];
  expect(balancedAccuracy(pairs)).toBe(0.5);
});

test('options: everything unless asked; what is unknown is refused', () => {
  expect(parseOptions([])).toMatchObject({
    split: null,
    only: null,
    parts: ['quotes', 'hand-made', 'paraphrases', 'timing', 'retrieval', 'questions', 'weaviate'],
  });
  expect(parseOptions(['quotes', '--only', 'negation', '--split', 'test'])).toMatchObject({
    parts: ['quotes'],
    only: ['negation'],
    split: 'test',
  });
  expect(() => parseOptions(['quote'])).toThrow('There is no part “quote”');
  expect(() => parseOptions(['--split', 'train'])).toThrow('no split “train”');
});
