import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { figureRows, shownChange } from './figures.ts';
import { openResults } from './results.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ibid-results-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at =
  (commit: string, changed = false) =>
  () => ({ commit, changed });
const open = (version: () => { commit: string; changed: boolean }) => openResults(join(folder, 'kept.json'), version);

describe('figures kept from run to run', () => {
  test('a first run has nothing before it; a later one has what was kept, with its commit', () => {
    const first = open(at('aaaa'));
    expect(first.of('retrieval')).toBeNull();
    first.keep('retrieval', { 'nDCG@10': 0.75264 });
    expect(open(at('bbbb')).of('retrieval')).toEqual({
      commit: 'aaaa',
      changed: false,
      figures: { 'nDCG@10': 0.7526 },
    });
  });

  test('a run is held against what was there before it, not against what it keeps itself', () => {
    open(at('aaaa')).keep('retrieval', { recall: 0.9 });
    const second = open(at('bbbb'));
    second.keep('retrieval', { recall: 0.8 });
    expect(second.of('retrieval')?.figures).toEqual({ recall: 0.9 });
  });

  test('figures that are as before keep their commit, unless they were measured between commits', () => {
    open(at('aaaa', true)).keep('retrieval', { recall: 0.9 });
    open(at('bbbb')).keep('retrieval', { recall: 0.9 });
    open(at('cccc')).keep('retrieval', { recall: 0.9 });
    expect(open(at('dddd')).of('retrieval')?.commit).toBe('bbbb');
  });

  test('a part that is left out keeps its figures, and parts stand in alphabetical order', () => {
    const results = open(at('aaaa'));
    results.keep('retrieval', { recall: 0.9 });
    results.keep('claims', { accuracy: 0.5 });
    expect(Object.keys(JSON.parse(readFileSync(join(folder, 'kept.json'), 'utf8')) as object)).toEqual([
      'claims',
      'retrieval',
    ]);
  });

  test('a file that is not what it should be is refused, not overwritten', () => {
    writeFileSync(join(folder, 'kept.json'), '{"retrieval": {"figures": {"recall": "high"}}}');
    expect(() => open(at('aaaa'))).toThrow(/figures/);
  });
});

describe('figures beside those kept', () => {
  test.each([
    ['better', 0.76, 0.753, '+0.007'],
    ['worse', 0.7, 0.753, '−0.053'],
    ['less than is told', 0.7532, 0.753, ''],
    ['new', 0.76, undefined, ''],
    ['a count', 86, 80, '+6'],
  ])('%s', (_, now, before, shown) => {
    expect(shownChange(now, before)).toBe(shown);
  });

  test('a change stands behind its figure, and only columns with a change have room for one', () => {
    const nameOf = (row: string, column: string) => `${row}, ${column}`;
    const now = { 'recall, words': 0.5, 'recall, both': 0.75, 'nDCG, words': 0.25, 'nDCG, both': 0.5 };
    const kept = { commit: 'aaaa', changed: false, figures: { ...now, 'nDCG, both': 0.4 } };
    expect(figureRows({ rows: ['recall', 'nDCG'], columns: ['words', 'both'], nameOf }, now, kept)).toEqual([
      ['', 'words', 'both', ''],
      ['recall', '0.500', '0.750', ''],
      ['nDCG', '0.250', '0.500', '+0.100'],
    ]);
  });
});
