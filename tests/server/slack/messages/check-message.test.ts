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

  test('one that ends with its full stop is not shown twice', () => {
    const quoted = result({ quote: '> “AI has _strengthened_ the\n> state security dilemma.”' });
    expect(checkMessages(reported([quoted]), everyone).flatMap(seen)).toEqual([
      '*Verbatim*',
      '“AI has strengthened the state security dilemma.”',
      'The words stand in Sarwar & Rashid (n.d.), p. 2, “Introduction”, paragraph 2.',
      '[Open passage]',
    ]);
  });

  test('several: what they come to, and of each what differs, what is not permitted first', () => {
    expect(checkMessages(reported([altered, lost]), everyone).flatMap(seen)).toEqual([
      '*2 quotations: 1 altered, 1 not found.*',
      '---',
      '*1. Altered* (not the source’s own words)',
      '“Pakistan is “not” vulnerable to cyber-espionage”',
      'The source has “still” where the quotation has “not” (a negation), and more.\n' +
        '• Negation: the source has “still”, the quotation “not”\n' +
        '• Style, put in (permitted): double quotation marks\n' +
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

  test('what is right comes last, in a line with its place, its note and its button', () => {
    const noted = result({ warnings: [{ kind: 'question', message: 'The paper asks this.' }] });
    const messages = checkMessages(reported([result({}), noted, lost]), everyone);
    expect(messages.flatMap(seen)).toEqual([
      '*3 quotations: 2 verbatim, 1 not found.*',
      '---',
      '*3. Not found*',
      '“the moon is made of green cheese”',
      'No paper of the library has these words; what comes nearest is shown, and is not them.',
      'Nearest, not the same: “Pakistan is still vulnerable to cyber-espionage”',
      '[Open passage]',
      'Sadi (2025), paragraph 2',
      '---',
      '1. Verbatim: “AI has strengthened the state security dilemma”\nSarwar & Rashid (n.d.), p. 2, “Introduction”, paragraph 2',
      '[Open passage]',
      '2. Verbatim: “AI has strengthened the state security dilemma”\nSarwar & Rashid (n.d.), p. 2, “Introduction”, paragraph 2\n' +
        'Note: The paper asks this.',
      '[Open passage]',
    ]);
    const url = `${publicUrl}${dilemma.permalink}`.replace(/&quote=.*/, '');
    expect(buttonsOf(messages).slice(1)).toEqual([2, 3].map((n) => ({ id: `open_passage_${n}`, value: null, url })));
  });

  test('of one that stands in several places a line shows the first and counts the others', () => {
    const often = result({ matches: [dilemma, dilemma, dilemma] });
    const lines = checkMessages(reported([often, lost]), everyone).flatMap(seen);
    expect(lines.at(-2)).toMatch(/, paragraph 2 · and 2 more places$/);
  });

  test.each([
    [2, 'Both quotations are verbatim.'],
    [8, 'All 8 quotations are verbatim.'],
  ])('%i that are right', (count, heading) => {
    const [line] = checkMessages(reported(Array.from({ length: count }, () => result({}))), everyone).flatMap(seen);
    expect(line).toBe(`*${heading}*`);
  });

  test.each([
    ['marks of markup are no change', { source: '', quote: '_', permitted: true }, []],
    [
      'other marks are named',
      { source: '“', quote: '‘', permitted: true },
      ['• Style (permitted): the source has double quotation marks, the quotation single quotation marks'],
    ],
    [
      'and so are strokes',
      { source: '-', quote: '—', permitted: true },
      ['• Style (permitted): the source has a hyphen, the quotation an em dash'],
    ],
    [
      'words are shown',
      { source: 'LayoutParser', quote: 'Layout Parser', permitted: true },
      ['• Style (permitted): the source has “LayoutParser”, the quotation “Layout Parser”'],
    ],
  ])('of changes in style: %s, and none is told twice', (_, style, expected) => {
    const changed = { ...change, class: 'style' as const, ...style };
    const lines = checkMessages(reported([result({ changes: [changed, changed] })]), everyone).flatMap(seen);
    expect(
      lines
        .join('\n')
        .split('\n')
        .filter((line) => line.startsWith('•')),
    ).toEqual(expected);
    expect(lines.some((line) => line.startsWith('The source: '))).toBe(expected.length > 0);
  });

  test.each([
    ['verbatim-marked-edits', '*Verbatim with marked edits* (what was changed is marked)'],
    ['stitched', '*Stitched* (joined from several places)'],
    ['misattributed', '*Misattributed* (right words, another source)'],
    ['secondary', '*Second-hand* (the paper itself quotes them)'],
  ] as const)('%s is explained', (verdict, heading) => {
    expect(checkMessages(reported([result({ verdict })]), everyone).flatMap(seen)[0]).toBe(heading);
  });

  test('the only change is not told twice, and a claim stands without marks', () => {
    const [only] = altered.changes.slice(1);
    const claim = result({ ...altered, kind: 'claim', changes: only ? [only] : [], warnings: [] });
    const lines = checkMessages(reported([claim]), everyone).flatMap(seen);
    expect(lines[3]).toBe(altered.quote);
    expect(lines[4]).toBe(altered.explanation);
  });

  test.each([
    ['ok thanks', 'There are no quotation marks in this message, so it was read as a claim.'],
    [
      'that "paper" is "great"',
      'What stands between quotation marks here was not taken for a quotation, so the message was read as a claim.',
    ],
  ])('“%s” is read as a claim, and calmly', (quote, line) => {
    const claim = {
      ...lost,
      kind: 'claim' as const,
      quote,
      nearest: [],
      explanation: 'No sentence was found that says this.',
    };
    expect(checkMessages(reported([claim]), asker).flatMap(seen)).toEqual([
      line,
      '---',
      quote,
      'No sentence was found that says this.',
      '[Share] [Keep]',
    ]);
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
    const results = Array.from({ length: 30 }, () => altered);
    const cut = checkMessages(reported(results), { ...asker, text: 'He says “so”.' });
    expect(cut).toHaveLength(1);
    const lines = cut.flatMap(seen);
    expect(lines.slice(-2)).toEqual([
      `Not all of it fits into one message. <${publicUrl}/check#text=He+says+%E2%80%9Cso%E2%80%9D.|Check it in Ibid>.`,
      '[Share] [Keep]',
    ]);
    const told = lines.filter((line) => line.includes('Altered')).length;
    expect(told).toBeGreaterThan(5);
    expect(lines[0]).toBe(`*30 quotations: 30 altered. ${30 - told} of them are not shown.*`);
    // Each with its source, its button and its place.
    expect(lines.filter((line) => line === '[Open passage]')).toHaveLength(told);
    expect(lines.at(-3)).toBe('Sadi (2025), paragraph 2');
  });

  test('ten quotations fit into one message', () => {
    const long = placeOf(
      sadi(),
      1,
      'With 78% of its vital digital infrastructure relying on Chinese technology and little domestic skills, Pakistan is ' +
        'still vulnerable to cyber-espionage, data breaches, and future geopolitical coercion.',
    );
    const right = result({
      quote: long.quote,
      matches: [{ ...long, section: 'Introduction' }],
      sourceQuote: long.quote,
    });
    const wrong = { ...altered, quote: long.quote, sourceQuote: long.quote, matches: right.matches };
    const results = [...Array.from({ length: 7 }, () => right), wrong, wrong, lost];
    const lines = checkMessages(reported(results), asker).flatMap(seen);
    expect(lines[0]).toBe('*10 quotations: 7 verbatim, 2 altered, 1 not found.*');
    expect(lines.filter((line) => line === '[Open passage]')).toHaveLength(10);
    expect(lines.filter((line) => line.startsWith('Not all of it'))).toEqual([]);
  });

  test('one that is more than a message is told in brief, never torn', () => {
    const endless = 'Pakistan depends on technology that it does not make. '.repeat(200);
    const long = { ...vulnerable, quote: endless };
    const lines = checkMessages(
      reported([result({ ...altered, quote: endless, sourceQuote: endless, matches: [long, long, long] })]),
      asker,
    ).flatMap(seen);
    expect(lines[1]?.length).toBeLessThan(700);
    expect(lines[3]).toMatch(/^The source: “Pakistan depends .* …”$/);
    expect(lines.slice(4, 8)).toEqual([
      '[Open passage]',
      'Sadi (2025), paragraph 2',
      'And 2 more places.',
      `Not all of it fits into one message. <${publicUrl}/check|Check it in Ibid>.`,
    ]);
  });
});
