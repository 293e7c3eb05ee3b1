import { expect, test } from 'vitest';
import { extractiveWriter } from '../../../server/answer/extractive.ts';
import type { DraftPart } from '../../../server/answer/answer-writer.ts';
import type { Evidence } from '../../../server/answer/evidence.ts';
import { scoreSentences } from '../../../server/answer/sentences/score-sentences.ts';
import { readQuestion } from '../../../server/questions/read-question.ts';
import { evidenceOf, partsOf, requestOf } from '../../conformance/answer-writer.ts';

/** What is written where it is sure that the evidence holds an answer. */
async function written(question: string, evidence: readonly Evidence[]): Promise<DraftPart[]> {
  const read = readQuestion(
    question,
    evidence.map(({ paper }) => paper),
  );
  const sentences = await scoreSentences(read, evidence, null, new AbortController().signal);
  const assessed = [{ question, sentences, confidence: 1 }];
  return await partsOf(extractiveWriter().write(requestOf(question, evidence, { assessed })));
}

/** How an answer from one paper is introduced. */
async function leadOf(paper: { authors?: string[]; title?: string; section?: string }): Promise<string> {
  const { section = 'Results', ...more } = paper;
  const evidence = evidenceOf('The glacier lost its ice to dust from the plain.').map((item) => ({
    ...item,
    section,
    paper: { ...item.paper, year: null, ...more },
  }));
  const [lead] = await written('Why did the glacier lose its ice?', evidence);
  return lead?.type === 'text' ? lead.text : '';
}

test.each([
  ['one author', { authors: ['Kyle Lo'] }, 'Lo (n.d.) writes (Results): '],
  ['“et al.” keeps its full stop', { authors: ['Kyle Lo', 'Lucy Wang', 'Mark Neumann'] }, 'Lo et al. (n.d.) write (Results): '],
  ['a section’s number has none', { authors: ['Kyle Lo'], section: '4.2. Ice vs. dust' }, 'Lo (n.d.) writes (4.2 Ice vs. dust): '],
  ['a title of two sentences is one', { authors: [], title: 'Does “ice” melt? A study of dust' }, 'Does ’ice’ melt, A study of dust (n.d.) writes (Results): '],
])('%s', async (_, paper, lead) => {
  expect(await leadOf(paper)).toBe(lead);
}); // prettier-ignore

/** An answer as it would read, from passages that hold one sentence or more. */
async function answerFrom(question: string, ...texts: string[]): Promise<string> {
  const parts = await written(question, evidenceOf(...texts));
  return parts.map((part) => (part.type === 'quotation' ? `“${part.quote}”` : part.type === 'text' ? part.text : '')).join('');
} // prettier-ignore

test.each([
  ['a number', 'How many divers did the navy train?', 'The navy trained 400 divers.', '400'],
  ['a number that is not exact', 'How many divers did the navy train?', 'The navy trained almost 400 divers.', 'Almost 400'],
  ['a bound', 'How many divers did the navy train?', 'The navy trained no more than 400 divers.', 'No more than 400'],
  ['a measure', 'How much ice did the glacier lose?', 'The glacier lost about eleven metres of ice.', 'About eleven metres'],
  ['a year', 'When did the navy train the divers?', 'The navy trained its divers in 1998.', '1998'],
])('%s that was asked for is said first', async (_, question, text, figure) => {
  expect(await answerFrom(question, text)).toBe(`${figure}, according to Sadi & Novák (2025) (Results): “${text}”`);
}); // prettier-ignore

const question = 'How many divers did the navy train?';
test('another figure for the same stands behind the first', async () => {
  const answer = await answerFrom(question, 'The navy trained 400 divers.', 'The navy trained 250 divers.');
  expect(answer).toMatch(/“The navy trained 400 divers\.” .*another figure.*: “The navy trained 250 divers\.”$/);
});

/** Longer than there is room for behind another sentence. */
const aside = `For this it had the use of two boats, ${'lent from spring to autumn by the fishing cooperative of a village nearby, '.repeat(8)}and kept in good repair.`;

test.each([
  ['a number of something else, behind it', `The navy has a school. It trained 400 divers. ${aside}`],
  ['a number of others', 'The navy trained 400 divers. The army trained 3 cooks.'],
  ['the same number in other words', 'The navy trained 400 divers. Those 400 divers that the navy trained are few.'],
])('%s is no other figure', async (_, text) => {
  const answer = await answerFrom(question, text);
  expect(answer).toMatch(/^400, according to/);
  expect(answer).not.toContain('another figure');
});
