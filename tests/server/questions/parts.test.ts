import { describe, expect, it } from 'vitest';
import type { PaperSummary } from '../../../ingest/library.ts';
import { partsOf } from '../../../server/questions/parts.ts';
import { sadi, sarwar } from '../../fixtures/default-papers.ts';

const papers: PaperSummary[] = [sadi, sarwar].map((paper) => ({ ...paper, pages: paper.pages.length, passages: 40 }));
const bareOf = (question: string) => partsOf(question, papers).map(({ bare }) => bare);

describe('the sides of a comparison are asked one by one', () => {
  it.each([
    [
      'two countries',
      'How do Vietnam and Malaysia differ in the way they deal with Huawei?',
      [
        'How do Vietnam differ in the way they deal with Huawei?',
        'How do Malaysia differ in the way they deal with Huawei?',
      ],
    ],
    [
      'two kinds that share their noun',
      'What is the difference between defensive and offensive realism?',
      ['What is the difference between defensive realism?', 'What is the difference between offensive realism?'],
    ],
    [
      'two things of two words',
      'What is the difference between hybrid warfare and autonomous warfare?',
      ['What is the difference between hybrid warfare?', 'What is the difference between autonomous warfare?'],
    ],
    ['“differ from”', 'How does soft power differ from hard power?', ['How does soft power?', 'How does hard power?']],
    [
      'an article in front',
      'How is the drone different from the cruise missile?',
      ['How is the drone different from the cruise missile?'],
    ],
    ['a bidding', 'Compare soft power with hard power.', ['soft power', 'hard power.']],
    [
      '“… ones”',
      'What tools do Pakistani startups use, compared with American ones?',
      ['What tools do Pakistani startups use?', 'What tools do American startups use?'],
    ],
    [
      'hyphens',
      'How do the short-term and the medium-term measures differ?',
      ['How do the short-term measures differ?', 'How do the medium-term measures differ?'],
    ],
  ])('%s', (_, question, expected) => {
    expect(bareOf(question)).toEqual(expected);
  });

  it.each([
    ['nothing is compared', 'What do India and Pakistan spend on drones?'],
    ['two words are one thing', 'Are command and control systems different in Pakistan?'],
    ['each has both', 'What are the pros and cons of each approach?'],
    ['a side begins before the name', 'What is the difference between AI in India and AI in Pakistan?'],
    ['its sides have no clear ends', 'In what way is AI in India different from AI in Pakistan?'],
  ])('but the question stays whole where %s', (_, question) => {
    expect(partsOf(question, papers).map(({ text }) => text)).toEqual([question]);
  });
});

describe('papers are asked one by one', () => {
  it.each([
    ['where both are', 'What do both papers say about the threat from India?', 'the threat from India?'],
    ['where two are named', 'What do Sadi and Sarwar & Rashid say about realism?', 'realism?'],
    [
      'by possessives',
      "Compare China's AI ambitions in Sadi's paper with those in Sarwar and Rashid's.",
      "China's AI ambitions.",
    ],
    ['where the verb is another', 'Which AI policies do the papers name?', 'Which AI policies?'],
  ])('%s', (_, question, bare) => {
    const parts = partsOf(question, papers);
    expect(parts.map((part) => part.papers)).toEqual([[sadi.id], [sarwar.id]]);
    expect(parts.map((part) => part.bare)).toEqual([bare, bare]);
  });

  it('but not where one paper’s authors are named', () => {
    expect(partsOf('What do Sarwar and Rashid recommend?', papers)).toHaveLength(1);
  });
});

describe('whom a question asks is not searched for', () => {
  it.each([
    ['an author', 'What does Sadi say about CPEC?', 'CPEC?'],
    ['authors by their view', 'What is Sadi’s view of Huawei?', 'What is Huawei?'],
    ['authors in front', 'According to Sarwar and Rashid, who leads in LAWS?', 'who leads in LAWS?'],
    ['a clause', 'How do Sarwar and Rashid say AI works?', 'AI works?'],
  ])('%s', (_, question, bare) => {
    expect(bareOf(question)).toEqual([bare]);
  });

  it.each([
    ['an author', 'Where does Aleena Sadi study?'],
    ['a paper', 'What kind of study is the paper by Sarwar and Rashid?'],
  ])('unless %s is what it asks about', (_, question) => {
    expect(bareOf(question)).toEqual([question]);
  });
});
