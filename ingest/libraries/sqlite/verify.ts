import type { Database } from 'better-sqlite3';
import type { Fault, VerifyReport } from '../../library.ts';
import type { PaperId } from '../../paper.ts';
import { asLibraryError } from './failures.ts';
import { fileChecks } from './verify-file.ts';
import { paperChecks } from './verify-paper.ts';
import { type IndexedWords, readIndexedWords } from './word-digest.ts';

const reasonOf = (error: unknown) => {
  const failure = asLibraryError(error);
  return failure instanceof Error ? failure.message : String(failure);
};

/** The index's own check, which SQLite takes for a change: it gets a transaction of its own and changes nothing. */
function checkIndex(db: Database): void {
  try {
    db.pragma('query_only = OFF');
    db.exec(`INSERT INTO passage_words (passage_words) VALUES ('integrity-check')`);
  } finally {
    db.pragma('query_only = ON');
  }
}

/** Passages in the full-text index that no paper has. */
function strangersIn(db: Database, indexed: ReadonlyMap<number, IndexedWords>, known: ReadonlySet<number>): number {
  const sized = db.prepare<[], number>('SELECT id FROM passage_words_docsize').pluck().all();
  return [...new Set([...sized, ...indexed.keys()])].filter((label) => !known.has(label)).length;
}

/**
 * Proves everything stored against everything else, in one snapshot; changes nothing. What can't be read is a fault
 * like any other, and the rest is proven all the same.
 * @param onProgress papers done, papers in all
 */
export function verifyTruth(
  db: Database,
  dimensions: number,
  onProgress: (done: number, total: number) => void,
): VerifyReport {
  const faults: Fault[] = [];
  const report = (paper: PaperId | null, message: string) => {
    const known = faults.some((fault) => fault.paper === paper && fault.message === message);
    if (!known) faults.push({ paper, message, repaired: false });
  };
  const attempt = <Result>(work: () => Result, paper: PaperId | null = null, where = ''): Result | null => {
    try {
      return work();
    } catch (error) {
      report(paper, `${where}${reasonOf(error)}`);
      return null;
    }
  };

  const check = () => {
    for (const find of fileChecks) for (const message of attempt(() => find(db)) ?? []) report(null, message);
    const indexed = attempt(() => readIndexedWords(db), null, 'The full-text index: ');
    const checkPaper = paperChecks(db, dimensions);
    const ids = db.prepare<[], string>('SELECT id FROM papers ORDER BY rowid').pluck().all() as PaperId[];
    const labels = new Set<number>();
    for (const [index, id] of ids.entries()) {
      const found = attempt(() => checkPaper(id, indexed), id);
      for (const label of found?.labels ?? []) labels.add(label);
      for (const fault of found?.faults ?? []) report(id, `“${found?.title ?? id}”: ${fault}.`);
      onProgress(index + 1, ids.length);
    }
    const strangers = attempt(() => (indexed ? strangersIn(db, indexed, labels) : 0));
    if (strangers) report(null, `The full-text index holds ${strangers} passages that no paper has.`);
    return { papers: ids.length, passages: labels.size };
  };

  attempt(() => checkIndex(db), null, 'The full-text index: ');
  const counts = attempt(() => db.transaction(check).deferred());
  return { papers: 0, passages: 0, ...counts, faults };
}
