import { compareTerms } from './compared.ts';
import { decide, nearness, type Outcome } from './decide.ts';
import type { Term } from './terms.ts';
import { type Weighed, weigh } from './weigh.ts';

/** A sentence, or two in a row, with all that is compared. */
export interface Stretch {
  readonly terms: readonly Term[];
  /** Stems of what stands round it. */
  readonly around: ReadonlySet<string>;
  /** False of questions, aims and suppositions: see `asserts.ts`. */
  readonly asserts: boolean;
  /** Cosine to the claim; null where meaning was not compared. */
  readonly cosine: number | null;
}

/** What one stretch makes of the claim; the higher `nearness`, the nearer, 0…1 about. */
export interface Judgement<S extends Stretch> {
  readonly stretch: S;
  readonly weighed: Weighed;
  readonly outcome: Outcome;
  readonly nearness: number;
}

/**
 * Each stretch's judgement of the claim, the nearest first. How rare a word is shows in `among`, the stretches
 * themselves unless others are given. Pure.
 */
export function judgeStretches<S extends Stretch>(
  claim: readonly Term[],
  stretches: readonly S[],
  among: readonly Stretch[] = stretches,
): Judgement<S>[] {
  const rarity = rarityIn(among);
  return stretches
    .map((stretch) => {
      const weighed = weigh(
        compareTerms(claim, stretch.terms, stretch.around),
        rarity,
        stretch.cosine,
        stretch.asserts,
      );
      return { stretch, weighed, outcome: decide(weighed), nearness: nearness(weighed) };
    })
    .sort((a, b) => b.nearness - a.nearness);
}

/** Inverse document frequency over the stretches, from 1 (in all) upwards. */
export function rarityIn(stretches: readonly Stretch[]): (stem: string) => number {
  const having = new Map<string, number>();
  for (const { terms } of stretches) {
    for (const stem of stemsIn(terms)) having.set(stem, (having.get(stem) ?? 0) + 1);
  }
  return (stem) => 1 + Math.log10((1 + stretches.length) / Math.max(1, having.get(stem) ?? 0));
}

const stemSets = new WeakMap<readonly Term[], ReadonlySet<string>>();

function stemsIn(terms: readonly Term[]): ReadonlySet<string> {
  const known = stemSets.get(terms);
  if (known) return known;
  const stems = new Set(terms.map((term) => term.stem));
  stemSets.set(terms, stems);
  return stems;
}
