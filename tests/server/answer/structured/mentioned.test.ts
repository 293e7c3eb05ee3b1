import { describe, expect, test } from 'vitest';
import type { Paper } from '../../../../ingest/paper.ts';
import { acronymsIn } from '../../../../server/answer/structured/mentions/acronyms.ts';
import { NamedThing } from '../../../../server/answer/structured/mentions/named-thing.ts';
import { mentionAsked } from '../../../../server/answer/structured/mention-asked.ts';
import { structuredAnswer } from '../../../../server/answer/structured/structured-answer.ts';
import { sadi, sarwar } from '../../../fixtures/default-papers.ts';
import { shelfOfDefaultPapers } from '../../../fixtures/shelf.ts';
import { type Said, said } from './said.ts';

const shelf = await shelfOfDefaultPapers();
const signal = new AbortController().signal;
const both = [sadi, sarwar];

async function answerTo(question: string, papers: readonly Paper[] = both, embedder = true): Promise<Said> {
  const parts = { library: shelf.library, embedder: embedder ? shelf.embedder : null };
  const answer = await said(await structuredAnswer(question, papers, parts, signal));
  expect(answer.rejected).toEqual([]);
  return answer;
}

describe('what papers mention is quoted, and which do not is said', () => {
  test.each([
    [
      'one of both has it',
      'Do both papers mention Huawei?',
      [sadi],
      /Huawei/,
      'Sarwar & Rashid (n.d.) do not mention Huawei.',
    ],
    [
      'a thing that is no name',
      'Do both papers mention drones?',
      [sarwar],
      /drones/,
      'Sadi (2025) does not mention drones.',
    ],
    [
      '“and” inside a name',
      'Do both papers discuss the Belt and Road Initiative?',
      [sadi],
      /Belt and Road/,
      'do not mention the Belt and Road Initiative.',
    ],
    [
      'which of them',
      'Which of the two papers talks about Operation Sindoor?',
      [sarwar],
      /Sindoor/,
      'Sadi (2025) does not mention Operation Sindoor.',
    ],
    ['by whom', 'Which authors mention Trump?', [sarwar], /Trump/, 'Sadi (2025) does not mention Trump.'],
    ['who', 'Who talks about PECA?', [sadi], /PECA/, 'Sarwar & Rashid (n.d.) do not mention PECA.'],
    ['LAWS are no laws', 'Which of them discusses LAWS?', [sarwar], /LAWS/, 'Sadi (2025) does not mention LAWS.'],
    [
      'in which',
      'In which paper is Viettel mentioned?',
      [sadi],
      /Viettel/,
      'Sarwar & Rashid (n.d.) do not mention Viettel.',
    ],
    ['which is about it', 'Which paper is about Malaysia?', [sadi], /Malaysia/, 'do not mention Malaysia.'],
    ['what is of a country', 'Which paper mentions Vietnam?', [sadi], /Vietnam/, 'do not mention Vietnam.'],
    ['written as two words', 'Do both papers mention cyber attacks?', [sadi, sarwar], /cyber-?attack/, ''],
    [
      'in the reference list alone',
      'Does either paper mention Ukraine?',
      [sarwar],
      /Ukraine/,
      'Sarwar & Rashid (n.d.) list (References)',
    ],
    [
      'several things, by each',
      'Do the papers mention Huawei or Israel?',
      [sadi, sarwar],
      /Huawei|Israel/,
      'Sadi (2025) does not mention Israel.',
    ],
  ])('%s', async (_, question, papers, words, sentence) => {
    const { text, quotes, papers: quoted } = await answerTo(question);
    expect([...quoted].sort()).toEqual(papers.map(({ id }) => id).sort());
    for (const quote of quotes) expect(quote).toMatch(words);
    expect(text).toContain(sentence);
  });

  test('without an embedder, and in lower case', async () => {
    const { quotes } = await answerTo('does sadi mention peca', [sadi], false);
    expect(quotes.length).toBeGreaterThan(0);
    for (const quote of quotes) expect(quote).toMatch(/PECA/);
  });

  test.each([
    [
      'the paper asked lacks it',
      'Does Sadi mention Operation Sindoor?',
      [sadi],
      'Sadi (2025) does not mention Operation Sindoor.',
    ],
    ['in the passive', 'Is Israel mentioned in Sadi’s paper?', [sadi], 'Sadi (2025) does not mention Israel.'],
    [
      'two authors',
      'Do Sarwar and Rashid say anything about Huawei?',
      [sarwar],
      'Sarwar & Rashid (n.d.) do not mention Huawei.',
    ],
    ['no paper has it', 'Does any paper mention Bangladesh?', both, 'No passage in the library mentions Bangladesh.'],
    [
      'words that others may stand for',
      'Do the papers mention climate change?',
      both,
      'No passage in the library mentions climate change in these words.',
    ],
    ['words meant for the reader’s page', 'Does Sadi mention <b>Oslo</b>?', [sadi], 'Sadi (2025) does not mention'],
  ])('where nothing is quoted: %s', async (_, question, papers, sentence) => {
    const { quotes, abstained } = await answerTo(question, papers);
    expect(quotes).toEqual([]);
    expect(abstained).toContain(sentence);
  });
});

describe('what asks for no mention is left to retrieval', () => {
  test.each([
    ['a clause', 'Does Sadi mention how Vietnam responded to hacking?'],
    ['one of a kind', 'Does Sadi mention any country that restricted Huawei?'],
    ['a detail', 'Does Sadi mention the cost of the breach?'],
    ['somebody in the world', 'Does Pakistan address cyber threats?'],
    ['a doer in the world', 'Who covers the cost of 5G?'],
    ['the paper itself', 'Does Sadi mention the paper by Sarwar and Rashid?'],
    ['as what', 'Does Sadi refer to China as a threat?'],
  ])('%s', (_, question) => {
    expect(mentionAsked(question, both)).toBeNull();
  });

  test('a theme that may go by other words', async () => {
    const parts = { library: shelf.library, embedder: shelf.embedder };
    expect(await structuredAnswer('Does Sadi discuss unemployment?', [sadi], parts, signal)).toBeNull();
  });
});

describe('how a text speaks of a thing', () => {
  const acronyms = acronymsIn(
    'Under the Prevention of Electronic Crimes Act (PECA) and by the United Nations (UN), cf. (ITU).',
  );
  test.each([
    ['plural', 'drone', 'Drones flew.', 'in-a-row'],
    ['a long form for its acronym', 'PECA', 'the Prevention of Electronic Crimes Act of 2016', 'in-a-row'],
    ['an acronym for its long form', 'the United Nations', 'a ban with the UN', 'in-a-row'],
    ['dots', 'US', 'the U.S. market', 'in-a-row'],
    ['a pronoun is no country', 'US', 'it concerns us all', null],
    ['two words in one', 'cyber attacks', 'a cyberattack', 'in-a-row'],
    ['one word in two', 'cyberattacks', 'cyber-attacks', 'in-a-row'],
    ['not in a row', 'surveillance systems', 'systems that are used for surveillance', 'scattered'],
    ['half a name', 'Operation Sindoor', 'Operation Bunyan Ul Marsoos', null],
    ['a name inside a word', 'Intel', 'Intelligence and intelligentsia', null],
    ['a longer word', 'port', 'they portray it', null],
  ])('%s', (_, thing, text, expected) => {
    expect(new NamedThing(thing, acronyms).spokenOfIn(text)).toBe(expected);
  });

  test('an acronym is known by what its initials stand for', () => {
    expect(acronyms).toEqual([
      { short: 'PECA', long: 'Prevention of Electronic Crimes Act' },
      { short: 'UN', long: 'United Nations' },
    ]);
  });
});
