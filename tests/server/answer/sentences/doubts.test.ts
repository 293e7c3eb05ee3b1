import { expect, test } from 'vitest';
import { doubtOf } from '../../../../server/answer/sentences/doubts.ts';
import { scoreSentences } from '../../../../server/answer/sentences/score-sentences.ts';
import { readQuestion } from '../../../../server/questions/read-question.ts';
import { evidenceOf } from './evidence-of.ts';

const never = new AbortController().signal;

async function doubt(question: string, text: string): Promise<number> {
  const read = readQuestion(question, []);
  return await doubtOf(read, await scoreSentences(read, [evidenceOf(text)], null, never), null, never);
}

const raid =
  'Norway’s navy mined six Swedish naval ports, sank several ships and lost the Fram. Vardø was founded as a town, and its church is to be restored by 2030.';

const doubted: [string, string, string][] = [
  ['what nobody did', 'Why did Norway sell its naval ports?', raid],
  ['who does it', 'Who chairs the Polar Council of Norway?', 'The Polar Council of Norway meets in Tromsø.'],
  ['things that are counted, not named', 'Which six Swedish naval ports did Norway’s navy mine?', raid],
  ['a date of something else', 'When was Vardø founded?', raid],
  ['a day where there is a year', 'On which day was the Fram built?', 'The Fram was built in 1892.'],
  ['a month where there is a year', 'In which month of 1892 was the Fram built?', 'The Fram was built in 1892.'],
  [
    'how long',
    'How long were people without heat after the avalanche?',
    'After the avalanche people were without heat.',
  ],
  ['how far', 'How far can the Fram sail?', 'The Fram can sail through ice.'],
  [
    'names in different sentences',
    'What did Nansen write to Amundsen on the ice?',
    'Nansen wrote of the ice. Ships freeze. Bears swim. Whales dive deep. Amundsen flew over ice.',
  ],
];

test.each(doubted)('there is less to go on for %s: “%s”', async (_, question, text) => {
  expect(await doubt(question, text)).toBeLessThan(0.7);
});

const sure: [string, string, string][] = [
  ['what was done', 'Why did Norway mine Swedish naval ports?', raid],
  ['what is done, in another form', 'Who founded Vardø?', 'Vardø’s founding by Håkon was in 1307.'],
  [
    'things that are named',
    'Which Swedish naval ports did Norway mine?',
    'Norway mined several Swedish naval ports, including Karlskrona.',
  ],
  ['a name before its kind', 'Which treaty did Norway sign?', 'Norway signed a treaty, the Svalbard treaty.'],
  ['a date', 'When was the Fram built?', 'The Fram was built in 1892 and sailed north.'],
  [
    'a date in brackets that is no reference',
    'By when does Norway want to lead?',
    'Norway has plans (and wants to lead by 2030).',
  ],
  ['a day', 'On which day did the Fram sail?', 'The Fram sailed on 24 June 1893.'],
  ['how long', 'How long was the Fram in the ice?', 'The Fram was in the ice for three years.'],
];

test.each(sure)('nothing is doubted of %s: “%s”', async (_, question, text) => {
  expect(await doubt(question, text)).toBe(1);
});

test.each([
  ['cooking', 'How do I cook fish soup for ten people?'],
  ['shopping', 'Which boat should I buy?'],
  ['a recommendation', 'Can you recommend a good hotel in Tromsø?'],
  ['news', 'Who won the football match between Norway and Sweden yesterday?'],
  ['one’s own things', 'My laptop won’t start, what should I do?'],
])('there is no advice in papers: %s', async (_, question) => {
  expect(await doubt(question, raid)).toBe(0);
});

test('whoever asks for himself what the papers do say is answered', async () => {
  expect(await doubt('What should I know about the Swedish naval ports that Norway’s navy mined?', raid)).toBe(1);
});
