import { describe, expect, test } from 'vitest';
import type { Hit } from '../../../ingest/library.ts';
import type { PassageId } from '../../../ingest/paper.ts';
import { fuse } from '../../../server/retrieval/fuse.ts';

const hits = (scores: Record<string, number>): Hit[] =>
  Object.entries(scores).map(([passage, score]) => ({ passage: passage as PassageId, score }));
/** Unit vectors in a plane, by angle in degrees. */
const at = (degrees: number) =>
  Float32Array.of(Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180));
const question = at(0);

/** Fuses passages given by their angle to the question and their BM25, if words find them. */
function fused(passages: Record<string, { angle?: number; words?: number }>, depth = 100) {
  const angles = Object.entries(passages).flatMap(([id, { angle }]) =>
    angle === undefined ? [] : [[id, angle] as const],
  );
  const words = Object.entries(passages).flatMap(([id, own]) =>
    own.words === undefined ? [] : [[id, own.words] as const],
  );
  const dense = angles
    .sort((a, b) => a[1] - b[1])
    .map(([id, angle]) => [id, Math.cos((angle * Math.PI) / 180)] as const);
  return fuse({
    question,
    lexical: hits(Object.fromEntries(words.sort((a, b) => b[1] - a[1]))).slice(0, depth),
    dense: hits(Object.fromEntries(dense)).slice(0, depth),
    depth,
    vectors: new Map(angles.map(([id, angle]) => [id as PassageId, at(angle)])),
  });
}
const orderOf = (ranked: ReturnType<typeof fused>) => ranked.map(({ passage }) => passage).join(' ');

describe('fusing two rankings', () => {
  test('what both lists have in front comes first, with 1; what both have last comes last, with 0', () => {
    const ranked = fused({
      a: { angle: 10, words: 9 },
      b: { angle: 20, words: 3 },
      c: { angle: 60, words: 5 },
      d: { angle: 80, words: 1 },
    });
    expect(ranked[0]).toEqual({ passage: 'a', score: 1 });
    expect(ranked.at(-1)).toEqual({ passage: 'd', score: 0 });
  });

  test('one list alone decides', () => {
    const near = { a: { angle: 15 }, b: { angle: 5 }, c: { angle: 10 } };
    expect(orderOf(fused({ ...near, d: { angle: 80 }, e: { angle: 60 } }))).toBe('b c a e d');
    expect(orderOf(fused({ a: { words: 2 }, b: { words: 7 }, c: { words: 1 } }))).toBe('b a c');
  });

  test('a passage that only words found counts with its true cosine', () => {
    const found = (angle: number) => {
      const vectors = new Map(Object.entries({ near: at(20), words: at(angle), far: at(60) }));
      return fuse({
        question,
        lexical: hits({ words: 6 }),
        dense: hits({ near: 0.94, far: 0.5 }),
        depth: 2,
        vectors: vectors as Map<PassageId, Float32Array>,
      });
    };
    expect(orderOf(found(25))).toBe('words near far');
    expect(orderOf(found(85))).toBe('near far words');
  });

  test('of passages as near to the question, the one near to the best ones comes first', () => {
    const ranked = fused({
      a: { angle: 10, words: 9 },
      b: { angle: 12, words: 9 },
      c: { angle: 14, words: 9 },
      far: { angle: -40, words: 2 },
      near: { angle: 40, words: 2 },
    });
    expect(orderOf(ranked)).toMatch(/near far$/);
  });

  test('a passage without a vector counts as far as the farthest', () => {
    const ranked = fused({ a: { angle: 10, words: 5 }, b: { angle: 50, words: 5 }, damaged: { words: 5 } });
    expect(orderOf(ranked)).toBe('a b damaged');
  });

  test('equal scores, one hit, no hit', () => {
    expect(fused({ b: { words: 1 }, a: { words: 1 } })).toEqual([
      { passage: 'a', score: 1 },
      { passage: 'b', score: 1 },
    ]);
    expect(fused({ a: { angle: 40 } })).toEqual([{ passage: 'a', score: 1 }]);
    expect(fused({})).toEqual([]);
  });
});
