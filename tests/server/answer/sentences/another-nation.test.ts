import { expect, test } from 'vitest';
import {
  countsAnothers,
  isOfAnotherNation,
  isPartlyOfAnother,
} from '../../../../server/answer/sentences/another-nation.ts';

test.each([
  ['another country', 'What is India’s rank?', 'Pakistan is number 67.', true, true],
  ['the same', 'What is Pakistan’s rank?', 'Pakistan is number 67.', false, false],
  ['its people', 'How many drones has India?', 'Indian drones are 400.', false, false],
  ['its other name', 'What do the Chinese plan?', 'China plans a satellite.', false, false],
  ['one of two', 'What share of India’s network is Chinese?', 'Pakistan’s network is Chinese.', false, true],
  ['both', 'Did India attack Pakistan?', 'India attacked Pakistan on 7 May.', false, false],
  ['none in the sentence', 'What is India’s rank?', 'It is number 67.', false, false],
  ['none in the question', 'What is the rank?', 'Pakistan is number 67.', false, false],
])('%s', (_, question, sentence, whole, partly) => {
  expect(isOfAnotherNation(question, sentence)).toBe(whole);
  expect(isPartlyOfAnother(question, sentence)).toBe(partly);
});

test.each([
  ['another’s', 'How many Pakistani drones were lost?', 'They lost 400 Indian lethal drones.', true],
  ['the same', 'How many Indian drones were lost?', 'They lost 400 Indian lethal drones.', false],
  ['nobody’s', 'How many Pakistani drones were lost?', 'They lost 400 lethal drones over India.', false],
])('what a figure counts is %s', (_, question, sentence, another) => {
  expect(countsAnothers(question, sentence, { end: sentence.indexOf('400') + 3 })).toBe(another);
});
