import { placeOf } from '../citations/citation.ts';
import { locateAll } from '../citations/locate.ts';
import { readingTextOf } from '../../ingest/reading-text.ts';
import type { CheckResult, Place } from '../wire.ts';
import type { JudgedPlace } from './paraphrase/judged.ts';
import type { ClaimJudge } from './paraphrase/open-claim-judge.ts';
import type { Use } from './use.ts';

/** The verdict on a claim without quotation marks, as a result of the wire. */
export async function checkClaim(use: Use, judge: ClaimJudge, signal: AbortSignal): Promise<CheckResult> {
  const judged = await judge.judge(use.quote, use.attribution, signal);
  const claimed = use.attribution;
  const places = judged.place ? [judged.place] : [];
  const unknown =
    claimed !== null && claimed.papers.length === 0 && (claimed.names.length > 0 || claimed.year !== null);
  // What another paper says does not support a claim about a source that is not here.
  const verdict = unknown ? 'not-found' : judged.verdict;
  const matches = verdict === 'not-found' ? [] : placesOf(places);
  return {
    kind: 'claim',
    quote: use.quote,
    start: use.span.start,
    end: use.span.end,
    claimedSource: claimed ? { text: claimed.text, paperId: claimed.papers[0] ?? null } : null,
    verdict,
    changes: (unknown ? [] : judged.changes).map((change) => ({
      ...change,
      start: use.span.start + change.start,
      end: use.span.start + change.end,
    })),
    matches,
    nearest: placesOf(unknown ? [...places, ...judged.nearest] : judged.nearest),
    sourceQuote: matches[0]?.quote ?? null,
    context: null,
    originalAuthor: null,
    warnings: unknown
      ? [{ kind: 'source-not-in-library', message: `The library has no paper of ${claimed.text}.` }]
      : [],
    explanation: unknown
      ? `The library has no paper of ${claimed.text}, so what it says can’t be compared; what is nearest in other papers is shown.`
      : judged.explanation,
  };
}

function placesOf(places: readonly JudgedPlace[]): Place[] {
  return places.map(({ paper, span }, index) => {
    const pieces = locateAll(paper, readingTextOf(paper, span).text, span)[0]?.pieces ?? [span];
    return { ...placeOf(paper, { pieces, span, match: 'normalized' }, index + 1), match: 'approximate' as const };
  });
}
