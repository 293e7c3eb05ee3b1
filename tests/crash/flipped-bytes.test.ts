import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LibraryFormatError, LibraryMismatchError, LibraryUnavailableError } from '../../ingest/errors.ts';
import type { Fault, Library } from '../../ingest/library.ts';
import { openReadingConnection } from '../../ingest/libraries/sqlite/connect.ts';
import { asLibraryError } from '../../ingest/libraries/sqlite/failures.ts';
import { openSqliteLibrary } from '../../ingest/libraries/sqlite/open.ts';
import { openSearchIndex } from '../../ingest/libraries/sqlite/search-index.ts';
import { verifyTruth } from '../../ingest/libraries/sqlite/verify.ts';
import { sha256Of } from '../../ingest/paper.ts';
import { hashingEmbedder } from '../fakes/hashing-embedder.ts';
import { fixtureNewPaper, prose } from '../fixtures/papers.ts';
import { seeded } from './seeded.ts';

const flips = 200;
const dimensions = 64;
const embedder = hashingEmbedder({ dimensions });
/** One in so many goes the whole way, threads included. */
const wholeWay = 25;
const questions = ['clover gravity', 'meltwater August', 'eggs', 'marsh mud silt', 'survey'];

/** Everything that can be read of a library, but for what counts as a cache. */
async function contentOf(library: Library, place: string): Promise<unknown> {
  const papers = await library.papers();
  const db = openReadingConnection(place);
  try {
    const index = openSearchIndex(db, { folder: place, embedder: embedder.id, dimensions, graphFrom: 4000 }, () => {
      // What the index says of damage is for the log.
    });
    return {
      papers,
      full: await Promise.all(papers.map(({ id }) => library.paper(id))),
      passages: await Promise.all(papers.map(({ id }) => library.passagesOf(id))),
      vectors: await Promise.all(
        papers.map(async ({ id }) => library.vectorsOf((await library.passagesOf(id)).map((passage) => passage.id))),
      ),
      originals: (await Promise.all(papers.map(({ id }) => library.original(id)))).map(
        (original) => original && { ...original, bytes: sha256Of(original.bytes) },
      ),
      older: (await library.paper(older.paper.id))?.id,
      found: questions.map((text) => index.search({ text, limit: 10 })),
      answers: await Promise.all(['a0', 'a1', 'a2'].map((id) => library.answer(id))),
      keys: await library.keys(),
      note: await library.note('default-papers'),
    };
  } catch (error) {
    throw asLibraryError(error);
  } finally {
    db.close();
  }
}

/** In this thread; what the library's own does with it, every so many flips show. */
function verifyHere(place: string): readonly Fault[] {
  const db = openReadingConnection(place);
  try {
    return verifyTruth(db, dimensions, () => undefined).faults;
  } catch (error) {
    throw asLibraryError(error);
  } finally {
    db.close();
  }
}

/** Long enough that most of the file is what was stored, and little is free. */
const longTexts = Array.from({ length: 12 }, (_, paper) =>
  [`Survey ${paper}`, ...Array.from({ length: 8 }, (_, part) => Object.values(prose)[(paper + part) % 4] ?? '')]
    .map((text, part) => text.replaceAll('. ', `, says chapter ${part} of survey ${paper}. `))
    .join('\n\n'),
);

const older = fixtureNewPaper(`${prose.bees}\n\nAn older version.`, dimensions);
let folder: string;
let good: Buffer;
let content: unknown;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ibid-flips-'));
  const library = await openSqliteLibrary(join(folder, 'good'), { embedder });
  await library.add(older);
  for (const [name, text] of Object.entries(prose)) {
    const replaces = name === 'bees' ? { replaces: older.paper.id } : {};
    await library.add(fixtureNewPaper(text, dimensions, { source: `${name}.txt` }), replaces);
  }
  for (const text of longTexts) await library.add(fixtureNewPaper(text, dimensions));
  const [bees, glaciers] = await library.papers();
  if (!bees || !glaciers) throw new Error('There are no papers.');
  await library.correct(glaciers.id, { title: 'Put right', year: 1999 });
  for (const id of ['a0', 'a1', 'a2']) {
    await library.keepAnswer({ id, json: JSON.stringify({ id, text: prose.bees }), papers: [bees.id] });
  }
  await library.giveFeedback('a1', { verdict: 'good', comment: 'The very sentence.' });
  await library.addKey({ id: 'k', name: 'laptop', sha256: sha256Of('secret'), createdAt: '2025-03-01T10:00:00.000Z' });
  await library.setNote('default-papers', 'done');
  expect((await library.verify()).faults).toEqual([]);
  content = await contentOf(library, join(folder, 'good'));
  await library.close();
  good = readFileSync(join(folder, 'good', 'library.db'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What verify finds in a library with these bytes, and whether all that is read of it is what was stored. */
async function examine(bytes: Uint8Array, place: string, whole = true): Promise<{ named: string[]; same: boolean }> {
  mkdirSync(place);
  writeFileSync(join(place, 'library.db'), bytes);
  const named: string[] = [];
  let library: Library | null = null;
  const inWords = (error: unknown) => {
    // Whatever a damaged file does, it is said in the library's own words.
    const known = [LibraryUnavailableError, LibraryMismatchError, LibraryFormatError];
    if (!known.some((kind) => error instanceof kind)) throw error;
    return error as Error;
  };
  try {
    library = await openSqliteLibrary(place, { embedder });
    const faults = whole ? (await library.verify()).faults : verifyHere(place);
    named.push(...faults.map(({ message }) => message));
    const read = await contentOf(library, place).catch((error: unknown) => inWords(error).message);
    return { named, same: JSON.stringify(read) === JSON.stringify(content) };
  } catch (error) {
    return { named: [inWords(error).message], same: false };
  } finally {
    await library?.close();
    rmSync(place, { recursive: true, force: true });
  }
}

test(`${flips} flipped bytes: verify names each that changes what is read, and nothing crashes`, async () => {
  const random = seeded(20250302);
  const quiet: number[] = [];
  const missed: string[] = [];
  for (let flip = 0; flip < flips; flip += 1) {
    const bytes = Buffer.from(good);
    const at = Math.floor(random() * bytes.length);
    const mask = 1 << Math.floor(random() * 8);
    bytes[at] = (bytes[at] ?? 0) ^ mask;
    const { named, same } = await examine(bytes, join(folder, `flip-${flip}`), flip % wholeWay === 0);
    if (named.length === 0) quiet.push(at);
    if (named.length === 0 && !same) missed.push(`byte ${at} of ${bytes.length}, mask ${mask}`);
  }
  expect(missed).toEqual([]);
  // Some hit free space; most hit what counts.
  expect(quiet.length).toBeLessThan(flips * 0.6);
}, 600_000);

test.each([0.1, 0.5, 0.9, 0.999])('a library.db cut at %f of its length is named or refused', async (part) => {
  const bytes = good.subarray(0, Math.floor(good.length * part));
  const { named } = await examine(bytes, join(folder, `cut-${part}`));
  expect(named.join('\n')).toMatch(/damaged|library’s file/);
});

test('the untouched file is quiet and read as it was', async () => {
  copyFileSync(join(folder, 'good', 'library.db'), join(folder, 'copy.db'));
  expect(await examine(readFileSync(join(folder, 'copy.db')), join(folder, 'copy'))).toEqual({ named: [], same: true });
});
