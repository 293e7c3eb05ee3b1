import { mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Library } from '../../ingest/library.ts';
import { cannotMount, mountDisk, unmount } from '../crash/small-disk.ts';
import { findEngine } from './build-engine.ts';
import { type Engine, startCluster } from './engine.ts';
import { numberedPaper, testEmbedder, wordOf } from './many-papers.ts';
import { openTestLibrary } from './open-test-library.ts';
import { askLibrary, passagesSeen } from './questioner.ts';
import { cleanWithin } from './verified.ts';

const { missing } = await findEngine();
const note = missing === '' ? cannotMount : ` (skipped: ${missing})`;

/** The node whose disk fills up, counted from 0. */
const small = 1;

describe.skipIf(note !== '')(`the disk of one of three nodes is full${note}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'ibid-full-disk-'));
  const disk = join(folder, `node${small + 1}`);
  let engine: Engine;
  let library: Library;
  beforeAll(async () => {
    mkdirSync(disk);
    mountDisk(disk, '256m');
    engine = await startCluster(3, { dataFolder: folder });
    library = await openTestLibrary(engine.addresses, 'disks', testEmbedder, { freshMs: 500 });
    for (let n = 0; n < 4; n += 1) await library.add(numberedPaper(n));
  });
  afterAll(async () => {
    await library.close();
    await engine.stop();
    unmount(disk);
    rmSync(folder, { recursive: true });
  });

  /** Takes all space but so many bytes. */
  function fill(free: number): void {
    const { bavail, bsize } = statfsSync(disk);
    writeFileSync(join(disk, 'ballast'), new Uint8Array(Math.max(0, bavail * bsize - free)));
  }

  test('a paper is refused with a sentence, nothing of it is seen, questions go on; with space again all is well', async () => {
    fill(40_000);
    const refused: number[] = [];
    const said = new Set<string>();
    for (let n = 10; n < 16 && refused.length < 2; n += 1) {
      const outcome = await library.add(numberedPaper(n, 200)).catch(String);
      if (outcome === 'added') continue;
      refused.push(n);
      said.add(outcome);
    }
    console.log([...said].join('\n'));
    expect(refused).not.toEqual([]);
    for (const one of said)
      expect(one).toMatch(
        /The disk of (a Weaviate node|the Weaviate node 127\.0\.0\.1:\d+ \(port among the nodes\)) is full: nothing was written\. Free some space/,
      );
    for (const n of refused) {
      const { paper } = numberedPaper(n, 200);
      expect(await passagesSeen(library, paper.id, wordOf(n))).toEqual([0, 0]);
      expect(await library.paper(paper.id)).toBeNull();
    }
    for (let turn = 0; turn < 10; turn += 1) await askLibrary(library, turn);

    rmSync(join(disk, 'ballast'));
    // As the sentence says: a disk that was full for a moment leaves a node in doubt until it starts again.
    await engine.kill(small);
    await engine.restart(small);
    for (const n of [...refused, 30]) expect(await library.add(numberedPaper(n, 200))).toBe('added');
    for (const address of engine.addresses) {
      await cleanWithin(await openTestLibrary([address], 'disks', testEmbedder), 60_000);
    }
    for (const n of refused) {
      expect(await passagesSeen(library, numberedPaper(n, 200).paper.id, wordOf(n))).toEqual([200, 200]);
    }
  });
});

describe.skipIf(missing !== '')(`a node that takes no writes because its disk is nearly full${note}`, () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await startCluster(3);
  });
  afterAll(() => engine.stop());

  test('a shard made read-only: the same sentence, and questions go on', async () => {
    const library = await openTestLibrary(engine.addresses, 'fenced', testEmbedder);
    await library.add(numberedPaper(1));
    const place = `http://${engine.addresses[0] ?? ''}/v1/schema/Ibid_fenced_Passages/shards`;
    const [shard] = (await (await fetch(place)).json()) as { name: string }[];
    const put = (status: string) =>
      fetch(`${place}/${shard?.name ?? ''}`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ status }),
      });
    expect((await put('READONLY')).status).toBe(200);
    await expect(library.add(numberedPaper(2))).rejects.toThrow(
      /The disk of the Weaviate nodes? 127.* is full: nothing was written/,
    );
    await askLibrary(library, 1);
    expect(await library.papers()).toHaveLength(1);
    expect((await put('READY')).status).toBe(200);
    const again = () => library.add(numberedPaper(2)).catch(String);
    await expect.poll(again, { timeout: 20_000, interval: 500 }).toBe('added');
    await cleanWithin(library, 30_000);
    await library.close();
  });
});
