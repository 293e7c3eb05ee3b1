import { placeOf } from '../citations/citation.ts';
import { readingTextOf } from '../../ingest/reading-text.ts';
import type { CheckResult, Place } from '../wire.ts';
import { emptyResult, unknownSourceWarnings } from './empty-result.ts';
import type { JudgedPlace } from './paraphrase/judged.ts';
import type { ClaimJudge } from './paraphrase/open-claim-judge.ts';
import type { Use } from './use.ts';

/** The verdict on a claim without quotation marks, as a result of the wire. */
export async function checkClaim(use: Use, judge: ClaimJudge, signal: AbortSignal): Promise<CheckResult> {
  const judged = await judge.judge(use.quote, use.attribution, signal);
  const places = judged.place ? [judged.place] : [];
  const warnings = unknownSourceWarnings(use.attribution);
  if (warnings.length > 0) {
    // What another paper says does not support a claim about a source that is not here.
    const why = `The library has no paper of ${use.attribution?.text ?? ''}, so what it says can’t be compared; what is nearest in other papers is shown.`;
    return { ...emptyResult(use, 'not-found', why), nearest: placesOf([...places, ...judged.nearest]), warnings };
  }
  const matches = placesOf(places);
  const sourceQuote = matches[0]?.quote ?? null;
  const isPlaced = sourceQuote === judged.place?.text;
  return {
    ...emptyResult(use, judged.verdict, judged.explanation),
    changes: judged.changes.map((change) => ({
      ...change,
      start: use.span.start + change.start,
      end: use.span.start + change.end,
      sourceStart: isPlaced ? change.sourceStart : null,
      sourceEnd: isPlaced ? change.sourceEnd : null,
    })),
    matches,
    nearest: placesOf(judged.nearest),
    sourceQuote,
  };
}

function placesOf(places: readonly JudgedPlace[]): Place[] {
  return places.map(({ paper, span }, index) => {
    const view = readingTextOf(paper, span);
    const pieces = view.piecesOf({ start: 0, end: view.text.length });
    return { ...placeOf(paper, { pieces, span, match: 'normalized' }, index + 1), match: 'approximate' as const };
  });
}
