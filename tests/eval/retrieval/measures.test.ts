import { describe, expect, test } from 'vitest';
import { type PaperId, paperIdOf, passageIdOf } from '../../../ingest/paper.ts';
import { barsOf } from './bars.ts';
import { evidenceRecallAt } from './evidence.ts';
import { ndcgAt, recallAt } from './measures.ts';

describe('measures of a ranking', () => {
  test.each([
    ['the only relevant one first', ['a', 'b', 'c'], ['a'], 1],
    ['the only relevant one third', ['b', 'c', 'a'], ['a'], 1 / Math.log2(4)],
    ['two relevant ones, one missed', ['a', 'b', 'c'], ['a', 'x'], 1 / (1 + 1 / Math.log2(3))],
    ['the relevant one behind the depth', ['b', 'c', 'd', 'a'], ['a'], 0],
    ['nothing relevant', ['a'], [], 0],
  ])('nDCG@3: %s', (_, ranking, relevant, expected) => {
    expect(ndcgAt(ranking, new Set(relevant), 3)).toBeCloseTo(expected, 10);
  });

  test('recall counts the relevant ones within the depth', () => {
    expect(recallAt(['a', 'b', 'c', 'd'], new Set(['b', 'd']), 3)).toBe(0.5);
    expect(recallAt(['a'], new Set(), 3)).toBe(0);
  });

  test('evidence is found when passages of its own paper hold half of it', () => {
    const paper = paperIdOf('one');
    const passage = (of: PaperId, start: number, end: number) => passageIdOf(of, { start, end });
    const evidence = [{ start: 100, end: 200 }];
    const recall = (...ranking: ReturnType<typeof passage>[]) => evidenceRecallAt(ranking, evidence, paper, 2);
    expect(recall(passage(paper, 0, 150))).toBe(1);
    expect(recall(passage(paper, 0, 149))).toBe(0);
    expect(recall(passage(paper, 90, 125), passage(paper, 175, 300))).toBe(1);
    expect(recall(passage(paper, 90, 125), passage(paper, 100, 125))).toBe(0);
    expect(recall(passage(paper, 0, 50), passage(paper, 300, 400), passage(paper, 100, 200))).toBe(0);
    expect(recall(passage(paperIdOf('another'), 100, 200))).toBe(0);
  });
});

describe('floors', () => {
  const row = (set: string, measure: string, lexical: number, dense: number, hybrid: number) => ({
    set,
    measure,
    lexical,
    dense,
    hybrid,
  });

  test('a figure at its floor passes, one below fails, others are not held', () => {
    const bars = barsOf([
      row('SciFact', 'nDCG@10', 0.675, 0.1, 0.7379),
      row('SciFact', 'recall@10', 0, 0, 0),
      row('Qasper-mini, one paper', 'evidence recall@10', 0.5, 0.6, 0.6),
      row('Qasper-mini, all papers', 'evidence recall@10', 0.7, 0.6, 0.65),
    ]);
    expect(bars.map(({ what, reached }) => [what, reached])).toEqual([
      ['SciFact, hybrid: nDCG@10', false],
      ['SciFact, lexical: nDCG@10', true],
      ['Qasper-mini, one paper, hybrid: evidence recall@10 above either alone', false],
      ['Qasper-mini, all papers, hybrid: evidence recall@10 above either alone', false],
    ]);
  });
});
