import type { Database } from 'better-sqlite3';
import { LibraryDamagedError, paperRemedy } from '../../errors.ts';
import type { Original, PaperSummary } from '../../library.ts';
import { type Paper, type PaperId, type Passage, type PassageId, parsePassageId, passageIdOf } from '../../paper.ts';
import { sha256Of } from '../../paper.ts';
import { type PaperRow, type SummaryRow, paperOf, summaryOf } from './stored-paper.ts';
import { decodeVector } from '../vectors.ts';

const summaryColumns =
  'p.id, p.title, p.authors, p.year, p.doi, p.source, p.sha256, p.page_count, p.passage_count, p.warnings, c.fields';
const summaries = `SELECT ${summaryColumns} FROM papers p LEFT JOIN corrections c ON c.paper = p.id`;

/** Parsed papers kept in memory: their texts' UTF-16 code units together, at most. */
const keptText = 16_000_000;
/** Vectors kept in memory, at most: 1.5 kB each. */
const keptVectors = 8000;

interface KeptPaper {
  readonly revision: number;
  readonly paper: Paper;
}

/** Everything that is read of papers one by one; each call sees the newest revision of any process. */
export interface PaperReader {
  revision(): number;
  summaries(): PaperSummary[];
  findIds(prefix: string): PaperId[];
  /** The id itself where a paper has it, the id of the paper that replaced it, or null. */
  resolve(id: string): PaperId | null;
  paper(id: string): Paper | null;
  /** Of one paper, or of all. */
  passageCount(id?: PaperId): number;
  passagesOf(id: PaperId): Passage[];
  vectorsOf(ids: readonly PassageId[]): (Float32Array | null)[];
  original(id: string): Original | null;
  findOriginal(sha256: string): PaperSummary | null;
  findOrigin(origin: string): PaperSummary | null;
}

/** Reads papers through one connection and keeps those that were parsed last. */
export function readPapers(db: Database, dimensions: number): PaperReader {
  const kept = new Map<PaperId, KeptPaper>();
  let keptLength = 0;
  let vectors: { readonly revision: number; readonly byPassage: Map<PassageId, Float32Array> } | null = null;
  let listed: { readonly revision: number; readonly summaries: readonly PaperSummary[] } | null = null;

  const selectRevision = db.prepare<[], { value: number }>('SELECT value FROM revision');
  const selectSummaries = db.prepare<[], SummaryRow>(`${summaries} ORDER BY p.rowid`);
  const selectAlias = db.prepare<[string, string], { id: string }>(
    'SELECT id FROM papers WHERE id = ? UNION ALL SELECT paper FROM aliases WHERE id = ? LIMIT 1',
  );
  // The index of ids holds all that is asked for: rows that are damaged are not touched.
  const selectIds = db.prepare<[string, string], { id: string }>(
    `SELECT id FROM papers WHERE substr(id, 1, length(?)) = ? ORDER BY id`,
  );
  const selectPaperRevision = db.prepare<[string], { revision: number }>('SELECT revision FROM papers WHERE id = ?');
  const selectPaper = db.prepare<[string], PaperRow>(
    `SELECT ${summaryColumns}, p.structure, p.text FROM papers p LEFT JOIN corrections c ON c.paper = p.id WHERE p.id = ?`,
  );
  const countPassages = db.prepare<[string | null, string | null], { count: number }>(
    'SELECT coalesce(sum(passage_count), 0) AS count FROM papers WHERE ? IS NULL OR id = ?',
  );
  const selectPassages = db.prepare<[string], { start: number; end: number; section: number | null }>(
    'SELECT "start", "end", section FROM passages WHERE paper = ? ORDER BY "start", "end"',
  );
  const selectVector = db.prepare<[string, number, number], { vector: Buffer; checksum: number }>(
    'SELECT vector, checksum FROM passages WHERE paper = ? AND "start" = ? AND "end" = ?',
  );
  const selectOriginal = db.prepare<[string], { name: string; origin: string; sha256: string; bytes: Buffer }>(
    'SELECT name, origin, sha256, bytes FROM originals WHERE paper = ?',
  );
  const newestFirst = 'ORDER BY o.rowid DESC LIMIT 1';
  const joined = `${summaries} JOIN originals o ON o.paper = p.id`;
  const selectByOriginal = db.prepare<[string], SummaryRow>(`${joined} WHERE o.sha256 = ? ${newestFirst}`);
  const selectByOrigin = db.prepare<[string], SummaryRow>(`${joined} WHERE o.origin = ? ${newestFirst}`);

  const forget = (id: PaperId) => {
    keptLength -= kept.get(id)?.paper.text.length ?? 0;
    kept.delete(id);
  };
  const keep = (id: PaperId, entry: KeptPaper) => {
    forget(id);
    kept.set(id, entry);
    keptLength += entry.paper.text.length;
    for (const oldest of kept.keys()) {
      if (keptLength <= keptText || kept.size === 1) break;
      forget(oldest);
    }
  };
  const resolve = (id: string) => (selectAlias.get(id, id)?.id ?? null) as PaperId | null;

  return {
    revision: () => selectRevision.get()?.value ?? 0,
    summaries() {
      // Every question asks for the list, and nothing in it changes without the revision.
      const revision = selectRevision.get()?.value;
      if (revision === undefined) return selectSummaries.all().map(summaryOf);
      if (listed?.revision !== revision) listed = { revision, summaries: selectSummaries.all().map(summaryOf) };
      return [...listed.summaries];
    },
    findIds(prefix) {
      const found = prefix === '' ? [] : selectIds.all(prefix, prefix).map(({ id }) => id as PaperId);
      const replacement = found.length === 0 ? resolve(prefix) : null;
      return replacement === null ? found : [replacement];
    },
    resolve,
    paper(id) {
      const current = resolve(id);
      if (current === null) return null;
      const revision = selectPaperRevision.get(current)?.revision ?? 0;
      const known = kept.get(current);
      if (known?.revision === revision) {
        keep(current, known);
        return known.paper;
      }
      const row = selectPaper.get(current);
      if (!row) return null;
      // Every quotation is proven against this text, so a text that changed on the disk must not pass for the paper.
      if (sha256Of(row.text) !== row.sha256) {
        throw new LibraryDamagedError(`The stored text of “${row.title}” is damaged. ${paperRemedy}`);
      }
      const paper = paperOf(row);
      keep(current, { revision, paper });
      return paper;
    },
    passageCount: (id) => countPassages.get(id ?? null, id ?? null)?.count ?? 0,
    passagesOf: (id) =>
      selectPassages.all(id).map(({ start, end, section }) => {
        const span = { start, end };
        return { id: passageIdOf(id, span), paperId: id, span, section };
      }),
    vectorsOf(ids) {
      // Each question asks for some two hundred, most of them those of questions before.
      const revision = selectRevision.get()?.value ?? 0;
      if (vectors?.revision !== revision) vectors = { revision, byPassage: new Map() };
      const { byPassage } = vectors;
      return ids.map((id) => {
        const known = byPassage.get(id);
        if (known) return known;
        const named = parsePassageId(id);
        const row = named && selectVector.get(named.paperId, named.span.start, named.span.end);
        const vector = row ? decodeVector(row.vector, dimensions, row.checksum) : null;
        if (byPassage.size >= keptVectors) byPassage.clear();
        if (vector) byPassage.set(id, vector);
        return vector;
      });
    },
    original(id) {
      const current = resolve(id);
      const row = current === null ? undefined : selectOriginal.get(current);
      return row ?? null;
    },
    findOriginal(sha256) {
      const row = selectByOriginal.get(sha256);
      return row ? summaryOf(row) : null;
    },
    findOrigin(origin) {
      const row = selectByOrigin.get(origin);
      return row ? summaryOf(row) : null;
    },
  };
}
