import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LibraryUnavailableError } from '../../ingest/errors.ts';
import type { Library } from '../../ingest/library.ts';
import { findEngine } from './build-engine.ts';
import { type Engine, startCluster } from './engine.ts';
import { numberedPaper, testEmbedder } from './many-papers.ts';
import { openTestLibrary } from './open-test-library.ts';
import { askLibrary, askSteadily, figuresOf } from './questioner.ts';
import { cleanWithin } from './verified.ts';

const { missing } = await findEngine();
const note = missing === '' ? '' : ` (skipped: ${missing})`;

/** Milliseconds from a node's end, or its return, to when it shows. */
const soon = 15_000;

describe.skipIf(missing !== '')(`too few nodes run${note}`, () => {
  let engine: Engine;
  let library: Library;
  beforeAll(async () => {
    engine = await startCluster(3);
    library = await openTestLibrary(engine.addresses, 'outages', testEmbedder, { freshMs: 500 });
    for (let n = 0; n < 8; n += 1) await library.add(numberedPaper(n));
  });
  afterAll(async () => {
    await library.close();
    await engine.stop();
  });

  const reasonOf = (work: Promise<unknown>) =>
    work.then(
      () => null,
      (error: unknown) => (error instanceof LibraryUnavailableError ? error.reason : `no sentence: ${String(error)}`),
    );
  const vector = new Float32Array(testEmbedder.dimensions).map((_, index) => (index === 0 ? 1 : 0));
  const search = () => library.search({ text: 'heron beside the ferry', vector, limit: 20 });

  async function expectReason(reason: RegExp) {
    await expect.poll(() => library.check(), { timeout: soon, interval: 250 }).toMatch(reason);
    // What was read within the last half second is still shown: it is whole.
    await expect.poll(async () => String(await reasonOf(search())), { timeout: soon, interval: 250 }).toMatch(reason);
    expect(await reasonOf(library.papers())).toMatch(reason);
    expect(await reasonOf(library.add(numberedPaper(100)))).toMatch(reason);
  }

  async function expectWell(papers: number) {
    await expect.poll(() => library.check(), { timeout: soon, interval: 250 }).toBeNull();
    expect((await search()).lexical).toHaveLength(20);
    expect(await library.papers()).toHaveLength(papers);
  }

  test('two of three are killed: the sentence counts them and names them; it goes on when they return', async () => {
    await Promise.all([engine.kill(0), engine.kill(2)]);
    await expectReason(
      /^Only 1 of 3 Weaviate nodes is running, so what is found would be incomplete. Start node1 and node3 again.$/,
    );
    await Promise.all([engine.restart(0), engine.restart(2)]);
    const returned = performance.now();
    await expectWell(8);
    console.log(`well ${Math.round(performance.now() - returned)} ms after two nodes returned`);
    for (const address of engine.addresses) {
      await cleanWithin(await openTestLibrary([address], 'outages', testEmbedder), 60_000);
    }
  });

  test('all are killed: the sentence names their addresses; it goes on when they return', async () => {
    await Promise.all([0, 1, 2].map((node) => engine.kill(node)));
    await expectReason(/^None of the Weaviate nodes 127.0.0.1:\d+, .* answers. Start them, or put the right addresses/);
    await Promise.all([0, 1, 2].map((node) => engine.restart(node)));
    const returned = performance.now();
    await expectWell(8);
    console.log(`well ${Math.round(performance.now() - returned)} ms after three nodes returned`);
    await cleanWithin(library, 60_000);
  });

  test.each([0, 1, 2])('node %i hangs: questions and writes go on', async (k) => {
    const stopAsking = askSteadily(5, async (turn) => {
      await askLibrary(library, turn);
    });
    await sleep(2000);
    await engine.pause(k);
    const paused = performance.now();
    const outcome = await library.add(numberedPaper(200 + k)).catch(String);
    const writing = performance.now() - paused;
    await sleep(Math.max(0, 10_000 - writing));
    engine.resume(k);
    await sleep(5000);
    const asked = await stopAsking();
    console.log(`node ${k} hung: ${figuresOf(asked)}; a paper took ${Math.round(writing)} ms`);
    expect(asked.failed).toEqual([]);
    expect(outcome).toBe('added');
    await cleanWithin(library, 60_000);
  });
});
