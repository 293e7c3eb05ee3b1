import type { Change } from '../../wire.ts';
import type { Compared } from './compared.ts';
import { directionDifferences } from './direction-differences.ts';
import { nameDifferences } from './name-differences.ts';
import { negationDifferences } from './negation-differences.ts';
import { numberDifferences } from './number-differences.ts';

/** What the claim says otherwise than the sentence; offsets are those of the claim. */
export function differencesOf(compared: Compared): Change[] {
  return [
    ...numberDifferences(compared),
    ...negationDifferences(compared),
    ...directionDifferences(compared),
    ...nameDifferences(compared),
  ];
}
