/** White space between two columns: nothing joins over it between `top` and `bottom`. */
export interface Gutter {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** Edges of the columns on both sides. */
  readonly outerLeft: number;
  readonly outerRight: number;
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

interface Piece {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly y: number;
}

/** Columns show in the left edges that many long pieces of lines share, with nothing written across. */
export function guttersOf(lines: readonly Piece[]): Gutter[] {
  const long = lines.filter((line) => line.text.length >= 20);
  const gutters: Writable<Gutter>[] = [];
  const starts = [...new Set(long.map((line) => Math.round(line.left)))].sort((a, b) => a - b);
  for (const start of starts) {
    const column = long.filter((line) => Math.abs(line.left - start) <= 1.5);
    if (column.length < 6) continue;
    const top = Math.min(...column.map((line) => line.y));
    const bottom = Math.max(...column.map((line) => line.y));
    const beside = long.filter((line) => line.right < start && line.y >= top - 2 && line.y <= bottom + 2);
    if (beside.length < 6) continue;
    const left = quantile(
      beside.map((line) => line.right),
      0.9,
    );
    const known = gutters.find(
      (gutter) => Math.abs(gutter.left + 1 - left) < 12 || Math.abs(gutter.right - 1 - start) < 12,
    );
    if (known) {
      // Indented lines of the same column.
      known.top = Math.min(known.top, top);
      known.bottom = Math.max(known.bottom, bottom);
    } else if (start - left >= 5 && start - left <= 60) {
      gutters.push({
        left: left - 1,
        right: start + 1,
        top: Math.min(top, ...beside.map((line) => line.y)),
        bottom,
        outerLeft: Math.min(...beside.map((line) => line.left)),
        outerRight: Math.max(...column.map((line) => line.right)),
      });
    }
  }
  return gutters;
}

function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}

export interface Sides {
  readonly left: number;
  readonly right: number;
}

/**
 * The width that a piece of text takes up for the reading order: its column's, however short its lines are; the whole
 * page's where it stands across a gutter.
 */
export function bandOf(
  piece: Sides & { readonly top: number; readonly bottom: number },
  gutters: readonly Gutter[],
): Sides {
  let { left, right } = piece;
  for (const gutter of gutters) {
    const middle = (gutter.left + gutter.right) / 2;
    const crosses = piece.left < gutter.left - 1 && piece.right > gutter.right + 1;
    const beside = piece.bottom >= gutter.top - 2 && piece.top <= gutter.bottom + 2;
    if (crosses) [left, right] = [Math.min(left, gutter.outerLeft), Math.max(right, gutter.outerRight)];
    else if (beside && piece.right <= middle) right = Math.max(right, Math.min(gutter.left, middle));
    else if (beside && piece.left >= middle) left = Math.min(left, Math.max(gutter.right, middle));
  }
  return { left, right };
}
