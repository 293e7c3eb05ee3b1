import Database from 'better-sqlite3';

/** How FTS5 makes terms of words: Porter's stemmer, accents and case dropped (https://www.sqlite.org/fts5.html#tokenizers). */
export const tokenize = 'porter unicode61 remove_diacritics 2';

/**
 * Reads what FTS5's own tokenizer and stemmer make of a text, in a database that holds nothing else.
 * @param view `row`: a row for each distinct term; `instance`: one for each place of a term
 * @param columns of that view (https://www.sqlite.org/fts5.html#the_fts5vocab_virtual_table_module)
 */
export function openScratchIndex<Row extends unknown[]>(
  view: 'row' | 'instance',
  columns: string,
): (text: string) => Row[] {
  const db = new Database(':memory:');
  db.exec(`
    CREATE VIRTUAL TABLE texts USING fts5 (words, content = '', tokenize = '${tokenize}');
    CREATE VIRTUAL TABLE terms USING fts5vocab (texts, ${view});
  `);
  const insert = db.prepare<[string]>('INSERT INTO texts (rowid, words) VALUES (1, ?)');
  const select = db.prepare<[], Row>(`SELECT ${columns} FROM terms`).raw();
  const clear = db.prepare(`INSERT INTO texts (texts) VALUES ('delete-all')`);
  return db.transaction((text: string) => {
    insert.run(text);
    const rows = select.all();
    clear.run();
    return rows;
  });
}
