import { expect, test } from 'vitest';
import { mapInTurns, ownTurn } from '../../server/turns.ts';

test('each caller has a turn of its own, in the order they came', async () => {
  const order: string[] = [];
  const caller = async (name: string) => {
    await ownTurn();
    order.push(name);
    setImmediate(() => order.push(`after ${name}`));
  };
  await Promise.all([caller('a'), caller('b')]);
  await ownTurn();
  expect(order.slice(0, 3)).toEqual(['a', 'after a', 'b']);
});

test('work in pieces gives its results in order, and lets others in between', async () => {
  let between = 0;
  const timer = setInterval(() => (between += 1), 1);
  const long = () => {
    const end = performance.now() + 10;
    while (performance.now() < end);
  };
  const results = await mapInTurns([3, 1, 2], (item, index) => {
    long();
    return item * 10 + index;
  });
  clearInterval(timer);
  expect(results).toEqual([30, 11, 22]);
  expect(between).toBeGreaterThan(0);
});
