import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escapeText, link } from '../../../../server/slack/messages/mrkdwn.ts';
import { endOfText, splitText } from '../../../../server/slack/messages/split-text.ts';
import { text } from './random-results.ts';

describe('text in pieces', () => {
  test.each([
    ['what fits is one piece', 'It did. It did not.', 40, ['It did. It did not.']],
    ['nothing is none', '', 40, []],
    [
      'behind a paragraph',
      'One thing is. So is two.\n\nThree is not. Four is.',
      40,
      ['One thing is. So is two.\n\n', 'Three is not. Four is.'],
    ],
    [
      'behind a sentence',
      'Pakistan is vulnerable. Sadi et al. say so.',
      30,
      ['Pakistan is vulnerable. ', 'Sadi et al. say so.'],
    ],
    [
      'an abbreviation ends none',
      'As Sadi et al. say it is so, and it is. Yes.',
      40,
      ['As Sadi et al. say it is so, and it is. ', 'Yes.'],
    ],
    [
      'a marker stays with its sentence',
      '“It is so.” [1] [2] And “it is not.” [3]',
      24,
      ['“It is so.” [1] [2] ', 'And “it is not.” [3]'],
    ],
    [
      'a paragraph that leaves a piece near empty is passed over',
      'No.\n\nPakistan is vulnerable. It is so.',
      32,
      ['No.\n\nPakistan is vulnerable. ', 'It is so.'],
    ],
    ['behind a space', 'one two three four five', 10, ['one two ', 'three ', 'four five']],
    ['between characters', 'abcdefghij', 4 + 1, ['abcde', 'fghij']],
    ['Chinese sentences', '中国与美国竞争。人工智能改变了战略。', 12, ['中国与美国竞争。', '人工智能改变了战略。']],
    ['escaped characters count as they are sent', '&&&&', 10, ['&&', '&&']],
    ['a family is one character', '👩‍👩‍👧‍👦👩‍👩‍👧‍👦', 15, ['👩‍👩‍👧‍👦', '👩‍👩‍👧‍👦']],
    ['no half of a pair', '🙂🙂🙂', 5, ['🙂🙂', '🙂']],
    ['marks that combine without end', `e${'\u0301'.repeat(8)}`, 5, [`e${'\u0301'.repeat(4)}`, '\u0301'.repeat(4)]],
  ])('%s', (_, given, limit, expected) => {
    expect(splitText(given, limit)).toEqual(expected);
  });

  test('nothing is lost, no piece is too long, and each is well-formed', () => {
    fc.assert(
      fc.property(text(80), fc.integer({ min: 5, max: 400 }), (given, limit) => {
        const pieces = splitText(given, limit);
        expect(pieces.join('')).toBe(given);
        for (const piece of pieces) {
          expect(escapeText(piece).length).toBeLessThanOrEqual(limit);
          expect(piece.isWellFormed()).toBe(given.isWellFormed());
        }
        const end = endOfText(given, limit);
        expect(given.endsWith(end)).toBe(true);
        expect(escapeText(end).length).toBeLessThanOrEqual(limit);
      }),
      { numRuns: 200, endOnFailure: true },
    );
  });

  test('the end of a text begins with a sentence, else with a word', () => {
    expect(endOfText('It was so. Then it changed. Now it is not.', 34)).toBe('Then it changed. Now it is not.');
    expect(endOfText('one two three four five six seven', 15)).toBe('five six seven');
    expect(endOfText('🙂🙂🙂', 3)).toBe('🙂');
  });
});

describe('links', () => {
  test.each([
    [
      'an address of ours',
      'https://papers.example.org/papers/a#at=1-2&sha=3',
      'Open',
      '<https://papers.example.org/papers/a#at=1-2&amp;sha=3|Open>',
    ],
    [
      'marks in the address',
      'https://papers.example.org/a>|<b',
      'Open',
      '<https://papers.example.org/a%3E%7C%3Cb|Open>',
    ],
    [
      'marks in the label',
      'https://papers.example.org/a',
      '<!here>|x',
      '<https://papers.example.org/a|&lt;!here&gt; x>',
    ],
    ['no address of the web', 'javascript:alert(1)', 'Open & shut', 'Open &amp; shut'],
  ])('%s', (_, url, label, expected) => {
    expect(link(url, label)).toBe(expected);
  });
});
