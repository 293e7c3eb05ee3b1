import { describe, expect, test } from 'vitest';
import { checkMessages } from '../../../../server/slack/messages/check-message.ts';
import { reportOf } from '../../../../server/quotes/report.ts';
import type { CheckResult } from '../../../../server/wire.ts';
import { placeOf, sadi, sarwarAndRashid } from '../../../fakes/wire-papers.ts';
import { buttonsOf, seen } from './read-message.ts';

const publicUrl = 'https://papers.example.org';
const everyone = { publicUrl, jobId: 'job-1', audience: 'everyone' } as const;
const asker = { ...everyone, audience: 'asker' } as const;

const dilemma = { ...placeOf(sarwarAndRashid(), 1, 'AI has strengthened the state security dilemma'), page: 2 };
const vulnerable = placeOf(sadi(), 1, 'Pakistan is still vulnerable to cyber-espionage');

const result = (fields: Partial<CheckResult>): CheckResult => ({
  kind: 'quotation',
  quote: dilemma.quote,
  start: 0,
  end: 10,
  claimedSource: null,
  verdict: 'verbatim',
  changes: [],
  matches: [dilemma],
  nearest: [],
  sourceQuote: dilemma.quote,
  context: null,
  originalAuthor: null,
  warnings: [],
  explanation: 'The words stand in Sarwar & Rashid (n.d.), p. 2, “Introduction”, paragraph 2.',
  ...fields,
});

const change = { start: 0, end: 0, sourceStart: null, sourceEnd: null };
const altered = result({
  quote: 'Pakistan is “not” vulnerable to cyber-espionage',
  verdict: 'altered',
  matches: [vulnerable],
  sourceQuote: vulnerable.quote,
  changes: [
    { ...change, class: 'style', source: '', quote: '“”', permitted: true },
    { ...change, class: 'negation', source: 'still', quote: 'not', permitted: false },
  ],
  warnings: [{ kind: 'question', message: 'The paper asks this.' }],
  explanation: 'The source has “still” where the quotation has “not” (a negation), and more.',
});
const lost = result({
  quote: 'the moon is made of green cheese',
  verdict: 'not-found',
  matches: [],
  nearest: [vulnerable],
  sourceQuote: null,
  explanation: 'No paper of the library has these words; what comes nearest is shown, and is not them.',
});

const reported = (results: readonly CheckResult[]) => reportOf(results, '');

describe('a check in Slack', () => {
  test('one quotation that is right: the verdict, and where it stands', () => {
    const messages = checkMessages(reported([result({})]), everyone);
    expect(messages.map(seen)).toEqual([
      [
        '*Verbatim*',
        '“AI has strengthened the state security dilemma”',
        'The words stand in Sarwar & Rashid (n.d.), p. 2, “Introduction”, paragraph 2.',
        '[Open passage]',
      ],
    ]);
    expect(buttonsOf(messages)).toEqual([
      { id: 'open_passage_1', value: null, url: `${publicUrl}${dilemma.permalink}` },
    ]);
  });

  test('several: what they come to, and of each what differs, what is not permitted first', () => {
    expect(checkMessages(reported([altered, lost]), everyone).flatMap(seen)).toEqual([
      '*2 quotations: 1 altered, 1 not found.*',
      '---',
      '*1. Altered*',
      '“Pakistan is “not” vulnerable to cyber-espionage”',
      'The source has “still” where the quotation has “not” (a negation), and more.\n' +
        '• Negation: the source has “still”, the quotation “not”\n' +
        '• Style, put in (permitted): ““””\n' +
        'Note: The paper asks this.',
      'The source: “Pakistan is still vulnerable to cyber-espionage”',
      '[Open passage]',
      'Sadi (2025), paragraph 2',
      '*2. Not found*',
      '“the moon is made of green cheese”',
      'No paper of the library has these words; what comes nearest is shown, and is not them.',
      'Nearest, not the same: “Pakistan is still vulnerable to cyber-espionage”',
      '[Open passage]',
      'Sadi (2025), paragraph 2',
    ]);
  });

  test('the only change is not told twice, and a claim stands without marks', () => {
    const [only] = altered.changes.slice(1);
    const claim = result({ ...altered, kind: 'claim', changes: only ? [only] : [], warnings: [] });
    const lines = checkMessages(reported([claim]), everyone).flatMap(seen);
    expect(lines[1]).toBe(altered.quote);
    expect(lines[2]).toBe(altered.explanation);
  });

  test('every piece of a stitched quotation has its place; of many places three are shown', () => {
    const stitched = result({
      verdict: 'stitched',
      matches: [dilemma, vulnerable],
      sourceQuote: null,
      quote: 'AI … so',
    });
    const lines = checkMessages(reported([stitched]), everyone).flatMap(seen);
    expect(lines.filter((line) => line.startsWith('The source: '))).toEqual([
      `The source: “${dilemma.quote}”`,
      `The source: “${vulnerable.quote}”`,
    ]);
    const often = result({ matches: Array.from({ length: 5 }, () => dilemma) });
    const places = checkMessages(reported([often]), everyone).flatMap(seen);
    expect(places.filter((line) => line === '[Open passage]')).toHaveLength(3);
    expect(places.at(-1)).toBe('And 2 more places.');
  });

  test('nothing to check is said in a sentence', () => {
    expect(checkMessages(reported([]), asker).map(seen)).toEqual([
      [
        'There is nothing to check: no words of a source stand between quotation marks, and no paper of the library is named or referred to.',
      ],
    ]);
  });

  test('one reader gets one message, and is told where to check the rest', () => {
    const [whole] = checkMessages(reported([altered]), asker);
    expect(whole && seen(whole).at(-1)).toBe('[Share] [Keep]');
    const cut = checkMessages(reported(Array.from({ length: 30 }, () => altered)), { ...asker, text: 'He says “so”.' });
    expect(cut).toHaveLength(1);
    expect(cut.flatMap(seen).slice(-2)).toEqual([
      `Not all of it fits into one message. <${publicUrl}/check#text=He+says+%E2%80%9Cso%E2%80%9D.|Check it in Ibid>.`,
      '[Share] [Keep]',
    ]);
  });
});
