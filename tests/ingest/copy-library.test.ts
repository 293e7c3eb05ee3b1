import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { copyLibrary } from '../../ingest/copy-library.ts';
import { LibraryMismatchError } from '../../ingest/errors.ts';
import { openSqliteLibrary } from '../../ingest/libraries/sqlite/open.ts';
import type { Library } from '../../ingest/library.ts';
import { sha256Of } from '../../ingest/paper.ts';
import { embeddingText } from '../../ingest/passages.ts';
import { hashingEmbedder } from '../fakes/hashing-embedder.ts';
import { openMemoryLibrary } from '../fakes/memory-library.ts';
import { fixtureNewPaper, fixtureVector, prose } from '../fixtures/papers.ts';

const dimensions = 64;
const bees = fixtureNewPaper(prose.bees, dimensions);
const tides = fixtureNewPaper(prose.tides, dimensions, { source: 'tides.txt', year: null });
const letters = ['first', 'second', 'third'].map((version) =>
  fixtureNewPaper(`${prose.letters}\n\nThis is the ${version} version.`, dimensions, { source: 'letters.txt' }),
) as [typeof bees, typeof bees, typeof bees];
const [first, second, third] = letters;

/** A library with everything that one can hold. */
async function fill(library: Library): Promise<void> {
  for (const paper of [bees, first, tides]) await library.add(paper);
  await library.keepAnswer({ id: 'old', json: '{"n":1}', papers: [first.paper.id, bees.paper.id] });
  await library.add(second, { replaces: first.paper.id });
  await library.correct(second.paper.id, { title: 'Reading aloud', year: 1964 });
  await library.keepAnswer({ id: 'new', json: '{"n":2}', papers: [tides.paper.id] });
  await library.giveFeedback('new', { verdict: 'bad', comment: 'Page 4, not 5.' });
  await library.addKey({ id: 'k1', name: 'desk', sha256: sha256Of('s'), createdAt: '2025-03-01T10:00:00.000Z' });
  await library.setNote('default-papers', 'done');
  await library.setNote('upload:0123', '{"state":"running"}');
}

async function everything(library: Library) {
  const papers = await library.papers();
  const answers = [];
  for await (const answer of library.answers()) answers.push({ ...answer, papers: [...answer.papers].sort() });
  const query = { text: 'clover village', vector: fixtureVector('clover village', dimensions), limit: 20 };
  const { lexical, dense } = await library.search(query);
  return {
    papers,
    texts: await Promise.all(papers.map(({ id }) => library.paper(id))),
    passages: await Promise.all(papers.map(({ id }) => library.passagesOf(id))),
    originals: (await Promise.all(papers.map(({ id }) => library.original(id)))).map(
      (original) => original && { ...original, bytes: [...original.bytes] },
    ),
    former: (await library.paper(first.paper.id))?.id ?? null,
    found: (await library.findOrigin('/papers/letters.txt'))?.id ?? null,
    answers,
    keys: await library.keys(),
    notes: (await library.notes()).filter(({ name }) => !name.startsWith('upload:')),
    // Search texts are made again of the paper, so BM25 of fixtures is near, not the same.
    lexical: lexical.map(({ passage }) => passage).sort(),
    dense: dense.map(({ passage, score }) => [passage, score.toFixed(6)]),
  };
}

const nothing = { papers: 0, passages: 0, present: 0, damaged: [], answers: 0, keys: 0, notes: 0 };

describe('copying a library', () => {
  let base: string;
  let opened: Library[];
  const open = async (name: string, embedder = { id: 'hashing-64', dimensions }) => {
    const library = await openSqliteLibrary(join(base, name), { embedder });
    opened.push(library);
    return library;
  };
  beforeEach(() => {
    base = mkdtempSync(join(tmpdir(), 'ibid-copy-'));
    opened = [];
  });
  afterEach(async () => {
    for (const library of opened) await library.close();
    rmSync(base, { recursive: true });
  });

  test('all that is in one is in the other: papers, corrections, old ids, answers, keys, notes', async () => {
    const [from, to] = [await open('from'), await open('to')];
    await fill(from);
    const told: [number, number, string][] = [];
    const report = await copyLibrary(from, to, { onProgress: (...step) => told.push(step) });
    const passages = [bees, second, tides].reduce((sum, paper) => sum + paper.passages.length, 0);
    expect(report).toEqual({ ...nothing, papers: 3, passages, answers: 2, keys: 1, notes: 1 });
    expect(await everything(to)).toEqual(await everything(from));
    expect((await to.paper(first.paper.id))?.title).toBe('Reading aloud');
    expect(await to.verify()).toEqual({ papers: 3, passages, faults: [] });
    expect(told.map(([done, total]) => `${done}/${total}`)).toEqual(['0/3', '1/3', '2/3', '3/3']);
    expect(told[0]?.[2]).toBe(bees.paper.title);
  });

  test('there and back again, by way of another kind of library', async () => {
    const [from, back] = [await open('from'), await open('back')];
    const between = openMemoryLibrary();
    await fill(from);
    await copyLibrary(from, between);
    await copyLibrary(between, back);
    expect(await everything(back)).toEqual(await everything(from));
  });

  test('again: everything is left as it is, what was put right there too', async () => {
    const [from, to] = [openMemoryLibrary(), openMemoryLibrary()];
    await fill(from);
    await copyLibrary(from, to);
    await to.correct(second.paper.id, { title: 'Put right here' });
    const before = await everything(to);
    expect(await copyLibrary(from, to)).toEqual({ ...nothing, present: 3 });
    expect(await everything(to)).toEqual(before);
  });

  test('broken off anywhere and made again, it ends as if it had not been', async () => {
    const from = openMemoryLibrary();
    await fill(from);
    const whole = openMemoryLibrary();
    await copyLibrary(from, whole);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 12 }), async (failing) => {
        const to = openMemoryLibrary();
        let writes = 0;
        const failed = new Error('Stopped.');
        const step = <Result>(work: () => Promise<Result>) =>
          writes++ === failing ? Promise.reject<Result>(failed) : work();
        const guarded: Library = {
          ...to,
          add: (...args) => step(() => to.add(...args)),
          correct: (...args) => step(() => to.correct(...args)),
          keepAnswer: (...args) => step(() => to.keepAnswer(...args)),
          giveFeedback: (...args) => step(() => to.giveFeedback(...args)),
          addKey: (...args) => step(() => to.addKey(...args)),
          setNote: (...args) => step(() => to.setNote(...args)),
        };
        const outcome = await copyLibrary(from, guarded).then(
          () => null,
          (error: unknown) => error,
        );
        expect([null, failed]).toContain(outcome);
        await copyLibrary(from, to);
        expect(await everything(to)).toEqual(await everything(whole));
      }),
      { numRuns: 20 },
    );
  });

  test('a signal ends it with its reason; what was copied is kept', async () => {
    const [from, to] = [openMemoryLibrary(), openMemoryLibrary()];
    await fill(from);
    const stop = new AbortController();
    const onProgress = (done: number) => (done === 1 ? stop.abort(new Error('Ctrl-C')) : undefined);
    await expect(copyLibrary(from, to, { signal: stop.signal, onProgress })).rejects.toThrow('Ctrl-C');
    expect((await to.papers()).length).toBe(2);
  });

  test('a version that came since replaces the one before; one that was replaced there does not come back', async () => {
    const [from, to] = [openMemoryLibrary(), openMemoryLibrary()];
    await fill(from);
    await copyLibrary(from, to);
    await from.add(third, { replaces: second.paper.id });
    expect(await copyLibrary(from, to)).toMatchObject({ papers: 1, present: 2 });
    expect((await to.papers()).map(({ id }) => id).sort()).toEqual(
      [bees.paper.id, tides.paper.id, third.paper.id].sort(),
    );
    for (const { paper } of letters) expect((await to.paper(paper.id))?.id).toBe(third.paper.id);
    expect((await to.paper(third.paper.id))?.title).toBe('Reading aloud');

    const older = openMemoryLibrary();
    await older.add(second);
    expect(await copyLibrary(older, to)).toMatchObject({ papers: 0, present: 1 });
    expect((await to.paper(second.paper.id))?.id).toBe(third.paper.id);
  });

  test('a damaged paper is named, and stays behind with the answers that quote it; the rest is copied', async () => {
    const [from, to] = [await open('from'), openMemoryLibrary()];
    await fill(from);
    const db = new Database(join(base, 'from', 'library.db'));
    db.prepare(`UPDATE papers SET text = replace(text, 'cordgrass', 'bluegrass') WHERE id = ?`).run(tides.paper.id);
    db.close();
    const report = await copyLibrary(from, to);
    expect(report).toMatchObject({ papers: 2, answers: 1 });
    expect(report.damaged).toMatchObject([{ id: tides.paper.id, title: tides.paper.title }]);
    expect(report.damaged[0]?.reason).toMatch(/damaged\. Remove the paper/);
    expect(await to.answer('new')).toBeNull();
  });

  describe('for another embedder', () => {
    const wide = hashingEmbedder({ dimensions: 96 });

    test('passages are embedded again by the texts that an ingest embeds', async () => {
      const [from, to] = [await open('from'), await open('to', wide)];
      await fill(from);
      expect(await copyLibrary(from, to, { embedder: wide })).toMatchObject({ papers: 3, answers: 2 });
      const texts = bees.passages.map((passage) => embeddingText(bees.paper, passage));
      const vectors = await to.vectorsOf(bees.passages.map(({ id }) => id));
      expect(vectors.map((vector) => vector && [...vector])).toEqual(
        (await wide.embedPassages(texts)).map((vector) => [...vector]),
      );
      expect(await to.verify()).toMatchObject({ papers: 3, faults: [] });
    });

    test('without it, or with a third one, nothing is copied', async () => {
      const [from, to] = [openMemoryLibrary(), openMemoryLibrary({ embedder: wide })];
      await fill(from);
      await expect(copyLibrary(from, to)).rejects.toThrow(LibraryMismatchError);
      const third = hashingEmbedder({ dimensions: 32 });
      await expect(copyLibrary(from, to, { embedder: third })).rejects.toThrow(LibraryMismatchError);
      expect(await to.papers()).toEqual([]);
    });

    test('with the source’s own nothing is embedded', async () => {
      const [from, to] = [openMemoryLibrary(), openMemoryLibrary()];
      await fill(from);
      const embedder = { ...hashingEmbedder(), embedPassages: () => Promise.reject(new Error('It was used.')) };
      expect(await copyLibrary(from, to, { embedder })).toMatchObject({ papers: 3 });
    });
  });
});
