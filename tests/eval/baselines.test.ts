import { expect, test } from 'vitest';
import { baselinesOf } from './baselines.ts';
import { fixtureCorpus } from './fixture-texts.ts';

const { papers } = await fixtureCorpus();
const [exact, prefix, overlap] = baselinesOf(papers);
const sentence = 'Taller waves bend the stems flat, and the marsh does not slow them more than bare mud does.';

test.each([
  ['the paper’s words', sentence, [true, true, true]],
  ['spaces and line ends', sentence.replace('bend the', 'bend\n  the'), [true, true, true]],
  ['a change at the end: behind the prefix', sentence.replace('mud does', 'mud did'), [false, true, true]],
  ['a dropped “not”', sentence.replace('not ', ''), [false, false, true]],
  ['other quotation of the same words in disorder', sentence.split(' ').reverse().join(' '), [false, false, true]],
  [
    'nothing that is there',
    'The census counts signatures in every parish archive of that county.',
    [false, false, false],
  ],
])('baselines on %s', (_, quotation, accepted) => {
  expect([exact, prefix, overlap].map((baseline) => baseline?.accepts(quotation))).toEqual(accepted);
});
