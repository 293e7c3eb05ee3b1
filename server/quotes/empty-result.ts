import type { CheckResult } from '../wire.ts';
import type { Attribution, Use } from './use.ts';

/** A result of a use with nothing found: what a verdict adds is spread over it. */
export function emptyResult(use: Use, verdict: CheckResult['verdict'], explanation = ''): CheckResult {
  const claimed = use.attribution;
  return {
    kind: use.kind,
    quote: use.quote,
    start: use.span.start,
    end: use.span.end,
    claimedSource: claimed ? { text: claimed.text, paperId: claimed.papers[0] ?? null } : null,
    verdict,
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

/** Says that the source named is not in the library; [] where none is named, or one that is. */
export function unknownSourceWarnings(attribution: Attribution | null): CheckResult['warnings'] {
  if (!attribution || attribution.papers.length > 0) return [];
  if (attribution.names.length === 0 && attribution.year === null) return [];
  return [{ kind: 'source-not-in-library', message: `The library has no paper of ${attribution.text}.` }];
}
