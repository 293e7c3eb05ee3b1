import type { CheckReport, CheckResult } from '../wire.ts';
import { summaryOf } from './export/verdicts.ts';

/** The results of a check with their summary, and a sentence when there is none. */
export function reportOf(results: readonly CheckResult[], what: 'text' | 'draft'): CheckReport {
  const none =
    what === 'draft'
      ? 'There is nothing to check: the draft has no quotation marks with words of a source between them, and names no paper of the library.'
      : 'There is nothing to check: the text has no words.';
  return { results: [...results], summary: summaryOf(results), notice: results.length === 0 ? none : null };
}
