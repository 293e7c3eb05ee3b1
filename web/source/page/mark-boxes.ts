import type { ItemRange } from './page-letters.ts';

/** A box on a page, in shares (0…1) of its width and height. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

interface Rect {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Whether a rectangle goes on where the last one ended, in the same line: a space parts them, or nothing. */
function joins(last: Rect, next: Rect): boolean {
  const height = Math.min(last.bottom - last.top, next.bottom - next.top);
  const overlap = Math.min(last.bottom, next.bottom) - Math.max(last.top, next.top);
  const gap = Math.max(last.left, next.left) - Math.min(last.right, next.right);
  return overlap > height * 0.6 && gap < height * 0.8;
}

/** Whether other words stand between two ranges, such as the mark of a note: then no box is drawn over both. */
function areParted(last: ItemRange, next: ItemRange, elements: readonly HTMLElement[]): boolean {
  if (next.item < last.item) return true;
  const textOf = (item: number) => elements[item]?.textContent ?? '';
  let between = textOf(last.item).slice(last.end, next.item === last.item ? next.start : undefined);
  for (let item = last.item + 1; item < next.item && between.length < 100; item += 1) between += textOf(item);
  if (next.item > last.item) between += textOf(next.item).slice(0, next.start);
  return /[\p{L}\p{N}]/u.test(between);
}

/** The boxes round characters of a page's text items, as the text layer sets them; `elements` are the items' own. */
export function boxesOf(ranges: readonly ItemRange[], elements: readonly HTMLElement[], sheet: HTMLElement): Box[] {
  const page = sheet.getBoundingClientRect();
  const joined: Rect[] = [];
  ranges.forEach((words, index) => {
    const { item, start, end } = words;
    const before = ranges[index - 1];
    let isParted = before !== undefined && areParted(before, words, elements);
    const text = elements[item]?.firstChild;
    if (!text || end > (text.textContent?.length ?? 0)) return;
    const range = document.createRange();
    range.setStart(text, start);
    range.setEnd(text, end);
    for (const { left, top, right, bottom } of range.getClientRects()) {
      const last = joined.at(-1);
      if (last && !isParted && joins(last, { left, top, right, bottom })) {
        last.left = Math.min(last.left, left);
        last.top = Math.min(last.top, top);
        last.right = Math.max(last.right, right);
        last.bottom = Math.max(last.bottom, bottom);
      } else joined.push({ left, top, right, bottom });
      isParted = false;
    }
  });
  return joined.map(({ left, top, right, bottom }) => ({
    left: (left - page.left) / page.width,
    top: (top - page.top) / page.height,
    width: (right - left) / page.width,
    height: (bottom - top) / page.height,
  }));
}
