import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { LibraryUnavailableError } from '../../../ingest/errors.ts';
import { openSqliteLibrary, type SqliteLibraryOptions } from '../../../ingest/libraries/sqlite/open.ts';
import type { Library } from '../../../ingest/library.ts';
import { fixtureNewPaper, prose } from '../../fixtures/papers.ts';

// Large changes are written by a thread: what that must not change, and what it is for.

const dimensions = 32;
let folder: string;
let library: Library;
const open = (options: Partial<SqliteLibraryOptions> = {}) =>
  openSqliteLibrary(folder, { embedder: { id: 'writing', dimensions }, ...options });
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ibid-writing-'));
  library = await open();
});
afterEach(async () => {
  await library.close();
  rmSync(folder, { recursive: true, force: true });
});

const small = fixtureNewPaper(prose.tides, dimensions);
/** Real prose over and over, a passage a paragraph. */
function largePaper(passages: number, name = 'survey') {
  const paragraphs = Object.values(prose).flatMap((text) => text.split('\n\n').slice(1));
  const text = Array.from({ length: passages }, (_, n) => `Plot ${n}. ${paragraphs[n % paragraphs.length] ?? ''}`);
  return fixtureNewPaper(`The long ${name}\n\n${text.join('\n\n')}`, dimensions, { origin: `/papers/${name}.txt` });
}
const answer = (id: string) => ({ id, json: `{"id":"${id}"}`, papers: [] });

/** Counts turns of this thread's event loop until the work is done. */
async function turnsDuring(work: Promise<unknown>): Promise<number> {
  const state = { done: false };
  const end = () => void (state.done = true);
  work.then(end, end);
  let turns = 0;
  for (; !state.done; turns += 1) await new Promise((next) => setTimeout(next, 1));
  return turns;
}

describe('a paper of thousands of passages', () => {
  test('is added, replaced and removed whole, and the caller’s thread goes on meanwhile', async () => {
    const [first, second] = [largePaper(2500), largePaper(2400, 'second survey')];
    // Once before, so that the thread's start does not count.
    await library.add(largePaper(120, 'short survey'));
    const added = library.add(first);
    expect(await turnsDuring(added)).toBeGreaterThan(20);
    expect(await added).toBe('added');
    expect(await library.add(first)).toBe('present');
    const replaced = library.add(second, { replaces: first.paper.id });
    expect(await turnsDuring(replaced)).toBeGreaterThan(20);
    expect(await replaced).toBe('replaced');
    expect((await library.paper(first.paper.id))?.id).toBe(second.paper.id);
    expect(await library.passagesOf(second.paper.id)).toEqual(second.passages);
    const [vector] = await library.vectorsOf(second.passages.slice(2000, 2001).map(({ id }) => id));
    expect(vector).toEqual(second.vectors[2000]);
    expect((await library.search({ text: 'plot 2399', limit: 1 })).lexical[0]?.passage).toBe(second.passages[2399]?.id);
    expect((await library.verify()).faults).toEqual([]);
    expect(await library.remove(second.paper.id)).toBe(true);
    expect(await library.remove(second.paper.id)).toBe(false);
    expect((await library.verify()).faults).toEqual([]);
    expect((await library.papers()).map(({ title }) => title)).toEqual(['The long short survey']);
  });

  test('answers are kept and small papers added while it is written', async () => {
    const large = largePaper(2500);
    const added = library.add(large);
    const kept: string[] = [];
    const state = { done: false };
    const end = () => void (state.done = true);
    added.then(end, end);
    for (let n = 0; !state.done; n += 1) {
      await library.keepAnswer(answer(`a${n}`));
      kept.push(`a${n}`);
      if (n === 2) expect(await library.add(small)).toBe('added');
      await new Promise((next) => setTimeout(next, 5));
    }
    expect(kept.length).toBeGreaterThan(3);
    for (const id of kept) expect((await library.answer(id))?.json).toBe(`{"id":"${id}"}`);
    expect((await library.papers()).map(({ id }) => id).sort()).toEqual([small.paper.id, large.paper.id].sort());
    expect((await library.verify()).faults).toEqual([]);
  });

  test('that is not whole is refused in words, and leaves nothing behind', async () => {
    const large = largePaper(300);
    const vectors = large.vectors.with(299, new Float32Array(dimensions));
    await expect(library.add({ ...large, vectors })).rejects.toThrow(RangeError);
    await expect(library.add({ ...large, vectors })).rejects.toThrow(/Vector 299 of paper/);
    expect(await library.papers()).toEqual([]);
    expect(await library.add(large)).toBe('added');
  });

  test('that the disk has no room for is not there, and a smaller one still can be', async () => {
    await library.close();
    library = await open({ pageLimit: 60 });
    const refused = library.add(largePaper(2000));
    await expect(refused).rejects.toThrow(LibraryUnavailableError);
    await expect(refused).rejects.toThrow(/disk is full/);
    expect(await library.papers()).toEqual([]);
    expect(await library.add(small)).toBe('added');
    expect((await library.verify()).faults).toEqual([]);
  });

  test('is written to its end when the library is closed, and nothing is begun after that', async () => {
    const large = largePaper(1500);
    const added = library.add(large);
    const closed = library.close();
    await expect(library.add(small)).rejects.toThrow(/closed/);
    expect(await added).toBe('added');
    await closed;
    library = await open();
    expect((await library.papers()).map(({ id }) => id)).toEqual([large.paper.id]);
  });

  test('and two of them at once, from two that have the library open', async () => {
    const other = await open();
    const papers = [largePaper(1000, 'one'), largePaper(1000, 'two'), largePaper(1000, 'two')];
    const [one, two, three] = papers.map((paper, n) => (n === 1 ? other : library).add(paper));
    expect(await one).toBe('added');
    expect([await two, await three].sort()).toEqual(['added', 'present']);
    await other.close();
    expect((await library.verify()).faults).toEqual([]);
  });
});

test('while another process writes, small changes wait without holding up the thread', async () => {
  const other = new Database(join(folder, 'library.db'));
  try {
    other.exec('BEGIN IMMEDIATE');
    const kept = library.keepAnswer(answer('waiting'));
    const noted = [library.setNote('order', 'first'), library.setNote('order', 'second')];
    const state = { waits: true };
    const done = kept.finally(() => (state.waits = false));
    // The other one ends only when this thread had its turns: held up, it would wait in vain.
    for (let turn = 0; turn < 20; turn += 1) await new Promise((next) => setTimeout(next, 1));
    expect(state.waits).toBe(true);
    other.exec('COMMIT');
    await Promise.all([...noted, done]);
    expect((await library.answer('waiting'))?.json).toBe('{"id":"waiting"}');
    expect(await library.note('order')).toBe('second');
  } finally {
    other.close();
  }
});
