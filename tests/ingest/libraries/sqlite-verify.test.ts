import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { LibraryDamagedError } from '../../../ingest/errors.ts';
import { openReadingConnection } from '../../../ingest/libraries/sqlite/connect.ts';
import { openSqliteLibrary } from '../../../ingest/libraries/sqlite/open.ts';
import { checksumOf, encodeVector } from '../../../ingest/libraries/vectors.ts';
import { verifyTruth } from '../../../ingest/libraries/sqlite/verify.ts';
import { fixtureNewPaper, prose } from '../../fixtures/papers.ts';

const dimensions = 16;
const embedder = { id: 'fixture-embedder', dimensions };
const bees = fixtureNewPaper(prose.bees, dimensions);
const tides = fixtureNewPaper(prose.tides, dimensions, { source: 'tides.txt' });
const doubled = encodeVector((bees.vectors[0] ?? new Float32Array()).map((x) => x * 2));

describe('verify finds every way in which the truth can be damaged', () => {
  let folder: string;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ibid-verify-'));
    const library = await openSqliteLibrary(folder, { embedder });
    await library.add(bees);
    await library.add(tides);
    await library.close();
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const verify = () => {
    const db = openReadingConnection(folder);
    try {
      return verifyTruth(db, dimensions, () => undefined);
    } finally {
      db.close();
    }
  };

  test('nothing in a good library', () => {
    expect(verify()).toEqual({ papers: 2, passages: 6, faults: [] });
  });

  const ofBees = `paper = '${bees.paper.id}'`;
  const firstOfBees = `label = (SELECT min(label) FROM passages WHERE ${ofBees})`;
  test.each<[string, string, RegExp, Buffer[]?]>([
    [
      'a letter of the text',
      `UPDATE papers SET text = replace(text, 'gravity', 'cavity') WHERE id = '${bees.paper.id}'`,
      /SHA-256 differs/,
    ],
    [
      'text and its SHA-256',
      `UPDATE papers SET text = 'x' || text, sha256 = '${'0'.repeat(64)}' WHERE id = '${bees.paper.id}'`,
      /id does not belong to the text/,
    ],
    ['the structure', `UPDATE papers SET structure = '{}' WHERE id = '${bees.paper.id}'`, /structure can’t be read/],
    ['the original', `UPDATE originals SET bytes = x'00' WHERE ${ofBees}`, /original file is damaged/],
    ['the original’s name', `UPDATE originals SET name = 'other.txt' WHERE ${ofBees}`, /changed on the disk/],
    ['the original’s origin', `UPDATE originals SET origin = '/other.txt' WHERE ${ofBees}`, /changed on the disk/],
    ['the title', `UPDATE papers SET title = 'Waddle dances' WHERE id = '${bees.paper.id}'`, /changed on the disk/],
    ['the year', `UPDATE papers SET year = 2024 WHERE id = '${bees.paper.id}'`, /changed on the disk/],
    ['the authors', `UPDATE papers SET authors = '["B. Sadi"]' WHERE id = '${bees.paper.id}'`, /changed on the disk/],
    ['authors that are no JSON', `UPDATE papers SET authors = '[' WHERE id = '${bees.paper.id}'`, /can’t be read/],
    [
      'structure that can be read',
      `UPDATE papers SET structure = replace(structure, '"level":1', '"level":2') WHERE id = '${bees.paper.id}'`,
      /changed on the disk/,
    ],
    ['a passage’s start', `UPDATE passages SET "start" = "start" + 1 WHERE ${firstOfBees}`, /changed on the disk/],
    ['a passage’s end', `UPDATE passages SET "end" = "end" - 1 WHERE ${firstOfBees}`, /changed on the disk/],
    ['a passage’s section', `UPDATE passages SET section = NULL WHERE ${firstOfBees}`, /changed on the disk/],
    ['no seal', `DELETE FROM seals WHERE ${ofBees}`, /changed on the disk/],
    ['no original', `DELETE FROM originals WHERE ${ofBees}`, /original file is missing/],
    [
      'a passage outside the text',
      `UPDATE passages SET "end" = 99999 WHERE ${firstOfBees}`,
      /1 of 3 passages lie outside/,
    ],
    ['a passage gone', `DELETE FROM passages WHERE ${firstOfBees}`, /2 passages are stored of 3/],
    ['a bit of a vector', `UPDATE passages SET vector = x'${'00'.repeat(64)}' WHERE ${firstOfBees}`, /damaged vector/],
    ['a vector cut short', `UPDATE passages SET vector = x'00' WHERE ${firstOfBees}`, /damaged vector/],
    [
      'a vector twice as long',
      `UPDATE passages SET vector = ?, checksum = ${checksumOf(doubled)} WHERE ${firstOfBees}`,
      /not of unit length/,
      [doubled],
    ],
    [
      'a passage not in the full-text index',
      `DELETE FROM passage_words WHERE rowid = (SELECT min(label) FROM passages WHERE ${ofBees})`,
      /1 of 3 passages are not in the full-text index/,
    ],
  ])('%s', async (_, sql, message, values = []) => {
    const db = new Database(join(folder, 'library.db'));
    expect(db.prepare(sql).run(...values).changes).toBeGreaterThan(0);
    db.close();
    const { faults } = verify();
    expect(faults.map((fault) => fault.message).join('\n')).toMatch(message);
    expect(faults.some(({ paper }) => paper === bees.paper.id)).toBe(true);
    expect(faults.every(({ paper, repaired }) => paper !== tides.paper.id && !repaired)).toBe(true);
    const library = await openSqliteLibrary(folder, { embedder });
    expect((await library.verify()).faults).toEqual(faults);
    await library.close();
  });

  test('passages whose words were swapped in the index', () => {
    const db = new Database(join(folder, 'library.db'));
    db.exec(`DELETE FROM passage_words WHERE rowid = 1; INSERT INTO passage_words (rowid, words) VALUES (1, 'quux')`);
    db.close();
    expect(verify().faults).toMatchObject([
      { paper: bees.paper.id, message: expect.stringContaining('not found by their own words') as string },
    ]);
  });

  test.each<[string, string, RegExp]>([
    ['no revision', 'DELETE FROM revision', /revision is missing/],
    ['a revision that went back', 'UPDATE revision SET value = 1', /later revision than the library’s own/],
    ['a correction', `UPDATE corrections SET fields = '{"year":1998}'`, /1 corrections by hand were changed/],
    ['an older id', `UPDATE aliases SET paper = '${tides.paper.id}'`, /1 ids of replaced papers/],
    ['an answer', `UPDATE answers SET json = '{"text":"other"}'`, /1 kept answers/],
    ['feedback', `UPDATE answers SET verdict = 'bad'`, /1 kept answers/],
    ['a key', `UPDATE keys SET name = 'phone'`, /1 keys were changed/],
    ['a note', `UPDATE notes SET value = 'begun'`, /1 notes were changed/],
    ['the embedder', `UPDATE meta SET value = 'other' WHERE name = 'embedder'`, /1 facts of the library/],
    ['a passage that counts as removed', 'INSERT INTO removals VALUES (1, 1, 1)', /count as removed, yet are here/],
    ['the counter of passages', 'UPDATE sqlite_sequence SET seq = 2', /counter of passages is behind/],
    ['words of nobody', `INSERT INTO passage_words (rowid, words) VALUES (99, 'x')`, /1 passages that no paper has/],
    ['wiping', `DELETE FROM passage_words_config WHERE k = 'secure-delete'`, /no longer wipes/],
    ['an index', 'DROP INDEX originals_by_sha256', /index originals_by_sha256 is missing/],
    ['a table', 'DROP TABLE notes', /table notes is missing/],
    ['the length of a passage', `UPDATE passage_words_docsize SET sz = x'05' WHERE id = 1`, /wrong count of words/],
  ])('%s', async (_, sql, message) => {
    const library = await openSqliteLibrary(folder, { embedder });
    const older = fixtureNewPaper(`${prose.bees}\n\nOlder.`, dimensions);
    await library.add(older);
    await library.add(bees, { replaces: older.paper.id });
    await library.correct(bees.paper.id, { year: 1999 });
    await library.keepAnswer({ id: 'a', json: '{}', papers: [bees.paper.id] });
    await library.giveFeedback('a', { verdict: 'good', comment: null });
    await library.addKey({ id: 'k', name: 'laptop', sha256: '0'.repeat(64), createdAt: '2025-03-01T10:00:00.000Z' });
    await library.setNote('default-papers', 'done');
    await library.close();
    expect(verify().faults).toEqual([]);
    const db = new Database(join(folder, 'library.db'));
    db.unsafeMode(true);
    db.pragma('writable_schema = ON');
    db.pragma('foreign_keys = OFF');
    db.exec(sql);
    db.close();
    const [first, ...more] = verify().faults.map((fault) => fault.message);
    expect(first).toMatch(message);
    // A table that is missing is named by whatever looks into it, too.
    expect(more.filter((other) => !other.includes('tables are missing'))).toEqual([]);
  });

  test('one term of the full-text index that became another', () => {
    const db = new Database(join(folder, 'library.db'));
    const text = `${bees.searchTexts[0]}`.replace('clover', 'dovers');
    db.exec('DELETE FROM passage_words WHERE rowid = 1');
    db.prepare('INSERT INTO passage_words (rowid, words) VALUES (CAST(1 AS INTEGER), ?)').run(text);
    db.close();
    expect(verify().faults).toMatchObject([
      {
        paper: bees.paper.id,
        message: expect.stringContaining('1 of 3 passages are not found by their own words') as string,
      },
    ]);
  });

  test('an answer that changed on the disk is not shown', async () => {
    const library = await openSqliteLibrary(folder, { embedder });
    await library.keepAnswer({ id: 'a', json: '{"text":"seven"}', papers: [bees.paper.id] });
    const db = new Database(join(folder, 'library.db'));
    db.exec(`UPDATE answers SET json = '{"text":"eleven"}'`);
    db.close();
    expect(await library.answer('a')).toBeNull();
    await library.close();
  });

  test('a text that changed on the disk is not shown', async () => {
    const db = new Database(join(folder, 'library.db'));
    db.prepare(`UPDATE papers SET text = replace(text, 'seven', 'eleven') WHERE id = ?`).run(bees.paper.id);
    db.close();
    const library = await openSqliteLibrary(folder, { embedder });
    await expect(library.paper(bees.paper.id)).rejects.toThrow(/stored text of “Waggle dances.*” is damaged/);
    expect((await library.paper(tides.paper.id))?.text).toBe(prose.tides);
    await library.close();
  });

  test.each([
    [
      'authors',
      `UPDATE papers SET authors = '["A. Sa' WHERE`,
      /^damaged: authors can’t be read, remove it and ingest it again$/,
    ],
    ['warnings', `UPDATE papers SET warnings = '{}' WHERE`, /^damaged: warnings can’t be read/],
    [
      'corrections',
      `INSERT INTO corrections SELECT id, '{"year":"x"}', '' FROM papers WHERE`,
      /^damaged: corrections can’t be read/,
    ],
  ])('damaged %s of one paper hide no other, and the paper can be removed and replaced', async (_, sql, warning) => {
    const db = new Database(join(folder, 'library.db'));
    expect(db.prepare(`${sql} id = '${bees.paper.id}'`).run().changes).toBe(1);
    db.close();
    const library = await openSqliteLibrary(folder, { embedder });
    expect(await library.papers()).toMatchObject([
      { id: bees.paper.id, title: bees.paper.title, warnings: [expect.stringMatching(warning) as string] },
      { id: tides.paper.id, warnings: [] },
    ]);
    await expect(library.paper(bees.paper.id)).rejects.toThrow(
      /What is stored of “Waggle dances.*” is damaged: .* Remove the paper and ingest it again/,
    );
    expect((await library.paper(tides.paper.id))?.text).toBe(prose.tides);
    expect(await library.findOriginal(bees.original.sha256)).toMatchObject({ id: bees.paper.id });
    expect(await library.findIds(bees.paper.id.slice(0, 5))).toEqual([bees.paper.id]);
    const newer = fixtureNewPaper(`${prose.bees}\n\nNewer.`, dimensions);
    expect(await library.add(newer, { replaces: bees.paper.id })).toBe('replaced');
    expect(await library.remove(newer.paper.id)).toBe(true);
    expect(await library.add(bees)).toBe('added');
    expect((await library.verify()).faults).toEqual([]);
    await library.close();
  });

  test('a damaged structure is named when the paper is read', async () => {
    const db = new Database(join(folder, 'library.db'));
    db.prepare(`UPDATE papers SET structure = '{"pages":[' WHERE id = ?`).run(bees.paper.id);
    db.close();
    const library = await openSqliteLibrary(folder, { embedder });
    await expect(library.paper(bees.paper.id)).rejects.toThrow(LibraryDamagedError);
    await expect(library.paper(bees.paper.id)).rejects.toThrow(
      /“Waggle dances.*” is damaged: its structure can’t be read/,
    );
    expect(await library.remove(bees.paper.id)).toBe(true);
    await library.close();
  });
});
