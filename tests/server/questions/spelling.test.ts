import { expect, test } from 'vitest';
import { respelled } from '../../../server/questions/spelling.ts';

const printed = new Set(['Gwadar', 'said', 'theory', 'surveillance', 'Sarwar']);

test.each([
  ['a name of the passages', 'Where is Gwader?', 'Where is Gwadar?'],
  ['a word of the passages', 'What survelliance is there?', 'What surveillance is there?'],
  ['a word of questions', 'Waht theory is there?', 'What theory is there?'],
  ['a name is no slip of an ordinary word', 'What theory does Sadi use?', 'What theory does Sadi use?'],
  ['but may be one of another name', 'What does Sarwer use?', 'What does Sarwar use?'],
  ['what begins a question is no name for that', 'Siad who?', 'Said who?'],
  ['acronyms stay', 'What is PEAC?', 'What is PEAC?'],
])('%s: %s', (_, question, wanted) => {
  expect(respelled(question, printed)).toBe(wanted);
});
