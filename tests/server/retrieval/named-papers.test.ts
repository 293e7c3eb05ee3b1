import { describe, expect, test } from 'vitest';
import { namedPapers } from '../../../server/retrieval/named-papers.ts';
import { sadi, sarwar } from '../../fixtures/default-papers.ts';
import { shelfOfDefaultPapers } from '../../fixtures/shelf.ts';

const papers = await (await shelfOfDefaultPapers()).library.papers();
const names: Record<string, string> = { sadi: sadi.id, sarwar: sarwar.id };

describe('a paper named in the question', () => {
  test.each([
    ['an author', 'What does Sadi say about Vietnam?', ['sadi']],
    ['in lower case', 'what does sadi say about vietnam', ['sadi']],
    ['with a possessive', "What is Sadi's view of CPEC?", ['sadi']],
    ['one of two authors', 'According to Rashid, who mediated?', ['sarwar']],
    ['both papers', 'Do Sadi and Sarwar agree on China?', ['sadi', 'sarwar']],
    ['a year', 'What does the 2025 paper recommend?', ['sadi']],
    ['a year behind', 'What does the paper from 2025 recommend?', ['sadi']],
    ['part of a title', "In “AI Rivalry and its Implications on Pakistan's Cybersecurity”, what is 78%?", ['sadi']],
    ['no paper', 'What is securitization theory?', undefined],
    ['a year of events', 'What happened in May 2025?', undefined],
    ['a name inside another word', 'What is a sadistic policy?', undefined],
    ['words of a title that are common', "What is Pakistan's national security?", undefined],
  ])('%s', (_, question, expected) => {
    const ids = expected?.map((name) => names[name]);
    expect(namedPapers(question, [], papers)?.sort() ?? undefined).toEqual(ids?.sort());
  });

  test('the other paper is the one that the conversation was not about', () => {
    const history = [{ question: 'What is CPEC?', answer: 'Sadi (2025) writes: …' }];
    expect(namedPapers('Does the other paper mention it?', history, papers)).toEqual([sarwar.id]);
    expect(namedPapers('Does the other paper mention it?', [], papers)).toBeNull();
  });
});

describe('how an author is called', () => {
  const paper = papers.find(({ id }) => id === sadi.id);
  test.each([
    ['van Stokkum with its particle', 'Ivo H. M. van Stokkum', 'What does van Stokkum measure?', true],
    ['van Stokkum without', 'Ivo H. M. van Stokkum', 'What does Stokkum measure?', true],
    ['a name in inverted order', 'Stokkum, Ivo', 'What does Ivo think of it?', false],
    ['an accent left out', 'Vesna Blagojević', 'What does Blagojevic say?', true],
    ['a suffix is nobody', 'Guy L. Steele III', 'What is in part III of it?', false],
    ['a body is not its last word', 'World Health Organization', 'How does the organization work?', false],
    ['a body', 'World Health Organization', 'What does the World Health Organization advise?', true],
  ])('%s', (_, author, question, named) => {
    const asked = paper ? [{ ...paper, authors: [author] }] : [];
    expect(namedPapers(question, [], asked) !== null).toBe(named);
  });
});

describe('a citation in a question', () => {
  const paper = papers.find(({ id }) => id === sadi.id);
  const asked = paper ? [{ ...paper, authors: ['Andreas Gal', 'Edwin Smith', 'Michael Franz'], year: 2009 }] : [];

  test.each([
    ['its first author and others', 'What do Gal et al. (2009) measure?', true],
    ['the same, in brackets', 'Are traces short (Gal et al., 2009, p. 3)?', true],
    ['an author who is not the first', 'What does Smith say about traces?', true],
    ['its authors without a year', 'Are traces short (Gal, Smith & Franz)?', true],
    ['a year that is talked about', 'According to Gal, 2017 was when?', true],
    ['a year that is its author’s topic', 'What is Gal’s 2017 forecast?', true],
    ['another’s work with others', 'ما هي الآثار (Smith et al., 2020)؟', false],
    ['the same, without a year', 'What do Smith et al. say about traces?', false],
    ['a namesake’s work', 'Are traces short (Smith, 2020)?', false],
    ['a namesake’s work in the sentence', 'Does Smith (2020b) say it?', false],
    ['a namesake’s work with another', 'Are traces short (Smith & Jones, 2020; Lee, 2021)?', false],
    ['a namesake’s work beside its own', 'Do Smith et al. (2020) and Gal et al. (2009) agree?', true],
  ])('%s', (_, question, named) => {
    expect(namedPapers(question, [], asked) !== null).toBe(named);
  });
});
