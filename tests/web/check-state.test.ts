import { describe, expect, test } from 'vitest';
import type { CheckEvent, CheckResult, CheckSummary, Place, Verdict } from '../../server/wire.ts';
import { checkHref, parseMain } from '../../web/address/address.ts';
import { checkEventOf, fileNameIn } from '../../web/api/checks.ts';
import { RequestFailedError } from '../../web/api/failure.ts';
import { type CheckState, nothingChecked, placesOf, reduceCheck } from '../../web/check/check-state.ts';
import { findingAsText } from '../../web/check/finding-text.ts';
import { inputOf, isFinal } from '../../web/check/run-check.ts';

const given = { text: 'A draft.', source: '', file: null };
const place = (permalink: string) => ({ permalink, number: 1 }) as Place;
const result = (verdict: Verdict, matches: Place[] = [], nearest: Place[] = []) =>
  ({ verdict, matches, nearest }) as unknown as CheckResult;
const summary = { verbatim: 1, altered: 1 } as CheckSummary;

const begun = reduceCheck(nothingChecked, { type: 'begun', given });
const after = (state: CheckState, ...events: CheckEvent[]) => reduceCheck(state, { type: 'events', events });

describe('a check as its events arrive', () => {
  const [first, second] = [result('verbatim'), result('altered')];

  test('from reading over results to the end', () => {
    expect(begun).toMatchObject({ phase: 'reading', text: 'A draft.', results: [] });
    const read = after(begun, { type: 'draft-read', text: 'The draft’s text.', name: 'draft.docx' });
    expect(read).toMatchObject({ phase: 'running', text: 'The draft’s text.' });
    const running = after(
      read,
      { type: 'check-result', result: first },
      { type: 'check-progress', done: 12, total: 60 },
    );
    expect(running).toMatchObject({ phase: 'running', done: 12, total: 60, results: [first] });
    const copies = [{ ...first }, { ...second }];
    const done = after(
      running,
      { type: 'check-result', result: second },
      { type: 'check-end', results: copies, summary, notice: 'A mark is not closed.' },
    );
    expect(done).toMatchObject({ phase: 'done', summary, notice: 'A mark is not closed.' });
    // What is shown already is not set anew.
    expect(done.results[0]).toBe(first);
  });

  test('results that the events did not bring come with the end', () => {
    const done = after(begun, { type: 'check-end', results: [first, second], summary, notice: null });
    expect(done.results).toEqual([first, second]);
  });

  test('an error and a stop keep the text and what was found', () => {
    const running = after(begun, { type: 'check-result', result: first });
    const failed = after(running, { type: 'error', code: 'internal', message: 'The check failed. Try again.' });
    expect(failed).toMatchObject({
      phase: 'failed',
      error: 'The check failed. Try again.',
      text: 'A draft.',
      results: [first],
    });
    const stopped = reduceCheck(running, { type: 'stopped' });
    expect(stopped).toMatchObject({ phase: 'stopped', text: 'A draft.', results: [first] });
    expect(after(stopped, { type: 'check-result', result: second })).toBe(stopped);
    expect(reduceCheck(stopped, { type: 'failed', message: 'late', final: false })).toBe(stopped);
  });

  test('the places of all findings, each once and numbered; what came near where there is none', () => {
    const results = [
      result('verbatim', [place('/papers/a#at=1-2'), place('/papers/b#at=3-4')]),
      result('not-found', [], [place('/papers/c#at=5-6')]),
      result('altered', [place('/papers/a#at=1-2')], [place('/papers/d#at=7-8')]),
    ];
    expect(placesOf(results).map(({ number, permalink }) => [number, permalink])).toEqual([
      [1, '/papers/a#at=1-2'],
      [2, '/papers/b#at=3-4'],
      [3, '/papers/c#at=5-6'],
    ]);
  });
});

describe('a failure', () => {
  test.each([
    [413, true],
    [415, true],
    [422, true],
    [400, true],
    [401, false],
    [429, false],
    [500, false],
    [503, false],
    [0, false],
  ])('with status %i would come again: %j', (status, final) => {
    const error = new RequestFailedError('notes.pdf: drafts of this kind are not read.', status);
    expect(isFinal(error)).toBe(final);
    const failed = reduceCheck(begun, { type: 'failed', message: error.message, final });
    expect(failed).toMatchObject({ phase: 'failed', final });
    // Another check begins anew.
    expect(reduceCheck(failed, { type: 'begun', given }).final).toBe(false);
  });

  test('of any other kind may pass', () => {
    expect(isFinal(new TypeError('network'))).toBe(false);
  });
});

describe('how a text is checked', () => {
  const kindOf = (text: string, source = '') => inputOf({ text, source, file: null }).kind;

  test('a paragraph and a named source’s words at once, all else as a draft', () => {
    expect(kindOf('“Cyberattacks have increased.”')).toBe('text');
    expect(kindOf('lines that a page\nbreaks as it is wide')).toBe('text');
    expect(kindOf('One paragraph.\n\nAnother.')).toBe('draft');
    expect(kindOf('One paragraph.\n\nAnother.', 'Sadi 2025')).toBe('text');
    expect(kindOf('word '.repeat(1000))).toBe('draft');
    expect(kindOf('word '.repeat(30_000), 'Sadi 2025')).toBe('draft');
    expect(inputOf({ text: '', source: '', file: new File(['text'], 'draft.md') }).kind).toBe('file');
  });
});

describe('the address of a check', () => {
  test.each([
    { draft: null, text: '', source: '', show: null, finding: null },
    { draft: null, text: 'A “quotation”\n& 100% #more=1', source: 'Sadi 2025', show: 'altered', finding: 3 },
    { draft: 'mc1x-abc', text: '', source: '', show: 'to-put-right', finding: 12 },
    { draft: 'mc1x-abc', text: '', source: '', show: null, finding: null },
  ])('%j is read back as it was', (view) => {
    expect(parseMain(checkHref(view))).toEqual({ page: 'check', ...view });
  });

  test('what no filter or number can be is nothing', () => {
    expect(parseMain('/check/x#show=%3Cb%3E&finding=0')).toMatchObject({ show: null, finding: null });
    expect(parseMain('/check/x#finding=12345678')).toMatchObject({ finding: null });
  });
});

describe('what the server sends', () => {
  test('events of a type that is not known are left alone', () => {
    expect(checkEventOf({ type: 'check-progress', data: '{"done":1,"total":2}' })).toEqual({
      type: 'check-progress',
      done: 1,
      total: 2,
    });
    expect(checkEventOf({ type: 'weather', data: '{}' })).toBeNull();
  });

  test.each([
    [`attachment; filename="thesis.checked.docx"; filename*=UTF-8''thesis.checked.docx`, 'thesis.checked.docx'],
    [`attachment; filename="_.md"; filename*=UTF-8''%D0%B3%D0%BB%D0%B0%D0%B2%D0%B0.md`, 'глава.md'],
    [`attachment; filename="plain.csv"; filename*=UTF-8''%E0%A4`, 'plain.csv'],
    [`attachment; filename="../../etc/passwd"`, 'passwd'],
    [null, 'quotations.md'],
  ])('the name in %s', (header, name) => {
    expect(fileNameIn(header, 'quotations.md')).toBe(name);
  });
});

test('a finding is copied as text, with its differences, its source and a link', () => {
  const paper = { id: 'a', title: 'AI Rivalry', authors: ['Aleena Sadi'], year: 2025, source: 'sadi.txt' };
  const altered = {
    ...result('altered', [
      { ...place('/papers/a#at=1-2'), paper, section: 'Introduction', paragraph: 3, page: 4, pageLabel: '57' },
    ]),
    kind: 'quotation',
    quote: 'increased by 81%',
    sourceQuote: 'increased by 18%',
    explanation: 'The source has “18” where the quotation has “81” (a number).',
    warnings: [{ kind: 'question', message: 'The source asks this.' }],
    changes: [
      {
        class: 'number',
        source: '18',
        quote: '81',
        permitted: false,
        start: 13,
        end: 15,
        sourceStart: 13,
        sourceEnd: 15,
      },
    ],
  } as unknown as CheckResult;
  expect(findingAsText(altered, 2, 'https://ibid.example')).toBe(
    [
      '2. Altered: “increased by 81%”',
      'The source has “18” where the quotation has “81” (a number).',
      '! The source asks this.',
      '- Number: the source has “18”, the quotation “81”',
      'The source: “increased by 18%”',
      'Aleena Sadi (2025), Introduction, paragraph 3, p. 57',
      'https://ibid.example/papers/a#at=1-2',
    ].join('\n'),
  );
});
