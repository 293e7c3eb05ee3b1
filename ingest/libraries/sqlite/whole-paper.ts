import type { Database } from 'better-sqlite3';
import { LibraryDamagedError, paperRemedy } from '../../errors.ts';
import type { Original, WholePaper } from '../../library.ts';
import { type PaperId, type Passage, passageIdOf, sha256Of } from '../../paper.ts';
import { searchText } from '../../passages.ts';
import { sealPapers } from './seal.ts';
import { correctionOf, type PaperRow, paperOf } from './stored-paper.ts';
import { decodeVector } from '../vectors.ts';

interface PassageRow {
  readonly start: number;
  readonly end: number;
  readonly section: number | null;
  readonly checksum: number;
  readonly vector: Buffer;
}

/** A row that has a seal of its own; `sound` is 1 when it is the row's. */
type Sealed<Row> = Row & { readonly sound: 0 | 1 };

/**
 * Reads all that is stored of one paper, proven by its hashes, checksums and seals; null for one that is not here.
 * The full-text index keeps no text, so the search texts are made again from the paper.
 * @throws LibraryDamagedError
 */
export function readWholePapers(db: Database, dimensions: number): (id: PaperId) => WholePaper | null {
  const selectPaper = db.prepare<[string], PaperRow>('SELECT *, NULL AS fields FROM papers WHERE id = ?');
  const selectOriginal = db.prepare<[string], { name: string; origin: string; sha256: string; bytes: Buffer }>(
    'SELECT name, origin, sha256, bytes FROM originals WHERE paper = ?',
  );
  const selectPassages = db.prepare<[string], PassageRow>(
    'SELECT "start", "end", section, checksum, vector FROM passages WHERE paper = ? ORDER BY label',
  );
  const selectSeal = db.prepare<[string], { seal: string }>('SELECT seal FROM seals WHERE paper = ?');
  const selectCorrection = db.prepare<[string], Sealed<{ fields: string }>>(
    'SELECT fields, seal = seal(paper, fields) AS sound FROM corrections WHERE paper = ?',
  );
  const selectFormer = db.prepare<[string], Sealed<{ id: string }>>(
    'SELECT id, seal = seal(id, paper) AS sound FROM aliases WHERE paper = ? ORDER BY id',
  );
  const sealOf = sealPapers(db);

  const read = db.transaction((id: PaperId): WholePaper | null => {
    const row = selectPaper.get(id);
    if (!row) return null;
    const refuse = (what: string) => new LibraryDamagedError(`${what} of “${row.title}” is damaged. ${paperRemedy}`);
    if (sha256Of(row.text) !== row.sha256) throw refuse('The stored text');
    const paper = paperOf(row);
    const original: Original | undefined = selectOriginal.get(id);
    if (!original) throw refuse('The original file');
    if (sha256Of(original.bytes) !== original.sha256) throw refuse('The original file');
    const rows = selectPassages.all(id);
    const vectors = rows.map(({ vector, checksum }) => decodeVector(vector, dimensions, checksum));
    const sound = vectors.filter((vector) => vector !== null);
    if (sound.length < rows.length) throw refuse('A vector');
    const corrected = selectCorrection.get(id);
    if (corrected?.sound === 0) throw refuse('What was put right by hand');
    const former = selectFormer.all(id);
    if (former.some((alias) => alias.sound === 0)) throw refuse('The list of earlier versions');
    if (selectSeal.get(id)?.seal !== sealOf(id)) throw refuse('What is stored');
    const passages = rows.map(({ start, end, section }): Passage => {
      const span = { start, end };
      return { id: passageIdOf(id, span), paperId: id, span, section };
    });
    return {
      paper,
      passages,
      searchTexts: passages.map((passage) => searchText(paper, passage)),
      vectors: sound,
      original,
      correction: correctionOf(corrected?.fields ?? null),
      formerIds: former.map((alias) => alias.id as PaperId),
    };
  });
  return (id) => read(id);
}
