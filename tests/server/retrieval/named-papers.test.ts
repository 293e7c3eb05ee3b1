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
