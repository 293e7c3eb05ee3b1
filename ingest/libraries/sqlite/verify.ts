import type { Database } from 'better-sqlite3';
import type { Fault, VerifyReport } from '../../library.ts';
import { type PaperId, paperIdOf, sha256Of } from '../../paper.ts';
import { asLibraryError } from './failures.ts';
import { decodeVector, lengthOf, unitTolerance } from './vectors.ts';
import { type PaperRow, paperOf } from './stored-paper.ts';

interface StoredPassage {
  readonly label: number;
  readonly start: number;
  readonly end: number;
  readonly section: number | null;
  readonly checksum: number;
  readonly vector: Buffer;
}

/** Words that a passage's index entry is tried with; joined hyphens and ligatures may change some, never all. */
const triedWords = 12;

const reasonOf = (error: unknown) => {
  const failure = asLibraryError(error);
  return failure instanceof Error ? failure.message : String(failure);
};

function checkDatabase(db: Database): string[] {
  const rows = db.prepare<[], { integrity_check: string }>('PRAGMA integrity_check(20)').all();
  const broken = rows
    .filter((row) => row.integrity_check !== 'ok')
    .map((row) => `The library’s file: ${row.integrity_check}.`);
  const strangers = db.prepare<[], { table: string }>('PRAGMA foreign_key_check').all();
  if (strangers.length > 0) broken.push(`${strangers.length} rows belong to papers that are not here.`);
  return broken;
}

/** The index's own check, which SQLite takes for a change: it gets a transaction of its own and changes nothing. */
function checkWords(db: Database): string[] {
  try {
    db.pragma('query_only = OFF');
    db.exec(`INSERT INTO passage_words (passage_words) VALUES ('integrity-check')`);
    return [];
  } catch (error) {
    return [`The full-text index is damaged: ${reasonOf(error)}`];
  } finally {
    db.pragma('query_only = ON');
  }
}

function checkPaper(row: PaperRow): string[] {
  const faults: string[] = [];
  if (sha256Of(row.text) !== row.sha256) faults.push('the text is not the one that was stored (its SHA-256 differs)');
  if (paperIdOf(row.text) !== row.id) faults.push('the id does not belong to the text');
  try {
    const { pages, sections, paragraphs, furniture } = paperOf(row);
    const spans = [...pages, ...sections, ...furniture].map(({ span }) => span);
    const outside = [...spans, ...paragraphs].filter(
      ({ start, end }) => start < 0 || start > end || end > row.text.length,
    );
    if (outside.length > 0) faults.push(`${outside.length} pages, sections or paragraphs lie outside the text`);
    if ((row.page_count ?? 0) !== pages.length) faults.push('the count of pages is wrong');
  } catch {
    faults.push('its structure can’t be read');
  }
  return faults;
}

function checkPassages(row: PaperRow, passages: readonly StoredPassage[], dimensions: number): string[] {
  const faults: string[] = [];
  const count = (wrong: number, what: string) => {
    if (wrong > 0) faults.push(`${wrong} of ${passages.length} passages ${what}`);
  };
  if (passages.length !== row.passage_count) {
    faults.push(`${passages.length} passages are stored of ${row.passage_count}`);
  }
  count(
    passages.filter(({ start, end }) => start < 0 || start >= end || end > row.text.length).length,
    'lie outside the text',
  );
  const vectors = passages.map(({ vector, checksum }) => decodeVector(vector, dimensions, checksum));
  count(vectors.filter((vector) => vector === null).length, 'have a damaged vector');
  count(
    vectors.filter((vector) => vector && !(Math.abs(lengthOf(vector) - 1) <= unitTolerance)).length,
    'have a vector that is not of unit length',
  );
  return faults;
}

/** Checks that each passage is in the full-text index under its own words. */
function checkWordsOf(db: Database) {
  // A number is bound as a float, and FTS5 takes no notice of a rowid that is a float.
  const find = db.prepare<[string, number], { one: 1 }>(
    'SELECT 1 AS one FROM passage_words WHERE passage_words MATCH ? AND rowid = CAST(? AS INTEGER)',
  );
  const isIndexed = db.prepare<[number], { one: 1 }>('SELECT 1 AS one FROM passage_words_docsize WHERE id = ?');
  return (row: PaperRow, passages: readonly StoredPassage[]): string[] => {
    const missing = passages.filter(({ label }) => !isIndexed.get(label)).length;
    const lost = passages.filter(({ label, start, end }) => {
      const words = new Set(row.text.slice(start, end).match(/[A-Za-z]{4,}/g));
      const tried = [...words].sort((a, b) => b.length - a.length).slice(0, triedWords);
      if (tried.length < 3) return false;
      return !find.get(tried.map((word) => `"${word}"`).join(' OR '), label);
    }).length;
    if (missing > 0) return [`${missing} of ${passages.length} passages are not in the full-text index`];
    return lost > 0 ? [`${lost} of ${passages.length} passages are not found by their own words`] : [];
  };
}

/**
 * Proves everything stored against everything else, in one snapshot; changes nothing.
 * @param onProgress papers done, papers in all
 */
export function verifyTruth(
  db: Database,
  dimensions: number,
  onProgress: (done: number, total: number) => void,
): VerifyReport {
  const faults: Fault[] = [];
  const report = (paper: PaperId | null, message: string) => faults.push({ paper, message, repaired: false });
  for (const message of checkWords(db)) report(null, message);

  const check = () => {
    for (const message of checkDatabase(db)) report(null, message);
    const ids = db.prepare<[], { id: string }>('SELECT id FROM papers ORDER BY rowid').all();
    const selectPaper = db.prepare<[string], PaperRow>(
      'SELECT p.*, c.fields FROM papers p LEFT JOIN corrections c ON c.paper = p.id WHERE id = ?',
    );
    const selectOriginal = db.prepare<[string], { sha256: string; bytes: Buffer }>(
      'SELECT sha256, bytes FROM originals WHERE paper = ?',
    );
    const selectPassages = db.prepare<[string], StoredPassage>(
      'SELECT label, "start", "end", section, checksum, vector FROM passages WHERE paper = ? ORDER BY label',
    );
    const wordFaults = checkWordsOf(db);
    let total = 0;
    for (const [index, { id }] of ids.entries()) {
      const row = selectPaper.get(id);
      if (!row) continue;
      const original = selectOriginal.get(id);
      const passages = selectPassages.all(id);
      total += passages.length;
      const found = [...checkPaper(row), ...checkPassages(row, passages, dimensions), ...wordFaults(row, passages)];
      if (!original) found.push('its original file is missing');
      else if (sha256Of(original.bytes) !== original.sha256) found.push('its original file is damaged');
      for (const fault of found) report(row.id as PaperId, `“${row.title}”: ${fault}.`);
      onProgress(index + 1, ids.length);
    }
    const indexed = db.prepare<[], { n: number }>('SELECT count(*) AS n FROM passage_words_docsize').get()?.n ?? 0;
    if (indexed !== total) report(null, `The full-text index holds ${indexed} passages, the papers ${total}.`);
    return { papers: ids.length, passages: total };
  };

  try {
    return { ...db.transaction(check).deferred(), faults };
  } catch (error) {
    report(null, reasonOf(error));
    return { papers: 0, passages: 0, faults };
  }
}
