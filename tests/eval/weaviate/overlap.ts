/** Share of the longer of two lists' first k that both have, in whatever order: 0…1; 1 where both are empty. */
export function overlapAt<Id>(a: readonly Id[], b: readonly Id[], k: number): number {
  const [first, second] = [a.slice(0, k), new Set(b.slice(0, k))];
  const longer = Math.max(first.length, second.size);
  return longer === 0 ? 1 : first.filter((id) => second.has(id)).length / longer;
}

/** Whether two lists have the same first k in the same order. */
export function isSameAt<Id>(a: readonly Id[], b: readonly Id[], k: number): boolean {
  const [first, second] = [a.slice(0, k), b.slice(0, k)];
  return first.length === second.length && first.every((id, rank) => id === second[rank]);
}
