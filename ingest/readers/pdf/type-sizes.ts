import type { Line } from './lines.ts';

/** The document's usual type. */
export interface BodyType {
  /** Points. */
  readonly size: number;
  /** Distance of baselines in type sizes. */
  readonly leading: number;
}

/** The size that most characters have, and the usual distance between lines of that size. */
export function bodyTypeOf(pages: readonly (readonly Line[])[]): BodyType {
  const sizes = new Map<number, number>();
  for (const line of pages.flat()) {
    const size = Math.round(line.size * 5) / 5;
    sizes.set(size, (sizes.get(size) ?? 0) + line.text.length);
  }
  const size = mostFrequent(sizes) ?? 10;
  const distances = new Map<number, number>();
  for (const lines of pages) {
    lines.forEach((line, index) => {
      const next = lines[index + 1];
      if (!next || !isSize(line, size) || !isSize(next, size)) return;
      const distance = Math.round(((next.y - line.y) / size) * 20) / 20;
      if (distance > 0.8 && distance < 3) distances.set(distance, (distances.get(distance) ?? 0) + 1);
    });
  }
  return { size, leading: mostFrequent(distances) ?? 1.2 };
}

function isSize(line: Line, size: number): boolean {
  return Math.abs(line.size - size) < 0.06 * size;
}

function mostFrequent(counts: ReadonlyMap<number, number>): number | null {
  let best: number | null = null;
  let most = 0;
  for (const [value, count] of counts) if (count > most) [best, most] = [value, count];
  return best;
}
