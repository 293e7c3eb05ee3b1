import type { Change } from '../../wire.ts';
import { alignTerms } from './align-terms.ts';
import { against, change, type Compared, isThere } from './compared.ts';
import { isNationAcronym } from './nations.ts';
import type { Term } from './terms.ts';

/** Another name where the claim has one that stands nowhere near: "Obama mediated", "Trump mediated". */
export function nameDifferences(compared: Compared): Change[] {
  const { claim, source, around } = compared;
  const known = new Set(claim.map((term) => term.stem));
  const free = source.filter(
    (term) =>
      (isProper(term) || isNationAcronym(term.raw)) && !known.has(term.stem) && alignTerms([term], claim).length === 0,
  );
  return claim.flatMap((term, index) => {
    if (!isProper(term) || isThere(compared, index) || around.has(term.stem)) return [];
    const beside = claim.flatMap((item, at) =>
      item.kind !== 'name' && item.at > term.at && item.at <= term.at + 2 ? against(compared, at) : [],
    );
    const other = free.find((name) => beside.some((item) => item.at > name.at && item.at <= name.at + 2));
    return other ? [change('name', other, term)] : [];
  });
}

/** A name written as one, not in capitals throughout: letters and digits name too many things in a science. */
function isProper({ kind, raw }: Term): boolean {
  return kind === 'name' && /^\p{Lu}\p{Ll}+(?:['-]\p{L}+)*$/u.test(raw);
}
