import type { Change } from '../../wire.ts';
import { type Compared, isThere } from './compared.ts';
import { differencesOf } from './differences.ts';
import { effectThere } from './direction-differences.ts';
import { countsAnother } from './number-slots.ts';
import type { Term } from './terms.ts';

/** How well a sentence says what a claim says. */
export interface Weighed {
  readonly differences: readonly Change[];
  /** Share of the claim's terms, by rarity, that stand in the sentence, words round it counted in part; 0…1. */
  readonly coverage: number;
  /**
   * Numbers and names of the claim that stand neither in the sentence nor round it, and differ from none there; numbers
   * that count something else there.
   */
  readonly missing: readonly Term[];
  /** The longest run of the claim's terms in a row that are not there. */
  readonly gap: number;
  /** A part of the claim, two terms or more, of which hardly anything is there. */
  readonly lacksClause: boolean;
  /** How many terms the claim has, each counted once. */
  readonly terms: number;
  /** How many of them are in the sentence itself. */
  readonly shared: number;
  /** The claim says that something is more or less, and the sentence nothing of the kind about it. */
  readonly unanswered: boolean;
  /** The sentence says something, and does not only ask, plan or suppose it. */
  readonly asserts: boolean;
  /** Cosine of both; null where meaning was not compared. */
  readonly cosine: number | null;
}

const worth = { same: 1, affix: 1, opposite: 0.9, synonym: 0.8, around: 0.6 } as const;

/** Share of a clause's terms from which the clause is there. */
const leastOfClause = 0.4;

/** Weighs a sentence, or two in a row, against a claim. `rarity` is of a stem, 1 and above. */
export function weigh(
  compared: Compared,
  rarity: (stem: string) => number,
  cosine: number | null,
  asserts: boolean,
): Weighed {
  const differences = differencesOf(compared);
  const differs = (term: Term) => differences.some((item) => item.start <= term.start && term.end <= item.end);
  let [held, total, gap, longest] = [0, 0, 0, 0];
  const shared = new Set<string>();
  const missing: Term[] = [];
  compared.claim.forEach((term, index) => {
    const weight = rarity(term.stem) * (term.kind === 'number' || term.kind === 'name' ? 1.3 : 1);
    total += weight;
    const [pair] = compared.pairs.filter((item) => item.claim === index);
    const there = isThere(compared, index) || differs(term);
    const around = compared.around.has(term.stem);
    held += weight * (pair ? worth[pair.kind] : there ? 1 : around ? worth.around : 0);
    if (there) shared.add(term.stem);
    const elsewhere = there && countsAnother(compared, index);
    if (elsewhere) missing.push(term);
    if (there || around) gap = 0;
    else {
      gap += 1;
      longest = Math.max(longest, gap);
      if (term.kind === 'number' || term.kind === 'name') missing.push(term);
    }
  });
  const clauses = new Map<number, { size: number; there: number }>();
  compared.claim.forEach((term, index) => {
    const clause = clauses.get(term.clause) ?? { size: 0, there: 0 };
    const there = isThere(compared, index) || differs(term) || compared.around.has(term.stem);
    clauses.set(term.clause, { size: clause.size + 1, there: clause.there + Number(there) });
  });
  const lacksClause = [...clauses.values()].some(({ size, there }) => size > 1 && there / size < leastOfClause);
  const effects = compared.claim.flatMap((term, index) => (term.effect === 0 ? [] : [index]));
  const unanswered = effects.some((index) => effectThere(compared, index) === null);
  return {
    lacksClause,
    unanswered,
    asserts,
    differences,
    coverage: total > 0 ? held / total : 0,
    missing,
    gap: longest,
    terms: new Set(compared.claim.map((term) => term.stem)).size,
    shared: shared.size,
    cosine,
  };
}
