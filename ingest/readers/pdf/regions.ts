import type { Line } from './lines.ts';

/** Lines of one type size that stand closely under each other in one column: a paragraph or several, a cell, a note. */
export interface Region {
  readonly lines: readonly Line[];
  readonly left: number;
  readonly right: number;
  /** Top of the first line's capitals. */
  readonly top: number;
  /** Baseline of the last line. */
  readonly bottom: number;
  readonly size: number;
}

/** Baselines further apart than this many times the usual distance are not one region. */
const widestLeading = 1.35;

/**
 * Groups lines into regions: a line joins the one above when each is the other's only neighbour, so that a line that
 * spans two columns never joins one of them. `leading` is the usual distance of baselines, in type sizes.
 */
export function regionsOf(lines: readonly Line[], leading: number): Region[] {
  const sorted = [...lines].sort((a, b) => a.y - b.y || a.left - b.left);
  const below = sorted.map((line, index) => neighboursBelow(line, sorted.slice(index + 1)));
  const above = new Map<Line, number>();
  for (const found of below) for (const line of found) above.set(line, (above.get(line) ?? 0) + 1);
  const regionOf = new Map<Line, Line[]>();
  const regions: Line[][] = [];
  sorted.forEach((line, index) => {
    const own = regionOf.get(line) ?? [line];
    if (!regionOf.has(line)) regions.push(own);
    regionOf.set(line, own);
    const next = below[index]?.[0];
    if (!next || below[index]?.length !== 1 || above.get(next) !== 1) return;
    const sizes = Math.max(line.size, next.size) / Math.min(line.size, next.size);
    const distance = (next.y - line.y) / Math.max(line.size, next.size);
    if (sizes > 1.06 || distance > Math.max(leading * widestLeading, 1.4)) return;
    own.push(next);
    regionOf.set(next, own);
  });
  return regions.map(makeRegion);
}

/** A region of these lines, in this order. */
export function makeRegion(lines: readonly Line[]): Region {
  const [first] = lines;
  const last = lines.at(-1);
  if (!first || !last) throw new Error('a region has at least one line');
  return {
    lines,
    left: Math.min(...lines.map((line) => line.left)),
    right: Math.max(...lines.map((line) => line.right)),
    top: first.y - first.size * 0.75,
    bottom: last.y,
    size: first.size,
  };
}

/** The lines directly under one: overlapping in width, nothing between. */
function neighboursBelow(line: Line, lower: readonly Line[]): Line[] {
  const found: Line[] = [];
  for (const other of lower) {
    if (other.y - line.y > 3 * Math.max(line.size, other.size)) break;
    if (other.y - line.y < 0.3 * Math.min(line.size, other.size) || !overlap(line, other)) continue;
    if (found.some((near) => near.y < other.y - 0.3 * other.size && overlap(near, other))) continue;
    found.push(other);
  }
  return found;
}

interface Sides {
  readonly left: number;
  readonly right: number;
}

/** Whether two things stand above one another rather than side by side; touching edges don't count. */
export function overlap(a: Sides, b: Sides): boolean {
  return Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2;
}
