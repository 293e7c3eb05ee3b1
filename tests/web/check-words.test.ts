import { describe, expect, test } from 'vitest';
import { changeSentence as reportSentence } from '../../server/quotes/export/finding.ts';
import * as reports from '../../server/quotes/export/verdicts.ts';
import { type Change, type CheckResult, type Verdict, VerdictSchema } from '../../server/wire.ts';
import {
  changeSentence,
  changeWords,
  isInOrder,
  summarySentence,
  toneOf,
  verdicts,
  verdictWords,
} from '../../web/check/verdict-words.ts';
import { isShown, neighbour, shownFindings, showOf } from '../../web/check/shown-findings.ts';

const result = (verdict: Verdict) => ({ verdict }) as CheckResult;

describe('the words of the page are those of the reports', () => {
  test('verdicts and kinds of changes', () => {
    expect(verdictWords).toEqual(reports.verdictWords);
    expect(changeWords).toEqual(reports.changeWords);
    expect(verdicts).toEqual(VerdictSchema.options);
  });

  test.each(VerdictSchema.options)('%s is in order in both, or in neither', (verdict) => {
    expect(isInOrder(verdict)).toBe(reports.isInOrder(verdict));
    expect(toneOf(verdict) === 'good').toBe(reports.isInOrder(verdict));
  });

  test.each<[string, Pick<Change, 'class' | 'source' | 'quote' | 'permitted'>]>([
    ['other words', { class: 'number', source: 'nine', quote: 'six', permitted: false }],
    ['dropped words', { class: 'omission', source: 'in the long run', quote: '', permitted: false }],
    ['a dropped negation', { class: 'negation', source: 'not', quote: '', permitted: false }],
    ['words put in', { class: 'addition', source: '', quote: 'clearly', permitted: false }],
    ['a bracket', { class: 'bracket', source: 'it', quote: '[the state]', permitted: true }],
  ])('the sentence for %s', (_, change) => {
    const whole: Change = { ...change, start: 0, end: 0, sourceStart: null, sourceEnd: null };
    expect(changeSentence(whole)).toBe(reportSentence({ kind: changeWords[change.class], ...change }));
  });
});

describe('the summary', () => {
  test.each<[Verdict[], string]>([
    [[], 'Nothing to check'],
    [['verbatim'], '1 use checked: as its source has it'],
    [['altered'], '1 use checked: altered'],
    [['verbatim', 'not-found'], '2 uses checked: 1 as its source has it, 1 not found'],
    [
      ['verbatim', 'verbatim-marked-edits', 'altered', 'paraphrase-supported', 'altered', 'verbatim', 'not-found'],
      '7 uses checked: 4 as their source has them, 2 altered, 1 not found',
    ],
    [['secondary', 'cannot-tell'], '2 uses checked: 1 second-hand, 1 can’t tell'],
  ])('of %j', (all, words) => {
    expect(summarySentence(all.map(result))).toBe(words);
  });
});

describe('the filter', () => {
  const results = (['verbatim', 'altered', 'not-found', 'paraphrase-supported'] as const).map(result);
  const numbers = (show: Parameters<typeof shownFindings>[1]) =>
    shownFindings(results, show).map(({ number }) => number);

  test('groups and single verdicts keep the numbers that findings have among all', () => {
    expect(numbers(null)).toEqual([1, 2, 3, 4]);
    expect(numbers('to-put-right')).toEqual([2, 3]);
    expect(numbers('in-order')).toEqual([1, 4]);
    expect(numbers('not-found')).toEqual([3]);
    expect(isShown(result('secondary'), 'in-order')).toBe(false);
  });

  test('what an address names that is no filter shows all', () => {
    expect(showOf('altered')).toBe('altered');
    expect(showOf('to-put-right')).toBe('to-put-right');
    expect(showOf('everything')).toBeNull();
    expect(showOf(null)).toBeNull();
  });

  test('next and previous go through what is shown, also from a finding that is not', () => {
    const shown = shownFindings(results, 'in-order');
    expect(neighbour(shown, null, 1)).toBe(1);
    expect(neighbour(shown, null, -1)).toBe(4);
    expect(neighbour(shown, 1, 1)).toBe(4);
    expect(neighbour(shown, 3, -1)).toBe(1);
    expect(neighbour(shown, 4, 1)).toBeNull();
    expect(neighbour([], null, 1)).toBeNull();
  });
});
