import picocolors from 'picocolors';
import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import type { PaperSummary } from '../../../ingest/library.ts';
import type { PaperId } from '../../../ingest/paper.ts';
import { paperEntry } from '../../../server/terminal/paper-entry.ts';
import type { Terminal } from '../../../server/terminal/terminal.ts';

const terminal = (width: number): Terminal => ({
  out: () => undefined,
  err: () => undefined,
  json: () => undefined,
  interactive: true,
  screen: null,
  width,
  colours: picocolors.createColors(false),
  errColours: picocolors.createColors(false),
  flush: () => Promise.resolve(null),
});

const paper: PaperSummary = {
  id: '36a3f1325abd4cd8' as PaperId,
  title: 'Artificial Intelligence in Pakistan’s National Security Strategy: Evolution and Impacts',
  authors: ['Ghulam Sarwar', 'Muhammad Imran Rashid'],
  year: 2025,
  doi: null,
  source: 'sarwar.txt',
  sha256: '',
  pages: null,
  passages: 55,
  warnings: [],
};

describe('a paper in a list', () => {
  test('names stand beside the id', () => {
    expect(paperEntry(paper, terminal(80))).toMatch(
      /^36a3f1325abd4cd8 {2}Ghulam Sarwar & Muhammad Imran Rashid \(2025\)\n {2}Artificial/,
    );
  });

  test.each([
    ['neither author nor year', { authors: [], year: null }, 'author and year unknown'],
    ['a year alone', { authors: [], year: 2019 }, 'author unknown (2019)'],
    ['an author alone', { authors: ['A. Sadi'], year: null }, 'A. Sadi'],
  ])('%s: no blank where something is missing', (_, known, shown) => {
    expect(paperEntry({ ...paper, ...known }, terminal(80)).split('\n')[0]).toBe(`36a3f1325abd4cd8  ${shown}`);
  });

  test.each([40, 60, 80, 100])('no line is wider than %i columns', (width) => {
    for (const line of paperEntry(paper, terminal(width)).split('\n')) {
      expect(stringWidth(line)).toBeLessThanOrEqual(width);
    }
  });
});
