import { type Gutter, type Sides, bandOf } from './columns.ts';
import { type Region, overlap } from './regions.ts';

/** More than any page of text has. */
const mostRegions = 250;

function lengthOf(region: Region): number {
  return region.lines.reduce((sum, line) => sum + line.text.length, 0);
}

/**
 * Regions in the order in which they are read, by the two rules of T. M. Breuel, "High Performance Document Layout
 * Analysis" (2003): what stands above comes first where widths overlap; what stands left comes first unless something
 * between the two spans both. Of several that may come next, the one that goes on under the last is taken.
 */
export function inReadingOrder(regions: readonly Region[], gutters: readonly Gutter[] = []): Region[] {
  if (regions.length > mostRegions) {
    // A plot or a map: its labels have no order, and the rules compare everything with everything.
    const byLength = [...regions].sort((a, b) => lengthOf(b) - lengthOf(a));
    const scattered = byLength.slice(mostRegions).sort((a, b) => a.top - b.top || a.left - b.left);
    return [...inReadingOrder(byLength.slice(0, mostRegions), gutters), ...scattered];
  }
  const places = regions.map((region) => ({ ...region, ...widthInPage(region, regions, gutters), region }));
  const waiting = places.map((place) => ({
    region: place.region,
    before: new Set(
      places.filter((other) => other !== place && comesBefore(other, place, places)).map(({ region }) => region),
    ),
  }));
  const ordered: Region[] = [];
  while (waiting.length > 0) {
    const ready = waiting.filter(({ before }) => before.size === 0);
    const last = ordered.at(-1);
    // Rules that contradict each other (tilted or overlapping text): the topmost goes first.
    const candidates = ready.length > 0 ? ready : waiting;
    const under = last ? candidates.filter(({ region }) => overlap(region, last) && region.top >= last.top) : [];
    const pool = under.length > 0 ? under : candidates;
    let next = pool[0];
    for (const entry of pool) if (next && precedes(entry.region, next.region)) next = entry;
    if (!next) break;
    ordered.push(next.region);
    waiting.splice(waiting.indexOf(next), 1);
    for (const entry of waiting) entry.before.delete(next.region);
  }
  return ordered;
}

interface Place extends Sides {
  readonly top: number;
  readonly bottom: number;
}

/** A region with nothing beside it stands across the page, unless the page has columns there. */
function widthInPage(region: Region, all: readonly Region[], gutters: readonly Gutter[]): Sides {
  const level = (other: Pick<Place, 'top' | 'bottom'>) => other.top <= region.bottom && other.bottom >= region.top;
  const alone = !gutters.some(level) && all.every((other) => other === region || !level(other));
  if (!alone) return bandOf(region, gutters);
  return {
    left: Math.min(...all.map((other) => other.left)),
    right: Math.max(...all.map((other) => other.right)),
  };
}

function precedes(a: Region, b: Region): boolean {
  return a.top < b.top - 1 || (a.top <= b.top + 1 && a.left < b.left);
}

function comesBefore(a: Place, b: Place, all: readonly Place[]): boolean {
  if (overlap(a, b)) return a.top < b.top;
  if (a.left >= b.left) return false;
  const [gapTop, gapBottom] = a.bottom < b.top ? [a.bottom, b.top] : [b.bottom, a.top];
  if (gapBottom <= gapTop) return true;
  return !all.some(
    (other) =>
      other !== a &&
      other !== b &&
      other.top >= gapTop - 2 &&
      other.bottom <= gapBottom + 2 &&
      overlap(other, a) &&
      overlap(other, b),
  );
}
