import { describe, expect, test } from 'vitest';
import type { Library } from '../../../../ingest/library.ts';
import type { FakeWeaviate } from '../../../fakes/weaviate/weaviate.ts';
import { prose } from '../../../fixtures/papers.ts';
import { openTestLibrary } from '../../../weaviate/open-test-library.ts';
import { embedder, nameOf, objectsOf, paperOf, partsWith, sentenceOf, useClusters, vectorOf } from './cluster-case.ts';

const clusters = useClusters();
const [bees, tides] = [paperOf(prose.bees), paperOf(prose.tides, { source: 'tides.txt' })];

/** How many passages of the two papers are found, by several questions: each may go to another node. */
async function foundBy(library: Library): Promise<number[]> {
  const questions = ['dances', 'forager', 'gravity', 'the surge', 'silt', 'marsh and mud'];
  const results = await Promise.all(
    questions.map((text) => library.search({ text, vector: vectorOf(text), limit: 50 })),
  );
  return [...new Set(results.map(({ dense }) => dense.length))];
}

/** The nodes that were asked for hits since it was called. */
function askedForHits(fake: FakeWeaviate): Set<number> {
  const asked = new Set<number>();
  fake.intercept(({ node, body }) => {
    if (JSON.stringify(body ?? null).includes('nearVector')) asked.add(node);
    return null;
  });
  return asked;
}

describe('a node that is away', () => {
  test.each([0, 1, 2])('node %i: papers are added, found and removed without it', async (away) => {
    const fake = await clusters.start({ nodes: 3 });
    const library = await clusters.open(fake);
    await library.add(bees);
    await fake.takeAway(away);
    expect(await foundBy(library)).toEqual([3]);
    expect(await library.add(tides)).toBe('added');
    expect(await foundBy(library)).toEqual([6]);
    expect(await library.check()).toBeNull();
    expect(await library.remove(bees.paper.id)).toBe(true);
    expect(await foundBy(library)).toEqual([3]);
    const { faults, ...counts } = await library.verify();
    expect(counts).toEqual({ papers: 1, passages: 3 });
    expect(faults).toEqual([
      {
        paper: null,
        message: `Weaviate node ${fake.addresses[away]} does not answer, so nothing was proven there.`,
        repaired: false,
      },
    ]);
  });

  test('a server that knows only a node with half of a paper waits for the rest; one that knows all leaves it out', async () => {
    const fake = await clusters.start({ nodes: 3 });
    const library = await clusters.open(fake);
    await library.add(bees);
    const [passage] = objectsOf(fake, 'Passages', 2);
    fake.lose(nameOf('Passages'), passage?.id ?? '', 2);
    const alone = openTestLibrary([fake.addresses[2] ?? ''], 'papers', embedder);
    expect(await sentenceOf(alone)).toBe(
      `LibraryUnavailableError: Weaviate at ${fake.addresses[2]} has not caught up yet with what was written while it was away, which takes some seconds to minutes. Wait, or name the other nodes in IBID_LIBRARY too.`,
    );
    const other = await clusters.open(fake);
    const asked = askedForHits(fake);
    expect(await foundBy(other)).toEqual([3]);
    expect(asked).not.toContain(2);
  });

  test('what was removed while it was away is gone from it, too, when it has caught up', async () => {
    const fake = await clusters.start({ nodes: 3 });
    const library = await clusters.open(fake);
    await library.add(bees);
    await library.add(tides);
    await fake.takeAway(2);
    await library.remove(bees.paper.id);
    await library.add(bees);
    await library.remove(bees.paper.id);
    await fake.bringBack(2);
    expect(objectsOf(fake, 'Passages', 2)).toHaveLength(6);
    fake.catchUp(2);
    expect(partsWith(fake, bees.paper.id, 2)).toEqual([]);
    expect(await library.verify()).toEqual({ papers: 1, passages: 3, faults: [] });
  });

  test('a paper that was removed and added again meanwhile is whole on it when it has caught up', async () => {
    const fake = await clusters.start({ nodes: 3 });
    const library = await clusters.open(fake);
    await library.add(bees);
    await fake.takeAway(2);
    await library.remove(bees.paper.id);
    await library.add(bees);
    await fake.bringBack(2);
    fake.catchUp(2);
    expect(objectsOf(fake, 'Passages', 2)).toHaveLength(3);
    expect(await library.verify()).toEqual({ papers: 1, passages: 3, faults: [] });
  });

  test('one that is back, but behind, is not searched until it has caught up', async () => {
    const fake = await clusters.start({ nodes: 3 });
    const library = await clusters.open(fake);
    await library.add(bees);
    await fake.takeAway(1);
    await library.add(tides);
    await fake.bringBack(1);
    // Another server, which has never known it to be away.
    const fresh = await clusters.open(fake);
    const asked = askedForHits(fake);
    expect(await foundBy(fresh)).toEqual([6]);
    expect([...asked].sort()).toEqual([0, 2]);
    fake.catchUp(1);
    const then = askedForHits(fake);
    expect(await foundBy(fresh)).toEqual([6]);
    expect([...then].sort()).toEqual([0, 1, 2]);
  });

  test('verify names what a node that is behind lacks', async () => {
    const fake = await clusters.start({ nodes: 3 });
    const library = await clusters.open(fake);
    await fake.takeAway(1);
    await library.add(bees);
    await fake.bringBack(1);
    const fresh = await clusters.open(fake);
    const { faults } = await fresh.verify();
    const where = `“Waggle dances and the flight home” on node ${fake.addresses[1]}`;
    expect(faults.map(({ message }) => message)).toEqual([
      `${where}: it is missing from the catalog.`,
      `${where}: its text is missing.`,
      `${where}: its list of passages is missing.`,
      `${where}: its original file is missing.`,
    ]);
    fake.catchUp(1);
    expect(await fresh.verify()).toEqual({ papers: 1, passages: 3, faults: [] });
  });

  test('one that answers 503 only', async () => {
    const fake = await clusters.start({ nodes: 3 });
    const library = await clusters.open(fake);
    await library.add(bees);
    fake.answerWith(1, 503);
    expect(await foundBy(library)).toEqual([3]);
    expect(await library.add(tides)).toBe('added');
    fake.answerWith(1, null);
    expect(await foundBy(library)).toEqual([6]);
  });
});

describe('nothing half is served', () => {
  test('two of three nodes away: the sentence names them, and it goes on when they are back', async () => {
    const fake = await clusters.start({ nodes: 3 });
    const library = await clusters.open(fake);
    await library.add(bees);
    await fake.takeAway(1);
    await fake.takeAway(2);
    await expect
      .poll(() => library.check())
      .toBe(
        'Only 1 of 3 Weaviate nodes is running, so what is found would be incomplete. Start node2 and node3 again.',
      );
    await fake.bringBack(1);
    await fake.bringBack(2);
    await expect.poll(() => library.check()).toBeNull();
    expect(await foundBy(library)).toEqual([3]);
  });

  test('a full disk: a sentence, and nothing of the paper is seen', async () => {
    const fake = await clusters.start({ nodes: 3 });
    const library = await clusters.open(fake);
    await library.add(tides);
    fake.setDiskFull(1, true);
    expect(await sentenceOf(library.add(bees))).toBe(
      'LibraryUnavailableError: The disk of a Weaviate node is full: nothing was written. Free some space there and start that node again, then try again.',
    );
    expect(await library.papers()).toHaveLength(1);
    expect(await foundBy(library)).toEqual([3]);
    fake.setDiskFull(1, false);
    expect(await library.add(bees)).toBe('added');
    expect(await foundBy(library)).toEqual([6]);
  });
});
