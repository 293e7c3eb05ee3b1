import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openReadingConnection } from '../../../ingest/libraries/sqlite/connect.ts';
import { openSqliteLibrary } from '../../../ingest/libraries/sqlite/open.ts';
import { checksumOf, encodeVector } from '../../../ingest/libraries/sqlite/vectors.ts';
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

  test('a text that changed on the disk is not shown', async () => {
    const db = new Database(join(folder, 'library.db'));
    db.prepare(`UPDATE papers SET text = replace(text, 'seven', 'eleven') WHERE id = ?`).run(bees.paper.id);
    db.close();
    const library = await openSqliteLibrary(folder, { embedder });
    await expect(library.paper(bees.paper.id)).rejects.toThrow(/stored text of “Waggle dances.*” is damaged/);
    expect((await library.paper(tides.paper.id))?.text).toBe(prose.tides);
    await library.close();
  });
});
