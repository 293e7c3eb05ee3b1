import type { PaperSummary } from '../../ingest/library.ts';
import type { Change, CheckResult, Place } from '../wire.ts';
import { byGravity, type Difference } from './difference/difference.ts';
import { emptyResult, unknownSourceWarnings } from './empty-result.ts';
import { explain } from './explanation.ts';
import { meaningWarnings } from './meaning/warnings.ts';
import { readWords } from './place/paper-words.ts';
import type { Piece, Placement, Quotation } from './place/placement.ts';
import { differencesOf, type Placements } from './place/find-placements.ts';
import { contextOf, frozenSpan, placeAt } from './places.ts';
import { type PaperPlace, referenceWarnings } from './reference-warnings.ts';
import { type Relation, relationOf } from './relation.ts';
import { type SourceQuote, sourceQuoteOf } from './source-quote.ts';
import type { Use } from './use.ts';
import { type Whose, whoseWords } from './whose.ts';
import { isFunctionWord } from './words/function-words.ts';

/** All that is known about a quotation when its verdict is given. */
export interface Case {
  readonly use: Use;
  readonly placements: Placements;
  readonly papers: readonly PaperSummary[];
}

/**
 * The verdict on a quotation. It follows from the kinds of the differences and from whose words they are, never from
 * a similarity: stitched before altered before misattributed before secondary before marked edits before verbatim.
 */
export function judge({ use, placements, papers }: Case): CheckResult {
  const { quotation } = placements;
  const claimed = use.attribution;
  const ranked = rank(quotation, placements.places, use, papers);
  const [best] = ranked;
  if (!best) return notFound({ use, placements, papers });
  const { placement, relation, whose } = best;
  const differences = withGaps(differencesOf(placement), relation);
  const stitched = relation.kind === 'stitched';
  const altered = differences.some((item) => !item.permitted);
  const marked = differences.some((item) => item.class === 'ellipsis' || item.class === 'bracket');
  const verdict: CheckResult['verdict'] = stitched
    ? 'stitched'
    : altered
      ? 'altered'
      : whose.misattributed
        ? 'misattributed'
        : whose.secondary
          ? 'secondary'
          : marked
            ? 'verbatim-marked-edits'
            : 'verbatim';
  const matches = ranked.flatMap((item, index) =>
    index === 0 || !stitched ? placesOf(quotation, item.placement, item.relation) : [],
  );
  const numbered = matches.map((place, index) => ({ ...place, number: index + 1 }));
  const paperIds = numbered.map((place) => place.paper.id);
  const claimedId = claimed ? (claimed.papers.find((id) => paperIds.includes(id)) ?? claimed.papers[0] ?? null) : null;
  const [first] = placement.pieces;
  const sourceQuote = sourceQuoteOf(placement, relation);
  const result: CheckResult = {
    ...emptyResult(use, verdict),
    claimedSource: claimed ? { text: claimed.text, paperId: claimedId } : null,
    changes: changesOf(differences, use, quotation, sourceQuote),
    matches: numbered,
    sourceQuote: sourceQuote.text,
    context: first
      ? contextOf({ ...first, to: relation.kind === 'whole' ? (placement.pieces.at(-1)?.to ?? first.to) : first.to })
      : null,
    originalAuthor: whose.original === '' ? null : whose.original,
    warnings: [
      ...meaningWarnings({ use, placement, relation, differences, whose, verdict }),
      ...(stitched ? [] : referenceWarnings(use, ranked.flatMap(wholePlace))),
    ],
  };
  return { ...result, explanation: explain(result, relation, whose, papers) };
}

interface Ranked {
  readonly placement: Placement;
  readonly relation: Relation;
  readonly whose: Whose;
}

function wholePlace({ placement: { pieces } }: Ranked): PaperPlace[] {
  const [first, last] = [pieces[0], pieces.at(-1)];
  return first && last ? [frozenSpan({ ...first, to: last.to })] : [];
}

/** The place that speaks for the quotation first: in the paper named, there in the paper's own words. */
function rank(quotation: Quotation, places: readonly Placement[], use: Use, papers: readonly PaperSummary[]): Ranked[] {
  const cost = ({ whose }: Ranked) => Number(whose.misattributed) * 2 + Number(whose.secondary);
  return places
    .map((placement) => ({
      placement,
      relation: relationOf(quotation, placement),
      whose: whoseWords(placement, use.attribution, papers),
    }))
    .toSorted((a, b) => cost(a) - cost(b));
}

function notFound({ use, placements, papers }: Case): CheckResult {
  const near = placements.nearest && nearestPiece(placements.quotation, placements.nearest);
  const place = near ? placeAt(near, 'approximate', 1) : null;
  const result: CheckResult = {
    ...emptyResult(use, 'not-found'),
    nearest: place ? [place] : [],
    warnings: unknownSourceWarnings(use.attribution),
  };
  return { ...result, explanation: explain(result, null, null, papers) };
}

/** Content words that a place must share with a quotation to be shown as near to it, and the share of the quotation's. */
const fewestShared = 3;
const leastShare = 1 / 3;

/** The piece that shares most words that mean something with the quotation; null where all share too few to be near. */
function nearestPiece({ tokens }: Quotation, { pieces }: Placement): Piece | null {
  const content = (from: number, to: number) =>
    tokens.slice(from, to).filter((token) => token.type === 'word' && !isFunctionWord(token.word.key)).length;
  const shared = ({ steps }: Piece) =>
    steps.reduce((sum, { type, quote }) => sum + (type === 'same' ? content(quote.from, quote.to) : 0), 0);
  const [best] = pieces.toSorted((a, b) => shared(b) - shared(a));
  return best && shared(best) >= Math.max(fewestShared, leastShare * content(0, tokens.length)) ? best : null;
}

/** What an ellipsis between paragraphs leaves out, told with the ellipsis. */
function withGaps(differences: readonly Difference[], relation: Relation): Difference[] {
  if (relation.kind === 'stitched') return differences.toSorted(byGravity);
  const filled = [...differences];
  for (const gap of relation.gaps) {
    const index = filled.findIndex(
      (item) => item.class === 'ellipsis' && item.sourceFrom === item.sourceTo && item.sourceTo === gap.from,
    );
    const text = readWords(gap.source, gap.from, gap.to);
    const known = filled[index];
    if (known) filled[index] = { ...known, source: text, sourceFrom: gap.from, sourceTo: gap.to };
    else
      filled.push({
        class: 'omission',
        source: text,
        quote: '',
        permitted: false,
        quoteFrom: 0,
        quoteTo: 0,
        sourceFrom: gap.from,
        sourceTo: gap.to,
      });
  }
  return filled.toSorted(byGravity);
}

/** As the wire has them, with where the changed words stand in the text given and in the source's words. */
function changesOf(
  differences: readonly Difference[],
  use: Use,
  quotation: Quotation,
  sourceQuote: SourceQuote,
): Change[] {
  return differences.map((difference) => {
    const { class: kind, source, quote, permitted, quoteFrom, quoteTo } = difference;
    const range = difference.marks?.quote ?? textRange(quotation, quoteFrom, quoteTo);
    const there = sourceQuote.spanOf(difference);
    return {
      class: kind,
      source,
      quote,
      permitted,
      start: use.span.start + range.start,
      end: use.span.start + range.end,
      sourceStart: there?.start ?? null,
      sourceEnd: there?.end ?? null,
    };
  });
}

function textRange(quotation: Quotation, from: number, to: number): { start: number; end: number } {
  const edge = (index: number) => {
    const token = quotation.tokens[index];
    if (!token) return null;
    return token.type === 'word' ? token.word : token;
  };
  const [first, last, before] = [edge(from), edge(to - 1), edge(from - 1)];
  if (to > from && first && last) return { start: first.start, end: last.end };
  const at = before?.end ?? first?.start ?? 0;
  return { start: at, end: at };
}

/** One place for a whole quotation, from its first word to its last; one for each piece of a stitched one. */
function placesOf(quotation: Quotation, placement: Placement, relation: Relation): Place[] {
  const closing = /[.,;:!?]+$/.exec(quotation.text.trim())?.[0] ?? '';
  const quality = (changed: readonly Difference[]): Place['match'] =>
    changed.length === 0 ? 'exact' : changed.every((item) => item.permitted) ? 'normalized' : 'approximate';
  const { pieces } = placement;
  const [first, last] = [pieces[0], pieces.at(-1)];
  if (!first || !last) return [];
  if (relation.kind === 'stitched') {
    return pieces.flatMap((piece) => placeAt(piece, quality(piece.differences), 1) ?? []);
  }
  const whole = { source: first.source, from: first.from, to: last.to };
  const place = placeAt(whole, quality(differencesOf(placement)), 1, closing);
  return place ? [place] : [];
}
