import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { System } from '../system.ts';
import { chunksOf, type TextChunk, wholeChunk } from './text-chunks.ts';

const file = 'chunks.db';

/** A question as FTS5 takes it: any of its words. */
function anyWord(question: string): string {
  const words = question.match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.map((word) => `"${word}"`).join(' OR ');
}

/** One FTS5 table over LangChain’s chunks, Porter’s stems, ranked by its own BM25. */
export const sqliteFts5: System = {
  async make(folder) {
    await mkdir(folder, { recursive: true });
    const db = new Database(join(folder, file));
    db.pragma('journal_mode = WAL');
    db.exec(`CREATE VIRTUAL TABLE chunks USING fts5 (source UNINDEXED, text, tokenize = 'porter unicode61')`);
    const insert = db.prepare('INSERT INTO chunks (source, text) VALUES (?, ?)');
    const add = db.transaction((chunks: readonly TextChunk[]) => {
      for (const { source, text } of chunks) insert.run(source, text);
    });
    return {
      async addPapers(paths) {
        for (const path of paths) add(await chunksOf(path));
      },
      async addWhole(documents) {
        add(documents.map(wholeChunk));
        await Promise.resolve();
      },
      finish() {
        const count = db.prepare<[], { passages: number }>('SELECT count(*) AS passages FROM chunks').get();
        db.close();
        return Promise.resolve(count?.passages ?? 0);
      },
    };
  },
  open(folder) {
    const db = new Database(join(folder, file), { readonly: true });
    const find = db.prepare<[string, number], { source: string; text: string }>(
      'SELECT source, text FROM chunks WHERE chunks MATCH ? ORDER BY rank LIMIT ?',
    );
    return Promise.resolve({
      search: (question, limit) => Promise.resolve(find.all(anyWord(question), limit).map(({ source }) => source)),
      async close() {
        db.close();
        await Promise.resolve();
      },
    });
  },
};
