import { expect, test } from 'vitest';
import { doubtOf } from '../../../../server/answer/sentences/doubts.ts';
import { scoreSentences } from '../../../../server/answer/sentences/score-sentences.ts';
import { readQuestion } from '../../../../server/questions/read-question.ts';
import { evidenceOf } from './evidence-of.ts';

const never = new AbortController().signal;

async function doubt(question: string, text: string): Promise<number> {
  const read = readQuestion(question, []);
  return doubtOf(read, await scoreSentences(read, [evidenceOf(text)], null, never));
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
  ['a date in a reference only', 'When was the Fram built?', 'The Fram was built of oak (see Nansen et al., 1897).'],
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
  ['a length that is no time', 'How long is the Fram?', 'The Fram is 39 metres long.'],
  ['how far in a figure of speech', 'How far is Norway behind Sweden?', 'Norway is well behind Sweden.'],
  ['how far a rule goes', 'How far does the treaty go?', 'The treaty does go beyond the sea.'],
  ['a range of no distance', 'What is the range of ages in the crew?', 'The crew had ages from 20 to 61.'],
  ['centimetres', 'How tall is the mast?', 'The mast is 900 cm tall.'],
  ['a rate of bits', 'What is the top speed of the cable?', 'The top speed of the cable is 10 Gbit/s.'],
  ['a day with an ordinal', 'On which day did the Fram sail?', 'The Fram sailed on 10th May 1893.'],
  ['a day behind its month', 'When did the Fram sail?', 'The Fram sailed on May 10th.'],
  ['a month cut short', 'On which day did the Fram sail?', 'The Fram sailed on 10 Sept. 1893.'],
  ['an occasion', 'When should sailors take vitamin C?', 'Sailors should take vitamin C before meals.'],
];

test.each(sure)('nothing is doubted of %s: “%s”', async (_, question, text) => {
  expect(await doubt(question, text)).toBe(1);
});

test.each([
  ['cooking', 'How do I cook fish soup for ten people?'],
  ['shopping', 'Which boat should I buy?'],
  ['a recommendation', 'Can you recommend a good hotel in Tromsø?'],
  ['news', 'Who won the football match between Denmark and Finland yesterday?'],
  ['one’s own things', 'My laptop won’t start, what should I do?'],
])('there is no advice in papers: %s', async (_, question) => {
  expect(await doubt(question, raid)).toBe(0);
});

test('advice on what the papers name is doubted, not ruled out', async () => {
  const left = await doubt('Who won the football match between Norway and Sweden yesterday?', raid);
  expect(left).toBeGreaterThan(0);
  expect(left).toBeLessThan(0.4);
});

test('whoever asks for himself what the papers do say is answered', async () => {
  expect(await doubt('What should I know about the Swedish naval ports that Norway’s navy mined?', raid)).toBe(1);
});

test('a long bracket of capitals that is no reference is read at once', async () => {
  const text = `The Fram was built of oak (${'A, '.repeat(200)}${'Ab'.repeat(1500)}, 18).`;
  expect(await doubt('When was the Fram built?', text)).toBeLessThan(0.7);
  expect(await doubt('When was the Fram built?', `The Fram was built (${'Ab,'.repeat(1000)}`)).toBeLessThan(0.7);
}, 2000);
