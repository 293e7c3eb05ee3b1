import { describe, expect, test } from 'vitest';
import { changeSentence as reportSentence } from '../../server/quotes/export/finding.ts';
import * as reports from '../../server/quotes/export/verdicts.ts';
import { type Change, type CheckResult, type Verdict, VerdictSchema } from '../../server/wire.ts';
import {
  changeSentence,
  changeWords,
  isInOrder,
  othersSentence,
  summarySentence,
  toneOf,
  verdicts,
  verdictWords,
} from '../../web/check/verdict-words.ts';
import { claimedLines } from '../../web/check/claimed-words.ts';
import { findingTone, findingWords } from '../../web/check/notes.ts';
import { isShown, neighbour, shownFindings, showOf } from '../../web/check/shown-findings.ts';

const elided = { kind: 'elided-negation', message: 'The ellipsis leaves out “not”.' } as const;
const result = (verdict: Verdict, ...warnings: CheckResult['warnings']) => ({ verdict, warnings }) as CheckResult;

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
    expect(summarySentence(all.map((verdict) => result(verdict)))).toBe(words);
  });

  test.each<[CheckResult[], string]>([
    [[result('verbatim', elided)], '1 use checked: as its source has it, with a note'],
    [[result('altered', elided)], '1 use checked: altered'],
    [
      [result('verbatim-marked-edits', elided), result('not-found', elided)],
      '2 uses checked: 1 as its source has it, with a note, 1 not found',
    ],
    [
      [result('verbatim', elided), result('verbatim'), result('verbatim-marked-edits', elided), result('altered')],
      '4 uses checked: 3 as their source has them, 2 of them with a note, 1 altered',
    ],
  ])('says which of those in order have a note', (all, words) => {
    expect(summarySentence(all)).toBe(words);
  });

  test('says what became of marks that were counted and are no findings', () => {
    expect(othersSentence(625, 614)).toBe('11 other marks turned out to quote nothing, such as a title or a term.');
    expect(othersSentence(2, 1)).toBe('1 other mark turned out to quote nothing, such as a title or a term.');
    expect(othersSentence(12, 12)).toBeNull();
    // That there is nothing to check is said already.
    expect(othersSentence(3, 0)).toBeNull();
  });
});

describe('a note', () => {
  test('stands at words that are in order and may still mislead, and they are not green', () => {
    expect(findingTone(result('verbatim'))).toBe('good');
    expect(findingWords(result('verbatim'))).toBe('verbatim');
    const edited = result('verbatim-marked-edits', elided);
    expect(findingTone(edited)).toBe('noted');
    expect(findingWords(edited)).toBe('verbatim with marked edits, see the note');
    expect(findingWords(result('verbatim', elided, elided))).toBe('verbatim, see the notes');
  });

  test('makes no verdict that is to be put right any better', () => {
    expect(findingTone(result('altered', elided))).toBe('bad');
    expect(findingTone(result('secondary', elided))).toBe('wary');
    expect(findingWords(result('altered', elided))).toBe('altered');
  });
});

describe('who is credited', () => {
  const sadi = { authors: ['Aleena Sadi'], title: 'AI Rivalry', year: 2025 };
  const lines = (
    text: string,
    paperId: string | null,
    meant: typeof sadi | null,
    originalAuthor: string | null = null,
  ) =>
    claimedLines({ claimedSource: { text, paperId }, originalAuthor }, meant).map((parts) =>
      parts.map(({ words }) => words).join(''),
    );

  test('and the paper that was taken for it, where their words differ', () => {
    expect(lines('Sadi 2025', 'a', sadi)).toEqual(['Credited to “Sadi 2025”.', 'Taken as: Aleena Sadi (2025)']);
    expect(lines('V15', 'a', sadi)).toEqual(['Credited to “V15”.', 'Taken as: Aleena Sadi (2025)']);
    expect(lines('Robert Work', 'a', sadi)).toEqual(['Credited to “Robert Work”.', 'Taken as: Aleena Sadi (2025)']);
    expect(lines('Aleena Sadi (2025)', 'a', sadi)).toEqual(['Credited to “Aleena Sadi (2025)”, in the library.']);
  });

  test('somebody whom the paper reports', () => {
    const cited = 'Credited to “Robert Work” (as cited in Aleena Sadi (2025), in the library).';
    expect(lines('Robert Work', 'a', sadi, 'Robert Work')).toEqual([cited]);
    expect(lines('Robert Work, as cited in Sadi, 2025', 'a', sadi)).toEqual([cited]);
    expect(lines('Robert Work (qtd. in Sadi)', 'a', sadi)).toEqual([cited]);
    // The paper's own author is credited with what another said.
    expect(lines('Sadi', 'a', sadi, 'Robert Work')).toEqual(['Credited to “Sadi”.', 'Taken as: Aleena Sadi (2025)']);
    expect(lines('The author', 'a', sadi, 'The President')).toHaveLength(2);
  });

  test('nobody of the library, or nobody', () => {
    expect(lines('Jane Doe', null, null)).toEqual(['Credited to “Jane Doe”, who is not in the library.']);
    // The list of papers has not come yet.
    expect(lines('Sadi 2025', 'a', null)).toEqual(['Credited to “Sadi 2025”.']);
    expect(claimedLines({ claimedSource: null, originalAuthor: null }, null)).toEqual([]);
  });
});

describe('the filter', () => {
  const results = [
    result('verbatim'),
    result('altered', elided),
    result('not-found'),
    result('paraphrase-supported', elided),
  ];
  const numbers = (show: Parameters<typeof shownFindings>[1]) =>
    shownFindings(results, show).map(({ number }) => number);

  test('groups and single verdicts keep the numbers that findings have among all', () => {
    expect(numbers(null)).toEqual([1, 2, 3, 4]);
    expect(numbers('to-put-right')).toEqual([2, 3]);
    expect(numbers('in-order')).toEqual([1, 4]);
    expect(numbers('with-note')).toEqual([2, 4]);
    expect(numbers('not-found')).toEqual([3]);
    expect(isShown(result('secondary'), 'in-order')).toBe(false);
  });

  test('what an address names that is no filter shows all', () => {
    expect(showOf('altered')).toBe('altered');
    expect(showOf('to-put-right')).toBe('to-put-right');
    expect(showOf('with-note')).toBe('with-note');
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
