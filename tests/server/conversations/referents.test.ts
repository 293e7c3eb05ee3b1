import { describe, expect, test } from 'vitest';
import { standaloneQuestion } from '../../../server/conversations/standalone-question.ts';
import { sadi, sarwar } from '../../fixtures/default-papers.ts';

const bySadi = (quotation: string) => `Sadi (2025) writes (Findings): “${quotation}” [1]`;
const bySarwar = (quotation: string) => `Sarwar & Rashid (n.d.) write (Findings): “${quotation}” [1]`;
const surveillance = bySarwar('Cameras watch the streets.');

/** The last of several turns, with what each before it was answered. */
function asked(turn: string, ...history: (readonly [question: string, answer: string])[]): string {
  return standaloneQuestion(
    turn,
    history.map(([question, answer]) => ({ question, answer })),
    [sadi, sarwar],
  );
}

describe('a pronoun rather stands for what was spoken of than for the paper that was quoted', () => {
  test.each([
    ['a name in -s that was asked about', 'What is Sharp Eyes?', surveillance, 'Who runs it?', 'Who runs Sharp Eyes?'],
    [
      'what the answer says was done',
      'What was released in 2021?',
      bySadi('The National Cyber Security Policy was released in 2021.'),
      'What did it suggest?',
      'What did the National Cyber Security Policy suggest?',
    ],
    [
      'the country before the verb',
      'Who leads in lethal autonomous weapons?',
      bySarwar('Russia leads in lethal autonomous weapons.'),
      'What are its plans?',
      'What are Russia’s plans?',
    ],
    [
      'several before the verb',
      'Who hacked the Indian power grid?',
      bySarwar('Pakistan’s cyber warriors hacked the Indian power grid.'),
      'What else did they hack?',
      'What else did Pakistan’s cyber warriors hack?',
    ],
    [
      'a doer behind "by"',
      'Who hacked the Indian power grid?',
      bySarwar('The Indian power grid was hacked by Pakistan’s cyber warriors.'),
      'What else did they hack?',
      'What else did Pakistan’s cyber warriors hack?',
    ],
    [
      'two before the verb',
      'Who supplies Pakistan with drones?',
      bySarwar('China and Turkey supply Pakistan with drones.'),
      'Which drones do they supply?',
      'Which drones do China and Turkey supply?',
    ],
    [
      'what somebody did, of a passive',
      'What was launched in 2019?',
      bySarwar('In 2019 India launched the Digital India programme.'),
      'Who funds it?',
      'Who funds the Digital India programme?',
    ],
    [
      'a cited author and what is hers',
      'What are Taddeo’s five principles?',
      bySarwar('There are five.'),
      'Why did she propose them?',
      'Why did Taddeo propose the five principles?',
    ],
    [
      'what a paper mentions',
      'Does Sadi mention Symantec?',
      bySadi('Threats grew.'),
      'What did it report?',
      'What did Symantec report?',
    ],
    [
      'the author and not a description',
      'Who wrote the paper on Pakistan?',
      bySadi('Threats grew.'),
      'Where does she study?',
      'Where does Sadi study?',
    ],
    [
      'a woman who wrote alone',
      'What do Sarwar and Rashid conclude?',
      surveillance,
      'What does she recommend?',
      'What does Sadi recommend?',
    ],
  ])('%s: after “%s”', (_, before, answer, turn, standalone) => {
    expect(asked(turn, [before, answer])).toBe(standalone);
  });

  test('it keeps standing for it in a row of questions', () => {
    const history = [['What is Sharp Eyes?', surveillance] as const, ['Who runs it?', surveillance] as const];
    expect(asked('Who started it?', ...history)).toBe('Who started Sharp Eyes?');
  });
});

describe('a pronoun stands for the noun that fits', () => {
  test.each([
    [
      'the subject, not the place',
      'How fast are cyberattacks growing in Pakistan?',
      'What do they target?',
      'What do cyberattacks target?',
    ],
    [
      'a noun the same for one and several',
      'Which aircraft did Pakistan shoot down?',
      'Does the other paper mention them?',
      'Do Sarwar and Rashid mention the aircraft?',
    ],
    ['what can be written', 'Does India have an AI policy?', 'Who wrote it?', 'Who wrote the AI policy?'],
    [
      'what can be published',
      'In which plan does China want to lead in AI?',
      'When was it published?',
      'When was the plan published?',
    ],
    [
      'never “else”',
      'What else did Vietnam do?',
      'In which year did it pass the law?',
      'In which year did Vietnam pass the law?',
    ],
    [
      'with the clause that restricts it',
      'Which countries does the Digital Silk Road connect?',
      'Is Pakistan one of them?',
      'Is Pakistan one of the countries that the Digital Silk Road connects?',
    ],
    ['a deed is no thing', 'What happened to the grid?', 'Who did it?', 'What happened to the grid, and who did it?'],
    [
      'a name over “and”',
      'What is the Belt and Road Initiative?',
      'Who started it?',
      'Who started the Belt and Road Initiative?',
    ],
    [
      'an act',
      'What is the CHIPS and Science Act?',
      'When was it passed?',
      'When was the CHIPS and Science Act passed?',
    ],
    ['two side by side', 'How do Huawei and ZTE differ?', 'Who owns them?', 'Who owns Huawei and ZTE?'],
    ['several events', 'What happened at Habib Bank?', 'When was that?', 'When were the events at Habib Bank?'],
  ])('%s: after “%s”', (_, before, turn, standalone) => {
    expect(asked(turn, [before, bySadi('It is so.')])).toBe(standalone);
  });
});

describe('another takes the place of its like', () => {
  test.each([
    ['all of a described name', 'When was the Burraq drone introduced?', 'And PECA?', 'When was PECA introduced?'],
    ['a state asked for', 'Which states use surveillance?', 'And in Pakistan?', 'Does Pakistan use surveillance?'],
    [
      'a state of several',
      'Which countries are members of BRICS?',
      'And Iran?',
      'Is Iran one of the members of BRICS?',
    ],
    [
      'a region where they are counted',
      'How many countries banned Huawei?',
      'And in Asia?',
      'How many countries banned Huawei in Asia?',
    ],
    [
      'a paper for a paper',
      'When was the paper by Sadi published?',
      'And the other paper?',
      'When was the paper by Sarwar and Rashid published?',
    ],
    ['not with “else”', 'What else did Vietnam do?', 'And Malaysia?', 'What did Malaysia do?'],
    [
      'authors as the subject',
      'What theory does Sadi use?',
      'And the other authors?',
      'What theory do Sarwar and Rashid use?',
    ],
    [
      'what they recommend',
      'What does Sadi recommend?',
      'What about the other paper?',
      'What do Sarwar and Rashid recommend?',
    ],
    ['one for two', 'Which method do Sarwar and Rashid use?', 'And Sadi?', 'Which method does Sadi use?'],
    [
      'whose it is',
      'What are Sadi’s research questions?',
      'And those of Sarwar and Rashid?',
      'What are Sarwar and Rashid’s research questions?',
    ],
  ])('%s: after “%s”', (_, before, turn, standalone) => {
    expect(asked(turn, [before, bySadi('It is so.')])).toBe(standalone);
  });

  test('and of them goes what is asked next', () => {
    const said = bySarwar('How do states defend themselves?');
    const history = [['What are Sadi’s research questions?', bySadi('Why?')] as const] as const;
    expect(asked('What method do they use?', ...history, ['And those of Sarwar and Rashid?', said])).toBe(
      'What method do Sarwar and Rashid use?',
    );
  });
});
