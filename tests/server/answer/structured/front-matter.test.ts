import { describe, expect, test } from 'vitest';
import { addPaper } from '../../../../ingest/add-paper.ts';
import type { Paper } from '../../../../ingest/paper.ts';
import { preparingWith } from '../../../../ingest/prepare-paper.ts';
import { plainTextReader } from '../../../../ingest/readers/plain-text.ts';
import { askedOf, structuredAnswer } from '../../../../server/answer/structured/structured-answer.ts';
import { readText, sadi, sarwar } from '../../../fixtures/default-papers.ts';
import { shelfOfDefaultPapers } from '../../../fixtures/shelf.ts';
import { said } from './said.ts';

const shelf = await shelfOfDefaultPapers();
const signal = new AbortController().signal;

async function added(name: string, text: string): Promise<Paper> {
  const bytes = () => Promise.resolve(new TextEncoder().encode(text));
  await addPaper({ name, origin: `/papers/${name}`, bytes }, { ...shelf, prepare: preparingWith([plainTextReader()]) });
  return await readText(text, name);
}

/** Names in one line, whose marks lead to notes below. */
const marked = await added(
  'dust.md',
  `# Dust on the ice of valley glaciers

Polar Letters, Vol. 12, No. 3, 2019

Jana Nováková1, Erik Dahl2

1 Institute of Geology, Masaryk University, Brno

2 Senior Lecturer, Department of Geography, University of Tromsø

Received: 4 March 2019. Published online: 9 August 2019

## Abstract

Dust darkens the ice of valley glaciers and makes it melt sooner.

### Keywords

albedo; soot;
valley glaciers

## Introduction

Soot from forest fires reached the tongue in August. The keywords of the debate are few.
`,
);
/** Nothing at its head but a title and a name. */
const bare = await added(
  'rain.md',
  '# Rain in the hills\n\nMara Lindqvist\n\n## Introduction\n\nRain falls more often in the hills than before.\n',
);

async function answerTo(question: string, papers: readonly Paper[]) {
  const answer = await said(
    await structuredAnswer(question, papers, { library: shelf.library, embedder: null }, signal),
  );
  expect(answer.rejected).toEqual([]);
  return answer;
}

const sadiKeywords =
  'Keywords: U.S.-China AI Rivalry, Pakistan Digital Sovereignty, Cybersecurity Infrastructure, China-Pakistan Economic Corridor (CPEC), South Asian Cybersecurity, Technological Dependence, Defensive Realism';
const sialkot = 'Assistant Professor, Department of Politics and International Relations University of Sialkot';
const lahore =
  'Student, Department of Political Science and International Relations, University of Management and Technology, Lahore, Punjab, Pakistan.';

describe('what stands at the head of a paper is quoted', () => {
  test.each([
    ['keywords', 'What are the keywords of Sadi’s paper?', [sadi], [sadiKeywords]],
    [
      'keywords below a heading, over two lines',
      'Which keywords does the paper by Nováková list?',
      [marked],
      ['albedo; soot; valley glaciers'],
    ],
    ['a DOI', 'what is the doi of sadi’s paper', [sadi], ['Digital Object Identifier (DOI): 10.62843/jrsr/2025.4a088']],
    ['a workplace below a name', 'Where does Imran Rashid work?', [sarwar], [sialkot]],
    ['a workplace in a note of the first page', 'At which university does Aleena Sadi study?', [sadi], [lahore]],
    [
      'a workplace that a mark leads to',
      'Which university is Erik Dahl at?',
      [marked],
      ['Senior Lecturer, Department of Geography, University of Tromsø'],
    ],
    [
      'of a name typed without accents',
      'what is the affiliation of novakova',
      [marked],
      ['Institute of Geology, Masaryk University, Brno'],
    ],
    [
      'a position',
      'What is Dahl’s position?',
      [marked],
      ['Senior Lecturer, Department of Geography, University of Tromsø'],
    ],
    [
      'who somebody is',
      'Who is Ghulam Sarwar?',
      [sarwar],
      ['SSE, School Education Department, Government of the Punjab, Pakistan.'],
    ],
    [
      'all authors’ workplaces',
      'What are the affiliations of the authors of the paper by Dahl?',
      [marked],
      [
        'Institute of Geology, Masaryk University, Brno',
        'Senior Lecturer, Department of Geography, University of Tromsø',
      ],
    ],
    ['an e-mail address', 'What is Imran Rashid’s e-mail address?', [sarwar], ['Email: Imran.rashid@uskt.edu.pk']],
    [
      'the first author’s, of each paper',
      'What is the email address of the first author?',
      [sadi, sarwar],
      ['Correspondence should be addressed to Aleena Sadi; aleenasadi49@qmail.com', 'Email: sarwarr69@gmail.com'],
    ],
    [
      'whom to write to',
      'Who is the corresponding author of Sadi’s paper?',
      [sadi],
      ['Correspondence should be addressed to Aleena Sadi; aleenasadi49@qmail.com'],
    ],
    [
      'a date',
      'When was the paper by Dahl published?',
      [marked],
      ['Received: 4 March 2019. Published online: 9 August 2019'],
    ],
    [
      'a year that only the DOI tells',
      'When was Sadi’s paper published?',
      [sadi],
      ['Digital Object Identifier (DOI): 10.62843/jrsr/2025.4a088'],
    ],
    ['a journal', 'In which journal did Dahl’s paper appear?', [marked], ['Polar Letters, Vol. 12, No. 3, 2019']],
    [
      'the authors of all papers',
      'Who are the authors of the papers?',
      [sadi, sarwar],
      ['Aleena Sadi', 'Dr. Ghulam Sarwar', 'Dr. Muhammad Imran Rashid'],
    ],
    [
      'one author by place',
      'Who is the second author of the paper by Sarwar?',
      [sarwar],
      ['Dr. Muhammad Imran Rashid'],
    ],
  ])('%s', async (_, question, papers, quotes) => {
    const answer = await answerTo(question, papers);
    expect(answer.abstained).toBeNull();
    expect(answer.quotes).toEqual(quotes);
  });
});

describe('what does not stand there is said of the paper asked, and of no other', () => {
  test.each([
    [
      'DOI',
      'What is the DOI of the paper by Sarwar?',
      [sarwar],
      'Nothing at the head of Sarwar & Rashid (n.d.) gives a DOI.',
    ],
    [
      'date',
      'When was Sarwar’s paper published?',
      [sarwar],
      'Nothing at the head of Sarwar & Rashid (n.d.) says when it was published.',
    ],
    ['journal', 'Which journal published Sadi’s paper?', [sadi], 'Nothing at the head of Sadi (2025) names a journal.'],
    [
      'keywords, though the text has the word',
      'What are the keywords of Lindqvist’s paper?',
      [bare],
      'Nothing at the head of Lindqvist (n.d.) lists keywords.',
    ],
    [
      'workplace',
      'Where does Mara Lindqvist work?',
      [bare],
      'Nothing at the head of Lindqvist (n.d.) says where Mara Lindqvist works.',
    ],
    [
      'e-mail address',
      'How can I contact Erik Dahl?',
      [marked],
      'Nothing at the head of Nováková & Dahl (2019) gives an e-mail address of Erik Dahl.',
    ],
  ])('%s', async (_, question, papers, sentence) => {
    expect((await answerTo(question, papers)).abstained).toBe(sentence);
  });

  test('beside one that has it', async () => {
    const answer = await answerTo('What is the DOI of both papers?', [sadi, sarwar]);
    expect(answer.quotes).toEqual(['Digital Object Identifier (DOI): 10.62843/jrsr/2025.4a088']);
    expect(answer.text).toContain('Nothing at the head of Sarwar & Rashid (n.d.) gives a DOI.');
  });
});

describe('questions of another kind', () => {
  test.each([
    ['a namesake of an author', 'Which university is Farooq Sarwar at?'],
    ['a source of the paper', 'What is the DOI of Javed’s article?'],
    ['an institution in the text', 'Which university developed the facial recognition system?'],
    ['people in the text', 'Where do Pakistani engineers work?'],
    ['a date in the text', 'When was PECA published?'],
    ['what papers are about something', 'Which papers are about drones?'],
    ['what a paper lists', 'List the sources of the paper'],
  ])('%s', (_, question) => {
    const kind = askedOf(question, [sadi, sarwar])?.kind;
    expect(kind === 'front-matter' || kind === 'library').toBe(false);
  });
});

describe('which papers there are', () => {
  test.each([
    'Which papers do you have?',
    'How many papers are in the library?',
    'list all papers',
    'What is in the library?',
  ])('%s', async (question) => {
    const answer = await answerTo(question, [sadi]);
    expect(answer.text).toMatch(/^There are 4 papers here:\nSadi \(2025\): /);
    expect(answer.quotes).toEqual([sadi.title, sarwar.title, marked.title, bare.title]);
  });
});
