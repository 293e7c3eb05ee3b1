import { expect, test } from 'vitest';
import { useClusters } from './cluster-case.ts';

const clusters = useClusters();
const key = { id: 'k1', name: 'laptop', sha256: '00', createdAt: '2025-03-01T10:00:00.000Z' };

test.each([0, 1, 2])('what node %i missed of keys, notes and answers is not believed when it is back', async (away) => {
  const fake = await clusters.start({ nodes: 3 });
  const library = await clusters.open(fake);
  await library.addKey(key);
  await library.setNote('upload:a', 'begun');
  await library.keepAnswer({ id: 'one', json: '{}', papers: [] });
  await fake.takeAway(away);
  await library.revokeKey('k1');
  await library.addKey({ ...key, id: 'k2' });
  await library.setNote('upload:a', 'done');
  await library.setNote('upload:b', 'begun');
  await library.dropAnswers(['one']);
  await library.keepAnswer({ id: 'two', json: '{}', papers: [] });
  await fake.bringBack(away);

  const fresh = await clusters.open(fake);
  expect(await fresh.keys()).toEqual([{ ...key, id: 'k2' }]);
  expect(await fresh.notes()).toEqual([
    { name: 'upload:a', value: 'done' },
    { name: 'upload:b', value: 'begun' },
  ]);
  const answers: string[] = [];
  for await (const { id } of fresh.answers()) answers.push(id);
  expect(answers).toEqual(['two']);
});
