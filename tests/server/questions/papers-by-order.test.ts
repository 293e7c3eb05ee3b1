import { describe, expect, test } from 'vitest';
import { askedByOrder } from '../../../server/questions/papers-by-order.ts';
import { sadi, sarwar } from '../../fixtures/default-papers.ts';
import { shelfOfDefaultPapers } from '../../fixtures/shelf.ts';

const papers = await (await shelfOfDefaultPapers()).library.papers();
const names: Record<string, string> = { sadi: sadi.id, sarwar: sarwar.id };

describe('papers called by their place in the list', () => {
  test.each([
    ['the first', 'What is the first paper about?', 'What is the paper by Sadi about?', ['sadi']],
    ['the second', 'summarise the second article', 'Summarise the paper by Sarwar and Rashid', ['sarwar']],
    [
      'the last',
      'Does the last paper mention drones?',
      'Does the paper by Sarwar and Rashid mention drones?',
      ['sarwar'],
    ],
    ['with digits', 'Who wrote the 2nd paper?', 'Who wrote the paper by Sarwar and Rashid?', ['sarwar']],
    ['by number', 'Summarise paper 1', 'Summarise the paper by Sadi', ['sadi']],
    [
      'in the library',
      'Who wrote the first paper in the library?',
      'Who wrote the paper by Sadi in the library?',
      ['sadi'],
    ],
    [
      'of the two',
      'What does the first of the papers, the first paper, say?',
      'What does the first of the papers, the paper by Sadi, say?',
      ['sadi'],
    ],
    [
      'two in a row',
      'Compare the first and the second paper',
      'Compare the paper by Sadi and the paper by Sarwar and Rashid',
      ['sadi', 'sarwar'],
    ],
    [
      'one after the other',
      'Does the first paper agree with the second one?',
      'Does the paper by Sadi agree with the paper by Sarwar and Rashid?',
      ['sadi', 'sarwar'],
    ],
    [
      'the first two',
      'Summarise the first two papers',
      'Summarise the paper by Sadi and the paper by Sarwar and Rashid',
      ['sadi', 'sarwar'],
    ],
  ])('%s', (_, question, named, expected) => {
    const asked = askedByOrder(question, papers);
    expect(asked?.question).toBe(named);
    expect(asked?.papers).toEqual(expected.map((name) => names[name]));
  });

  test.each([
    ['a place that nothing has', 'Summarise the third paper'],
    ['one of them that nothing has', 'Compare the first and the third paper'],
    ['a first of its kind', 'Which is the first paper on digital sovereignty?'],
    ['the first to do something', 'Is this the first study to look at Pakistan?'],
    ['a first author', 'Who is the first author?'],
    ['something else that is first', 'What is the first research question?'],
    ['a second one of no paper', 'What is the second one?'],
    ['no paper at all', 'What is CPEC?'],
  ])('not %s', (_, question) => {
    expect(askedByOrder(question, papers)).toBeNull();
  });

  test('nobody counts in a long list', () => {
    const many = Array.from({ length: 11 }, () => papers)
      .flat()
      .slice(0, 11);
    expect(askedByOrder('Summarise the first paper', many)).toBeNull();
  });

  test('a paper is called by its title where another has the same authors', () => {
    const [first] = papers;
    if (!first) throw new Error('the shelf is empty');
    const asked = askedByOrder('Summarise the second paper', [first, { ...first, title: 'Networks of the delta' }]);
    expect(asked?.question).toBe('Summarise the paper “Networks of the delta”');
  });
});
