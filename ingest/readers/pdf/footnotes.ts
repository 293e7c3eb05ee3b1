import type { BodyType } from './type-sizes.ts';
import { leadingMark } from './note-marks.ts';
import { type Region, overlap } from './regions.ts';

/** The footnotes of a page and the marks that they begin with. */
export interface Footnotes {
  readonly regions: ReadonlySet<Region>;
  readonly marks: ReadonlySet<string>;
}

/**
 * Regions in smaller type at the foot of a column that begin with a mark, and those of the same type under them; on
 * the first page also without a mark (permissions, addresses).
 */
export function findFootnotes(regions: readonly Region[], body: BodyType, firstPage: boolean): Footnotes {
  const small = (region: Region) => region.size < body.size * 0.94;
  const found = new Set<Region>();
  const marks = new Set<string>();
  const lowest = Math.max(0, ...regions.map((region) => region.bottom));
  const smallLines = regions.filter(small).reduce((sum, region) => sum + region.lines.length, 0);
  const allLines = regions.reduce((sum, region) => sum + region.lines.length, 0);
  for (const region of [...regions].sort((a, b) => a.top - b.top)) {
    if (!small(region)) continue;
    const under = regions.filter((other) => other.top > region.top && overlap(other, region));
    if (!under.every(small)) continue;
    const [first] = region.lines;
    const follows = [...found].some(
      (note) =>
        overlap(note, region) &&
        note.top < region.top &&
        region.top - note.bottom < 2.5 * body.size &&
        sameSize(note, region),
    );
    const marked = first !== undefined && leadingMark(first) !== null && !/^[*∗⁎†‡§¶]*\p{Lu}?$/u.test(first.text);
    const foot = region.bottom > lowest - 3 * body.size && region.lines.length <= 14;
    const hasTextAbove = regions.some((other) => !small(other) && overlap(other, region) && other.bottom < region.top);
    const unmarked =
      firstPage && foot && hasTextAbove && smallLines < allLines * 0.4 && isLowOnPage(region, regions, 0.7);
    if (follows || (marked && hasTextAbove && isLowOnPage(region, regions, firstPage ? 0.5 : 0.3)) || unmarked) {
      found.add(region);
      for (const line of region.lines) {
        const mark = leadingMark(line);
        if (mark !== null) marks.add(mark);
      }
    }
  }
  return { regions: found, marks };
}

function sameSize(a: Region, b: Region): boolean {
  return Math.abs(a.size - b.size) < 0.6;
}

/** `part`: 0 is the top of the page's text, 1 its bottom. */
function isLowOnPage(region: Region, regions: readonly Region[], part: number): boolean {
  const top = Math.min(...regions.map((other) => other.top));
  const bottom = Math.max(...regions.map((other) => other.bottom));
  return region.top > top + (bottom - top) * part;
}
