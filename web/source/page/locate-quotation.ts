import { matchQuotation } from './match-quotation.ts';
import { type ItemRange, PageLetters } from './page-letters.ts';
import type { QuotedPage } from './quotation-on-pages.ts';

/** For each page with quoted words their characters in the page's text items. */
export type Located = ReadonlyMap<number, readonly ItemRange[]>;

/**
 * Finds a quotation on the images of its pages. Null when any of its words can't be found on any of them: half a
 * quotation would look like a whole one.
 */
export async function locateQuotation(
  quoted: readonly QuotedPage[],
  itemsOf: (page: number) => Promise<readonly string[]>,
): Promise<Located | null> {
  const found = new Map<number, readonly ItemRange[]>();
  for (const part of quoted) {
    const letters = new PageLetters(await itemsOf(part.number));
    const places = matchQuotation(letters, part);
    if (!places) return null;
    const ranges = places.flatMap(({ start, end }) => letters.rangesOf(start, end));
    found.set(part.number, letters.withTail(ranges, part.tail));
  }
  return found;
}
