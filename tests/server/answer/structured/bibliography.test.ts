import { describe, expect, test } from 'vitest';
import type { Paper } from '../../../../ingest/paper.ts';
import { askedOf, structuredAnswer } from '../../../../server/answer/structured/structured-answer.ts';
import { readText, sadi, sarwar } from '../../../fixtures/default-papers.ts';
import { shelfOfDefaultPapers } from '../../../fixtures/shelf.ts';
import { addPaper } from '../../../../ingest/add-paper.ts';
import { preparingWith } from '../../../../ingest/prepare-paper.ts';
import { plainTextReader } from '../../../../ingest/readers/plain-text.ts';
import { type Said, said } from './said.ts';

const shelf = await shelfOfDefaultPapers();
const signal = new AbortController().signal;

const numberedText = `# Dust on ice

Jana Nováková (2019)

## Abstract

Dust darkens the ice of valley glaciers and makes it melt sooner.

## Introduction

Soot from forest fires reached the tongue in August [2]. Earlier work measured only the snow [1, 3].

## References

[1] Berger, A. (2001). Snow and its light. Journal of Snow, 3, 1-9.

[2] Castro, L. (2014). Fires above the tree line. Andes Press.

[3] Dahl, E. (1998). Albedo of old snow. Polar Letters, 7, 20-31.
`;
const numbered = await readText(numberedText, 'dust.md');
await addPaper(
  { name: 'dust.md', origin: '/papers/dust.md', bytes: () => Promise.resolve(new TextEncoder().encode(numberedText)) },
  { ...shelf, prepare: preparingWith([plainTextReader()]) },
);

async function answerTo(question: string, papers: readonly Paper[] = [sadi, sarwar], embedder = true): Promise<Said> {
  const parts = { library: shelf.library, embedder: embedder ? shelf.embedder : null };
  const answer = await said(await structuredAnswer(question, papers, parts, signal));
  expect(answer.rejected).toEqual([]);
  return answer;
}

describe('the entry behind a reference', () => {
  test.each([
    ['author and year', 'What is the full reference for (Dong, 2025)?', 'Sadi (2025) lists: “Dong, J. (2025). AI: China and the US'],
    ['lower case, no brackets', 'full reference for dong 2025', '“Dong, J. (2025).'],
    ['in a named paper', 'What is the full reference for Dong (2025) in Sadi’s paper?', '“Dong, J. (2025).'],
    ['by who was cited', 'what did they cite from Feldstein?', 'Sarwar & Rashid (n.d.) list: “Feldstein, S. (2019). The global expansion'],
    ['several works', 'What works by Taddeo are cited?', '“Taddeo, M., & Floridi, L. (2018). How AI can be a force for good.'],
    ['by title', 'Does the paper cite Army of None?', '“Scharre, P. (2018). Army of none'],
    ['with other diacritics', 'Show me the full reference for Blagojevic', '“Blagojević, V. (2019). Strategic culture'],
    ['of another year: both are shown', 'what is (Buchanan, 2022)?', 'refers to “Buchanan, 2022” [1]; the list has no such entry, but this comes near: “Buchanan, B. (2020).'],
    ['spelt otherwise: both are shown', 'full reference for Sarfaraz (2025)', '“Sarfaraz, 2025” [1]; the list has no such entry, but this comes near: “Sarfraz, H. (2025'],
    ['by its title asked for', 'What is the title of Craig and Valeriano’s work?', 'Realism and cyber conflict'],
    ['by its date asked for', 'What’s the date of the Stimson Center piece by Ali?', '(2020, December 1)'],
    ['by when it was published', 'When was Dong’s article published?', '“Dong, J. (2025).'],
    ['a slip in the question', 'full reference for Feldstien', 'nothing by Feldstien; this name comes near: “Feldstein, S. (2019).'],
    ['only in the text', 'Full reference for Zwetsloot (2019), please.', '“Zwetsloot, 2019” [1], but the reference list has no such entry.'],
    ['a second work only in the text', 'Full reference for Mearsheimer, please.', 'The text also refers to “Mearsheimer, 2001” [2], which has no entry in the list.'],
  ])('%s', async (_, question, words) => {
    expect((await answerTo(question)).text).toContain(words);
  }); // prettier-ignore

  test.each([
    ['nowhere', 'full reference for Kissinger', 'Neither the text nor the reference list of Sadi (2025) and Sarwar & Rashid (n.d.) names Kissinger.'],
    ['a number, where there are none', 'who is [12]?', 'The references of Sadi (2025) and Sarwar & Rashid (n.d.) have no numbers: name the source by author and year.'],
  ])('%s: says so', async (_, question, message) => {
    const { abstained, quotes } = await answerTo(question);
    expect(abstained).toBe(message);
    expect(quotes).toEqual([]);
  }); // prettier-ignore

  test('what is asked of a paper of the library is no other’s work', () => {
    expect(askedOf('What is the title of Sadi’s paper?', [sadi, sarwar])?.kind).not.toBe('source');
  });

  test('by number', async () => {
    expect((await answerTo('Which work does [2] refer to?', [numbered])).quotes[0]).toContain(
      'Fires above the tree line',
    );
    expect((await answerTo('who is [7]?', [numbered])).abstained).toMatch(/has no number 7\.$/);
  });
});

describe('what is printed at the head of a paper', () => {
  test.each([
    ['authors', 'Who wrote this paper?', 'The author of Sadi (2025): “Aleena Sadi”'],
    ['authors of the other', 'who are the authors of the paper by Sarwar?', 'The 2 authors of Sarwar & Rashid (n.d.): “Dr. Ghulam Sarwar” [1], “Dr. Muhammad Imran Rashid” [2]'],
    ['by title', 'Who wrote "Artificial Intelligence in Pakistan’s National Security Strategy"?', '“Dr. Ghulam Sarwar”'],
    ['a year', 'When was Sadi’s paper published?', 'The year of Sadi (2025), printed in its DOI: “'],
    ['titles', 'What are the titles of the papers?', 'ARTIFICIAL INTELLIGENCE IN PAKISTAN'],
  ])('%s', async (_, question, words) => {
    const named = /Sarwar|Artificial/.test(question) ? [sarwar] : /Sadi|this/.test(question) ? [sadi] : [sadi, sarwar];
    expect((await answerTo(question, named)).text).toContain(words);
  }); // prettier-ignore

  test.each([
    ['a topic', 'Who wrote about offensive realism?'],
    ['a policy', 'When was the National Cyber Security Policy published?'],
  ])('not where %s is asked for', (_, question) => {
    expect(askedOf(question, [sadi, sarwar])).toBeNull();
  });
});

describe('what the paper cites for something', () => {
  test.each([
    ['an entry', 'what does the paper cite for deepfakes', ['influences political opinion', 'Montasari, R. (2024).']],
    ['a number, whose source the list lacks', 'Which source does Sadi give for the 18 per cent yearly rise in attacks?', ['increased by 18% each year']],
    ['a claim', 'Which source says that resolution 78/311 enhances cooperation?', []],
  ])('%s', async (_, question, parts) => {
    for (const embedder of [true, false]) {
      const { quotes } = await answerTo(question, [sadi, sarwar], embedder);
      for (const [index, part] of parts.entries()) expect(quotes[index]).toContain(part);
    }
  }); // prettier-ignore

  test('the source that the list lacks is named', async () => {
    const { text } = await answerTo('What is the source for the 78% figure?', [sadi]);
    expect(text).toContain('The list has no entry for Pakistan Telecommunication Authority, 2023.');
  });

  test('nothing: says so', async () => {
    const { abstained } = await answerTo('What does Sadi cite for volcanoes?', [sadi]);
    expect(abstained).toBe('No sentence about this in Sadi (2025) names a source.');
  });
});

describe('references against the list', () => {
  test('what disagrees stands side by side, what is missing is listed', async () => {
    const { text } = await answerTo('Which in-text citations do not match the reference list?', [sadi]);
    expect(text).toMatch(
      /^In Sadi \(2025\), 8 in-text references do not match the list\.\nThe year disagrees:\n“Buchanan, 2022”/,
    );
    expect(text).toMatch(/“Sarfaraz, 2025” \[\d+\] in the text, “Sarfraz, H\. [^”]*” \[\d+\] in the list\./);
    expect(text).toMatch(/No entry in the list:(?:\n“[^”]+” \[\d+\])*\n“Hezril Azmin, 2024” \[\d+\]$/);
  });

  test.each([
    ['a co-author’s name', '“Shahzad & Folki, 2024”', '“Shahzad, A., & Falki, S. M. (2024).'],
    ['the year of one of three authors', '“Ashraf & Mustafa, 2024”', '“Ashraf, S., Mustafa, G., & Ali, G. (2023).'],
    ['the first author’s name', '“Choudhary, 2025”', '“Chaudhary, R. (2025, May 15).'],
  ])('%s', async (_, inText, inList) => {
    const { text } = await answerTo('Are there citations whose year or entry is wrong?', [sarwar]);
    const line = text.split('\n').find((each) => each.startsWith(inText));
    expect(line).toContain(inList);
  });

  test('entries that are never cited', async () => {
    const { quotes } = await answerTo('Which references are never cited in the text?', [sadi]);
    expect(quotes).toHaveLength(1);
    expect(quotes[0]).toMatch(/^Obaid, M\. \(2023\)/);
  });

  test('nothing is wrong: says so', async () => {
    const { abstained } = await answerTo('Are any references missing from the list?', [numbered]);
    expect(abstained).toMatch(/^Every in-text reference that could be read has an entry/);
  });
});

describe('the list', () => {
  test('whole', async () => {
    const { quotes, text } = await answerTo('Which references does the paper list?', [sadi]);
    expect(quotes).toHaveLength(11);
    expect(text).toMatch(/^The reference list of Sadi \(2025\) has 11 entries:\n“Ali, S\. M\./);
  });

  test('counted, each paper', async () => {
    const { text } = await answerTo('How many sources do the papers cite?');
    expect(text).toMatch(
      /Sadi \(2025\) has 11 entries, from “Ali[\s\S]*Sarwar & Rashid \(n\.d\.\) has 50 entries, from “Ahmad/,
    );
  });
});

test('of many papers, those that name the source are found', async () => {
  const others = Array.from({ length: 30 }, (_, index) => ({
    ...sarwar,
    id: `${index}`.padStart(16, '0') as Paper['id'],
  }));
  const { text } = await answerTo('What is the full reference for (Yildirim, 2025)?', [...others, sadi]);
  expect(text).toContain('Sadi (2025) lists: “Yildirim, A. G. (2025).');
});

test.each([
  ['money', 'What sources of funding does the paper name?'],
  ['points', 'Which reference points are used?'],
  ['a group', 'What is the reference group of the study?'],
  ['a reason', 'What does the author cite as the reason for dependence?'],
  ['reasons', 'What reasons does the paper cite for Pakistan’s vulnerability?'],
  ['an example', 'what example does Sadi cite for data breaches'],
  ['the source of something', 'What is the source of the threat?'],
  ['energy', 'Which source of energy is used?'],
  ['law', 'Which sources of law does the paper discuss?'],
  ['information', 'Which sources of information did the police use?'],
  ['what another cites', 'What does Khurshid cite for deterrence?'],
  ['what a state cites', 'Does Pakistan cite India as a threat?'],
  ['a risk', 'Is Huawei cited as a risk?'],
  ['works of art', 'How many works of art were destroyed?'],
  ['a partner', 'Which country is missing from the list of partners?'],
  ['a gap', 'What is missing in Pakistan’s cyber security policy?'],
  ['law that is missing', 'Which legal references are missing in the law?'],
  ['an event of a year', 'what is Operation Sindoor 2025?'],
  ['a policy of a year, which is an entry’s title', 'What is the National Cyber Security Policy 2021?'],
  ['a year', 'What happened in 2025?'],
  ['a year that something happened', 'Which university suffered a data breach in 2023?'],
  ['what a cited author says', 'What did Taddeo say?'],
  ['what the paper says of sources', 'What does Sadi say about sources?'],
  ['a pronoun for what was said', 'What source does she give for that?'],
])('not asked of the references: %s', async (_, question) => {
  expect(await structuredAnswer(question, [sadi, sarwar], shelf, signal)).toBeNull();
}); // prettier-ignore

test('hostile names and endless questions are only words', async () => {
  expect(askedOf(`full reference for ${'the '.repeat(5000)}`, [sadi])).toBeNull();
  const { abstained } = await answerTo('full reference for “]<b>Evil</b> [1] (2020)”', [sadi]);
  expect(abstained).not.toMatch(/[“”[\]]/);
});
