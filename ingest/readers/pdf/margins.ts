import type { Furniture } from '../../paper.ts';
import { type Line, gapBetween } from './lines.ts';

/** A page's lines in the margins, and what is left. */
export interface MarginSplit {
  readonly top: readonly MarginLine[];
  readonly bottom: readonly MarginLine[];
  readonly rest: readonly Line[];
  /** The page number as printed; null where none was recognised. */
  readonly printed: string | null;
}

export interface MarginLine {
  readonly line: Line;
  readonly kind: Extract<Furniture['kind'], 'running-head' | 'footer' | 'page-number'>;
}

type Row = readonly Line[];
interface Edges {
  readonly top: readonly Row[];
  readonly bottom: readonly Row[];
}

/** How many rows from a page's edge may be furniture. */
const deepest = 4;
const caption = /^(?:fig|table|algorithm|listing)/i;

/**
 * Finds running heads, footers and page numbers: rows at the edges of pages that stand, but for their digits, at the
 * same height of another page, or that count the pages; and whatever stands further out than those.
 */
export function splitMargins(pages: readonly (readonly Line[])[], bodySize: number): MarginSplit[] {
  const edges = pages.map(edgesOf);
  const repeated = repeatedRows(edges);
  const numbering = pageNumbering(edges, bodySize);
  return pages.map((lines, index) => {
    const edge = edges[index] ?? { top: [], bottom: [] };
    const printed = numbering === null ? null : index + numbering.offset;
    const isFurniture = (row: Row, side: Side) =>
      repeated.has(rowKey(row, side)) ||
      (printed !== null &&
        countsPage(row, printed) &&
        (numbering?.places.has(placeOf(row, side)) === true || (row === edge[side][0] && isNumber(rowText(row)))));
    const lone = pages.length === 1 ? loneNumber(edge) : null;
    const top = edge.top.slice(0, edge.top.findLastIndex((row) => isFurniture(row, 'top')) + 1);
    const bottom = lone
      ? [lone]
      : edge.bottom.slice(0, edge.bottom.findLastIndex((row) => isFurniture(row, 'bottom')) + 1);
    const taken = new Set([...top, ...bottom].flat());
    const marginLine = (side: Side) => (line: Line) => ({ line, kind: kindOf(line, side, printed) });
    return {
      top: top.flat().map(marginLine('top')),
      bottom: bottom.toReversed().flat().map(marginLine('bottom')),
      rest: lines.filter((line) => !taken.has(line)),
      // A first page without a number is counted all the same.
      printed: printed !== null && printed > 0 ? String(printed) : (lone?.[0]?.text ?? null),
    };
  });
}

type Side = 'top' | 'bottom';

function kindOf(line: Line, side: Side, printed: number | null): MarginLine['kind'] {
  if (isNumber(line.text) || (printed !== null && line.text === String(printed))) return 'page-number';
  return side === 'top' ? 'running-head' : 'footer';
}

/** The outermost rows, from the edge inwards. */
function edgesOf(lines: readonly Line[]): Edges {
  const rows: Line[][] = [];
  for (const line of [...lines].sort((a, b) => a.y - b.y)) {
    const row = rows.at(-1);
    if (row?.[0] && line.y - row[0].y < 0.4 * line.size) row.push(line);
    else rows.push([line]);
  }
  for (const row of rows) row.sort((a, b) => a.left - b.left);
  // A page of a few rows is no evidence of margins on both sides.
  const deep = Math.min(deepest, Math.floor(rows.length / 2));
  return { top: rows.slice(0, deep), bottom: rows.slice(rows.length - deep).reverse() };
}

function rowText(row: Row): string {
  return row.map((line) => line.text).join(' ');
}

function rowKey(row: Row, side: Side): string {
  const text = rowText(row).toLowerCase().replace(/\d+/g, '#');
  const y = Math.round((row[0]?.y ?? 0) / 6);
  return `${side} ${y} ${text}`;
}

function repeatedRows(edges: readonly Edges[]): Set<string> {
  const counts = new Map<string, number>();
  for (const edge of edges) {
    for (const side of ['top', 'bottom'] as const) {
      for (const row of edge[side]) {
        const text = rowText(row);
        if (!/\p{L}{3}/u.test(text) || text.length > 200 || caption.test(text)) continue;
        const key = rowKey(row, side);
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
    }
  }
  const least = edges.length > 6 ? 3 : 2;
  return new Set([...counts].filter(([, count]) => count >= least).map(([key]) => key));
}

/** "12", "xii", "– 12 –", "Page 12", "12 of 30", "4:12". */
function isNumber(text: string): boolean {
  return /^[-–—|\s]*(?:page\s+)?(?:\d{1,2}:)?(?:\d{1,5}|[ivxl]{1,7})(?:\s*(?:of|\/)\s*\d{1,5})?[-–—|\s]*$/i.test(text);
}

/** Numbers that stand at an end of a line, alone or apart from its words. */
function numbersAtEnds(line: Line): number[] {
  const whole = isNumber(line.text) ? /\d{1,5}/.exec(line.text.replace(/^\d{1,2}:/, ''))?.[0] : undefined;
  if (whole !== undefined) return [Number(whole)];
  const named = /\bpage\s+(\d{1,5})\b/i.exec(line.text)?.[1];
  const [first, second] = line.items;
  const [beforeLast, last] = line.items.slice(-2);
  const ends = [
    first && second && gapBetween(first, second) > line.size ? first : undefined,
    last && beforeLast && last !== first && gapBetween(beforeLast, last) > line.size ? last : undefined,
  ];
  const apart = ends.flatMap((item) => (item && /^\d{1,5}$/.test(item.text) ? [Number(item.text)] : []));
  return named === undefined ? apart : [...apart, Number(named)];
}

function countsPage(row: Row, printed: number): boolean {
  return row.some((line) => numbersAtEnds(line).includes(printed)) && rowText(row).length < 200;
}

interface Numbering {
  /** Printed number minus the page's index. */
  readonly offset: number;
  /** Side and height of the rows that show it. */
  readonly places: ReadonlySet<string>;
}

function placeOf(row: Row, side: Side): string {
  return `${side} ${Math.round((row[0]?.y ?? 0) / 12)}`;
}

/** How rows at one height of the pages count on. Null: they don't. */
function pageNumbering(edges: readonly Edges[], bodySize: number): Numbering | null {
  const votes = new Map<string, { offset: number; place: string; pages: Set<number> }>();
  edges.forEach((edge, index) => {
    for (const side of ['top', 'bottom'] as const) {
      for (const row of edge[side]) {
        for (const number of row.flatMap(numbersAtEnds)) {
          const place = placeOf(row, side);
          const key = `${number - index} ${place}`;
          const vote = votes.get(key) ?? { offset: number - index, place, pages: new Set() };
          vote.pages.add(index);
          votes.set(key, vote);
        }
      }
    }
  });
  const [best] = [...votes.values()].sort((a, b) => b.pages.size - a.pages.size);
  if (best && best.pages.size >= Math.max(2, edges.length * 0.4)) {
    const same = [...votes.values()].filter((vote) => vote.offset === best.offset && vote.pages.size > 1);
    return { offset: best.offset, places: new Set(same.map(({ place }) => place)) };
  }
  const places = edges.flatMap((edge, index) =>
    (['top', 'bottom'] as const).flatMap((side) => {
      const [outer, inner] = edge[side];
      return index > 0 && outer && countsApart(outer, inner, index + 1, bodySize) ? [placeOf(outer, side)] : [];
    }),
  );
  return places.length > 0 ? { offset: 1, places: new Set(places) } : null;
}

/** A row that shows the page's position, stands apart from the next row and is no heading. */
function countsApart(outer: Row, inner: Row | undefined, position: number, bodySize: number): boolean {
  const [line] = outer;
  if (!line || !inner?.[0] || outer.some((part) => part.bold || part.size > bodySize * 1.05)) return false;
  return countsPage(outer, position) && Math.abs(inner[0].y - line.y) > 1.6 * line.size;
}

/** On a single page, a bare number apart from the text at its foot. */
function loneNumber(edge: Edges): Row | null {
  const [last, above] = edge.bottom;
  const [line] = last ?? [];
  if (!last || !line || last.length > 1 || !/^\d{1,5}$/.test(line.text)) return null;
  return !above?.[0] || line.y - above[0].y > 2 * line.size ? last : null;
}
