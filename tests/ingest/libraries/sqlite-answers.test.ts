import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { keptAnswers } from '../../../ingest/libraries/kept-answers.ts';
import { openSqliteLibrary } from '../../../ingest/libraries/sqlite/open.ts';

test('answers are kept up to a number; the oldest go first, with their links', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ibid-answers-'));
  const library = await openSqliteLibrary(folder, { embedder: { id: 'fixture-embedder', dimensions: 16 } });
  try {
    await library.keepAnswer({ id: 'first', json: '{"n":1}', papers: [] });
    await library.keepAnswer({ id: 'second', json: '{"n":2}', papers: [] });
    await library.giveFeedback('second', { verdict: 'good', comment: null });
    // Written past the library, as five thousand commits take long.
    const db = new Database(join(folder, 'library.db'));
    db.exec(`WITH RECURSIVE n (i) AS (SELECT 3 UNION ALL SELECT i + 1 FROM n WHERE i < ${keptAnswers})
      INSERT INTO answers (id, json, seal) SELECT 'a' || i, '{}', '' FROM n`);
    const ids = db.prepare<[], string>('SELECT id FROM answers ORDER BY rowid').pluck();
    expect(ids.all()).toHaveLength(keptAnswers);
    await library.keepAnswer({ id: 'newest', json: '{}', papers: [] });
    expect(ids.all()).toHaveLength(keptAnswers);
    expect(await library.answer('first')).toBeNull();
    expect(await library.answer('second')).toMatchObject({ feedback: { verdict: 'good' } });
    expect(await library.answer('newest')).not.toBeNull();
    // One that is kept again is not a new one.
    await library.keepAnswer({ id: 'second', json: '{"n":3}', papers: [] });
    expect(ids.all()).toHaveLength(keptAnswers);
    db.close();
  } finally {
    await library.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
