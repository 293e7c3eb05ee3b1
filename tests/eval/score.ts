import type { CheckResult } from '../../server/wire.ts';
import type { GeneratedCase, Place } from './alterations/alteration.ts';

/** What a checker's answer to a generated case is worth. */
export interface Score {
  /** Verdict `verbatim` or `verbatim-marked-edits`. */
  readonly accepted: boolean;
  /** The verdict is one of those that are right and the gravest change that is not permitted has the right class. */
  readonly named: boolean;
  /** Every place is found; for the invented, no place is given. */
  readonly located: boolean;
  /** The warning is there that has to be; true where none has to. */
  readonly warned: boolean;
}

/** Characters by which a found place may begin earlier or later. */
const startTolerance = 5;
/** Share of the expected span that a found one must cover, and of the found one that must be expected. */
const overlapNeeded = 0.9;

/** Whether a found place is the expected one: starts within 5 characters, and each covers 0.9 of the other. */
export function isSamePlace(found: CheckResult['matches'][number], { paper, span }: Place): boolean {
  const shared = Math.min(found.end, span.end) - Math.max(found.start, span.start);
  const longer = Math.max(found.end - found.start, span.end - span.start);
  // Of a short fragment, a full stop more or less is more than a tenth.
  const enough = shared >= overlapNeeded * longer || longer - shared <= 2;
  return found.paper.id === paper.id && Math.abs(found.start - span.start) <= startTolerance && enough;
}

/** True for the verdicts that let a quotation stand. */
export function isAccepted(verdict: CheckResult['verdict']): boolean {
  return verdict === 'verbatim' || verdict === 'verbatim-marked-edits';
}

/** Scores the results of one case; several results where one quotation was given count as none. */
export function scoreOf({ alteration, places }: GeneratedCase, results: readonly CheckResult[]): Score {
  const [result] = results;
  if (!result || results.length > 1) return { accepted: false, named: false, located: false, warned: false };
  const gravest = result.changes.find((change) => !change.permitted)?.class ?? null;
  const located =
    places.length === 0
      ? result.matches.length === 0
      : places.every((place) => result.matches.some((match) => isSamePlace(match, place)));
  return {
    accepted: isAccepted(result.verdict),
    named:
      alteration.verdicts.includes(result.verdict) && (alteration.change === null || gravest === alteration.change),
    located,
    warned: !alteration.warning || result.warnings.some(({ kind }) => kind === alteration.warning),
  };
}
