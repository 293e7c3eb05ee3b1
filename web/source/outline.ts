import type { WirePaperDetail, WireSpan } from '../../server/wire.ts';

type Section = WirePaperDetail['sections'][number];

/** The place of a section's heading. Marking all of a section would mark whole pages. */
export function placeOfHeading({ start, end, title, heading }: Section): WireSpan {
  return heading ?? { start, end: Math.max(start + 1, Math.min(end, start + title.length)) };
}

/** How deep a heading is set in: 0 for the highest that this paper has, at most 3. */
export function depthOf(level: number, sections: readonly Section[]): number {
  const highest = sections.reduce((least, section) => Math.min(least, section.level), Infinity);
  return Math.min(3, Math.max(0, level - highest));
}
