import { describe, expect, test } from 'vitest';
import { addPaper } from '../../../../ingest/add-paper.ts';
import { countWords } from '../../../../ingest/count-words.ts';
import { preparingWith } from '../../../../ingest/prepare-paper.ts';
import { plainTextReader } from '../../../../ingest/readers/plain-text.ts';
import { structuredAnswer } from '../../../../server/answer/structured/structured-answer.ts';
import { datasetsFolder, haveDatasets, qasperTexts } from '../../../eval/corpus.ts';
import { readText, sadi, sarwar } from '../../../fixtures/default-papers.ts';
import { shelfOfDefaultPapers } from '../../../fixtures/shelf.ts';
import { said } from './said.ts';

const shelf = await shelfOfDefaultPapers();

async function answerTo(question: string, papers = [sadi, sarwar]) {
  const answer = await structuredAnswer(question, papers, shelf, new AbortController().signal);
  return said(answer);
}

describe('a summary of one paper', () => {
  test.each([
    ['Sadi', sadi, /implications of the US-China AI rivalry/, /(?:sovereign|non-align|dependenc|overrelian)/i],
    [
      'Sarwar and Rashid',
      sarwar,
      /role of AI in enhancing Pakistan's military capabilities/,
      /Pakistan needs to adapt AI/,
    ],
  ])('%s: aim first, conclusion last, every quotation verified, in reading order', async (_, paper, first, last) => {
    const { text, quotes, rejected, starts } = await answerTo('Summarise this paper', [paper]);
    expect(rejected).toEqual([]);
    expect(quotes[0]).toMatch(first);
    expect(quotes.at(-1)).toMatch(last);
    expect(quotes.length).toBeGreaterThanOrEqual(5);
    expect(quotes.length).toBeLessThanOrEqual(8);
    expect(countWords(text)).toBeLessThanOrEqual(190);
    expect(starts).toEqual([...starts].sort((a, b) => a - b));
  });

  test('each quotation is introduced by its section', async () => {
    const { text } = await answerTo('Summarise this paper', [sadi]);
    expect(text).toMatch(/^What Sadi \(2025\) says:\nAbstract: “/);
    expect(text).toMatch(/\nConclusion: “/);
  });

  test('as many sentences as asked for', async () => {
    expect((await answerTo('Summarise this paper in three sentences', [sadi])).quotes).toHaveLength(3);
  });
});

test('two papers get a short summary each', async () => {
  const { text, papers } = await answerTo('Summarise these papers');
  expect(papers).toEqual([sadi.id, sarwar.id]);
  expect(text).toContain('\n\nWhat Sarwar & Rashid (n.d.) say');
});

test.each([
  ['argument', 'What do Sarwar and Rashid argue?', sarwar, /presents transformative opportunities/],
  ['conclusion', 'What does Sadi conclude?', sadi, /sovereign approach based on/],
  ['aim', 'What are the research questions of the paper?', sadi, /What Impact Does US-China AI Rivalry Have/],
  ['method', 'What method does the paper use?', sarwar, /qualitative interpretative research study/],
])('the %s is taken from the section that has it', async (_, question, paper, words) => {
  expect((await answerTo(question, [paper])).quotes.join(' ')).toMatch(words);
});

test('of many papers none is read: the answer says how many there are and what can be asked', async () => {
  const many = Array.from({ length: 2000 }, () => sadi);
  const { abstained, quotes } = await answerTo('Summarise the papers', many);
  expect(quotes).toEqual([]);
  expect(abstained).toMatch(/^There are 2,000 papers here/);
});

describe.skipIf(!haveDatasets)(`papers that nobody here wrote (need ${datasetsFolder})`, () => {
  test('a summary holds five to eight whole sentences of each, verified, ending with its conclusion', async () => {
    for (const { name, text } of qasperTexts().slice(0, 6)) {
      const bytes = () => Promise.resolve(new TextEncoder().encode(text));
      const reading = { ...shelf, prepare: preparingWith([plainTextReader()]) };
      await addPaper({ name, origin: `/papers/${name}`, bytes }, reading);
      const { quotes, rejected, text: answer } = await answerTo('Summarise this paper', [await readText(text, name)]);
      expect(rejected, name).toEqual([]);
      expect(quotes.length, name).toBeGreaterThanOrEqual(5);
      expect(quotes.length, name).toBeLessThanOrEqual(8);
      for (const quote of quotes) expect(quote, name).toMatch(/^["“(]?[\p{Lu}\d].*[.!?][”")\]]*$/u);
      expect(answer, name).toMatch(/\nConclusions?[^\n]*: “[^\n]*$/);
    }
  });
});
