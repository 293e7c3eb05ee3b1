import type { TextItem } from './page-items.ts';

/**
 * Puts a number that stands large beside the lines of a heading, between their baselines, before the first of them:
 * it is drawn by itself and is on no line.
 */
export function joinHeadingNumbers(segments: readonly TextItem[][]): TextItem[][] {
  const taken = new Set<TextItem[]>();
  const joined = new Map<TextItem[], TextItem[]>();
  for (const segment of segments) {
    const [number] = segment;
    if (segment.length !== 1 || !number || !/^(?:\d{1,2}|[IVX]{1,4}|[A-Z])\.?$/.test(number.text)) continue;
    const beside = segments
      .filter((other) => other !== segment && isBeside(number, other[0]))
      .sort((a, b) => (a[0]?.y ?? 0) - (b[0]?.y ?? 0));
    const [first, second] = beside;
    const between = first?.[0] && second?.[0] && first[0].y < number.y && number.y < second[0].y;
    if (!first || !second || !between || Math.abs((first[0]?.left ?? 0) - (second[0]?.left ?? 0)) > 1) continue;
    taken.add(segment);
    joined.set(first, [...segment, ...first]);
  }
  return segments.filter((segment) => !taken.has(segment)).map((segment) => joined.get(segment) ?? [...segment]);
}

/** Bold like the number, smaller, and near to its right; its baseline not farther than the number is high. */
function isBeside(number: TextItem, other: TextItem | undefined): boolean {
  if (!other?.bold || !number.bold || other.size > number.size * 0.95) return false;
  const gap = other.left - number.right;
  return gap > 0 && gap < 1.5 * number.size && Math.abs(other.y - number.y) < number.size;
}
