import { describe, expect, test } from 'vitest';
import { wordingScores } from '../../../server/retrieval/wording.ts';

/** Index of the passage whose wording adds the most. */
function best(question: string, passages: readonly string[]): number {
  const scores = wordingScores(question, passages);
  return scores.indexOf(Math.max(...scores));
}

describe('what a passage’s wording adds', () => {
  test.each([
    [
      'one sentence that has all the words beats several that share them',
      'When did the glacier retreat from the valley?',
      [
        'The glacier is old. A retreat was measured. The valley lies open.',
        'The glacier had its retreat from the upper valley in 1911. Nothing grew there.',
      ],
    ],
    [
      'words side by side as in the question beat the same words apart',
      'What is machine learning used for?',
      ['A machine was bought for learning in class.', 'In class, machine learning was bought.'],
    ],
    [
      'a word that few passages have counts more than one that all have',
      'Is heather for bees?',
      ['Bees sleep.', 'Heather flowers late.', 'Bees fly.'],
    ],
    ['inflections are one word', 'Which colonies were collapsing?', ['The hive is large.', 'The colony collapsed.']],
  ])('%s', (_, question, passages) => {
    expect(best(question, passages)).toBe(1);
  });

  test('within 0 and 0.15, also where there is nothing to compare', () => {
    expect(wordingScores('Why?', ['One passage.', ''])).toEqual([0, 0]);
    expect(wordingScores('clover honey', [])).toEqual([]);
    const [whole, none] = wordingScores('clover honey', ['Clover honey.', 'Sand.']);
    expect(whole).toBeCloseTo(0.15, 10);
    expect(none).toBe(0);
  });
});
