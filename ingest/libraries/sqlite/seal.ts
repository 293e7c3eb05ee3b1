import type { Database } from 'better-sqlite3';
import { sha256Of } from '../../paper.ts';

/** SHA-256 of some values in order; a value's type counts, as "1" is not 1. */
const sealOf = (values: readonly unknown[]): string => sha256Of(JSON.stringify(values));

/**
 * Gives a connection the SQL function `seal(…)`. A row that nothing else proves carries the seal of its columns, so
 * that `verify` notices a byte that changed on the disk.
 */
export function defineSeal(db: Database): void {
  db.function('seal', { varargs: true, deterministic: true }, (...values: unknown[]) => sealOf(values));
}

/**
 * The seal of a paper as it is stored now: its row, its structure, its original's names, its passages. Text, original
 * and vectors take part through their own checksums; what a person put right does not, it has a seal of its own.
 */
export function sealPapers(db: Database): (id: string) => string {
  const selectPaper = db
    .prepare<[string], unknown[]>(
      `SELECT id, title, authors, year, doi, source, sha256, page_count, passage_count, warnings, structure
       FROM papers WHERE id = ?`,
    )
    .raw();
  const selectOriginal = db
    .prepare<[string], unknown[]>('SELECT name, origin, sha256 FROM originals WHERE paper = ?')
    .raw();
  const selectPassages = db
    .prepare<[string], unknown[]>(
      'SELECT label, "start", "end", section, checksum, words FROM passages WHERE paper = ? ORDER BY label',
    )
    .raw();
  return (id) => sealOf([selectPaper.get(id), selectOriginal.get(id) ?? null, selectPassages.all(id)]);
}
