import { createHash } from 'node:crypto';
import { LibraryUnavailableError } from '../../errors.ts';
import type { Hit, SearchQuery, SearchResult } from '../../library.ts';
import { parsePassageId, type PassageId } from '../../paper.ts';
import { queryWords } from '../words/query-words.ts';
import type { Catalog } from './catalog.ts';
import type { Cluster } from './cluster.ts';
import type { Collections } from './collections.ts';
import { type Filter, graphqlFilter } from './filter.ts';
import { passageFields, passageOfRow } from './passage-store.ts';
import type { PaperShelf } from './paper-shelf.ts';
import { openPhraseSearch } from './phrase-search.ts';
import type { Publication } from './publication.ts';
import { type Query, queryTogether } from './query.ts';
import type { VectorCache } from './vector-cache.ts';
import type { View } from './view.ts';

/** Weaviate leaves out BM25's constant factor k1 + 1 (Robertson and Zaragoza 2009, eq. 3.15). */
const bm25Factor = 2.2;
/** Hits of each list whose papers are read before they are asked for. */
const lookedAt = 20;
/** The most hits that Weaviate gives. */
const mostHits = 10_000;

export interface SearchParts {
  readonly cluster: Cluster;
  readonly collections: Collections;
  readonly catalog: Catalog;
  readonly vectors: VectorCache;
  readonly shelf: PaperShelf;
  /** The distinct terms of a text. */
  readonly tokenize: (text: string) => string[];
  /** All terms of a text in order. */
  readonly termsOf: (text: string) => string[];
}

/** Searches by words and by vectors; both lists, and the passages with a phrase, keep to one view of the catalog. */
export function openSearch(parts: SearchParts): (query: SearchQuery, signal?: AbortSignal) => Promise<SearchResult> {
  const { cluster, collections, catalog, vectors, shelf, tokenize } = parts;
  const { dimensions } = collections.embedder;
  const { name } = collections.passages;
  const holding = openPhraseSearch(collections.passages, parts.termsOf);

  const searchOnce = async (query: SearchQuery, view: View, signal: AbortSignal | undefined): Promise<SearchResult> => {
    const { text = '', vector, phrases = [], limit, papers } = query;
    const nothing = { revision: view.revision, lexical: [], dense: [], holding: [] };
    const only = papers ? papers.flatMap((id) => view.byId.get(id)?.key ?? []) : null;
    if (limit <= 0 || only?.length === 0 || view.publications.length === 0) return nothing;
    const scope: Filter | null = only ? { property: 'publication', any: only } : null;
    const where = scope ? ` where:${graphqlFilter(scope)}` : '';
    // The same question goes to the same node from every server: replicas may rank what is equally good differently.
    const ask = { among: catalog.searchable, first: turnOf(query), ...(signal ? { signal } : {}) };
    const terms = tokenize(queryWords(text).join(' ')).join(' ');

    const ranked = async (wanted: readonly ('lexical' | 'dense')[], most: number): Promise<Hit[][]> => {
      const queries = wanted.map((kind): Query => {
        const args =
          kind === 'lexical'
            ? `bm25:{query:$terms,properties:["terms"]}${where} limit:${most}`
            : `nearVector:{vector:[${(vector ?? new Float32Array()).join(',')}]}${where} limit:${most}`;
        const score = kind === 'lexical' ? 'score' : 'distance';
        return { collection: name, args, fields: `${passageFields} _additional{${score}}` };
      });
      const variables = wanted.includes('lexical') ? { terms } : {};
      const found = await queryTogether(cluster, queries, { ...ask, variables });
      const hits = found.map((rows, index) => hitsOf(rows, wanted[index] ?? 'dense', view));
      const short = wanted.filter(
        (_, index) => (hits[index]?.length ?? 0) < Math.min(limit, most) && (found[index]?.length ?? 0) >= most,
      );
      // What can't be seen took the places of what can: papers that are being written, or were just removed.
      if (short.length === 0 || most >= mostHits) return hits.map((list) => list.slice(0, limit));
      const more = await ranked(short, Math.min(most * 4, mostHits));
      return wanted.map((kind, index) => more[short.indexOf(kind)] ?? hits[index]?.slice(0, limit) ?? []);
    };

    const wanted = [...(terms === '' ? [] : ['lexical' as const]), ...(vector ? ['dense' as const] : [])];
    const [hits, held] = await Promise.all([
      ranked(wanted, limit + 20),
      phrases.length > 0 ? holding(phrases, { limit, view, scope, ask }) : [],
    ]);
    const of = (kind: 'lexical' | 'dense') => hits[wanted.indexOf(kind)] ?? [];
    // Whoever ranks by words and by meaning looks at the texts of what comes first.
    if (wanted.length === 2) shelf.expect(firstPapers(hits, view));
    return { revision: view.revision, lexical: of('lexical'), dense: of('dense'), holding: held };
  };

  const hitsOf = (rows: readonly unknown[], kind: 'lexical' | 'dense', view: View): Hit[] => {
    const hits = rows.flatMap((row): Hit[] => {
      const found = passageOfRow(row, dimensions);
      if (!found || !view.byKey.has(found.key)) return [];
      if (found.vector) vectors.keep(found.key, found.passage, found.vector);
      const score =
        kind === 'lexical' ? Number(additional(row, 'score')) * bm25Factor : 1 - Number(additional(row, 'distance'));
      return [{ passage: found.passage, score }];
    });
    return hits.sort((a, b) => b.score - a.score || compare(a.passage, b.passage));
  };

  return async (query, signal) => {
    signal?.throwIfAborted();
    const view = await catalog.fresh();
    try {
      return await searchOnce(query, view, signal);
    } catch (error) {
      signal?.throwIfAborted();
      if (!(error instanceof LibraryUnavailableError)) throw error;
      // The nodes that were to be asked may all be gone, and others complete meanwhile.
      return await searchOnce(query, await catalog.refresh(), signal);
    }
  };
}

/** The papers of the first hits of some lists. */
function firstPapers(lists: readonly (readonly Hit[])[], view: View): Publication[] {
  const first = lists.flatMap((hits) => hits.slice(0, lookedAt));
  const ids = new Set(first.flatMap(({ passage }) => parsePassageId(passage)?.paperId ?? []));
  return [...ids].flatMap((id) => view.byId.get(id) ?? []);
}

function additional(row: unknown, name: string): unknown {
  const found = (row as { readonly _additional?: Readonly<Record<string, unknown>> })._additional;
  return found?.[name];
}

function compare(a: PassageId, b: PassageId): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function turnOf({ text = '', phrases = [], vector }: SearchQuery): number {
  const words =
    text === '' && phrases.length === 0 && vector
      ? Buffer.from(vector.slice(0, 8).buffer)
      : `${text} ${phrases.join(' ')}`;
  return createHash('sha256').update(words).digest().readUInt16BE(0);
}
