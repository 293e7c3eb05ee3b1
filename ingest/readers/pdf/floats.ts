import type { Line } from './lines.ts';
import { type Region, makeRegion, overlap } from './regions.ts';
import type { BodyType } from './type-sizes.ts';

/** What does not belong to the flow of the text: captions and tables stay readable, the inside of figures does not. */
export interface Floats {
  readonly captions: ReadonlySet<Region>;
  readonly tables: ReadonlySet<Region>;
  /** Inner text of figures, by their caption. */
  readonly figures: ReadonlyMap<Region, readonly Region[]>;
}

const number = '\\s*(?:[A-Z]{0,2}\\.?\\d{1,3}|[IVX]{1,5})';
const punctuated = new RegExp(
  `^(?:fig(?:ure|\\.)?|table|tab\\.|algorithm|listing|scheme|exhibit)${number}[.:|—–]`,
  'i',
);
const bare = new RegExp(`^(?:fig(?:ure|\\.)?|table|tab\\.|algorithm|listing|scheme)${number}(?:\\s|$)`, 'i');
const headingName =
  /^(?:(?:\d{1,2}|[A-Z])(?:\.\d{1,2})*\.?\s+\p{Lu}\p{L}|(?:abstract|references|acknowledg|conclusion))/iu;
const table = /^(?:tab|algorithm|listing)/i;

/** A caption in the type of what stands over it has at most so many lines; more are text behind it. */
const mostCaptionLines = 5;

/**
 * Regions with captions apart from what stands over them without a gap: a table's rows, or a paragraph. Only a colon
 * tells such a caption, since a line of a paragraph may begin with "Table 2."
 */
export function captionsApart(regions: readonly Region[]): Region[] {
  return regions.flatMap((region) => {
    const at = region.lines.findIndex((line, index) => index > 0 && opensCaption(line.text));
    if (at < 0 || region.lines.length - at > mostCaptionLines) return [region];
    return [makeRegion(region.lines.slice(0, at)), makeRegion(region.lines.slice(at))];
  });
}

function opensCaption(text: string): boolean {
  return punctuated.test(text) && text.slice(0, 16).includes(':');
}

/** Finds captions by how they begin, and from each upwards (tables: both ways) what it is the caption of. */
export function findFloats(regions: readonly Region[], body: BodyType): Floats {
  const captions = regions.filter((region) => isCaption(region, body) && !endsSentence(region, regions, body));
  const tables = new Set<Region>();
  const figures = new Map<Region, Region[]>();
  const taken = new Set<Region>(captions);
  for (const caption of captions) {
    const first = caption.lines[0]?.text ?? '';
    const found = contentOf(caption, regions, taken, body, -1);
    if (table.test(first)) {
      found.push(...contentOf(caption, regions, taken, body, 1));
      for (const region of found) tables.add(region);
    } else figures.set(caption, found);
    for (const region of found) taken.add(region);
  }
  return { captions: new Set(captions), tables, figures };
}

function isCaption(region: Region, body: BodyType): boolean {
  const [first] = region.lines;
  if (!first) return false;
  if (punctuated.test(first.text)) return true;
  const apart = first.bold || first.items[0]?.bold === true || !inBodyType(region, body);
  return apart && bare.test(first.text);
}

/** "… linking in" at a column's end, "Table 4. On average …" at the next one's top: a sentence, and no caption. */
function endsSentence(region: Region, regions: readonly Region[], body: BodyType): boolean {
  const [first] = region.lines;
  if (!first || first.items[0]?.bold === true || !inBodyType(region, body) || !fullStop.test(first.text)) return false;
  return regions.some(
    (other) =>
      other !== region &&
      inBodyType(other, body) &&
      (other.right <= region.left + 2 || other.bottom < region.top) &&
      leadsToNumber.test(other.lines.at(-1)?.text ?? ''),
  );
}

const fullStop = new RegExp(`^(?:fig(?:ure|\\.)?|table|tab\\.|algorithm|listing)${number}\\.\\s`, 'i');
const leadsToNumber = /(?:^|[\s(])(?:in|see|cf\.)$/i;

function inBodyType(region: Region, body: BodyType): boolean {
  return Math.abs(region.size - body.size) <= 0.06 * body.size;
}

/** Regions next to a caption, upwards (-1) or downwards (1), until prose in the body's type. */
function contentOf(
  caption: Region,
  regions: readonly Region[],
  taken: ReadonlySet<Region>,
  body: BodyType,
  direction: 1 | -1,
): Region[] {
  const beyond = regions
    .filter((region) => (direction < 0 ? region.bottom <= caption.top + 2 : region.top >= caption.bottom - 2))
    .sort((a, b) => (direction < 0 ? b.bottom - a.bottom : a.top - b.top));
  const found: Region[] = [];
  const area = { left: caption.left, right: caption.right };
  let edge = direction < 0 ? caption.top : caption.bottom;
  for (const region of beyond) {
    if (!overlap(region, area)) continue;
    const gap = direction < 0 ? edge - region.bottom : region.top - edge;
    if (taken.has(region) || gap > body.size * 9 || isProse(region, body)) break;
    found.push(region);
    area.left = Math.min(area.left, region.left);
    area.right = Math.max(area.right, region.right);
    edge = direction < 0 ? Math.min(edge, region.top) : Math.max(edge, region.bottom);
  }
  return found;
}

/** Sentences in the body's type, or a heading: what a float's content ends at. */
function isProse(region: Region, body: BodyType): boolean {
  if (region.size > body.size * 1.06) return true;
  if (region.lines.filter(isRow).length * 2 > region.lines.length) return false;
  const length = region.lines.reduce((sum, line) => sum + line.text.length, 0) / region.lines.length;
  if (region.size < body.size * 0.94) {
    // A box of text in slightly smaller type is no part of a figure.
    const whole = region.lines.length >= 3 && length >= 30 && /[^.][.!?]["”’)]*$/.test(region.lines.at(-1)?.text ?? '');
    return region.size > body.size * 0.8 && whole;
  }
  return length >= 25 || headingName.test(region.lines[0]?.text ?? '');
}

/** A line with cells: gaps wider than any space. */
export function isRow(line: Line): boolean {
  return line.items.some((item, index) => {
    const last = line.items[index - 1];
    return last !== undefined && item.left - last.right > 1.3 * line.size;
  });
}
