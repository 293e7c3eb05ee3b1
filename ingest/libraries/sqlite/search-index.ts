import type { Database } from 'better-sqlite3';
import type { Hit, SearchQuery, SearchResult } from '../../library.ts';
import { type PaperId, type PassageId, passageIdOf } from '../../paper.ts';
import { BestHits, type ScoredLabel } from './best-hits.ts';
import { GraphKeeper } from './graph-keeper.ts';
import { LexicalSearch } from './lexical-search.ts';
import { openPhraseSearch } from './phrase-search.ts';
import type { SearchWorkerData } from './search-messages.ts';
import { readVarint } from './varint.ts';
import { VectorTable } from './vector-table.ts';
import { decodeVector } from '../vectors.ts';

type PassageRow = readonly [
  label: number,
  paper: string,
  start: number,
  end: number,
  checksum: number,
  vector: Buffer,
  /** Count of terms as FTS5 stores it, or null when the full-text index lacks the passage. */
  terms: Buffer | null,
];

/** What searches read: words in SQLite, vectors and graph in memory. */
export interface SearchIndex {
  readonly graph: GraphKeeper;
  /** Brings the memory up to the newest revision and names it. */
  catchUp(): number;
  /** Both lists come from the revision that the search's transaction sees. */
  search(query: SearchQuery): SearchResult;
}

/** Reads all vectors of a library into memory. */
export function openSearchIndex(
  db: Database,
  { folder, embedder, dimensions, graphFrom }: SearchWorkerData,
  log: (sentence: string) => void,
): SearchIndex {
  const lexical = new LexicalSearch(db);
  const phraseSearch = openPhraseSearch(db);
  const table = new VectorTable(dimensions);
  let revision = -1;
  let lastLabel = 0;

  const selectRevision = db.prepare<[], { value: number }>('SELECT value FROM revision');
  const selectRemovals = db.prepare<[number], { first: number; last: number }>(
    'SELECT first_label AS first, last_label AS last FROM removals WHERE revision > ?',
  );
  const selectNew = db
    .prepare<[number], PassageRow>(
      `SELECT label, paper, "start", "end", checksum, vector, sz
       FROM passages LEFT JOIN passage_words_docsize ON id = label WHERE label > ? ORDER BY label`,
    )
    .raw();

  /** Runs inside a transaction. */
  const refresh = () => {
    const newest = selectRevision.get()?.value ?? 0;
    if (newest === revision) return;
    lexical.forget();
    for (const { first, last } of selectRemovals.all(revision)) {
      for (let label = first; label <= Math.min(last, lastLabel); label += 1) {
        if (!table.passage(label)) continue;
        table.remove(label);
        lexical.remove(label);
        graph.removed(label);
      }
    }
    let damaged = 0;
    // The table copies each vector: one place for all of them spares a large library's start a tenth of its time.
    const place = new Float32Array(dimensions);
    for (const [label, paper, start, end, checksum, vector, terms] of selectNew.iterate(lastLabel)) {
      const decoded = decodeVector(vector, dimensions, checksum, place);
      table.add({ label, paper: paper as PaperId, start, end, checksum, vector: decoded });
      lexical.add(label, terms ? readVarint(terms) : 0);
      lastLabel = label;
      if (decoded) graph.added(label);
      else damaged += 1;
    }
    if (damaged > 0) {
      log(
        `${damaged} stored vectors are damaged and are not searched. Run “ibid verify” to learn which papers they are in.`,
      );
    }
    revision = newest;
  };
  const catchUp = () => {
    db.transaction(refresh).deferred();
    return revision;
  };
  const graph = new GraphKeeper({ folder, embedder, dimensions }, table, graphFrom, { log, revision: catchUp });

  const hitOf = ({ label, score }: ScoredLabel): Hit[] => {
    const passage = table.passage(label);
    return passage ? [{ passage: passageIdOf(passage.paper, passage), score }] : [];
  };

  const dense = (vector: Float32Array, limit: number, labels: readonly number[] | null): ScoredLabel[] => {
    if (labels === null) return graph.nearest(vector, limit) ?? table.scan(vector, limit);
    const best = new BestHits(limit);
    for (const label of labels) {
      const score = table.score(label, vector);
      if (score !== null) best.offer(label, score);
    }
    return best.all();
  };

  const holding = (phrases: readonly string[], limit: number, labels: readonly number[] | null): PassageId[] => {
    const only = labels ? new Set(labels) : null;
    return phraseSearch(phrases, limit).flatMap((label) => {
      const passage = only === null || only.has(label) ? table.passage(label) : undefined;
      return passage ? [passageIdOf(passage.paper, passage)] : [];
    });
  };

  const search = ({ text, vector, phrases, limit, papers }: SearchQuery): SearchResult => {
    refresh();
    const labels = papers ? papers.flatMap((paper) => table.labelsOf(paper)) : null;
    return {
      revision,
      lexical: text ? lexical.search(text, limit, labels).flatMap(hitOf) : [],
      dense: vector && limit > 0 ? dense(vector, limit, labels).flatMap(hitOf) : [],
      holding: phrases ? holding(phrases, limit, labels) : [],
    };
  };

  return { graph, catchUp, search: (query) => db.transaction(search).deferred(query) };
}
