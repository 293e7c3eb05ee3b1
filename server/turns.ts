import { setImmediate } from 'node:timers/promises';

/** Milliseconds that work in pieces may take of one turn. */
const longestTurn = 8;

let last: Promise<void> = Promise.resolve();

/**
 * Waits for a turn of the event loop that no other caller has: of many questions whose passages arrive at once, one a
 * turn goes on computing, so that timers and sockets come between them.
 */
export function ownTurn(): Promise<void> {
  last = last.then(() => setImmediate());
  return last;
}

/** The results of work on each item in their order, in as many own turns as it takes. */
export async function mapInTurns<Item, Result>(
  items: readonly Item[],
  work: (item: Item, index: number) => Result,
): Promise<Result[]> {
  const results: Result[] = [];
  let begun = performance.now();
  for (const [index, item] of items.entries()) {
    if (performance.now() - begun > longestTurn) {
      await ownTurn();
      begun = performance.now();
    }
    results.push(work(item, index));
  }
  return results;
}
