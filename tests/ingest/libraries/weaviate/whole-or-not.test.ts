import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Library } from '../../../../ingest/library.ts';
import { prose } from '../../../fixtures/papers.ts';
import {
  deletesFrom,
  nonsense,
  objectsOf,
  paperOf,
  partsWith,
  publishes,
  sentenceOf,
  useClusters,
  vectorOf,
} from './cluster-case.ts';

const clusters = useClusters();
afterEach(() => vi.useRealTimers());

const bees = paperOf(prose.bees);
const misunderstood =
  'LibraryUnavailableError: Weaviate answered in a way that Ibid does not understand. Ibid is made for version 1.38; compare it with the one that runs.';

/** Eleven minutes later: whoever was writing is taken to be gone. */
function later(): void {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 11 * 60_000 });
}

/** Hits by a word that all passages have, by a vector, and by a phrase that one has. */
async function found(library: Library, limit = 50) {
  const query = { text: 'waggle', vector: vectorOf('dance'), phrases: ['touch the dancer'], limit };
  const { lexical, dense, holding } = await library.search(query);
  return [lexical.length, dense.length, holding.length];
}

describe('a paper is seen whole or not at all', () => {
  test('a writer that ended before it published leaves nothing that is seen, and what it left is cleared away', async () => {
    const fake = await clusters.start();
    const [writer, reader] = [await clusters.open(fake), await clusters.open(fake)];
    fake.intercept((request) => (publishes(request) ? nonsense : null));
    expect(await sentenceOf(writer.add(bees))).toBe(misunderstood);
    fake.intercept(null);

    expect(objectsOf(fake, 'Passages')).toHaveLength(3);
    expect(await reader.papers()).toEqual([]);
    expect(await reader.findIds(bees.paper.id)).toEqual([]);
    expect(await reader.paper(bees.paper.id)).toBeNull();
    expect(await reader.vectorsOf(bees.passages.map(({ id }) => id))).toEqual([null, null, null]);
    expect(await found(reader)).toEqual([0, 0, 0]);
    // It may be writing still.
    expect(await reader.verify()).toEqual({ papers: 0, passages: 0, faults: [] });
    expect(objectsOf(fake, 'Passages')).toHaveLength(3);

    later();
    expect(await reader.verify()).toEqual({ papers: 0, passages: 0, faults: [] });
    expect(partsWith(fake, bees.paper.id)).toEqual([]);
  });

  test('a second ingest of the same paper works beside what the first one left', async () => {
    const fake = await clusters.start();
    const library = await clusters.open(fake);
    fake.intercept((request) => (publishes(request) ? nonsense : null));
    await sentenceOf(library.add(bees));
    fake.intercept(null);
    expect(await library.add(bees)).toBe('added');
    expect(objectsOf(fake, 'Passages')).toHaveLength(6);
    expect(await found(library)).toEqual([3, 3, 1]);
    later();
    expect(await library.verify()).toEqual({ papers: 1, passages: 3, faults: [] });
    expect(objectsOf(fake, 'Passages')).toHaveLength(3);
  });

  test('what can’t be seen does not take the places of what can', async () => {
    const fake = await clusters.start();
    const library = await clusters.open(fake);
    fake.intercept((request) => (publishes(request) ? nonsense : null));
    for (let times = 0; times < 10; times += 1) await sentenceOf(library.add(bees));
    fake.intercept(null);
    await library.add(bees);
    expect(objectsOf(fake, 'Passages')).toHaveLength(33);
    expect(await found(library, 3)).toEqual([3, 3, 1]);
  });

  test('of two that publish a paper at the same moment one does, and the other’s goes', async () => {
    const fake = await clusters.start();
    const both = [await clusters.open(fake), await clusters.open(fake)];
    let arrived = 0;
    let go: () => void = () => undefined;
    const together = new Promise<void>((resolve) => (go = resolve));
    fake.intercept(async (request) => {
      if (!publishes(request)) return null;
      arrived += 1;
      if (arrived === 2) go();
      await together;
      return null;
    });
    const outcomes = await Promise.all(both.map((library) => library.add(bees)));
    expect(outcomes.sort()).toEqual(['added', 'present']);
    expect(objectsOf(fake, 'Passages')).toHaveLength(3);
    for (const library of both) {
      expect(await library.verify()).toEqual({ papers: 1, passages: 3, faults: [] });
      expect(await found(library)).toEqual([3, 3, 1]);
    }
  });

  test('a paper that was replaced half-way is the new one, and what is left of the old one goes', async () => {
    const fake = await clusters.start();
    const [writer, reader] = [await clusters.open(fake), await clusters.open(fake)];
    const next = paperOf(`${prose.bees}\n\nThe second version has a passage more.`);
    await writer.add(bees);
    fake.intercept((request) => (deletesFrom('Catalog', request) ? nonsense : null));
    expect(await sentenceOf(writer.add(next, { replaces: bees.paper.id }))).toBe(misunderstood);
    fake.intercept(null);

    expect(objectsOf(fake, 'Passages')).toHaveLength(7);
    expect((await reader.papers()).map(({ id }) => id)).toEqual([next.paper.id]);
    expect((await reader.paper(bees.paper.id))?.id).toBe(next.paper.id);
    expect(await found(reader)).toEqual([4, 4, 1]);
    later();
    expect(await reader.verify()).toEqual({ papers: 1, passages: 4, faults: [] });
    expect(objectsOf(fake, 'Passages')).toHaveLength(4);
    expect((await reader.paper(bees.paper.id))?.id).toBe(next.paper.id);
  });

  test('a paper that is being replaced is the old one until the new one is there', async () => {
    const fake = await clusters.start();
    const [writer, reader] = [await clusters.open(fake), await clusters.open(fake)];
    const next = paperOf(`${prose.bees}\n\nThe second version has a passage more.`);
    await writer.add(bees);
    fake.intercept((request) => (publishes(request) ? nonsense : null));
    await sentenceOf(writer.add(next, { replaces: bees.paper.id }));
    fake.intercept(null);
    expect((await reader.papers()).map(({ id }) => id)).toEqual([bees.paper.id]);
    expect(await reader.paper(next.paper.id)).toBeNull();
    expect(await found(reader)).toEqual([3, 3, 1]);
    expect(await writer.add(next, { replaces: bees.paper.id })).toBe('replaced');
    expect(await found(reader)).toEqual([4, 4, 1]);
  });
});

describe('several servers', () => {
  test('one that looks only now and then sees another’s paper soon', async () => {
    const fake = await clusters.start();
    const [writer, reader] = [await clusters.open(fake), await clusters.open(fake, { freshMs: 500 })];
    expect(await reader.papers()).toEqual([]);
    await writer.add(bees);
    await expect.poll(async () => (await reader.papers()).length).toBe(1);
    expect(await found(reader)).toEqual([3, 3, 1]);
  });

  test('a removal takes the passages only when no server sees the paper any more, and leaves nothing', async () => {
    const fake = await clusters.start();
    const [remover, reader] = [
      await clusters.open(fake, { freshMs: 100 }),
      await clusters.open(fake, { freshMs: 100 }),
    ];
    await remover.add(bees);
    await reader.add(paperOf(prose.tides, { source: 'tides.txt' }));
    await reader.keepAnswer({ id: 'one', json: '{}', papers: [bees.paper.id] });
    const seen: number[] = [];
    const moments: number[] = [];
    fake.intercept(async (request) => {
      if (deletesFrom('Catalog', request) || deletesFrom('Passages', request)) moments.push(performance.now());
      if (deletesFrom('Passages', request)) seen.push((await reader.papers()).length);
      return null;
    });
    expect(await remover.remove(bees.paper.id)).toBe(true);
    fake.intercept(null);
    expect(seen).toEqual([1]);
    expect((moments[1] ?? 0) - (moments[0] ?? 0)).toBeGreaterThanOrEqual(190);
    // What was changed is kept by number: without it nobody would notice.
    expect(partsWith(fake, bees.paper.id)).toEqual([]);
    expect(await reader.verify()).toEqual({ papers: 1, passages: 3, faults: [] });
  });
});
