import { describe, expect, test } from 'vitest';
import { isSameAt, overlapAt } from './overlap.ts';

describe('how alike two rankings are', () => {
  test.each([
    ['the same list', ['a', 'b', 'c'], ['a', 'b', 'c'], 1, true],
    ['another order', ['a', 'b', 'c'], ['b', 'a', 'c'], 1, false],
    ['one of three is another', ['a', 'b', 'c'], ['a', 'b', 'x'], 2 / 3, false],
    ['alike but for what is behind the depth', ['a', 'b', 'c', 'd'], ['a', 'b', 'c', 'x'], 1, true],
    ['one passage fewer', ['a', 'b', 'c'], ['a', 'b'], 2 / 3, false],
    ['one passage more', ['a', 'b'], ['a', 'b', 'c'], 2 / 3, false],
    ['nothing in common', ['a'], ['b'], 0, false],
    ['nothing found by either', [], [], 1, true],
    ['nothing found by one', ['a'], [], 0, false],
  ])('%s', (_, one, other, overlap, same) => {
    expect(overlapAt(one, other, 3)).toBeCloseTo(overlap, 10);
    expect(isSameAt(one, other, 3)).toBe(same);
  });
});
