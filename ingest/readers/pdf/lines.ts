import { guttersOf } from './columns.ts';
import { joinHeadingNumbers } from './heading-numbers.ts';
import type { TextItem } from './page-items.ts';

/** Items that stand on one baseline, super- and subscripts included; `text` is what goes into the frozen text. */
export interface Line {
  readonly items: readonly TextItem[];
  /** Where each item begins in `text`. */
  readonly starts: readonly number[];
  readonly text: string;
  readonly left: number;
  readonly right: number;
  /** Of the baseline, downwards. */
  readonly y: number;
  /** Of most of its characters. */
  readonly size: number;
  readonly bold: boolean;
}

/** A gap wider than this many times the type size is never a space between words of justified text. */
const widestSpace = 1.2;
/** A gap wider than this many times the type size is a space (pdf.js draws the line near a tenth inside its items). */
const narrowestSpace = 0.15;

/**
 * The lines of a page, in the order of its content stream, which decides between a table's row (one line) and the
 * columns of a page (two): a row is written in one go. Where a page's columns were written so, the gutter shows it.
 */
export function linesOf(items: readonly TextItem[]): Line[] {
  const narrow = joinItems(items, (gap, size) => gap <= widestSpace * size);
  const gutters = guttersOf(narrow.map(makeLine));
  const crosses = (left: TextItem, right: TextItem) =>
    gutters.some(
      (gutter) =>
        left.right <= gutter.right &&
        right.left >= gutter.left &&
        left.y >= gutter.top - 2 &&
        left.y <= gutter.bottom + 2,
    );
  const wide = joinItems(items, (gap, size, left, right) => gap <= 0.5 * size || !crosses(left, right));
  return joinHeadingNumbers(joinApart(wide, crosses)).map(makeLine);
}

type MayJoin = (gap: number, size: number, left: TextItem, right: TextItem) => boolean;

function joinItems(items: readonly TextItem[], mayJoin: MayJoin): TextItem[][] {
  const segments: TextItem[][] = [];
  for (const item of items) {
    const open = segments.at(-1);
    const last = open?.at(-1);
    if (open && last && sameBaseline(mainItem(open), last, item) && follows(last, item, mayJoin)) open.push(item);
    else segments.push([item]);
  }
  return segments;
}

/** The item with most text: its baseline and size are the line's. */
function mainItem(items: readonly TextItem[]): TextItem {
  let main = items[0];
  for (const item of items) {
    const larger = main !== undefined && item.size > main.size * 1.15 && item.text.length > 1;
    // A heading's number may be larger than its words.
    const behindNumber = main !== undefined && main.bold && /^\d{1,2}$/.test(main.text) && item.text.length > 3;
    if (!main || larger || (behindNumber && item.bold) || sameSizeButLonger(item, main)) main = item;
  }
  if (!main) throw new Error('a line has at least one item');
  return main;
}

function sameSizeButLonger(item: TextItem, main: TextItem): boolean {
  return item.size > main.size * 0.87 && item.text.length > main.text.length;
}

function sameBaseline(main: TextItem, last: TextItem, item: TextItem): boolean {
  const large = Math.max(main.size, item.size);
  const shift = Math.min(Math.abs(item.y - main.y), Math.abs(item.y - last.y));
  if (Math.abs(item.y - main.y) > large * 0.75) return false;
  return Math.min(main.size, item.size) < large * 0.93 ? shift <= large * 0.65 : shift <= large * 0.25;
}

function follows(last: TextItem, item: TextItem, mayJoin: MayJoin): boolean {
  const size = Math.max(last.size, item.size);
  const backwards = last.rtl || item.rtl;
  const right = item.left - last.right;
  if (right >= -0.5 * size || item.left >= last.left - 0.1 * size) {
    if (right >= -size || !backwards) return mayJoin(right, size, last, item);
  }
  const left = last.left - item.right;
  return backwards && left >= -0.5 * size && mayJoin(left, size, item, last);
}

/** Points. Pages with tens of thousands of pieces (plots, maps) are searched in bands. */
const bandHeight = 12;

/** A bullet or a number that may stand apart from the words that it belongs to. */
const label = /^(?:[•▪●◦∙·–—]|\(?\d{1,2}(?:\.\d{1,2})*[.)]?)$/;

/** Joins pieces of one line that were not written in one go: a bold word added later, a superscript, a bullet. */
function joinApart(
  segments: readonly TextItem[][],
  crosses: (left: TextItem, right: TextItem) => boolean,
): TextItem[][] {
  const joined: TextItem[][] = [];
  const byHeight = new Map<number, TextItem[][]>();
  for (const segment of segments) {
    const band = Math.round(mainItem(segment).y / bandHeight);
    const near = [-2, -1, 0, 1, 2].flatMap((step) => byHeight.get(band + step) ?? []);
    const host = near.findLast((other) => belongTogether(other, segment, crosses));
    const left = segment[0]?.left ?? 0;
    if (!host) {
      const own = [...segment];
      joined.push(own);
      byHeight.set(band, [...(byHeight.get(band) ?? []), own]);
    } else if (host.some((item) => item.rtl)) host.push(...segment);
    else {
      const at = host.findIndex((item) => item.left > left);
      host.splice(at < 0 ? host.length : at, 0, ...segment);
    }
  }
  return joined;
}

function belongTogether(
  host: readonly TextItem[],
  segment: readonly TextItem[],
  crosses: (left: TextItem, right: TextItem) => boolean,
): boolean {
  const main = mainItem(segment);
  const hostMain = mainItem(host);
  if (!sameBaseline(hostMain, hostMain, main) && !sameBaseline(main, main, hostMain)) return false;
  const left = Math.min(...segment.map((item) => item.left));
  const right = Math.max(...segment.map((item) => item.right));
  const [first, second] = hostMain.left < main.left ? [host, segment] : [segment, host];
  const [mark, text] = [first.at(-1), second[0]];
  if (first.length === 1 && mark && text && label.test(mark.text) && !crosses(mark, text)) {
    const gap = text.left - mark.right;
    if (gap > 0 && gap < 2.5 * text.size && Math.abs(mark.y - text.y) < 0.15 * text.size) return true;
  }
  return host.some((item) => {
    const gap = Math.max(left - item.right, item.left - right);
    return gap <= 0.35 * Math.max(item.size, main.size) && gap > -0.6 * Math.max(item.size, right - left);
  });
}

/** A line of these items, in this order. */
export function makeLine(items: readonly TextItem[]): Line {
  const main = mainItem(items);
  const starts: number[] = [];
  let text = '';
  let bold = 0;
  items.forEach((item, index) => {
    const last = items[index - 1];
    if (last && (item.spaceBefore || gapBetween(last, item) > narrowestSpace * Math.min(last.size, item.size))) {
      text += ' ';
    }
    starts.push(text.length);
    text += item.text;
    if (item.bold) bold += item.text.length;
  });
  return {
    items,
    starts,
    text,
    left: Math.min(...items.map((item) => item.left)),
    right: Math.max(...items.map((item) => item.right)),
    y: main.y,
    size: main.size,
    bold: bold * 2 > text.length,
  };
}

/** Points between two items, whichever stands left. */
export function gapBetween(a: TextItem, b: TextItem): number {
  return Math.max(b.left - a.right, a.left - b.right);
}
