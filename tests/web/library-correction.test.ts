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

  test.each<[string, string]>([
    ['Shen, Zejiang; Zhang, Ruochen', 'Shen, Zejiang\nZhang, Ruochen'],
    ['Zejiang Shen and Ruochen Zhang', 'Zejiang Shen\nRuochen Zhang'],
    ['Zejiang Shen & Ruochen Zhang', 'Zejiang Shen\nRuochen Zhang'],
    ['Zejiang Shen, Ruochen Zhang, and Melissa Dell', 'Zejiang Shen\nRuochen Zhang\nMelissa Dell'],
    ['Shen, Z., Zhang, R., & Dell, M.', 'Shen, Z.\nZhang, R.\nDell, M.'],
    ['Åsa Ek\nZ. Shen and R. Zhang', 'Åsa Ek\nZ. Shen\nR. Zhang'],
    ['李明; 王芳', '李明\n王芳'],
  ])('several authors on one line are put apart and asked about: %s', (authors, apart) => {
    const read = after({ authors });
    expect(read).toMatchObject({ problems: { authors: expect.stringContaining('Is this one author') as string } });
    expect('problems' in read ? read.authors : null).toBe(apart);
    expect(after({ authors: apart })).toEqual({ correction: { authors: apart.split('\n') } });
    // Who puts them together again is believed.
    const agreed = new Set(authors.split('\n'));
    expect(correctionOf(paper, { ...fieldsOf(paper), authors }, agreed)).toEqual({
      correction: { authors: authors.split('\n') },
    });
  });

  test.each([
    'Le Guin, Ursula K.',
    'King, Martin L., Jr.',
    'José Ortega y Gasset',
    'Ministry of Health and Welfare',
    'Department of Oil, Gas, and Mines',
    'Johnson & Johnson',
    'Bill and Melinda Gates Foundation',
    'García Márquez, Gabriel José',
    'Smith and Sons',
  ])('one author on one line is not asked about: %s', (author) => {
    expect(after({ authors: author })).toEqual({ correction: { authors: [author] } });
  });

  test('a line that stood there before is not asked about', () => {
    const joint = { ...paper, authors: ['Ada Byron and Bo Dahl'] };
    expect(correctionOf(joint, { ...fieldsOf(joint), year: '2020' })).toEqual({ correction: { year: 2020 } });
  });

  test('the server’s sentences go to the field that they are about', () => {
    expect(problemOf('This is not a DOI. Send one like 10.1/x.')).toHaveProperty('doi');
    expect(problemOf('The title is blank or holds control characters.')).toHaveProperty('title');
    expect(problemOf('An author’s name is blank.')).toHaveProperty('authors');
    expect(problemOf('Ibid can’t be reached.')).toHaveProperty('form');
  });
});
