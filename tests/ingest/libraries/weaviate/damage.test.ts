import { describe, expect, test } from 'vitest';
import type { Library } from '../../../../ingest/library.ts';
import type { FakeWeaviate } from '../../../fakes/weaviate/weaviate.ts';
import { prose } from '../../../fixtures/papers.ts';
import { nameOf, objectsOf, paperOf, sentenceOf, useClusters, vectorOf } from './cluster-case.ts';

const clusters = useClusters();
const [bees, tides] = [paperOf(prose.bees), paperOf(prose.tides, { source: 'tides.txt' })];
const title = '“Waggle dances and the flight home”';
const remedy = 'Remove the paper and ingest it again, or restore a backup.';

/** A library of two papers whose first has been harmed; opened again, so that nothing is remembered. */
async function harmed(harm: (fake: FakeWeaviate) => void): Promise<{ fake: FakeWeaviate; library: Library }> {
  const fake = await clusters.start();
  const writer = await clusters.open(fake);
  await writer.add(bees);
  await writer.add(tides);
  await writer.close();
  harm(fake);
  return { fake, library: await clusters.open(fake) };
}

async function faultsOf(library: Library): Promise<string[]> {
  const { faults } = await library.verify();
  expect(new Set(faults.map(({ paper }) => paper))).toEqual(new Set([bees.paper.id]));
  return faults.map(({ message }) => message);
}

/** The object of the first paper that has a word in it. */
function objectWith(fake: FakeWeaviate, part: 'Catalog' | 'Contents' | 'Passages', word = '') {
  const found = objectsOf(fake, part).filter((object) => {
    const text = JSON.stringify(object);
    return text.includes(bees.paper.id) && text.includes(word);
  });
  const [first] = found;
  if (!first) throw new Error(`There is no such object in ${part}.`);
  return { ...first, count: found.length };
}

/** Contents are written one after the other: text, list of passages, original. */
function contentsOf(fake: FakeWeaviate) {
  const found = objectsOf(fake, 'Contents').filter((object) => JSON.stringify(object).includes(bees.paper.id));
  return found.sort((a, b) => a.created - b.created).map(({ id }) => id) as [string, string, string];
}

describe('what was changed where it lies', () => {
  test('the object that publishes a paper: it is listed as damaged, the other goes on, removing and adding mends it', async () => {
    const { fake, library } = await harmed((broken) => {
      const { id, properties } = objectWith(broken, 'Catalog', 'publication');
      const json = String(properties.json).replace('Waggle', 'Wiggle');
      broken.damage(nameOf('Catalog'), id, { json });
    });
    expect(await library.papers()).toMatchObject([
      { id: tides.paper.id },
      {
        id: bees.paper.id,
        title: '',
        warnings: ['damaged: title, authors and year can’t be read, remove it and ingest it again'],
      },
    ]);
    expect(await library.paper(bees.paper.id)).toBeNull();
    expect(await library.findIds(bees.paper.id.slice(0, 10))).toEqual([bees.paper.id]);
    const { lexical, dense } = await library.search({ text: 'the', vector: vectorOf('dance'), limit: 50 });
    expect(new Set([...lexical, ...dense].map(({ passage }) => passage.slice(0, 16)))).toEqual(
      new Set([tides.paper.id]),
    );
    const { faults } = await library.verify();
    expect(faults).toContainEqual({
      paper: bees.paper.id,
      message: 'What is stored of its title, authors and year was changed on the disk.',
      repaired: false,
    });
    expect(await library.remove(bees.paper.id)).toBe(true);
    expect(objectsOf(fake, 'Passages')).toHaveLength(3);
    expect(await library.add(bees)).toBe('added');
    expect(await library.verify()).toEqual({ papers: 2, passages: 6, faults: [] });
  });

  test('the text: no paper rather than a changed one', async () => {
    const { library } = await harmed((fake) => {
      fake.damage(nameOf('Contents'), contentsOf(fake)[0], { data: Buffer.from('rubbish').toString('base64') });
    });
    const sentence = `LibraryDamagedError: The stored text of ${title} is damaged. ${remedy}`;
    expect(await sentenceOf(library.paper(bees.paper.id))).toBe(sentence);
    expect(await sentenceOf(library.whole(bees.paper.id))).toBe(sentence);
    expect((await library.paper(tides.paper.id))?.text).toBe(prose.tides);
    expect(await faultsOf(library)).toEqual([`${title}: its text is damaged.`]);
  });

  test('the text is another’s, sound in itself', async () => {
    const { library } = await harmed((fake) => {
      const others = objectsOf(fake, 'Contents').filter((object) => JSON.stringify(object).includes(tides.paper.id));
      const [text] = others.sort((a, b) => a.created - b.created);
      fake.damage(nameOf('Contents'), contentsOf(fake)[0], { data: text?.properties.data });
    });
    const sentence = `LibraryDamagedError: The stored text of ${title} is damaged. ${remedy}`;
    expect(await sentenceOf(library.paper(bees.paper.id))).toBe(sentence);
    expect(await faultsOf(library)).toEqual([`${title}: its text is damaged.`]);
  });

  test('the list of passages, and the original file', async () => {
    const { library } = await harmed((fake) => {
      const [, list, original] = contentsOf(fake);
      for (const id of [list, original]) fake.damage(nameOf('Contents'), id, { data: 'AAAA' });
    });
    expect(await sentenceOf(library.passagesOf(bees.paper.id))).toBe(
      `LibraryDamagedError: The list of passages of ${title} is damaged. ${remedy}`,
    );
    expect(await sentenceOf(library.original(bees.paper.id))).toBe(
      `LibraryDamagedError: The original file of ${title} is damaged. ${remedy}`,
    );
    expect((await library.paper(bees.paper.id))?.text).toBe(prose.bees);
    expect(await faultsOf(library)).toEqual([
      `${title}: its list of passages is damaged.`,
      `${title}: its original file is damaged.`,
    ]);
  });

  test('a vector: null rather than a wrong one', async () => {
    const { library } = await harmed((fake) => {
      const { id, properties } = objectWith(fake, 'Passages');
      const bytes = Buffer.from(String(properties.vector), 'base64');
      bytes.writeFloatLE(0.25, 0);
      fake.damage(nameOf('Passages'), id, { vector: bytes.toString('base64') });
    });
    const vectors = await library.vectorsOf(bees.passages.map(({ id }) => id));
    expect(vectors.filter((vector) => vector === null)).toHaveLength(1);
    expect(await faultsOf(library)).toEqual([`${title}: 1 of 3 passages have a damaged vector.`]);
    expect(await sentenceOf(library.whole(bees.paper.id))).toBe(
      `LibraryDamagedError: 1 passages of ${title} are missing or damaged. ${remedy}`,
    );
  });

  test('the words of a passage', async () => {
    const { library } = await harmed((fake) => {
      fake.damage(nameOf('Passages'), objectWith(fake, 'Passages').id, { terms: 'rubbish' });
    });
    expect(await faultsOf(library)).toEqual([`${title}: 1 of 3 passages have changed words.`]);
  });
});

describe('what was lost', () => {
  test('a passage', async () => {
    const { library } = await harmed((fake) => {
      fake.lose(nameOf('Passages'), objectWith(fake, 'Passages').id);
    });
    expect(await faultsOf(library)).toEqual([`${title}: 1 of 3 passages are missing.`]);
  });

  test('the text and the original file', async () => {
    const { library } = await harmed((fake) => {
      const [text, , original] = contentsOf(fake);
      for (const id of [text, original]) fake.lose(nameOf('Contents'), id);
    });
    expect(await library.paper(bees.paper.id)).toBeNull();
    expect(await faultsOf(library)).toEqual([
      `${title}: its text is missing.`,
      `${title}: its original file is missing.`,
    ]);
  });

  test('passages of no paper are told', async () => {
    const { library } = await harmed((fake) => {
      fake.lose(nameOf('Catalog'), objectWith(fake, 'Catalog', 'publication').id);
    });
    expect(await library.papers()).toHaveLength(1);
    const { faults } = await library.verify();
    expect(faults).toEqual([{ paper: null, message: '3 passages belong to no paper.', repaired: false }]);
  });
});

describe('what a node has and does not find', () => {
  test('is written again: found everywhere, at its place in the list, with nothing of before left', async () => {
    const fake = await clusters.start({ nodes: 3 });
    const library = await clusters.open(fake);
    await library.add(bees);
    await library.correct(bees.paper.id, { year: 1999 });
    await library.add(tides);
    // What a disk that fills up leaves behind: the passage is there by its id, and in no index.
    const { id, properties } = objectWith(fake, 'Passages');
    const key = String(properties.publication);
    fake.damage(nameOf('Passages'), id, { publication: 'not found' }, 1);

    const message = `${title} on node ${fake.addresses[1]}: 1 of 3 passages are not found by their paper.`;
    const { faults } = await library.verify();
    expect(faults).toContainEqual({ paper: bees.paper.id, message, repaired: true });
    expect(faults.every(({ repaired }) => repaired)).toBe(true);
    expect(await library.papers()).toMatchObject([{ id: bees.paper.id, year: 1999 }, { id: tides.paper.id }]);
    expect((await library.search({ vector: vectorOf('bees'), limit: 50 })).dense).toHaveLength(6);
    for (const node of [0, 2]) expect(JSON.stringify(objectsOf(fake, 'Passages', node))).not.toContain(key);
    expect((await library.original(bees.paper.id))?.sha256).toBe(bees.original.sha256);
  });
});
