/** One figure beside what it must reach; `good` null where nothing is asked. */
export interface Figure {
  readonly what: string;
  readonly measured: string;
  readonly target: string;
  readonly good: boolean | null;
}

/** Prints figures as a table, the ones that miss their target marked. */
export function printTable(title: string, figures: readonly Figure[]): void {
  const rows = [['', 'measured', 'must reach'], ...figures.map((row) => [row.what, row.measured, row.target])];
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  console.log(`\n${title}`);
  rows.forEach((row, index) => {
    const cells = row.map((cell, column) =>
      column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
    );
    const missed = index > 0 && figures[index - 1]?.good === false ? '  MISSED' : '';
    console.log(`  ${cells.join('   ')}${missed}`);
  });
}

/** The value below which the share `p` (0…1) of the values lies. */
export function percentile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(p * sorted.length))] ?? NaN;
}

/** Milliseconds as a person reads them. */
export function ms(value: number): string {
  return value >= 10_000 ? `${(value / 1000).toFixed(1)} s` : `${value.toFixed(value < 10 ? 1 : 0)} ms`;
}

/** A figure that must not be over a limit. */
export function atMost(what: string, value: number, limit: number, show: (value: number) => string): Figure {
  return { what, measured: show(value), target: `≤ ${show(limit)}`, good: value <= limit };
}

/** A figure that must not be under a limit. */
export function atLeast(what: string, value: number, limit: number, show: (value: number) => string): Figure {
  return { what, measured: show(value), target: `≥ ${show(limit)}`, good: value >= limit };
}

/** A figure of which nothing is asked. */
export function told(what: string, measured: string): Figure {
  return { what, measured, target: '', good: null };
}

/** Megabytes as a person reads them. */
export function megabytes(value: number): string {
  return `${value.toFixed(0)} MB`;
}
