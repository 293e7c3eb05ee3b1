/** Index of the first element that a condition holds for, where it holds for all behind it too; the length if none. */
export function firstIndexWhere<Element>(sorted: readonly Element[], holds: (element: Element) => boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(sorted[middle] as Element)) high = middle;
    else low = middle + 1;
  }
  return low;
}
