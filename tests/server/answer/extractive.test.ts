import { expect, test } from 'vitest';
import { extractiveWriter } from '../../../server/answer/extractive.ts';
import { evidenceOf, partsOf, requestOf } from '../../conformance/answer-writer.ts';

/** How an answer from one paper is introduced. */
async function leadOf(paper: { authors?: string[]; title?: string; section?: string }): Promise<string> {
  const { section = 'Results', ...more } = paper;
  const evidence = evidenceOf('The glacier lost eleven metres of ice between 1998 and 2016.').map((item) => ({
    ...item,
    section,
    paper: { ...item.paper, year: null, ...more },
  }));
  const [lead] = await partsOf(extractiveWriter().write(requestOf('How much ice did the glacier lose?', evidence)));
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
