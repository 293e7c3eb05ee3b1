import type { Figures, Kept } from './results.ts';
import { printRows } from './table.ts';

/** By how much a figure has to differ to be told. */
const noticed = 0.0005;

/** A table of figures: `nameOf` says which of them stands in a row and column; a column may be headed ''. */
export interface FigureTable {
  readonly title: string;
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  readonly nameOf: (row: string, column: string) => string;
}

/** A figure as it is shown: shares with three decimals, what is above 1 without; a dash for one that is not there. */
export function shownFigure(value: number | undefined): string {
  return value === undefined ? '–' : value.toFixed(value > 1 ? 0 : 3);
}

/** How a figure differs from the kept one, with its sign; '' where it does not, or none was kept. */
export function shownChange(now: number | undefined, before: number | undefined): string {
  if (now === undefined || before === undefined || Math.abs(now - before) < noticed) return '';
  const size = Math.abs(now - before).toFixed(Math.max(now, before) > 1 ? 0 : 3);
  return Number(size) === 0 ? '' : `${now > before ? '+' : '−'}${size}`;
}

/** Rows to print, headings first unless all are '': behind each column what changed since the kept figures, where anything in it did. */
export function figureRows({ rows, columns, nameOf }: Omit<FigureTable, 'title'>, now: Figures, kept: Kept | null) {
  const shown = columns.map((column) => {
    const names = rows.map((row) => nameOf(row, column));
    const changes = names.map((name) => shownChange(now[name], kept?.figures[name]));
    const figures = [column, ...names.map((name) => shownFigure(now[name]))];
    return changes.every((change) => change === '') ? [figures] : [figures, ['', ...changes]];
  });
  const lines = ['', ...rows].map((row, index) => [row, ...shown.flat().map((cells) => cells[index] ?? '')]);
  return columns.every((column) => column === '') ? lines.slice(1) : lines;
}

/** Prints a table of figures with what changed since those kept. */
export function printFigures({ title, ...table }: FigureTable, now: Figures, kept: Kept | null): void {
  const names = table.rows.flatMap((row) => table.columns.map((column) => table.nameOf(row, column)));
  printRows(`${title}${since(names, now, kept)}`, figureRows(table, now, kept));
}

/** Says which figures of a part changed, where its table has no room for it. */
export function printChanges(part: string, now: Figures, kept: Kept | null): void {
  if (!kept) return;
  const changed = Object.keys(now).filter((name) => shownChange(now[name], kept.figures[name]) !== '');
  if (changed.length === 0) {
    console.log(`\n${part}${since(changed, now, kept)}`);
    return;
  }
  printFigures({ title: part, rows: changed, columns: [''], nameOf: (row) => row }, now, kept);
}

function since(names: readonly string[], now: Figures, kept: Kept | null): string {
  if (!kept) return '';
  const isChanged = names.some((name) => shownChange(now[name], kept.figures[name]) !== '');
  return isChanged ? ` (+ and − since ${kept.commit})` : ` (as at ${kept.commit})`;
}
