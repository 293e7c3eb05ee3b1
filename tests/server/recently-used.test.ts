import { expect, test } from 'vitest';
import { RecentlyUsed } from '../../server/recently-used.ts';

test('what was not used for longest goes first', () => {
  const kept = new RecentlyUsed<string, number>(2);
  kept.set('a', 1);
  kept.set('b', 2);
  expect(kept.get('a')).toBe(1);
  kept.set('c', 3);
  expect(['a', 'b', 'c'].map((key) => kept.get(key))).toEqual([1, undefined, 3]);
});

test('a value is made once while it is kept', () => {
  const kept = new RecentlyUsed<string, number>(1);
  const made: string[] = [];
  const of = (key: string) => kept.getOrMake(key, () => made.push(key));
  expect([of('a'), of('a'), of('b'), of('a')]).toEqual([1, 1, 2, 3]);
  expect(made).toEqual(['a', 'b', 'a']);
});
