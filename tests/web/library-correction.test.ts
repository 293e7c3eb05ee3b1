import { describe, expect, test } from 'vitest';
import { type CorrectionFields, correctionOf, fieldsOf, problemOf } from '../../web/library/correction.ts';
import { wirePaper } from './library-papers.ts';

const paper = wirePaper({ id: 'bees', authors: ['Ada Byron', 'Bo Dahl'], doi: '10.1000/bees' });
const after = (fields: Partial<CorrectionFields>) => correctionOf(paper, { ...fieldsOf(paper), ...fields });

describe('putting a paper’s details right', () => {
  test('what was not changed is not sent', () => {
    expect(after({})).toEqual({ correction: {} });
    expect(after({ authors: ' Ada  Byron\n\nBo Dahl ', doi: 'https://doi.org/10.1000/bees' })).toEqual({
      correction: {},
    });
  });

  test.each<[string, Partial<CorrectionFields>, object]>([
    ['a title on one line', { title: ' How bees\n choose ' }, { title: 'How bees choose' }],
    ['authors one a line', { authors: 'Bo Dahl\nAda Byron' }, { authors: ['Bo Dahl', 'Ada Byron'] }],
    ['nobody named', { authors: ' \n' }, { authors: [] }],
    ['another year', { year: ' 2020 ' }, { year: 2020 }],
    ['no year', { year: '' }, { year: null }],
    ['a DOI with its mark', { doi: 'doi: 10.1000/wasps' }, { doi: '10.1000/wasps' }],
    ['no DOI', { doi: ' ' }, { doi: null }],
  ])('%s', (_, fields, correction) => {
    expect(after(fields)).toEqual({ correction });
  });

  test.each<[keyof CorrectionFields, string]>([
    ['title', ' '],
    ['title', 'x'.repeat(1001)],
    ['authors', 'x'.repeat(201)],
    ['year', '20x5'],
    ['year', '3025'],
    ['doi', 'bees'],
    ['doi', '10.1000/be es'],
  ])('%s “%.20s” is said to be wrong at its field', (name, value) => {
    const read = after({ [name]: value });
    expect(Object.keys('problems' in read ? read.problems : {})).toEqual([name]);
  });

  test('the server’s sentences go to the field that they are about', () => {
    expect(problemOf('This is not a DOI. Send one like 10.1/x.')).toHaveProperty('doi');
    expect(problemOf('The title is blank or holds control characters.')).toHaveProperty('title');
    expect(problemOf('An author’s name is blank.')).toHaveProperty('authors');
    expect(problemOf('Ibid can’t be reached.')).toHaveProperty('form');
  });
});
