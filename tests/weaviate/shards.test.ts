import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { paperOf, vectorOf } from '../conformance/library-case.ts';
import { prose } from '../fixtures/papers.ts';
import { findEngine } from './build-engine.ts';
import { type Engine, startCluster } from './engine.ts';
import { openTestLibrary } from './open-test-library.ts';

const { missing } = await findEngine();
const note = missing === '' ? '' : ` (skipped: ${missing})`;

describe.skipIf(missing !== '')(`a library in several shards on three nodes${note}`, () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await startCluster(3);
  });
  afterAll(() => engine.stop());

  test.each([
    { replicas: 1, shards: 3 },
    { replicas: 2, shards: 3 },
    { replicas: 3, shards: 2 },
  ])('$shards shards, $replicas copies of each: all is found through every node', async ({ replicas, shards }) => {
    const name = `shards-${shards}-${replicas}`;
    const embedder = { id: 'fixture-embedder', dimensions: 48 };
    const library = await openTestLibrary(engine.addresses, name, embedder, { replicas, shards });
    for (const [key, text] of Object.entries(prose)) await library.add(paperOf(text, { source: `${key}.txt` }));
    const query = { text: 'marsh', vector: vectorOf('marsh'), limit: 50 };
    for (const address of engine.addresses) {
      const one = await openTestLibrary([address], name, embedder);
      const { lexical, dense } = await one.search(query);
      expect([lexical.length, dense.length]).toEqual([3, 12]);
      expect(await one.verify()).toEqual({ papers: 4, passages: 12, faults: [] });
      await one.close();
    }
    expect(await library.remove(paperOf(prose.tides).paper.id)).toBe(true);
    expect((await library.search(query)).dense).toHaveLength(9);
    expect(await library.verify()).toEqual({ papers: 3, passages: 9, faults: [] });
    await library.close();
  });
});
