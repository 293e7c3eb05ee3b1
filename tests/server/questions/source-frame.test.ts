import { expect, test } from 'vitest';
import { withoutSourceFrame } from '../../../server/questions/source-frame.ts';
import { sadi, sarwar } from '../../fixtures/default-papers.ts';

const papers = [sadi, sarwar];

test.each([
  ['Where does Sadi say how Vietnam responded to hacking?', 'how Vietnam responded to hacking?'],
  ['On which page does Sadi say that the cameras recognise faces?', 'the cameras recognise faces?'],
  ['In which section do Sarwar and Rashid write about drones and missiles?', 'drones and missiles?'],
  ['Where exactly in the paper does she mention the port of Gwadar?', 'the port of Gwadar?'],
])('what is said is looked for, of a question where it is said: %s', (question, said) => {
  expect(withoutSourceFrame(question, papers)).toBe(said);
});

test.each([
  'Where does Pakistan stand in the rankings?',
  'Where is Gwadar?',
  'Where does Pakistan report the most cyber attacks?',
  'Where did India say it would strike Pakistan?',
  'What does Sadi say about drones?',
  'Where does Sadi say that?',
  'Who says that Pakistan won the war?',
])('another question stays letter for letter: %s', (question) => {
  expect(withoutSourceFrame(question, papers)).toBe(question);
});
