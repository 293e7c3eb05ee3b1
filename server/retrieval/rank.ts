import type { Library } from '../../ingest/library.ts';
import type { PaperId } from '../../ingest/paper.ts';
import { feedbackPassages, moveTowards } from './feedback.ts';
import { type Fused, fuse } from './fuse.ts';

/** Hits taken from each list: what the normalisation of scores was measured with, within a few percent. */
const listLength = 200;

export interface RankingRequest {
  readonly question: string;
  /** The question’s, unit length. */
  readonly vector: Float32Array;
  /** Only these papers; null: all. */
  readonly papers: readonly PaperId[] | null;
}

/** Hits best first; `similarity` is the best cosine, null for an empty library. */
export interface Ranking {
  readonly hits: readonly Fused[];
  readonly similarity: number | null;
  readonly revision: number;
  /** False when the library changed between the searches. */
  readonly consistent: boolean;
}

/** Passages ranked by words and meaning: BM25 and vectors, fused, and fused once more with dense feedback. */
export async function rankPassages(
  { question, vector, papers }: RankingRequest,
  library: Library,
  signal: AbortSignal,
): Promise<Ranking> {
  const scope = { limit: listLength, ...(papers ? { papers } : {}) };
  const first = await library.search({ text: question, vector, ...scope }, signal);
  const nearest = fuse(first.lexical, first.dense).slice(0, feedbackPassages);
  const vectors = await library.vectorsOf(nearest.map((hit) => hit.passage));
  const moved = moveTowards(
    vector,
    vectors.filter((item) => item !== null),
  );
  const second = await library.search({ vector: moved, ...scope }, signal);
  return {
    hits: fuse(first.lexical, second.dense),
    similarity: first.dense[0]?.score ?? null,
    revision: second.revision,
    consistent: first.revision === second.revision,
  };
}
