import type { Hit } from '../../ingest/library.ts';
import type { PassageId } from '../../ingest/paper.ts';

/** Share of the vector list in the fused score; measured in the design's retrieval notes. */
const denseWeight = 0.6;

/** A fused hit: 0…1, higher is closer. */
export interface Fused {
  readonly passage: PassageId;
  readonly score: number;
}

/**
 * One ranking from two: each list's scores min–max-normalised, a passage missing from a list counting 0 there, then
 * the weighted mean (convex combination; Bruch et al. 2023, "An Analysis of Fusion Functions for Hybrid Retrieval").
 * Best first; ties by passage id, so that the order never depends on the engine.
 */
export function fuse(lexical: readonly Hit[], dense: readonly Hit[], weight = denseWeight): Fused[] {
  const scores = new Map<PassageId, number>();
  const add = (hits: readonly Hit[], share: number) => {
    const values = hits.map((hit) => hit.score);
    const low = Math.min(...values);
    const range = Math.max(...values) - low;
    for (const hit of hits) {
      const normalised = range > 0 ? (hit.score - low) / range : 1;
      scores.set(hit.passage, (scores.get(hit.passage) ?? 0) + share * normalised);
    }
  };
  // With one list only, it alone decides: its best passage scores 1, not its share.
  if (dense.length === 0) add(lexical, 1);
  else if (lexical.length === 0) add(dense, 1);
  else {
    add(lexical, 1 - weight);
    add(dense, weight);
  }
  return [...scores]
    .map(([passage, score]) => ({ passage, score }))
    .sort((a, b) => b.score - a.score || (a.passage < b.passage ? -1 : 1));
}
