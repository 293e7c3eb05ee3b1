import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Library, SearchResult } from '../../../ingest/library.ts';
import { openReadingConnection } from '../../../ingest/libraries/sqlite/connect.ts';
import { openSqliteLibrary } from '../../../ingest/libraries/sqlite/open.ts';
import { openSearchIndex } from '../../../ingest/libraries/sqlite/search-index.ts';
import { fixtureNewPaper, fixtureVector, prose } from '../../fixtures/papers.ts';

const dimensions = 32;
const embedder = { id: 'fixture-embedder', dimensions };
const query = { vector: fixtureVector('waves bend the stems of the marsh', dimensions), limit: 5 };

/** Sixty passages in twenty papers; no two vectors are equally far from anything, so that an order is the order. */
const papers = Array.from({ length: 20 }, (_, i) => {
  const text = (Object.values(prose)[i % 4] ?? '').replaceAll('. ', `, in year ${1900 + i}. `);
  const made = fixtureNewPaper(text, dimensions, { source: `paper-${i}.txt` });
  const random = seeded(i);
  const vectors = made.vectors.map((vector) => {
    const nudged = vector.map((value) => value + 0.02 * (random() - 0.5));
    return nudged.map((value) => value / Math.hypot(...nudged));
  });
  return { ...made, vectors };
});

/** Numbers in 0…1 that are the same in every run (a linear congruential generator; Numerical Recipes, 3rd ed., 7.1). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 0x100000000;
  };
}

describe('the graph of the embedded library is a cache', () => {
  let folder: string;
  let logged: string[];
  let library: Library | null;
  const log = { warn: (sentence: string) => void logged.push(sentence) };

  const openLibrary = async (graphFrom = 10, id = embedder.id) => {
    library = await openSqliteLibrary(folder, { embedder: { ...embedder, id }, log, graphFrom });
    return library;
  };
  const graphFiles = () => readdirSync(folder).filter((name) => name.startsWith('graph'));
  const graphFile = () => join(folder, graphFiles().find((name) => name.endsWith('.hnsw')) ?? 'none');
  const manifestFile = () => join(folder, 'graph.json');
  const untilSaved = async () => {
    for (let i = 0; i < 1200 && !graphFiles().includes('graph.json'); i += 1) await wait(50);
    expect(graphFiles()).toHaveLength(2);
  };
  const exact = async (): Promise<SearchResult> => {
    const scanning = await openSqliteLibrary(folder, { embedder, graphFrom: 1e9 });
    try {
      return await scanning.search(query);
    } finally {
      await scanning.close();
    }
  };
  /** What the search thread does at its start, without the thread. */
  const openIndex = async () => {
    const db = openReadingConnection(folder);
    const data = { folder, embedder: embedder.id, dimensions, graphFrom: 10 };
    const index = openSearchIndex(db, data, (sentence) => void logged.push(sentence));
    index.catchUp();
    await index.graph.load();
    return { index, close: () => db.close() };
  };

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ibid-graph-'));
    logged = [];
    const first = await openLibrary();
    for (const paper of papers) await first.add(paper);
    await first.search(query);
    await untilSaved();
    await first.close();
  });
  afterEach(async () => {
    await library?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('it is used again without a word, and finds what a scan finds', async () => {
    const { index, close } = await openIndex();
    expect(index.graph.size).toBe(60);
    const found = index.search(query);
    close();
    expect(found).toEqual(await exact());
    expect(logged).toEqual([]);
  });

  test('every one of 200 flipped bits is noticed before the native reader sees it', async () => {
    const expected = await exact();
    const random = seeded(20250301);
    for (let flip = 0; flip < 200; flip += 1) {
      const file = flip % 4 === 0 ? manifestFile() : graphFile();
      const good = readFileSync(file);
      const bad = Buffer.from(good);
      const at = Math.floor(random() * bad.length);
      bad[at] = (bad[at] ?? 0) ^ (1 << Math.floor(random() * 8));
      writeFileSync(file, bad);
      logged = [];
      const { index, close } = await openIndex();
      const found = index.search(query);
      close();
      expect(logged, `byte ${at} of ${file}`).toHaveLength(1);
      expect(index.graph.size).toBe(0);
      expect(found).toEqual(expected);
      writeFileSync(file, good);
    }
  });

  test.each([
    [
      'a damaged file',
      () =>
        writeFileSync(
          graphFile(),
          readFileSync(graphFile()).map((byte, i) => (i === 500 ? byte ^ 1 : byte)),
        ),
    ],
    ['a file cut short', () => writeFileSync(graphFile(), readFileSync(graphFile()).subarray(0, 3000))],
    ['a file missing', () => rmSync(graphFile())],
    ['a manifest that is not JSON', () => writeFileSync(manifestFile(), 'not a manifest')],
  ])('%s is mended: searches are right, verify says so once', async (_, damage) => {
    const expected = await exact();
    damage();
    const opened = await openLibrary();
    expect(await opened.search(query)).toEqual(expected);
    const report = await opened.verify();
    expect(report.faults.length).toBeGreaterThan(0);
    expect(report.faults.every(({ paper, repaired }) => repaired && paper === null)).toBe(true);
    expect(await opened.verify()).toMatchObject({ faults: [] });
    expect(await opened.search(query)).toEqual(expected);
    expect(logged.length).toBeGreaterThan(0);
    expect(graphFiles()).toHaveLength(2);
  });

  test('verify mends a graph that is damaged while the library is open', async () => {
    const opened = await openLibrary();
    await opened.search(query);
    writeFileSync(graphFile(), 'rubbish');
    expect((await opened.verify()).faults).toMatchObject([{ paper: null, repaired: true }]);
    expect((await opened.verify()).faults).toEqual([]);
  });

  test('a graph of other vectors is not used, although file and manifest fit', async () => {
    const [first] = papers;
    if (!first) throw new Error('There are papers.');
    const kept = graphFiles().map((name) => [join(folder, name), readFileSync(join(folder, name))] as const);
    const opened = await openLibrary();
    await opened.remove(first.paper.id);
    expect(graphFiles()).toEqual([]);
    await opened.close();
    for (const [file, bytes] of kept) writeFileSync(file, bytes);
    const { index, close } = await openIndex();
    const found = index.search({ ...query, limit: 60 });
    close();
    expect(index.graph.size).toBe(0);
    expect(logged).toHaveLength(1);
    expect(found.dense).toHaveLength(57);
  });

  test('passages that the graph lacks are found, removed ones are not', async () => {
    const [first] = papers;
    const opened = await openLibrary();
    await opened.search(query);
    await opened.add(fixtureNewPaper(prose.tides, dimensions, { source: 'new.txt' }));
    expect(await opened.search(query)).toEqual(await exact());
    if (first) await opened.remove(first.paper.id);
    expect(await opened.search(query)).toEqual(await exact());
    expect((await opened.search({ ...query, limit: 100 })).dense).toHaveLength(60);
  });

  test('two that save at once leave one good graph', async () => {
    const twins = [await openLibrary(), await openSqliteLibrary(folder, { embedder, log, graphFrom: 10 })];
    await twins[0]?.add(fixtureNewPaper(prose.tides, dimensions, { source: 'new.txt' }));
    await Promise.all(twins.map((twin) => twin.search(query)));
    // Both save soon after their searches; what one of them has not saved by then it saves when it is closed.
    await wait(1500);
    await Promise.all(twins.map((twin) => twin.close()));
    const { index, close } = await openIndex();
    close();
    expect(index.graph.size).toBe(63);
    expect(logged).toEqual([]);
  });
});
