import type { CheckResult, Verdict } from '../../server/wire.ts';
import { hasNote } from './notes.ts';
import { isInOrder, verdicts } from './verdict-words.ts';

/** A result with its number, 1-based in the order of the text. */
export interface Finding {
  readonly number: number;
  readonly result: CheckResult;
}

/** What a filter of findings lets through: a group, those with a note whatever their verdict, or one verdict. */
export type Show = 'to-put-right' | 'in-order' | 'with-note' | Verdict;

/** The filter that an address names; null for what names none. */
export function showOf(value: string | null): Show | null {
  if (value === 'to-put-right' || value === 'in-order' || value === 'with-note') return value;
  return verdicts.find((verdict) => verdict === value) ?? null;
}

/** Whether a result passes a filter; null lets everything through. */
export function isShown(result: Pick<CheckResult, 'verdict' | 'warnings'>, show: Show | null): boolean {
  const { verdict } = result;
  if (show === null) return true;
  if (show === 'with-note') return hasNote(result);
  if (show === 'in-order') return isInOrder(verdict);
  if (show === 'to-put-right') return !isInOrder(verdict);
  return verdict === show;
}

/** The findings that pass a filter, with the numbers that they have among all. */
export function shownFindings(results: readonly CheckResult[], show: Show | null): Finding[] {
  return results.map((result, index) => ({ number: index + 1, result })).filter(({ result }) => isShown(result, show));
}

/** The number of the finding that stands `step` further among those shown, from `current`; null where there is none. */
export function neighbour(findings: readonly Finding[], current: number | null, step: 1 | -1): number | null {
  if (current === null) return (step > 0 ? findings[0] : findings.at(-1))?.number ?? null;
  const next =
    step > 0 ? findings.find(({ number }) => number > current) : findings.findLast(({ number }) => number < current);
  return next?.number ?? null;
}
