import type { Database } from 'better-sqlite3';
import { tokenize } from '../words/scratch-index.ts';
import { defineSeal } from './seal.ts';

/** "Ibid" in ASCII: tells a library from any other SQLite file (https://www.sqlite.org/fileformat2.html#application_id). */
export const applicationId = 0x49626964;
/** Kept in `PRAGMA user_version`; grows with every change that an older version could not read. */
export const format = 2;

/**
 * `passages.label` is the row in the full-text index and the label in the graph; AUTOINCREMENT, since a label that
 * came back would make a stale graph return another passage. `removals` lets another process catch up; it holds
 * labels only, nothing of what was removed. `passages.words` is the digest of the passage's terms in the full-text
 * index, which has no copy of them. What no other check proves has a seal: see `seal.ts`.
 */
const tables = `
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL, seal TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE revision (one INTEGER PRIMARY KEY CHECK (one = 1), value INTEGER NOT NULL) STRICT;
INSERT INTO revision VALUES (1, 0);
CREATE TABLE papers (
  id TEXT PRIMARY KEY, revision INTEGER NOT NULL, title TEXT NOT NULL, authors TEXT NOT NULL, year INTEGER, doi TEXT,
  source TEXT NOT NULL, sha256 TEXT NOT NULL, page_count INTEGER, passage_count INTEGER NOT NULL,
  warnings TEXT NOT NULL, structure TEXT NOT NULL, text TEXT NOT NULL
) STRICT;
CREATE TABLE originals (
  paper TEXT PRIMARY KEY REFERENCES papers (id) ON DELETE CASCADE, name TEXT NOT NULL, origin TEXT NOT NULL,
  sha256 TEXT NOT NULL, bytes BLOB NOT NULL
) STRICT;
CREATE INDEX originals_by_sha256 ON originals (sha256);
CREATE INDEX originals_by_origin ON originals (origin);
CREATE TABLE passages (
  label INTEGER PRIMARY KEY AUTOINCREMENT, paper TEXT NOT NULL REFERENCES papers (id) ON DELETE CASCADE,
  "start" INTEGER NOT NULL, "end" INTEGER NOT NULL, section INTEGER, checksum INTEGER NOT NULL, words INTEGER NOT NULL, vector BLOB NOT NULL,
  UNIQUE (paper, "start", "end")
) STRICT;
CREATE TABLE seals (
  paper TEXT PRIMARY KEY REFERENCES papers (id) ON DELETE CASCADE, seal TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE VIRTUAL TABLE passage_words USING fts5 (
  words, content = '', contentless_delete = 1, tokenize = '${tokenize}'
);
CREATE VIRTUAL TABLE passage_terms USING fts5vocab (passage_words, instance);
INSERT INTO passage_words (passage_words, rank) VALUES ('secure-delete', 1);
CREATE TABLE removals (
  revision INTEGER NOT NULL, first_label INTEGER NOT NULL, last_label INTEGER NOT NULL
) STRICT;
CREATE INDEX removals_by_revision ON removals (revision);
CREATE TABLE corrections (
  paper TEXT PRIMARY KEY REFERENCES papers (id) ON DELETE CASCADE, fields TEXT NOT NULL, seal TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE aliases (
  id TEXT PRIMARY KEY, paper TEXT NOT NULL REFERENCES papers (id) ON DELETE CASCADE, seal TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX aliases_by_paper ON aliases (paper);
CREATE TABLE answers (
  id TEXT PRIMARY KEY, json TEXT NOT NULL, verdict TEXT, comment TEXT, seal TEXT NOT NULL
) STRICT;
CREATE TABLE answer_papers (
  answer TEXT NOT NULL REFERENCES answers (id) ON DELETE CASCADE,
  paper TEXT NOT NULL REFERENCES papers (id) ON DELETE CASCADE, PRIMARY KEY (answer, paper)
) STRICT, WITHOUT ROWID;
CREATE INDEX answers_by_paper ON answer_papers (paper);
CREATE TABLE keys (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, sha256 TEXT NOT NULL, created_at TEXT NOT NULL, seal TEXT NOT NULL
) STRICT;
CREATE TABLE notes (name TEXT PRIMARY KEY, value TEXT NOT NULL, seal TEXT NOT NULL) STRICT, WITHOUT ROWID;
`;

/** Makes the tables of an empty library; the caller holds the write lock. */
export function createTables(db: Database, embedder: { readonly id: string; readonly dimensions: number }): void {
  db.exec(tables);
  defineSeal(db);
  const setMeta = db.prepare<{ name: string; value: string }>(
    'INSERT INTO meta VALUES (@name, @value, seal(@name, @value))',
  );
  setMeta.run({ name: 'embedder', value: embedder.id });
  setMeta.run({ name: 'dimensions', value: String(embedder.dimensions) });
  db.pragma(`application_id = ${applicationId}`);
  db.pragma(`user_version = ${format}`);
}
