import Database from 'better-sqlite3';
import { createTables } from './schema.ts';

type Check = (db: Database.Database) => string[];

interface SchemaEntry {
  readonly name: string;
  readonly sql: string | null;
}

/** Tables whose rows carry the seal of their other columns, in the order in which the seal takes them. */
const sealed: readonly (readonly [table: string, columns: string, what: string])[] = [
  ['meta', 'name, value', 'facts of the library were changed on the disk: its embedding model or its dimensions'],
  ['corrections', 'paper, fields', 'corrections by hand were changed on the disk; make them again'],
  ['aliases', 'id, paper', 'ids of replaced papers were changed on the disk; their permalinks lead astray'],
  ['answers', 'id, json, verdict, comment', 'kept answers were changed on the disk and are not shown; ask them again'],
  ['keys', 'id, name, sha256, created_at', 'keys were changed on the disk; revoke them and make new ones'],
  ['notes', 'name, value', 'notes were changed on the disk'],
];

const pages: Check = (db) => {
  const rows = db.prepare<[], { integrity_check: string }>('PRAGMA integrity_check(20)').all();
  return rows.filter((row) => row.integrity_check !== 'ok').map((row) => `The library’s file: ${row.integrity_check}.`);
};

const owners: Check = (db) => {
  const strangers = db.prepare<[], { table: string }>('PRAGMA foreign_key_check').all();
  return strangers.length > 0 ? [`${strangers.length} rows belong to papers that are not here.`] : [];
};

const schemaOf = (db: Database.Database) =>
  new Map(
    db
      .prepare<[], SchemaEntry>(`SELECT type || ' ' || name AS name, sql FROM sqlite_schema WHERE sql IS NOT NULL`)
      .all()
      .map(({ name, sql }) => [name, sql]),
  );

/** A letter that changed in a table's definition changes what it does, the tokenizer's options above all. */
const definitions: Check = (db) => {
  const made = new Database(':memory:');
  try {
    createTables(made, { id: '', dimensions: 0 });
    const [expected, found] = [schemaOf(made), schemaOf(db)];
    return [...new Set([...expected.keys(), ...found.keys()])]
      .filter((name) => expected.get(name) !== found.get(name))
      .map((name) => `The library’s ${name} is ${found.has(name) ? 'not as Ibid made it' : 'missing'}.`);
  } finally {
    made.close();
  }
};

const revisions: Check = (db) => {
  const revision = db.prepare<[], { value: number }>('SELECT value FROM revision WHERE one = 1').get();
  if (!revision) return ['The library’s revision is missing, so nothing can be changed in it.'];
  const later = db.prepare<[number, number], { n: number }>(
    'SELECT (SELECT count(*) FROM papers WHERE revision > ?) + (SELECT count(*) FROM removals WHERE revision > ?) AS n',
  );
  const { n = 0 } = later.get(revision.value, revision.value) ?? {};
  return n > 0 ? [`${n} changes are of a later revision than the library’s own.`] : [];
};

/** A label that came back, or counts as removed, would make searches of other processes find the wrong passage. */
const labels: Check = (db) => {
  const wrong = db.prepare<[], { removed: number; ahead: number }>(
    `SELECT
       (SELECT count(*) FROM passages p JOIN removals r ON p.label BETWEEN r.first_label AND r.last_label) AS removed,
       max((SELECT max(label) FROM passages), (SELECT max(last_label) FROM removals)) >
         coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'passages'), 0) AS ahead`,
  );
  const { removed = 0, ahead = 0 } = wrong.get() ?? {};
  return [
    ...(removed > 0 ? [`${removed} passages count as removed, yet are here.`] : []),
    ...(ahead ? ['The library’s counter of passages is behind its passages.'] : []),
  ];
};

const secureDelete: Check = (db) => {
  const set = db.prepare<[], { v: unknown }>(`SELECT v FROM passage_words_config WHERE k = 'secure-delete'`).get();
  return set?.v === 1 ? [] : ['The full-text index no longer wipes what is removed.'];
};

const seals: readonly Check[] = sealed.map(([table, columns, what]) => (db) => {
  const wrong = db
    .prepare<[], { n: number }>(`SELECT count(*) AS n FROM ${table} WHERE seal IS NOT seal(${columns})`)
    .get();
  return wrong && wrong.n > 0 ? [`${wrong.n} ${what}.`] : [];
});

/** What is proven of a library's file besides its papers; each gives a sentence a fault, and may throw what SQLite says. */
export const fileChecks: readonly Check[] = [pages, owners, definitions, revisions, labels, secureDelete, ...seals];
