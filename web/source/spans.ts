import type { WireSpan } from '../../server/wire.ts';

/** How many of a list's items come before the first that `isLater`; the list has them in order. Found by halving. */
function countBefore<T>(list: readonly T[], isLater: (item: T) => boolean): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = list[middle];
    if (item === undefined || isLater(item)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Index of the first item that starts at an offset or after it; the list's length where there is none. */
export function firstFrom(list: readonly { readonly start: number }[], offset: number): number {
  return countBefore(list, ({ start }) => start >= offset);
}

/** The span that an offset falls into, or else the last one before it; null before the first. */
export function spanAt<S extends { readonly start: number }>(spans: readonly S[], offset: number): S | null {
  return spans[countBefore(spans, ({ start }) => start > offset) - 1] ?? null;
}

/** The spans that touch a range, from an ascending list without overlaps. */
export function spansWithin<S extends WireSpan>(spans: readonly S[], range: WireSpan): S[] {
  const found: S[] = [];
  for (let index = countBefore(spans, ({ end }) => end > range.start); index < spans.length; index += 1) {
    const span = spans[index];
    if (!span || span.start >= range.end) break;
    found.push(span);
  }
  return found;
}
