import type { Library } from '../../ingest/library.ts';
import type { PaperId } from '../../ingest/paper.ts';
import { type Fused, fuse } from './fuse.ts';

/** Hits taken from each list: the fusion’s weights were chosen with so many. */
const depth = 100;

export interface RankingRequest {
  readonly question: string;
  /** The question’s, unit length. */
  readonly vector: Float32Array;
  /** Only these papers; null: all. */
  readonly papers: readonly PaperId[] | null;
}

/** Hits best first, of one revision; `similarity` is the best cosine, null for an empty library. */
export interface Ranking {
  readonly hits: readonly Fused[];
  readonly similarity: number | null;
  readonly revision: number;
}

/** Passages ranked by words and meaning: the first 100 by BM25 and the first 100 by vector, fused. */
export async function rankPassages(
  { question, vector, papers }: RankingRequest,
  library: Library,
  signal: AbortSignal,
): Promise<Ranking> {
  const scope = { limit: depth, ...(papers ? { papers } : {}) };
  const { lexical, dense, revision } = await library.search({ text: question, vector, ...scope }, signal);
  const passages = [...new Set([...lexical, ...dense].map((hit) => hit.passage))];
  const found = await library.vectorsOf(passages);
  const vectors = new Map(
    passages.flatMap((passage, index) => {
      const own = found[index];
      return own ? [[passage, own]] : [];
    }),
  );
  const hits = fuse({ question: vector, lexical, dense, depth, vectors });
  return { hits, similarity: dense[0]?.score ?? null, revision };
}
