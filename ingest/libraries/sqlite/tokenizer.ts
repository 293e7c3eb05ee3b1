import Database from 'better-sqlite3';
import { tokenize } from './schema.ts';

/** The distinct terms of a text as the full-text index keeps them: FTS5's own tokenizer and stemmer, run on nothing else. */
export function openTokenizer(): (text: string) => string[] {
  const db = new Database(':memory:');
  db.exec(`
    CREATE VIRTUAL TABLE texts USING fts5 (words, content = '', tokenize = '${tokenize}');
    CREATE VIRTUAL TABLE terms USING fts5vocab (texts, row);
  `);
  const insert = db.prepare<[string]>('INSERT INTO texts (rowid, words) VALUES (1, ?)');
  const select = db.prepare<[], string>('SELECT term FROM terms').pluck();
  const clear = db.prepare(`INSERT INTO texts (texts) VALUES ('delete-all')`);
  return db.transaction((text: string) => {
    insert.run(text);
    const terms = select.all();
    clear.run();
    return terms;
  });
}
