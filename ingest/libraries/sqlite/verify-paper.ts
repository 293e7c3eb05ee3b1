import type { Database } from 'better-sqlite3';
import { paperIdOf, sha256Of } from '../../paper.ts';
import { sealPapers } from './seal.ts';
import { type PaperRow, paperOf } from './stored-paper.ts';
import { readVarint } from './varint.ts';
import { decodeVector, lengthOf, unitTolerance } from '../vectors.ts';
import type { IndexedWords } from './word-digest.ts';

interface StoredPassage {
  readonly label: number;
  readonly start: number;
  readonly end: number;
  readonly section: number | null;
  readonly checksum: number;
  readonly words: number;
  readonly vector: Buffer;
  /** Count of terms as FTS5 stores it; null when the full-text index lacks the passage. */
  readonly terms: Buffer | null;
}

function checkText(row: PaperRow): string[] {
  const faults: string[] = [];
  if (sha256Of(row.text) !== row.sha256) faults.push('the text is not the one that was stored (its SHA-256 differs)');
  if (paperIdOf(row.text) !== row.id) faults.push('the id does not belong to the text');
  try {
    const { pages, sections, paragraphs, references, mentions, furniture } = paperOf(row);
    const spans = [...pages, ...sections, ...references, ...mentions, ...furniture].map(({ span }) => span);
    const outside = [...spans, ...sections.map(({ heading }) => heading), ...paragraphs].filter(
      ({ start, end }) => start < 0 || start > end || end > row.text.length,
    );
    if (outside.length > 0) faults.push(`${outside.length} pages, sections or paragraphs lie outside the text`);
    if ((row.page_count ?? 0) !== pages.length) faults.push('the count of pages is wrong');
  } catch {
    faults.push('its names or its structure can’t be read');
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

/** Compares what the full-text index holds of the passages with what was put into it. */
function checkWords(passages: readonly StoredPassage[], indexed: ReadonlyMap<number, IndexedWords>): string[] {
  const held = ({ label }: StoredPassage) => indexed.get(label) ?? { count: 0, digest: 0 };
  const missing = passages.filter(({ terms }) => terms === null).length;
  const changed = passages.filter((passage) => passage.terms && held(passage).digest !== passage.words).length;
  const uncounted = passages.filter(
    (passage) => passage.terms && readVarint(passage.terms) !== held(passage).count,
  ).length;
  const of = `of ${passages.length} passages`;
  return [
    ...(missing > 0 ? [`${missing} ${of} are not in the full-text index`] : []),
    ...(changed > 0 ? [`${changed} ${of} are not found by their own words`] : []),
    ...(uncounted > changed ? [`${uncounted} ${of} have a wrong count of words`] : []),
  ];
}

/** What is wrong with a paper, each a sentence's end without its full stop. */
export interface PaperReport {
  readonly title: string;
  /** Labels of its passages. */
  readonly labels: readonly number[];
  readonly faults: readonly string[];
}

/** Proves papers one by one; null for one that is not here. What can't be read at all throws what SQLite says. */
export function paperChecks(
  db: Database,
  dimensions: number,
): (id: string, indexed: ReadonlyMap<number, IndexedWords> | null) => PaperReport | null {
  const selectPaper = db.prepare<[string], PaperRow>(
    'SELECT p.*, c.fields FROM papers p LEFT JOIN corrections c ON c.paper = p.id WHERE id = ?',
  );
  const selectOriginal = db.prepare<[string], { sha256: string; bytes: Buffer }>(
    'SELECT sha256, bytes FROM originals WHERE paper = ?',
  );
  const selectPassages = db.prepare<[string], StoredPassage>(
    `SELECT label, "start", "end", section, checksum, words, vector, sz AS terms
     FROM passages LEFT JOIN passage_words_docsize ON id = label WHERE paper = ? ORDER BY label`,
  );
  const selectSeal = db.prepare<[string], { seal: string }>('SELECT seal FROM seals WHERE paper = ?');
  const sealOf = sealPapers(db);

  const checkOriginal = (id: string): string[] => {
    const original = selectOriginal.get(id);
    if (!original) return ['its original file is missing'];
    return sha256Of(original.bytes) === original.sha256 ? [] : ['its original file is damaged'];
  };

  return (id, indexed) => {
    const row = selectPaper.get(id);
    if (!row) return null;
    const passages = selectPassages.all(id);
    const faults = [
      ...checkText(row),
      ...checkPassages(row, passages, dimensions),
      ...(indexed ? checkWords(passages, indexed) : []),
      ...checkOriginal(id),
    ];
    if (selectSeal.get(id)?.seal !== sealOf(id)) {
      faults.push('what is stored of its title, authors, year, file, sections or passages was changed on the disk');
    }
    return { title: row.title, labels: passages.map(({ label }) => label), faults };
  };
}
