import type { CheckResult } from '../../server/wire.ts';
import { isInOrder, toneOf, type Tone, verdictWords } from './verdict-words.ts';

type Judged = Pick<CheckResult, 'verdict' | 'warnings'>;

/** Whether something is to be known of a finding besides its verdict. */
export function hasNote({ warnings }: Pick<CheckResult, 'warnings'>): boolean {
  return warnings.length > 0;
}

/** How a finding is set; `noted`: the words are in order, and what they are taken to say may not be. */
export function findingTone(result: Judged): Tone | 'noted' {
  return isInOrder(result.verdict) && hasNote(result) ? 'noted' : toneOf(result.verdict);
}

/** A finding's verdict in words; one that is in order but for a note says so: "verbatim, see the note". */
export function findingWords(result: Judged): string {
  const words = verdictWords[result.verdict];
  if (findingTone(result) !== 'noted') return words;
  return `${words}, see the ${result.warnings.length === 1 ? 'note' : 'notes'}`;
}
