import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, inject, test } from 'vitest';
import type { VerifyReport } from '../../ingest/library.ts';
import { openSqliteLibrary } from '../../ingest/libraries/sqlite/open.ts';
import { crashPapers, dimensions, paperCount } from './crash-papers.ts';
import { seeded } from './seeded.ts';

const kills = 60;
/** Milliseconds after the word to go: from opening to well into the second round of adding and removing. */
const longestLife = 400;

type DriverMessage =
  | { readonly type: 'ready' }
  | { readonly type: 'writing' }
  | ({ readonly type: 'verified' } & VerifyReport)
  | { readonly type: 'finished'; readonly papers: number };

class Driver {
  readonly #child: ChildProcess;
  readonly #messages: DriverMessage[] = [];

  constructor(folder: string, mode: 'endless' | 'finish' | 'large') {
    this.#child = fork(join(inject('programs'), 'tests/crash/library-driver.js'), [folder, mode]);
    this.#child.on('message', (message) => this.#messages.push(message as DriverMessage));
  }

  async receive<Type extends DriverMessage['type']>(type: Type): Promise<Extract<DriverMessage, { type: Type }>> {
    for (;;) {
      const found = this.#messages.find((message) => message.type === type);
      if (found) return found as Extract<DriverMessage, { type: Type }>;
      if (this.#child.exitCode !== null) throw new Error(`The driver ended before it was ${type}.`);
      await Promise.race([once(this.#child, 'message'), once(this.#child, 'exit')]);
    }
  }

  go(): void {
    this.#child.send('go');
  }

  verified(): VerifyReport | null {
    return this.#messages.find((message) => message.type === 'verified') ?? null;
  }

  async kill(): Promise<void> {
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await ended;
  }
}

test(`killed ${kills} times at any moment, the library is whole and the next run finishes`, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ibid-crash-'));
  const random = seeded(20250301);
  const counts: number[] = [];
  try {
    // Two are being started while one is being killed: starting takes most of the time.
    const waiting = [new Driver(folder, 'endless'), new Driver(folder, 'endless')];
    for (let kill = 0; kill < kills; kill += 1) {
      const driver = waiting.shift() ?? new Driver(folder, 'endless');
      waiting.push(new Driver(folder, kill + 2 < kills ? 'endless' : 'finish'));
      await driver.receive('ready');
      driver.go();
      // A third of the kills may come while the library is being opened, the others after it was proven whole.
      if (kill % 3 > 0) await driver.receive('verified');
      // Some live long enough for the graph to be written.
      await wait(random() * (kill % 10 === 0 ? 4 * longestLife : longestLife));
      await driver.kill();
      const report = driver.verified();
      if (report) expect({ kill, faults: report.faults }).toEqual({ kill, faults: [] });
      if (report) counts.push(report.papers);
    }
    const [last, spare] = waiting;
    await spare?.kill();
    await last?.receive('ready');
    last?.go();
    expect((await last?.receive('verified'))?.faults).toEqual([]);
    expect(await last?.receive('finished')).toEqual({ type: 'finished', papers: paperCount });

    // The kills hit libraries of very different sizes: otherwise they would all have come too early or too late.
    expect(new Set(counts).size).toBeGreaterThan(4);
    const library = await openSqliteLibrary(folder, { embedder: { id: 'crash', dimensions } });
    const report = await library.verify();
    expect(report.faults.filter(({ repaired }) => !repaired)).toEqual([]);
    for (const { paper } of crashPapers()) expect((await library.paper(paper.id))?.text).toBe(paper.text);
    await library.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 600_000);

test('killed while the thread writes, replaces or removes a large paper: all of it is there, or nothing', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ibid-crash-large-'));
  const random = seeded(20250302);
  const found = new Set<number>();
  try {
    let next = new Driver(folder, 'large');
    for (let kill = 0; kill < 8; kill += 1) {
      const driver = next;
      next = new Driver(folder, 'large');
      await driver.receive('ready');
      const begun = performance.now();
      driver.go();
      await driver.receive('writing');
      // As long as this machine took to open the library and to add all of them.
      await wait(random() * (performance.now() - begun));
      await driver.kill();
      const library = await openSqliteLibrary(folder, { embedder: { id: 'crash', dimensions } });
      const { faults, papers } = await library.verify();
      expect({ kill, faults: faults.filter(({ repaired }) => !repaired) }).toEqual({ kill, faults: [] });
      for (const { id, passages } of await library.papers())
        expect(await library.passagesOf(id)).toHaveLength(passages);
      found.add(papers);
      await library.close();
    }
    await next.kill();
    // The kills came at different moments.
    expect(found.size).toBeGreaterThan(1);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 600_000);
