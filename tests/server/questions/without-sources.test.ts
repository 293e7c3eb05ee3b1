import { expect, test } from 'vitest';
import { withoutSources } from '../../../server/questions/without-sources.ts';

const papers = [{ authors: ['Theresa May', 'Douglass North'] }, { authors: ['Li An'] }, { authors: ['Jana Nováková'] }];

test.each([
  ['one', 'What does Nováková say about soot?', 'What does the paper say about soot?'],
  ['in full', 'What does Jana Nováková say about soot?', 'What does the paper say about soot?'],
  ['two', 'What do May and North say about soot?', 'What do the papers say about soot?'],
  ['a possessive', 'What is North’s view of soot?', 'What is the paper’s view of soot?'],
  ['in lower case, as all is', 'what does nováková say about soot?', 'what does the paper say about soot?'],
])('authors are called the paper: %s', (_, question, expected) => {
  expect(withoutSources(question, papers)).toBe(expected);
});

test.each([
  ['inside another word', 'Is Bali an island of Indonesia?'],
  ['a word of its own', 'Which cities are in the north?'],
  ['a month', 'Which law did Vietnam adopt in May?'],
])('but not a name that is %s', (_, question) => {
  expect(withoutSources(question, papers)).toBe(question);
});
