import { describe, expect, test } from 'vitest';
import { keepUnchanged } from '../../web/library/keep-unchanged.ts';
import { filtered, inOrder, type Order } from '../../web/library/library-order.ts';
import { cutIntoChunks } from '../../web/library/paper-chunks.ts';
import { depthOf, placeOfHeading } from '../../web/source/outline.ts';
import { allAuthorsInWords, countOf, doiHref, isAllCapitals, sizeInWords } from '../../web/library/paper-details.ts';
import { referenceWords } from '../../web/library/reference-words.ts';
import { wirePaper } from './library-papers.ts';

const papers = [
  wirePaper({ id: '1', title: 'The winter cluster', authors: ['Karl von Frisch'], year: 1967 }),
  wirePaper({ id: '2', title: 'A nest of one’s own', authors: ['José Álvarez'], year: null }),
  wirePaper({ id: '3', title: '“Bells” of the Bell Rock', authors: [], year: 2021, source: 'scan-7.pdf' }),
  wirePaper({ id: '4', title: 'Zebra stripes', authors: ['Åsa Ek', 'Bo Dahl'], year: 2021, doi: '10.1000/Zebra.4' }),
];

describe('the order of the list', () => {
  test.each<[Order, string]>([
    ['added', '4321'],
    // Without articles and opening marks: Bells, nest, winter, Zebra.
    ['title', '3214'],
    // Álvarez, Ek, Frisch; nobody last.
    ['author', '2413'],
    // Same year by title; no year last.
    ['year', '3412'],
  ])('%s', (order, ids) => {
    expect(
      inOrder(papers, order)
        .map(({ id }) => id)
        .join(''),
    ).toBe(ids);
  });
});

describe('the filter', () => {
  test.each([
    ['', '1234'],
    ['alvarez', '2'],
    ['BELL rock', '3'],
    ['2021', '34'],
    ['ek zebra', '4'],
    ['scan-7', '3'],
    ['10.1000/zebra', '4'],
    ['winter zebra', ''],
  ])('"%s"', (words, ids) => {
    expect(
      filtered(papers, words)
        .map(({ id }) => id)
        .join(''),
    ).toBe(ids);
  });
});

test('a list that comes again keeps the papers that are as they were', () => {
  const again = papers.map((paper) => ({ ...paper }));
  expect(keepUnchanged(papers, again)).toBe(papers);
  const corrected = again.map((paper) => (paper.id === '2' ? { ...paper, year: 1931 } : paper));
  const kept = keepUnchanged(papers, corrected);
  expect(kept.map((paper, index) => paper === papers[index])).toEqual([true, false, true, true]);
  expect(kept[1]?.year).toBe(1931);
  expect(keepUnchanged(papers, again.slice(1))).toHaveLength(3);
  expect(keepUnchanged(null, again)).toBe(again);
});

describe('the list in pieces', () => {
  const many = Array.from({ length: 25 }, (_, i) => wirePaper({ id: `p${i}` }));
  const sizes = (chunks: readonly (readonly unknown[])[]) => chunks.map(({ length }) => length);

  test('of ten, all of them, in order', () => {
    const chunks = cutIntoChunks(many);
    expect(sizes(chunks)).toEqual([10, 10, 5]);
    expect(chunks.flat()).toEqual(many);
  });

  test('a paper that goes or changes touches its own piece only', () => {
    const before = cutIntoChunks(many);
    const less = cutIntoChunks(many.toSpliced(3, 1), before);
    expect(sizes(less)).toEqual([9, 10, 5]);
    expect(less.map((chunk, index) => chunk === before[index])).toEqual([false, true, true]);
    const back = cutIntoChunks(many, less);
    expect(sizes(back)).toEqual([10, 10, 5]);
    expect(back.flat()).toEqual(many);
    const corrected = cutIntoChunks(many.with(15, { ...wirePaper({ id: 'p15' }), year: 1 }), before);
    expect(corrected.map((chunk, index) => chunk === before[index])).toEqual([true, false, true]);
  });

  test('papers that come at the head, and another order, lose none', () => {
    const before = cutIntoChunks(many);
    const newer = [wirePaper({ id: 'new' }), ...many];
    expect(cutIntoChunks(newer, before).flat()).toEqual(newer);
    expect(cutIntoChunks(many.toReversed(), before).flat()).toEqual(many.toReversed());
    expect(cutIntoChunks([], before)).toEqual([]);
  });
});

describe('a paper in words', () => {
  test('authors', () => {
    expect(allAuthorsInWords([])).toBe('Author not named');
    expect(allAuthorsInWords(['Åsa Ek', 'Bo Dahl'])).toBe('Åsa Ek and Bo Dahl');
    expect(allAuthorsInWords(['A', 'B', 'C'])).toBe('A, B and C');
    expect(allAuthorsInWords(Array.from({ length: 30 }, (_, i) => `N${i}`))).toMatch(/, N9 and 20 more$/);
  });

  test('size', () => {
    expect(sizeInWords({ pages: 1, passages: 1204 })).toEqual(['1 page', '1,204 passages']);
    expect(sizeInWords({ pages: null, passages: 1 })).toEqual(['1 passage']);
    expect(countOf(0, 'paper')).toBe('0 papers');
  });

  test('a DOI leads to doi.org, anything else nowhere', () => {
    expect(doiHref('10.1000/a(b)<c>#d')).toBe('https://doi.org/10.1000/a(b)%3Cc%3E%23d');
    expect(doiHref('javascript:alert(1)')).toBeNull();
    expect(doiHref('10.1/x y')).toBeNull();
  });

  test('a title in capitals only', () => {
    expect(isAllCapitals('AI IN 2025')).toBe(true);
    expect(isAllCapitals('AI in 2025')).toBe(false);
    expect(isAllCapitals('蜜蜂')).toBe(false);
  });
});

describe('what is in a paper', () => {
  test('a heading’s own place is marked, not its whole section', () => {
    const section = { title: '1. Nests', level: 2, start: 10, end: 900 };
    expect(placeOfHeading({ ...section, heading: { start: 10, end: 23 } })).toEqual({ start: 10, end: 23 });
    expect(placeOfHeading(section)).toEqual({ start: 10, end: 18 });
  });

  test('the outline begins at the paper’s own highest level', () => {
    const sections = [3, 4, 2, 9].map((level, start) => ({ title: 'x', level, start, end: start + 1 }));
    expect(sections.map(({ level }) => depthOf(level, sections))).toEqual([1, 2, 0, 3]);
  });

  test('a reference as a reader reads it', () => {
    expect(referenceWords('- Ashraf, S. (2023). Policy: An\n  Analysis. *Annals of Science*, 4(3), 177\\-176.')).toBe(
      'Ashraf, S. (2023). Policy: An Analysis. Annals of Science, 4(3), 177-176.',
    );
    expect(referenceWords('Ek, Å. (2021). 2 * 3 * 4. See <https://example.org/a>.')).toBe(
      'Ek, Å. (2021). 2 * 3 * 4. See https://example.org/a.',
    );
  });
});
