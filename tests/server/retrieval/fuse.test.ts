import { describe, expect, test } from 'vitest';
import type { Hit } from '../../../ingest/library.ts';
import type { PassageId } from '../../../ingest/paper.ts';
import { moveTowards } from '../../../server/retrieval/feedback.ts';
import { fuse } from '../../../server/retrieval/fuse.ts';

const hits = (scores: Record<string, number>): Hit[] =>
  Object.entries(scores).map(([passage, score]) => ({ passage: passage as PassageId, score }));

describe('fusing two rankings', () => {
  test('each list is normalised to 0…1 before the weighted mean', () => {
    const fused = fuse(hits({ a: 12, b: 7, c: 2 }), hits({ b: 0.9, d: 0.7, a: 0.5 }), 0.5);
    expect(fused.map((hit) => [hit.passage, Number(hit.score.toFixed(3))])).toEqual([
      ['b', 0.75],
      ['a', 0.5],
      ['d', 0.25],
      ['c', 0],
    ]);
  });

  test('one list alone decides', () => {
    expect(fuse([], hits({ a: 0.9, b: 0.5 }))[0]).toEqual({ passage: 'a', score: 1 });
    expect(fuse(hits({ a: 3, b: 1 }), [])[0]).toEqual({ passage: 'a', score: 1 });
  });

  test('equal scores, one hit, no hit', () => {
    expect(fuse(hits({ b: 1, a: 1 }), [])).toEqual([
      { passage: 'a', score: 1 },
      { passage: 'b', score: 1 },
    ]);
    expect(fuse([], [])).toEqual([]);
  });
});

describe('dense feedback', () => {
  test('moves the question towards the first passages and keeps unit length', () => {
    const moved = moveTowards(Float32Array.of(1, 0), [Float32Array.of(0, 1), Float32Array.of(0, 1)]);
    expect(Math.hypot(...moved)).toBeCloseTo(1, 5);
    expect((moved[1] ?? 0) / (moved[0] ?? 1)).toBeCloseTo(0.4, 5);
  });

  test('without passages nothing moves', () => {
    expect([...moveTowards(Float32Array.of(1, 0), [])]).toEqual([1, 0]);
  });
});
