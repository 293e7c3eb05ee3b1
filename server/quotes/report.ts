import type { CheckReport, CheckResult } from '../wire.ts';
import { summaryOf } from './export/verdicts.ts';
import { unclosedNotice } from './unclosed.ts';

/** The results of a check with their summary, and what their reader has to know besides. */
export function reportOf(results: readonly CheckResult[], text: string): CheckReport {
  const nothing =
    results.length > 0
      ? null
      : 'There is nothing to check: no words of a source stand between quotation marks, and no paper of the library is named or referred to.';
  const notices = [nothing, unclosedNotice(text, results)].filter((notice) => notice !== null);
  return {
    results: [...results],
    summary: summaryOf(results),
    notice: notices.length === 0 ? null : notices.join(' '),
  };
}
