import type { Furniture, Span } from '../../../ingest/paper.ts';
import type { Difference } from '../difference/difference.ts';
import { tokensOf } from '../words/quoted.ts';
import { wordsOf } from '../words/words.ts';
import { type PaperWords, readWords } from './paper-words.ts';
import type { Piece, Placement, Quotation } from './placement.ts';

/** A quotation without what was copied along with it. */
export interface WithoutFurniture {
  /** The same offsets: spaces stand where the furniture stood, and its words are no tokens. */
  readonly quotation: Quotation;
  /** What was taken out, in offsets of the quotation's text, ascending. */
  readonly taken: readonly Span[];
}

/**
 * A quotation without the whole lines in it that are running heads, footers or page numbers of one of the papers, in
 * any order, where words of the quotation stand before and behind them: what copying over a page's end brings along.
 * Null where there are none.
 */
export function withoutPastedFurniture(quotation: Quotation, sources: readonly PaperWords[]): WithoutFurniture | null {
  const lines = linesOf(quotation.text);
  if (lines.length < 3) return null;
  const taken = sources.flatMap((source) => pastedLines(lines, furnitureOf(source)));
  if (taken.length === 0) return null;
  let { text } = quotation;
  for (const { start, end } of taken) text = text.slice(0, start) + ' '.repeat(end - start) + text.slice(end);
  return { quotation: { text, tokens: tokensOf(text) }, taken: united(taken) };
}

interface QuotedLine extends Span {
  /** Its words, each with an end. */
  readonly keys: string;
}

/** The lines that hold words, without the marks of a block quotation. */
function linesOf(text: string): QuotedLine[] {
  return [...text.matchAll(/[^\n\r\f\u2028]+/g)].flatMap(({ 0: line, index }) => {
    const lead = /^[\s>]*/.exec(line)?.[0].length ?? 0;
    const keys = spell(line);
    return keys === '' ? [] : [{ start: index + lead, end: index + line.trimEnd().length, keys }];
  });
}

const wordEnd = '\u0001';

function spell(text: string): string {
  return wordsOf(text)
    .map((word) => word.key + wordEnd)
    .join('');
}

const kinds: ReadonlySet<Furniture['kind']> = new Set(['running-head', 'footer', 'page-number']);
const known = new WeakMap<PaperWords, ReadonlySet<string>>();

/** A paper's running heads, footers and page numbers; of those with a page number at an end also the parts. */
function furnitureOf(source: PaperWords): ReadonlySet<string> {
  const read = known.get(source);
  if (read) return read;
  const found = new Set<string>();
  for (const { kind, span } of source.paper.furniture) {
    if (!kinds.has(kind)) continue;
    const text = source.paper.text.slice(span.start, span.end);
    const parts = /^(\d{1,4})\s(.+)$/su.exec(text) ?? /^(.+)\s(\d{1,4})$/su.exec(text) ?? [text];
    for (const part of parts) found.add(spell(part));
  }
  found.delete('');
  known.set(source, found);
  return found;
}

/** Runs of lines that are furniture from end to end, the longest from each line on; never the first or the last. */
function pastedLines(lines: readonly QuotedLine[], furniture: ReadonlySet<string>): Span[] {
  const found: Span[] = [];
  for (let from = 1; from < lines.length - 1; from += 1) {
    let keys = '';
    let last = -1;
    for (let to = from; to < lines.length - 1 && to < from + mostLines; to += 1) {
      keys += lines[to]?.keys ?? '';
      if (isFurniture(keys, furniture)) last = to;
    }
    const [first, end] = [lines[from], lines[last]];
    if (!first || !end) continue;
    found.push({ start: first.start, end: end.end });
    from = last;
  }
  return found;
}

/** More lines than the foot of one page and the head of the next have. */
const mostLines = 8;

/** Whether words are one item of furniture behind another. */
function isFurniture(keys: string, furniture: ReadonlySet<string>): boolean {
  const reached = new Set([0]);
  for (const at of reached) {
    for (const item of furniture) if (keys.startsWith(item, at)) reached.add(at + item.length);
  }
  return reached.has(keys.length);
}

function united(spans: readonly Span[]): Span[] {
  const result: { start: number; end: number }[] = [];
  for (const { start, end } of spans.toSorted((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else result.push({ start, end });
  }
  return result;
}

/**
 * The placement with what was taken out told as permitted changes of style, from the word before to the word behind
 * it; null unless furniture of the paper interrupts its text at each such place.
 * @param pasted the quotation with the furniture still in its text
 */
export function tellingFurniture(
  placement: Placement,
  { quotation, taken }: WithoutFurniture,
  pasted: string,
): Placement | null {
  const { tokens } = quotation;
  const told = new Map<Piece, Difference[]>();
  for (const { start, end } of taken) {
    const behind = tokens.findIndex((token) => (token.type === 'word' ? token.word : token).start >= end);
    const [before, after] = [alignedStep(placement, behind - 1, -1), alignedStep(placement, behind, 1)];
    if (!before || before.piece.source !== after?.piece.source) return null;
    const { source } = before.piece;
    const [sourceFrom, sourceTo] = [before.step.source.from, after.step.source.to];
    if (!isInterrupted(source, before.step.source.to - 1, after.step.source.to - 1, before.step === after.step)) {
      return null;
    }
    const from = startOf(quotation, before.step.quote.from);
    const to = endOf(quotation, after.step.quote.to - 1);
    if (from > start || to < end) return null;
    const difference: Difference = {
      class: 'style',
      source: readWords(source, sourceFrom, sourceTo),
      quote: pasted.slice(from, to).replace(/\s+/g, ' '),
      permitted: true,
      quoteFrom: before.step.quote.from,
      quoteTo: after.step.quote.to,
      sourceFrom,
      sourceTo,
    };
    told.set(before.piece, [...(told.get(before.piece) ?? []), difference]);
  }
  const pieces = placement.pieces.map((piece) => {
    const own = told.get(piece) ?? [];
    const rest = piece.differences.filter((item) => !own.some((other) => isPartOf(item, other)));
    return { ...piece, differences: [...rest, ...own] };
  });
  return { ...placement, pieces };
}

/** A change of style within one that tells of furniture: the hyphen at the line's end. */
function isPartOf(item: Difference, other: Difference): boolean {
  const within = item.quoteFrom >= other.quoteFrom && item.quoteTo <= other.quoteTo;
  return item.permitted && item.class === 'style' && item.quoteTo - item.quoteFrom > 1 && within;
}

interface Aligned {
  readonly piece: Piece;
  readonly step: Piece['steps'][number];
}

/** The next words from a token on, in a direction, that stand in the paper as they are. */
function alignedStep(placement: Placement, token: number, direction: 1 | -1): Aligned | null {
  const same = placement.pieces.flatMap((piece) =>
    piece.steps.filter((step) => step.type === 'same').map((step): Aligned => ({ piece, step })),
  );
  return (
    (direction > 0
      ? same.find(({ step }) => step.quote.to > token)
      : same.findLast(({ step }) => step.quote.from <= token)) ?? null
  );
}

/** Whether furniture of these kinds lies between two words of a paper, or inside one. */
function isInterrupted(source: PaperWords, before: number, after: number, inside: boolean): boolean {
  const [left, right] = [source.words[before], source.words[after]];
  if (!left || left.stream !== right?.stream) return false;
  const start = inside ? left.start : left.end - 1;
  const pieces = source.streams[left.stream]?.view.piecesOf({ start, end: right.end }) ?? [];
  const [from, to] = [pieces[0]?.start ?? 0, pieces.at(-1)?.end ?? 0];
  return source.paper.furniture.some(({ kind, span }) => kinds.has(kind) && span.start >= from && span.end <= to);
}

function startOf({ tokens }: Quotation, index: number): number {
  const token = tokens[index];
  return (token?.type === 'word' ? token.word : token)?.start ?? 0;
}

function endOf({ tokens }: Quotation, index: number): number {
  const token = tokens[index];
  return (token?.type === 'word' ? token.word : token)?.end ?? 0;
}
