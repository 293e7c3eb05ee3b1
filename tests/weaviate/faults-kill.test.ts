import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Library, NewPaper } from '../../ingest/library.ts';
import { findEngine } from './build-engine.ts';
import { type Engine, startCluster } from './engine.ts';
import { numberedPaper, testEmbedder, wordOf } from './many-papers.ts';
import { openTestLibrary } from './open-test-library.ts';
import { askLibrary, askSteadily, figuresOf, passagesSeen } from './questioner.ts';
import { cleanWithin, opened } from './verified.ts';

const { missing } = await findEngine();
const note = missing === '' ? '' : ` (skipped: ${missing})`;

const name = 'kills';
const passages = 30;
/** Passages that a node must miss while it is away. */
const missed = 300;

describe.skipIf(missing !== '')(`a node is killed while two machines ingest and a third asks${note}`, () => {
  let engine: Engine;
  const libraries: Library[] = [];
  const open = async (nodes: readonly string[]) => {
    const library = await openTestLibrary(nodes, name, testEmbedder, { freshMs: 500 });
    libraries.push(library);
    return library;
  };
  beforeAll(async () => {
    engine = await startCluster(3);
  });
  afterAll(async () => {
    await Promise.all(libraries.map((library) => library.close()));
    await engine.stop();
  });

  const begun: { n: number; paper: NewPaper }[] = [];
  const outcomes: string[] = [];
  let next = 0;

  /** Adds one paper after the other until told to stop. */
  function writeOn(library: Library): () => Promise<void> {
    const stopping = new AbortController();
    const going = (async () => {
      while (!stopping.signal.aborted) {
        const n = next;
        next += 1;
        const paper = numberedPaper(n, passages);
        begun.push({ n, paper });
        outcomes.push(await library.add(paper).catch(String));
      }
    })();
    return async () => {
      stopping.abort();
      await going;
    };
  }

  test.each([0, 1, 2])(
    'node %i, killed and started again: no question fails, nothing is lost or doubled',
    async (k) => {
      const readers = await Promise.all([0, 1, 2].map((turn) => open(turned(engine.addresses, turn))));
      const [one, two, reader] = readers as [Library, Library, Library];
      const stopWriting = [one, two].map(writeOn);
      const parts: string[] = [];
      const stopAsking = askSteadily(20, async (turn) => {
        await askLibrary(reader, turn);
        // Every fourth question looks at one of the papers that are being written just now.
        const recent = turn % 4 === 0 ? begun.at(-1 - ((turn / 4) % 4)) : undefined;
        if (!recent) return;
        for (const seen of await passagesSeen(reader, recent.paper.paper.id, wordOf(recent.n))) {
          if (seen !== 0 && seen !== passages) parts.push(`${seen} of paper ${recent.n}`);
        }
      });

      const stop = async () => {
        await Promise.all(stopWriting.map((each) => each()));
        return await stopAsking();
      };
      let away = 0;
      let returned = 0;
      try {
        await sleep(2000);
        const written = outcomes.length;
        await engine.kill(k);
        await sleep(8000);
        while ((outcomes.length - written) * passages < missed) await sleep(100);
        away = (outcomes.length - written) * passages;
        await engine.restart(k);
        returned = performance.now();
        await sleep(8000);
      } finally {
        await Promise.all(stopWriting.map((each) => each()));
      }
      const alone = await opened(() => open([engine.addresses[k] ?? '']));
      const caughtUp = await cleanWithin(alone, 60_000 - (performance.now() - returned), returned).finally(stop);
      const asked = await stop();

      console.log(
        `node ${k}: ${figuresOf(asked)}; missed ${away} passages, caught up after ${Math.round(caughtUp / 100) / 10} s`,
      );
      if (asked.retried.length > 0) console.log([...new Set(asked.retried)].join('\n'));
      expect(asked.failed).toEqual([]);
      expect(parts).toEqual([]);
      expect(outcomes.filter((outcome) => outcome !== 'added')).toEqual([]);
      const papers = await alone.papers();
      expect(papers.map(({ id }) => id).sort()).toEqual(begun.map(({ paper }) => paper.paper.id).sort());
      expect(new Set(papers.map((paper) => paper.passages))).toEqual(new Set([passages]));
      for (const address of engine.addresses) {
        await cleanWithin(await opened(() => open([address])), 1000);
      }
    },
  );
});

function turned(addresses: readonly string[], by: number): string[] {
  return [...addresses.slice(by), ...addresses.slice(0, by)];
}
