import type { Database } from 'better-sqlite3';
import { LibraryDamagedError } from '../../errors.ts';
import type { AddOptions, Correction, NewPaper } from '../../library.ts';
import type { PaperId } from '../../paper.ts';
import { sealPapers } from './seal.ts';
import { structureOf } from '../paper-structure.ts';
import { correctionOf } from './stored-paper.ts';
import { requireWhole } from '../require-whole.ts';
import { checksumOf, encodeVector } from '../vectors.ts';
import { openWordDigest } from './word-digest.ts';

/** Everything that changes papers; each call is one transaction. */
export interface PaperWriter {
  add(paper: NewPaper, options: AddOptions): 'added' | 'replaced' | 'present';
  remove(id: PaperId): boolean;
  correct(id: PaperId, correction: Correction): boolean;
}

/** A correction that is damaged can't be passed on, and must not keep a paper from being replaced. */
function readableCorrection(fields: string | null): Correction {
  try {
    return correctionOf(fields);
  } catch (error) {
    if (error instanceof LibraryDamagedError) return {};
    throw error;
  }
}

/** Writes papers through one connection. */
export function writePapers(db: Database, dimensions: number): PaperWriter {
  const hasPaper = db.prepare<[string], { one: 1 }>('SELECT 1 AS one FROM papers WHERE id = ?');
  const grow = db.prepare<[], { value: number }>('UPDATE revision SET value = value + 1 RETURNING value');
  const insertPaper = db.prepare(
    `INSERT INTO papers VALUES (@id, @revision, @title, @authors, @year, @doi, @source, @sha256, @pages, @passages, @warnings, @structure, @text)`,
  );
  const insertOriginal = db.prepare('INSERT INTO originals VALUES (@paper, @name, @origin, @sha256, @bytes)');
  const moveSource = db.prepare<[string, number, string]>('UPDATE papers SET source = ?, revision = ? WHERE id = ?');
  const moveOriginal = db.prepare(
    'UPDATE originals SET name = @name, origin = @origin, sha256 = @sha256, bytes = @bytes WHERE paper = @paper',
  );
  const insertPassage = db.prepare<[string, number, number, number | null, number, number, Buffer]>(
    'INSERT INTO passages (paper, "start", "end", section, checksum, words, vector) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const setSeal = db.prepare<[string, string]>('INSERT OR REPLACE INTO seals VALUES (?, ?)');
  const sealOf = sealPapers(db);
  const digestOf = openWordDigest();
  const insertWords = db.prepare<[number | bigint, string]>('INSERT INTO passage_words (rowid, words) VALUES (?, ?)');
  const deleteWords = db.prepare('DELETE FROM passage_words WHERE rowid = CAST(? AS INTEGER)');
  const selectLabels = db.prepare<[string], { label: number }>(
    'SELECT label FROM passages WHERE paper = ? ORDER BY label',
  );
  const insertRemoval = db.prepare<[number, number, number]>('INSERT INTO removals VALUES (?, ?, ?)');
  const deleteAnswers = db.prepare<[string]>(
    'DELETE FROM answers WHERE id IN (SELECT answer FROM answer_papers WHERE paper = ?)',
  );
  const deletePaper = db.prepare<[string]>('DELETE FROM papers WHERE id = ?');
  const deleteAlias = db.prepare<[string]>('DELETE FROM aliases WHERE id = ?');
  const setAlias = db.prepare<{ id: string; paper: string }>(
    'INSERT OR REPLACE INTO aliases VALUES (@id, @paper, seal(@id, @paper))',
  );
  const moveAliases = db.prepare<{ to: string; from: string }>(
    'UPDATE aliases SET paper = @to, seal = seal(id, @to) WHERE paper = @from',
  );
  const moveAnswers = db.prepare<[string, string]>('UPDATE OR IGNORE answer_papers SET paper = ? WHERE paper = ?');
  const selectCorrection = db.prepare<[string], { fields: string }>('SELECT fields FROM corrections WHERE paper = ?');
  const setCorrection = db.prepare<{ paper: string; fields: string }>(
    'INSERT OR REPLACE INTO corrections VALUES (@paper, @fields, seal(@paper, @fields))',
  );
  const touchPaper = db.prepare<[number, string]>('UPDATE papers SET revision = ? WHERE id = ?');

  const nextRevision = () => {
    const row = grow.get();
    if (!row) {
      throw new LibraryDamagedError(
        'The library’s file is damaged: its revision is missing, so nothing can be changed. Restore a backup as library.db, or name another folder with IBID_LIBRARY and ingest again.',
      );
    }
    return row.value;
  };

  const deleteRows = (id: PaperId, revision: number) => {
    const labels = selectLabels.all(id).map(({ label }) => label);
    for (const label of labels) deleteWords.run(label);
    const [first, last] = [labels[0], labels.at(-1)];
    if (first !== undefined && last !== undefined) insertRemoval.run(revision, first, last);
    deletePaper.run(id);
  };

  const insertRows = (given: NewPaper, digests: readonly number[], revision: number) => {
    const { paper, passages, searchTexts, vectors, original } = given;
    deleteAlias.run(paper.id);
    insertPaper.run({
      id: paper.id,
      revision,
      title: paper.title,
      authors: JSON.stringify(paper.authors),
      year: paper.year,
      doi: paper.doi,
      source: paper.source,
      sha256: paper.sha256,
      pages: paper.pages.length > 0 ? paper.pages.length : null,
      passages: passages.length,
      warnings: JSON.stringify(paper.warnings),
      structure: structureOf(paper),
      text: paper.text,
    });
    const { name, origin, sha256, bytes } = original;
    insertOriginal.run({ paper: paper.id, name, origin, sha256, bytes: Buffer.from(bytes) });
    for (const [index, { span, section }] of passages.entries()) {
      const vector = encodeVector(vectors[index] ?? new Float32Array());
      const checksum = checksumOf(vector);
      const words = searchTexts[index] ?? '';
      const digest = digests[index] ?? digestOf(words);
      const { lastInsertRowid } = insertPassage.run(paper.id, span.start, span.end, section, checksum, digest, vector);
      insertWords.run(lastInsertRowid, words);
    }
    setSeal.run(paper.id, sealOf(paper.id));
  };

  /** The paper is read from the replaced one's file now: that is the file whose next change it has to follow. */
  const moveTo = ({ paper, original }: NewPaper, revision: number) => {
    const { name, origin, sha256, bytes } = original;
    moveSource.run(paper.source, revision, paper.id);
    moveOriginal.run({ paper: paper.id, name, origin, sha256, bytes: Buffer.from(bytes) });
    setSeal.run(paper.id, sealOf(paper.id));
  };

  const passOn = (from: PaperId, to: PaperId, revision: number) => {
    moveAliases.run({ to, from });
    moveAnswers.run(to, from);
    const [older, newer] = [selectCorrection.get(from), selectCorrection.get(to)];
    if (older) {
      const fields = { ...readableCorrection(older.fields), ...readableCorrection(newer?.fields ?? null) };
      setCorrection.run({ paper: to, fields: JSON.stringify(fields) });
      touchPaper.run(revision, to);
    }
    deleteRows(from, revision);
    setAlias.run({ id: from, paper: to });
  };

  const add = db.transaction((given: NewPaper, digests: readonly number[], options: AddOptions) => {
    const { replaces, formerIds = [] } = options;
    const { id } = given.paper;
    const present = hasPaper.get(id) !== undefined;
    const replaced = replaces !== undefined && replaces !== id && hasPaper.get(replaces) !== undefined;
    if (present && !replaced) return 'present';
    const revision = nextRevision();
    if (present) moveTo(given, revision);
    else insertRows(given, digests, revision);
    if (replaced) passOn(replaces, id, revision);
    for (const former of formerIds) if (!hasPaper.get(former)) setAlias.run({ id: former, paper: id });
    return replaced ? 'replaced' : 'added';
  });

  const remove = db.transaction((id: PaperId) => {
    if (!hasPaper.get(id)) return false;
    deleteAnswers.run(id);
    deleteRows(id, nextRevision());
    // A contentless index only marks a row as deleted; merging its segments is what takes the words out of the file.
    db.exec(`INSERT INTO passage_words (passage_words) VALUES ('optimize')`);
    return true;
  });

  const correct = db.transaction((id: PaperId, correction: Correction) => {
    if (!hasPaper.get(id)) return false;
    const fields = { ...correctionOf(selectCorrection.get(id)?.fields ?? null), ...correction };
    setCorrection.run({ paper: id, fields: JSON.stringify(fields) });
    touchPaper.run(nextRevision(), id);
    return true;
  });

  return {
    add(paper, options) {
      requireWhole(paper, dimensions);
      // Most of the work, so done before anybody else is kept from writing; what is missing is made up for there.
      const digests = hasPaper.get(paper.paper.id) ? [] : paper.searchTexts.map(digestOf);
      return add.immediate(paper, digests, options);
    },
    remove: (id) => remove.immediate(id),
    correct: (id, correction) => correct.immediate(id, correction),
  };
}
