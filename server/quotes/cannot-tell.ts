import type { CheckResult } from '../wire.ts';
import type { Use } from './use.ts';

/** A result without a verdict on the words: there is nothing to compare, or nothing to compare it with. */
export function cannotTell(use: Use, explanation: string): CheckResult {
  const claimed = use.attribution;
  return {
    kind: use.kind,
    quote: use.quote,
    start: use.span.start,
    end: use.span.end,
    claimedSource: claimed ? { text: claimed.text, paperId: claimed.papers[0] ?? null } : null,
    verdict: 'cannot-tell',
    changes: [],
    matches: [],
    nearest: [],
    sourceQuote: null,
    context: null,
    originalAuthor: null,
    warnings: [],
    explanation,
  };
}
