import { describe, expect, test } from 'vitest';
import type { Answer } from '../../../server/wire.ts';
import { readText } from '../../fixtures/default-papers.ts';
import { delayOf } from './delay.ts';
import { parseChatModelOptions } from './options.ts';
import { shownQuotations } from './verbatim.ts';

const text = `On ice

The glacier lost **eleven** metres of ice be-
tween 1998 and 2016, it is well-
known. Dust “of
all kinds” did it.
`;
const paper = await readText(text, 'ice.txt');
const papers = new Map([['ice.txt', text]]);

type Citation = Answer['citations'][number];

/** A citation of the file's words from one string to another, as the server would make it but for `more`. */
function cited(quote: string, from: string, to: string, more: Partial<Citation> = {}): Citation {
  const [start, end] = [text.indexOf(from), text.indexOf(to) + to.length];
  return {
    ...{ number: 1, quote, start, end, pieces: [{ start, end }], paperSha256: paper.sha256 },
    paper: { id: paper.id, title: 'On ice', authors: [], year: null, source: 'ice.txt' },
    ...{ page: null, pageLabel: null, section: null, paragraph: null, prefix: '', suffix: '' },
    ...{ match: 'exact', secondary: null, passageId: '', permalink: '' },
    ...more,
  };
}

function faultsOf(shown: string, citations: Citation[]): (string | null)[] {
  return shownQuotations({ text: shown, citations }, papers).map(({ fault }) => fault);
}

const quote = 'The glacier lost eleven metres of ice between 1998 and 2016, it is well-known.';

describe('the proof of a quotation', () => {
  test('reads over spaces, marks of Markdown and hyphens at line ends', () => {
    expect(faultsOf(`So: “${quote}” [1].`, [cited(quote, 'The', 'known.')])).toEqual([null]);
    expect(faultsOf('It was “Dust “of all kinds” did it.” [1]', [
      cited('Dust “of all kinds” did it.', 'Dust', 'did it.'),
    ])).toEqual([null]); // prettier-ignore
  });

  test.each<[what: string, shown: string, more: Partial<Citation>, fault: string]>([
    ['a word that is another', quote, { quote: quote.replace('eleven', 'twelve') }, 'the answer shows other words'],
    ['words of another place', quote, { pieces: [{ start: 0, end: 20 }] }, 'its place has other words'],
    ['a place that ends too early', quote, { pieces: [{ start: 8, end: 30 }] }, 'its place has other words'],
    ['no place', quote, { pieces: [] }, 'its place has other words'],
    ['a text that has changed', quote, { paperSha256: '0' }, 'it is of another text'],
  ])('finds %s', (_what, shown, more, fault) => {
    expect(faultsOf(`So: “${shown}” [1].`, [cited(quote, 'The', 'known.', more)])).toContain(fault);
  });

  test('finds an altered word in what is shown and cited alike', () => {
    for (const other of [quote.replace('eleven', 'twelve'), quote.replace(' it is', ''), `${quote} Dust`]) {
      expect(faultsOf(`“${other}” [1]`, [cited(other, 'The', 'known.')])).toEqual(['its place has other words']);
    }
  });

  test('finds words in quotation marks that no citation stands for, unless a paper has them', () => {
    expect(faultsOf('They call it “a river of ice”, not “metres of ice between 1998”.', [])).toEqual([
      'no paper has it',
      null,
    ]);
  });
});

describe('when to come again', () => {
  const now = Date.parse('2026-01-01T00:00:00Z');
  test.each<[what: string, error: unknown, wait: number | null]>([
    ['seconds', { headers: new Headers({ 'Retry-After': '7' }) }, 7_000],
    ['parts of a second', { headers: { 'retry-after': '0.5' } }, 500],
    ['a date', { headers: { 'retry-after': 'Thu, 01 Jan 2026 00:00:30 GMT' } }, 30_000],
    ['a date that is past', { headers: { 'retry-after': 'Thu, 01 Jan 2025 00:00:30 GMT' } }, 0],
    ['milliseconds, which are more exact', { headers: { 'retry-after': '1', 'retry-after-ms': '250' } }, 250],
    ['nonsense', { headers: { 'retry-after': 'soon' } }, null],
    ['nothing', { headers: {} }, null],
    ['no headers', new Error('busy'), null],
  ])('%s', (_what, error, wait) => {
    expect(delayOf(error, now)).toBe(wait);
  });
});

describe('options', () => {
  test('are what is typed', () => {
    const args = '--model openai:small --key-env MY_KEY --price-in 0.15 --price-out 0.6 --limit 5 --split held-out';
    expect(parseChatModelOptions(args.split(' '))).toMatchObject({
      ...{ model: 'openai:small', keyEnv: 'MY_KEY', limit: 5, split: 'held-out', concurrency: 2, usage: true },
      prices: { input: 0.15, output: 0.6 },
    });
  });

  test.each([
    ['', 'Name a chat model with --model'],
    ['--model openai:small --split test', 'name dev or held-out'],
    ['--model openai:small --limit 0', '--limit must be a whole number above 0'],
    ['--model openai:small --price-in 1', 'Give both --price-in and --price-out'],
    ['--model openai:small --key-env sk-1234', 'never give the key itself'],
  ])('“%s” is refused in a sentence', (args, words) => {
    const parse = () => parseChatModelOptions(args.split(' ').filter((word) => word !== ''));
    expect(parse).toThrow(words);
    expect(parse).not.toThrow('sk-1234');
  });
});
