import type { Change } from '../../wire.ts';
import { against, change, type Compared, isTaken } from './compared.ts';
import type { Term } from './terms.ts';

/** How far apart two terms stand at most, in words, that say something of each other. */
const near = 4;

/** More here, less there, of the same thing; opposites. A negation turns both round. */
export function directionDifferences(compared: Compared): Change[] {
  const { claim, source, pairs } = compared;
  return claim.flatMap((term, index) => {
    const bounded = against(compared, index).find((item) => item.bound * term.bound < 0);
    if (bounded) return [change('direction', bounded, term)];
    if (term.effect !== 0) {
      const other = effectThere(compared, index);
      return other && signOf(other) !== signOf(term) ? [change('direction', other, term)] : [];
    }
    const own = pairs.filter((pair) => pair.claim === index && !isTaken(compared, pair.source, index));
    if (!own.some((pair) => pair.kind === 'opposite')) return [];
    const others = own.flatMap((pair) => source[pair.source] ?? []);
    const [other] = others;
    const opposed = others.every(
      (item) => item.effect === 0 && item.negated === term.negated && isBesideSame(compared, index, item),
    );
    return other && opposed ? [change('direction', other, term)] : [];
  });
}

/** Whether a word that both share stands beside a term of the claim, and beside its opposite. */
function isBesideSame(compared: Compared, index: number, opposite: Term): boolean {
  const { claim, source, pairs } = compared;
  const term = claim[index];
  if (!term) return false;
  return pairs.some((pair) => {
    const [item, other] = [claim[pair.claim], source[pair.source]];
    if (!item || !other || pair.kind === 'opposite' || item === term || other === opposite) return false;
    return Math.abs(item.at - term.at) <= near && Math.abs(other.at - opposite.at) <= near;
  });
}

function signOf(term: Term): number {
  return term.negated > 0 ? -term.effect : term.effect;
}

/**
 * What the sentence says of the thing that a term of the claim says to be more or less: the word of more or less
 * nearest to its counterpart. Null where it says nothing of the kind.
 */
export function effectThere(compared: Compared, index: number): Term | null {
  const { claim, source } = compared;
  const term = claim[index];
  if (!term) return null;
  const objects = claim.flatMap((item, at) => {
    const away = item.at - term.at;
    return item.effect === 0 && away >= -3 && away <= near ? [{ at, away: away > 0 ? away : 2 - away }] : [];
  });
  const placed = objects
    .sort((a, b) => a.away - b.away)
    .map(({ at }) => against(compared, at))
    .find((places) => places.length > 0);
  if (!placed) return null;
  const rest = claim.flatMap((item, at) => (item === term ? [] : against(compared, at)));
  const distance = (other: Term) =>
    Math.min(...placed.map((place) => Math.abs(place.at - other.at) + (place.at < other.at ? 1 : 0)));
  const company = (other: Term) => rest.filter((item) => Math.abs(item.at - other.at) <= 8).length;
  const [best] = source
    .filter((other) => other.effect !== 0 && distance(other) <= near + 2)
    .sort((a, b) => distance(a) - company(a) / 2 - (distance(b) - company(b) / 2));
  return best ?? null;
}
