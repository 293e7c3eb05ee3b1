import type { Fault, SearchQuery, SearchResult } from '../../library.ts';

/** What the search worker is started with. */
export interface SearchWorkerData {
  readonly folder: string;
  readonly embedder: string;
  readonly dimensions: number;
  /** Count of passages from which a graph is built; below it a scan is as fast. */
  readonly graphFrom: number;
}

export type SearchRequest =
  | { readonly type: 'search'; readonly id: number; readonly query: SearchQuery }
  | { readonly type: 'check-graph'; readonly id: number }
  | { readonly type: 'close' };

export type SearchReply =
  | { readonly type: 'found'; readonly id: number; readonly result: SearchResult }
  | { readonly type: 'checked'; readonly id: number; readonly faults: readonly Fault[] }
  | { readonly type: 'failed'; readonly id: number; readonly reason: string }
  | { readonly type: 'log'; readonly sentence: string };
