import type { Change } from '../../wire.ts';
import { sameNumber } from './align-terms.ts';
import { against, change, type Compared } from './compared.ts';
import { yearThere } from './number-slots.ts';
import type { Term } from './terms.ts';

/** Another number of the same kind of the same thing. */
export function numberDifferences(compared: Compared): Change[] {
  const { claim, source, pairs, around } = compared;
  const free = source.filter(
    (term) => term.kind === 'number' && !claim.some((other) => other.kind === 'number' && sameNumber(other, term)),
  );
  return claim.flatMap((term, index) => {
    const year = yearThere(compared, index);
    if (year && !around.has(term.stem)) return [change('number', year, term)];
    if (term.kind !== 'number' || around.has(term.stem) || pairs.some((pair) => pair.claim === index)) return [];
    const others = free.filter((other) => other.unit === term.unit && countsTheSame(compared, index, other));
    const [other] = others;
    // Of two numbers nobody knows which one is meant.
    return other && others.length === 1 ? [change('number', other, term)] : [];
  });
}

/** Whether two numbers stand beside the same words: "40 Indian drones", "400 drones"; "Force 74", "Force 47". */
function countsTheSame(compared: Compared, index: number, other: Term): boolean {
  const { claim, source } = compared;
  const term = claim[index];
  if (!term) return false;
  const behind = claim.flatMap((item, at) => (item.at > term.at && item.at <= term.at + 3 ? [at] : []));
  const before = claim.flatMap((item, at) => (item.at === term.at - 1 ? [at] : []));
  const beside = (at: number, isBeside: (item: Term) => boolean) => against(compared, at).some(isBeside);
  const shared =
    behind.some((at) => beside(at, (item) => item.at > other.at && item.at <= other.at + 4)) ||
    before.some((at) => beside(at, (item) => item.at === other.at - 1));
  if (shared) return true;
  const single = (terms: readonly Term[]) => terms.filter((item) => item.unit === term.unit).length === 1;
  return term.unit !== 'other' && single(claim) && single(source);
}
