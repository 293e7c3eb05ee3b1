import { mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { LibraryDamagedError } from '../../../ingest/errors.ts';
import { openSqliteLibrary } from '../../../ingest/libraries/sqlite/open.ts';
import type { Library } from '../../../ingest/library.ts';
import { searchText } from '../../../ingest/passages.ts';
import { fixtureNewPaper, prose } from '../../fixtures/papers.ts';

const embedder = { id: 'fixture-embedder', dimensions: 16 };
let base: string;
let folder: string;
let library: Library;
beforeEach(async () => {
  base = mkdtempSync(join(tmpdir(), 'ibid-whole-'));
  folder = join(base, 'library');
  library = await openSqliteLibrary(folder, { embedder });
});
afterEach(async () => {
  await library.close();
  rmSync(base, { recursive: true });
});

describe('a whole paper from SQLite', () => {
  const earlier = fixtureNewPaper(prose.bees, 16);
  const given = fixtureNewPaper(`${prose.bees}\n\nThe second version.`, 16);
  const { id } = given.paper;

  test('has search texts made again of the paper as it was read, whatever was put right', async () => {
    await library.add(given);
    await library.correct(id, { title: 'Another title' });
    const expected = given.passages.map((passage) => searchText(given.paper, passage));
    expect((await library.whole(id))?.searchTexts).toEqual(expected);
  });

  test.each([
    ['the text', `UPDATE papers SET text = replace(text, 'clover', 'heather')`],
    ['the title', `UPDATE papers SET title = 'Waggle dances'`],
    ['the structure', `UPDATE papers SET structure = '{}'`],
    ['the original file', `UPDATE originals SET bytes = x'00'`],
    ['where it came from', `UPDATE originals SET origin = '/another.txt'`],
    ['a vector', `UPDATE passages SET vector = zeroblob(64) WHERE label = (SELECT max(label) FROM passages)`],
    ['a passage’s place', `UPDATE passages SET "end" = "end" - 1`],
    ['a passage lost', `DELETE FROM passages WHERE label = (SELECT max(label) FROM passages)`],
    ['what was put right', `UPDATE corrections SET fields = '{"year":1999}'`],
    ['an earlier version’s id', `UPDATE aliases SET id = '0123456789abcdef'`],
  ])('is refused when what is stored changed on the disk: %s', async (_, change) => {
    await library.add(earlier);
    await library.add(given, { replaces: earlier.paper.id });
    await library.correct(id, { year: 1964 });
    expect(await library.whole(id)).not.toBeNull();
    const db = new Database(join(folder, 'library.db'));
    db.exec(change);
    db.close();
    await expect(library.whole(id)).rejects.toThrow(LibraryDamagedError);
  });
});

describe('the place of a library', () => {
  test.each<{ why: string; harm: () => void | Promise<void> }>([
    { why: 'deleted', harm: () => rmSync(folder, { recursive: true }) },
    { why: 'moved away', harm: () => renameSync(folder, join(base, 'moved')) },
    {
      why: 'replaced by another one',
      harm: async () => {
        await library.backup(join(base, 'copy.db'));
        renameSync(join(base, 'copy.db'), join(folder, 'library.db'));
      },
    },
  ])('the library was $why: it says so, although what is open can still be read', async ({ harm }) => {
    await library.add(fixtureNewPaper(prose.tides, 16));
    expect(await library.check()).toBeNull();
    await harm();
    expect(await library.check()).toMatch(/^The library’s file was moved, replaced or deleted\. Put it back/);
    expect(await library.papers()).toHaveLength(1);
  });
});
