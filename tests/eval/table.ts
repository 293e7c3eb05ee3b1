/** Prints rows under a title, the first as headings, the first column to the left; `mark` stands behind a row. */
export function printRows(title: string, rows: readonly (readonly string[])[], marks: readonly string[] = []): void {
  const columns = Math.max(...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  console.log(`\n${title}`);
  rows.forEach((row, index) => {
    const cells = row.map((cell, column) =>
      column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
    );
    const mark = marks[index] ? `   ${marks[index]}` : '';
    console.log(`  ${cells.join('   ')}${mark}`.trimEnd());
  });
}

/** A share as per cent, one decimal; a dash where there is nothing to share. */
export function percent(part: number, whole: number): string {
  return whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`;
}

/** A figure that a bar of the design is held against. */
export interface Bar {
  readonly what: string;
  readonly reached: boolean;
}

/** Prints the bars that were missed; true where all were reached. */
export function printBars(bars: readonly Bar[]): boolean {
  const missed = bars.filter(({ reached }) => !reached);
  console.log(
    missed.length === 0 ? `\nAll ${bars.length} bars reached.` : `\n${missed.length} of ${bars.length} bars missed:`,
  );
  for (const { what } of missed) console.log(`  ${what}`);
  return missed.length === 0;
}

/** Says on stderr how far a long run is; on a terminal in one line. */
export function sayProgress(what: string, done: number, total: number): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${what}: ${done} of ${total}${done === total ? '\n' : ''}`);
  else if (done === total || done % 500 === 0) process.stderr.write(`${what}: ${done} of ${total}\n`);
}
