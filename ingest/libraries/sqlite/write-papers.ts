import type { Database } from 'better-sqlite3';
import type { Correction, NewPaper } from '../../library.ts';
import { type PaperId, passageIdOf } from '../../paper.ts';
import { correctionOf, structureOf } from './stored-paper.ts';
import { checksumOf, encodeVector, lengthOf, unitTolerance } from './vectors.ts';

/** Everything that changes papers; each call is one transaction. */
export interface PaperWriter {
  add(paper: NewPaper, replaces: PaperId | undefined): 'added' | 'replaced' | 'present';
  remove(id: PaperId): boolean;
  correct(id: PaperId, correction: Correction): boolean;
}

/** What must hold before anything is written: a caller's mistake, so a RangeError. */
function requireWhole({ paper, passages, searchTexts, vectors }: NewPaper, dimensions: number): void {
  if (passages.length !== searchTexts.length || passages.length !== vectors.length) {
    throw new RangeError(
      `Paper ${paper.id} has ${passages.length} passages, ${searchTexts.length} search texts and ${vectors.length} vectors; give one of each per passage.`,
    );
  }
  for (const { id, paperId, span } of passages) {
    const inside = span.start >= 0 && span.start < span.end && span.end <= paper.text.length;
    if (paperId !== paper.id || id !== passageIdOf(paper.id, span) || !inside) {
      throw new RangeError(`Passage ${id} does not belong to paper ${paper.id}; cut the paper into passages again.`);
    }
  }
  if (new Set(passages.map(({ id }) => id)).size < passages.length) {
    throw new RangeError(`Paper ${paper.id} has a passage twice; cut the paper into passages again.`);
  }
  for (const [index, vector] of vectors.entries()) {
    const fits = vector.length === dimensions && Math.abs(lengthOf(vector) - 1) <= unitTolerance;
    if (!fits) {
      throw new RangeError(
        `Vector ${index} of paper ${paper.id} has ${vector.length} dimensions and length ${lengthOf(vector)}; the library needs ${dimensions} and 1.`,
      );
    }
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
  const insertPassage = db.prepare<[string, number, number, number | null, number, Buffer]>(
    'INSERT INTO passages (paper, "start", "end", section, checksum, vector) VALUES (?, ?, ?, ?, ?, ?)',
  );
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
  const setAlias = db.prepare<[string, string]>('INSERT OR REPLACE INTO aliases VALUES (?, ?)');
  const moveAliases = db.prepare<[string, string]>('UPDATE aliases SET paper = ? WHERE paper = ?');
  const moveAnswers = db.prepare<[string, string]>('UPDATE OR IGNORE answer_papers SET paper = ? WHERE paper = ?');
  const selectCorrection = db.prepare<[string], { fields: string }>('SELECT fields FROM corrections WHERE paper = ?');
  const setCorrection = db.prepare<[string, string]>('INSERT OR REPLACE INTO corrections VALUES (?, ?)');
  const touchPaper = db.prepare<[number, string]>('UPDATE papers SET revision = ? WHERE id = ?');

  const nextRevision = () => {
    const row = grow.get();
    if (!row) throw new Error('The library has no revision; run “ibid verify”.');
    return row.value;
  };

  const deleteRows = (id: PaperId, revision: number) => {
    const labels = selectLabels.all(id).map(({ label }) => label);
    for (const label of labels) deleteWords.run(label);
    const [first, last] = [labels[0], labels.at(-1)];
    if (first !== undefined && last !== undefined) insertRemoval.run(revision, first, last);
    deletePaper.run(id);
  };

  const insertRows = ({ paper, passages, searchTexts, vectors, original }: NewPaper, revision: number) => {
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
      const { lastInsertRowid } = insertPassage.run(paper.id, span.start, span.end, section, checksum, vector);
      insertWords.run(lastInsertRowid, searchTexts[index] ?? '');
    }
  };

  const passOn = (from: PaperId, to: PaperId, revision: number) => {
    moveAliases.run(to, from);
    moveAnswers.run(to, from);
    const [older, newer] = [selectCorrection.get(from), selectCorrection.get(to)];
    if (older) {
      const fields = { ...correctionOf(older.fields), ...correctionOf(newer?.fields ?? null) };
      setCorrection.run(to, JSON.stringify(fields));
      touchPaper.run(revision, to);
    }
    deleteRows(from, revision);
    setAlias.run(from, to);
  };

  const add = db.transaction((given: NewPaper, replaces: PaperId | undefined) => {
    const { id } = given.paper;
    const present = hasPaper.get(id) !== undefined;
    const replaced = replaces !== undefined && replaces !== id && hasPaper.get(replaces) !== undefined;
    if (present && !replaced) return 'present';
    const revision = nextRevision();
    if (!present) insertRows(given, revision);
    if (replaced) passOn(replaces, id, revision);
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
    setCorrection.run(id, JSON.stringify(fields));
    touchPaper.run(nextRevision(), id);
    return true;
  });

  return {
    add(paper, replaces) {
      requireWhole(paper, dimensions);
      return add.immediate(paper, replaces);
    },
    remove: (id) => remove.immediate(id),
    correct: (id, correction) => correct.immediate(id, correction),
  };
}
