import { sameNumber } from './align-terms.ts';
import { against, type Compared, isThere } from './compared.ts';
import type { Term } from './terms.ts';

/** How far behind a number, in words, what it counts stands: "six Indian military air bases". */
const reach = 5;
/** How far from a year, in words, a thing may stand that it dates. */
const dated = 5;
/** Words that say only that something came about. */
const occurring = /^(?:occur|happen|pass|took|take|place|date|enact|adopt|came|come|held|event|year)/;

/** Whether a number of the claim is in the sentence, but counts something else there: "six jets", "six bases … jets". */
export function countsAnother(compared: Compared, index: number): boolean {
  const { claim } = compared;
  const term = claim[index];
  if (term?.kind !== 'number' || term.unit !== 'other') return false;
  const numbers = against(compared, index);
  const counted = claim.flatMap((item, at) =>
    item.kind !== 'number' && item.at > term.at && item.at <= term.at + 3 ? against(compared, at) : [],
  );
  if (numbers.length === 0 || counted.length === 0) return false;
  return !numbers.some((number) => counted.some((item) => item.at >= number.at - 3 && item.at <= number.at + reach));
}

/**
 * The year that the sentence gives to what the claim dates: nearest to the claim's names, to its words where it has
 * none. Null where the claim says more of it than the sentence, or two years stand alike near.
 */
export function yearThere(compared: Compared, index: number): Term | null {
  const { claim, source } = compared;
  const term = claim[index];
  if (term?.unit !== 'year') return null;
  const words = claim.flatMap((item, at) => (item.kind === 'number' || occurring.test(item.key) ? [] : [at]));
  if (words.length === 0 || !words.every((at) => isThere(compared, at))) return null;
  const names = words.filter((at) => claim[at]?.kind === 'name');
  const anchors = (names.length > 0 ? names : words).map((at) => against(compared, at));
  const nearTo = (year: Term) =>
    anchors.filter((places) => places.some((item) => Math.abs(item.at - year.at) <= dated)).length;
  const years = source
    .filter((item) => item.unit === 'year')
    .map((year) => ({ year, near: nearTo(year) }))
    .sort((a, b) => b.near - a.near);
  const [best, second] = years;
  if (!best || best.near === 0 || best.near === second?.near || sameNumber(term, best.year)) return null;
  const own = years.find(({ year }) => sameNumber(term, year));
  // The claim's year may date it too, unless hardly anything of the claim stands beside it.
  return own && own.near * 2 > best.near ? null : best.year;
}
