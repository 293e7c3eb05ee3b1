import { expect, test } from 'vitest';
import { queueAnswers } from '../../../ingest/libraries/sqlite/answer-queue.ts';
import type { StoredAnswer } from '../../../ingest/library.ts';

const answer = (id: string): StoredAnswer => ({ id, json: '{}', papers: [] });

/** A writer that takes a turn for each group and refuses those that hold “bad”. */
function writer() {
  const groups: string[][] = [];
  const write = async (answers: readonly StoredAnswer[]) => {
    groups.push(answers.map(({ id }) => id));
    await new Promise((next) => setImmediate(next));
    if (answers.some(({ id }) => id === 'bad')) throw new Error('no room');
  };
  return { groups, queue: queueAnswers(write) };
}

test('answers that arrive while one is written are written together behind it', async () => {
  const { groups, queue } = writer();
  await Promise.all(['a', 'b', 'c'].map((id) => queue.keep(answer(id))));
  await queue.keep(answer('d'));
  expect(groups).toEqual([['a'], ['b', 'c'], ['d']]);
});

test('one that can’t be written fails alone', async () => {
  const { queue } = writer();
  const outcomes = await Promise.allSettled(['a', 'b', 'bad', 'c'].map((id) => queue.keep(answer(id))));
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
});

test('it is over when nothing waits any more', async () => {
  const { groups, queue } = writer();
  await queue.over();
  for (const id of ['a', 'bad', 'b']) queue.keep(answer(id)).catch(() => undefined);
  await queue.over();
  expect(groups.flat()).toEqual(['a', 'bad', 'b', 'bad', 'b']);
});
