/** nDCG@k with relevant and not relevant alone (Järvelin and Kekäläinen 2002): 0…1. */
export function ndcgAt<Id>(ranking: readonly Id[], relevant: ReadonlySet<Id>, k: number): number {
  const discount = (rank: number) => 1 / Math.log2(rank + 2);
  const gain = ranking.slice(0, k).reduce((sum, id, rank) => sum + (relevant.has(id) ? discount(rank) : 0), 0);
  let best = 0;
  for (let rank = 0; rank < Math.min(k, relevant.size); rank += 1) best += discount(rank);
  return best === 0 ? 0 : gain / best;
}

/** Share of the relevant that are among the first k: 0…1. */
export function recallAt<Id>(ranking: readonly Id[], relevant: ReadonlySet<Id>, k: number): number {
  if (relevant.size === 0) return 0;
  return ranking.slice(0, k).filter((id) => relevant.has(id)).length / relevant.size;
}

export function meanOf(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
