import { citedSourceAt } from '../../citations/cited-source.ts';
import { creditOf } from '../../citations/credit.ts';
import type { CheckResult } from '../../wire.ts';
import type { Difference } from '../difference/difference.ts';
import { type PaperWords, readWords, sentenceRange } from '../place/paper-words.ts';
import type { Placement } from '../place/placement.ts';
import { frozenSpan } from '../places.ts';
import type { Relation } from '../relation.ts';
import type { Use } from '../use.ts';
import type { Whose } from '../whose.ts';
import { bracketWarning } from './bracket.ts';
import { contextWarnings } from './context.ts';
import { elisionWarnings } from './elision.ts';

type Warning = CheckResult['warnings'][number];

/** What was found out about a quotation. */
export interface Findings {
  readonly use: Use;
  readonly placement: Placement;
  readonly relation: Relation;
  readonly differences: readonly Difference[];
  readonly whose: Whose;
  readonly verdict: CheckResult['verdict'];
}

/** What a reader would take from a quotation that the source does not say, and whose words they are. */
export function meaningWarnings(findings: Findings): Warning[] {
  const { placement, relation } = findings;
  const [first, last] = [placement.pieces[0], placement.pieces.at(-1)];
  if (!first || !last) return [];
  const whole = { source: first.source, from: first.from, to: relation.kind === 'whole' ? last.to : first.to };
  const warnings = [
    ...whoseWarnings(findings),
    ...(relation.kind === 'whole' ? markWarnings(findings.differences, whole) : []),
    ...contextWarnings(first.source.paper, frozenSpan({ ...first, ...whole }).span),
  ];
  return warnings.filter((warning, index) => warnings.findIndex((other) => other.kind === warning.kind) === index);
}

function whoseWarnings({ whose, use, placement, relation, verdict }: Findings): Warning[] {
  const warnings: Warning[] = [];
  const [piece] = placement.pieces;
  const other = placement.pieces.find(({ source }) => !use.attribution?.papers.includes(source.paper.id));
  if (whose.misattributed && verdict !== 'misattributed' && !whose.unknownSource && other && use.attribution) {
    const some = placement.pieces.some(({ source }) => use.attribution?.papers.includes(source.paper.id));
    const message = some
      ? `Some of the words are those of ${creditOf(other.source.paper)}, not of ${use.attribution.text}.`
      : `The words come nearest to ${creditOf(other.source.paper)}, not to ${use.attribution.text}.`;
    warnings.push({ kind: 'other-paper', message });
  }
  if (whose.original !== null && verdict !== 'secondary') {
    const who = whose.original === '' ? 'somebody else' : whose.original;
    warnings.push({ kind: 'reported-speech', message: `At this place the paper itself gives the words of ${who}.` });
  }
  if (whose.unknownSource && use.attribution) {
    const found = piece ? ` The words are those of ${creditOf(piece.source.paper)}.` : '';
    warnings.push({
      kind: 'source-not-in-library',
      message: `The library has no paper of ${use.attribution.text}.${found}`,
    });
  }
  if (piece && whose.original === null) {
    const { paper, span } = frozenSpan(piece);
    const cited = citedSourceAt(paper, span);
    if (cited) {
      warnings.push({
        kind: 'cited-source',
        message: `The paper takes this from another source: ${cited.text}. Quote or cite that one, or say “cited in”.`,
      });
    }
  }
  if (relation.gaps.length > 0 && relation.kind === 'whole') {
    warnings.push({
      kind: 'elided-paragraph',
      message:
        'The ellipsis leaves out the end of a paragraph: what stands together in the quotation stands apart in the source.',
    });
  }
  return warnings;
}

/** What ellipses and brackets do to the words beside them. */
function markWarnings(
  differences: readonly Difference[],
  whole: { readonly source: PaperWords; readonly from: number; readonly to: number },
): Warning[] {
  return differences.flatMap((item) => {
    if (item.class !== 'ellipsis' && item.class !== 'bracket') return [];
    const { source } = whole;
    const warnings: Warning[] = [];
    const before = readUpTo(source, whole.from, item.sourceFrom);
    const after = readWords(source, item.sourceTo, whole.to);
    if (item.source !== '' && item.sourceTo > item.sourceFrom && !isPartOfWord(item.quote)) {
      const omitted = readUpTo(source, item.sourceFrom, item.sourceTo);
      warnings.push(...elisionWarnings(omitted, `${before} … ${after}`, item.class));
    }
    if (item.class === 'ellipsis' && standsForNothing(item, differences, whole)) {
      warnings.push({
        kind: 'elided-hedge',
        message:
          'The ellipsis stands for nothing: in the source, the words before and behind it follow one another directly.',
      });
    }
    if (item.class === 'bracket') {
      const warning = bracketWarning(
        inserted(item.quote),
        item.source,
        contextAt(source, item.sourceFrom, item.sourceTo),
      );
      if (warning) warnings.push(warning);
    }
    return warnings;
  });
}

/** An ellipsis inside a sentence that says that words are left out where the source has none, nor dots of its own. */
function standsForNothing(
  { source: omitted, sourceFrom, sourceTo }: Difference,
  differences: readonly Difference[],
  { source, from, to }: { readonly source: PaperWords; readonly from: number; readonly to: number },
): boolean {
  const [before, next] = [source.words[sourceFrom - 1], source.words[sourceFrom]];
  if (omitted !== '' || sourceTo > sourceFrom || sourceFrom <= from || sourceFrom >= to || !before || !next)
    return false;
  if (before.sentence !== next.sentence || before.stream !== next.stream) return false;
  const gap = source.streams[before.stream]?.view.text.slice(before.end, next.start) ?? '';
  // What stands beside the ellipsis was changed too: that is told.
  const beside = differences.some(
    (other) => other.class !== 'ellipsis' && other.sourceFrom <= sourceFrom && other.sourceTo >= sourceFrom,
  );
  return !beside && !/…|\.\s?\.\s?\./.test(gap);
}

/** From one word to before another, with the punctuation between: it tells where sentences end. */
function readUpTo(source: PaperWords, from: number, to: number): string {
  const [first, next] = [source.words[from], source.words[to]];
  const view = source.streams[first?.stream ?? 0]?.view;
  return view && first && next ? view.text.slice(first.start, next.start).trimEnd() : readWords(source, from, to);
}

/** "govern[s]": one word with a changed ending. */
function isPartOfWord(quote: string): boolean {
  return /\p{L}\[|\]\p{L}/u.test(quote);
}

function inserted(quote: string): string {
  return isPartOfWord(quote) ? quote.replace(/[[\]]/g, '') : quote.replace(/^\s*[[(]|[\])]\s*$/g, '');
}

function contextAt(
  source: PaperWords,
  from: number,
  to: number,
): { before: string; after: string; sentencesBefore: string } {
  const { from: start, to: end } = sentenceRange(source, from, to);
  const sentence = source.words[Math.min(from, source.words.length - 1)]?.sentence ?? 0;
  let earlier = start;
  while ((source.words[earlier - 1]?.sentence ?? -1) >= sentence - 2) earlier -= 1;
  return {
    before: readWords(source, start, from),
    after: readWords(source, to, end),
    sentencesBefore: readWords(source, earlier, start),
  };
}
