import type { CheckResult } from '../wire.ts';
import type { Difference } from './difference/difference.ts';
import type { Placement, Quotation } from './place/placement.ts';
import type { Relation } from './relation.ts';
import type { Use } from './use.ts';
import type { Whose } from './whose.ts';

type Warning = CheckResult['warnings'][number];

/** What was found out about a quotation. */
export interface Findings {
  readonly use: Use;
  readonly quotation: Quotation;
  readonly placement: Placement;
  readonly relation: Relation;
  readonly differences: readonly Difference[];
  readonly whose: Whose;
  readonly verdict: CheckResult['verdict'];
}

/** What a reader of the quotation would take from it that the source does not say. */
export function meaningWarnings(findings: Findings): Warning[] {
  const warnings: Warning[] = [];
  const { whose, use } = findings;
  if (whose.original !== null && !whose.secondary) {
    const who = whose.original === '' ? 'somebody else' : whose.original;
    warnings.push({ kind: 'reported-speech', message: `The paper itself reports ${who} here.` });
  }
  if (whose.unknownSource && use.attribution) {
    warnings.push({ kind: 'source-not-in-library', message: `The library has no paper of ${use.attribution.text}.` });
  }
  return warnings;
}
