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

/** The boxes round characters of a page's text items, as the text layer sets them; `elements` are the items' own. */
export function boxesOf(ranges: readonly ItemRange[], elements: readonly HTMLElement[], sheet: HTMLElement): Box[] {
  const page = sheet.getBoundingClientRect();
  const joined: Rect[] = [];
  for (const { item, start, end } of ranges) {
    const words = elements[item]?.firstChild;
    if (!words || end > (words.textContent?.length ?? 0)) continue;
    const range = document.createRange();
    range.setStart(words, start);
    range.setEnd(words, end);
    for (const { left, top, right, bottom } of range.getClientRects()) {
      const last = joined.at(-1);
      if (last && joins(last, { left, top, right, bottom })) {
        last.left = Math.min(last.left, left);
        last.top = Math.min(last.top, top);
        last.right = Math.max(last.right, right);
        last.bottom = Math.max(last.bottom, bottom);
      } else joined.push({ left, top, right, bottom });
    }
  }
  return joined.map(({ left, top, right, bottom }) => ({
    left: (left - page.left) / page.width,
    top: (top - page.top) / page.height,
    width: (right - left) / page.width,
    height: (bottom - top) / page.height,
  }));
}
