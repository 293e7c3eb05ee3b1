import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Library } from '../../ingest/library.ts';
import { findEngine } from './build-engine.ts';
import { type Engine, startCluster } from './engine.ts';
import { numberedPaper, testEmbedder, wordOf } from './many-papers.ts';
import { dropLibrary, openTestLibrary } from './open-test-library.ts';
import { passagesSeen } from './questioner.ts';
import { tracesOf } from './traces.ts';
import { cleanWithin, opened } from './verified.ts';

const { missing } = await findEngine();
const note = missing === '' ? '' : ` (skipped: ${missing})`;

const name = 'changed';
const [kept, gone] = [numberedPaper(1), numberedPaper(2)];

describe.skipIf(missing !== '')(`papers are changed while a node is away${note}`, () => {
  let engine: Engine;
  let library: Library;
  beforeAll(async () => {
    engine = await startCluster(3);
  });
  beforeEach(async () => {
    library = await openTestLibrary(engine.addresses, name, testEmbedder);
    await library.add(kept);
    await library.add(gone);
  });
  afterEach(async () => {
    await library.close();
    await dropLibrary(engine.addresses[0] ?? '', name);
  });
  afterAll(() => engine.stop());

  /** On every node by itself: verified, the papers that are there, and nothing of another one. */
  async function expectEverywhere(
    there: readonly string[],
    gone: string,
    traces: readonly string[] = [],
  ): Promise<void> {
    for (const address of engine.addresses) {
      const alone = await opened(() => openTestLibrary([address], name, testEmbedder));
      await cleanWithin(alone, 60_000);
      expect((await alone.papers()).map(({ id }) => id).sort()).toEqual([...there].sort());
      await expect.poll(() => tracesOf(address, name, gone), { timeout: 60_000, interval: 1000 }).toEqual(traces);
      await alone.close();
    }
  }

  test.each([0, 1, 2])('removed while node %i is down: no trace comes back with it', async (k) => {
    await library.keepAnswer({ id: 'quoting', json: `{"of":"${gone.paper.id}"}`, papers: [gone.paper.id] });
    await engine.kill(k);
    expect(await library.remove(gone.paper.id)).toBe(true);
    await engine.restart(k);
    // Long enough for the node to bring back what it still has.
    await sleep(15_000);
    await expectEverywhere([kept.paper.id], gone.paper.id);
    expect(await library.answer('quoting')).toBeNull();

    expect(await library.add(gone)).toBe('added');
    await sleep(10_000);
    for (const address of engine.addresses) {
      await cleanWithin(await openTestLibrary([address], name, testEmbedder), 60_000);
    }
    expect(await passagesSeen(library, gone.paper.id, wordOf(2))).toEqual([30, 30]);
  });

  test('replaced and corrected in the moment of a kill: done, or refused and done by the next attempt', async () => {
    const next = numberedPaper(3);
    const killing = sleep(60).then(() => engine.kill(1));
    const replaced = await library.add(next, { replaces: gone.paper.id }).catch(String);
    const corrected = await library.correct(kept.paper.id, { title: 'Put right by hand' }).catch(String);
    await killing;
    if (replaced !== 'replaced') {
      expect(['replaced', 'present']).toContain(await library.add(next, { replaces: gone.paper.id }));
    }
    if (corrected !== true) expect(await library.correct(kept.paper.id, { title: 'Put right by hand' })).toBe(true);
    console.log(`in the moment of a kill: ${replaced}, ${String(corrected)}`);
    await engine.restart(1);
    await sleep(15_000);
    // That the one replaced the other stands in its publication, and nowhere else.
    const [replacing = ''] = await tracesOf(engine.addresses[0] ?? '', name, `"replaces\\":\\"${gone.paper.id}.`);
    await expectEverywhere([kept.paper.id, next.paper.id], `${gone.paper.id}.`, [replacing]);
    expect((await library.paper(kept.paper.id))?.title).toBe('Put right by hand');
    expect((await library.paper(gone.paper.id))?.id).toBe(next.paper.id);
  });

  test('a paper whose writing was cut off leaves nothing that is seen, and is added by the next attempt', async () => {
    const next = numberedPaper(5, 300);
    const vectors = next.vectors.with(290, new Float32Array(7));
    await expect(library.add({ ...next, vectors })).rejects.toThrow();
    const adding = library.add(next).catch(String);
    await sleep(150);
    await Promise.all([engine.kill(0), engine.kill(1)]);
    const outcome = await adding;
    await Promise.all([engine.restart(0), engine.restart(1)]);
    await expect.poll(() => library.check(), { timeout: 30_000, interval: 250 }).toBeNull();
    console.log(`two of three were killed in the midst of a paper: ${outcome}`);
    if (outcome !== 'added') {
      expect(outcome).toMatch(/Weaviate/);
      expect(await passagesSeen(library, next.paper.id, wordOf(5))).toEqual([0, 0]);
      expect(await library.add(next)).toBe('added');
    }
    await sleep(10_000);
    expect(await passagesSeen(library, next.paper.id, wordOf(5))).toEqual([300, 300]);
    for (const address of engine.addresses) {
      await cleanWithin(await openTestLibrary([address], name, testEmbedder), 60_000);
    }
  });
});
