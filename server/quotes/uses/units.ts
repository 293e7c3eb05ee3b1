import type { Span } from '../../../ingest/paper.ts';
import { sentenceSpans } from '../../../ingest/sentences.ts';
import { mayBeInches, quotationMarks } from '../../citations/split-quotations.ts';
import { trimmed } from './blocks.ts';
import type { Credit } from './credit-lines.ts';
import type { CreditedBlock } from './credited-blocks.ts';
import { markedSpans, type MarkedSpan } from './marked-spans.ts';

/** Running text that is read together: a paragraph, or several that one quotation runs through; or a block quotation. */
export interface Unit extends Span {
  readonly kind: 'paragraph' | 'heading' | 'quote';
  /** What stands in quotation marks, or the whole block quotation. */
  readonly marked: readonly MarkedSpan[];
  /** Of the block quotation, or of the quotation that ends the paragraph: whom a line of its own names. */
  readonly credit?: Credit;
  /** A further paragraph of the block quotation before it. */
  readonly goesOn?: true;
}

/** How far behind an open mark its closing one may stand in another paragraph, in code units. */
const farthestClosing = 3000;

/**
 * The units of a text. A quotation that a paragraph leaves open goes on in the next when that begins with its mark again
 * (Chicago Manual of Style 13.32), or when its closing mark comes there before any that opens (a copy over a page's end
 * has a blank line in it); any other forgotten mark reaches to its sentence's end, or its paragraph's where the paragraph
 * begins with it.
 * @param prose the text without code, offsets kept
 */
export function unitsOf(prose: string, blocks: readonly CreditedBlock[]): Unit[] {
  const units: Unit[] = [];
  for (let at = 0; at < blocks.length; at += 1) {
    const block = blocks[at];
    if (!block || block.kind === 'code' || block.kind === 'entry' || block.kind === 'note') continue;
    if (block.kind === 'quote') {
      units.push({ ...block, kind: 'quote', marked: [blockQuotation(prose, block)] });
      continue;
    }
    const marked = block.kind === 'heading' ? [] : markedSpans(prose, block);
    let { end, credit } = block;
    for (let open = marked.at(-1); block.kind === 'paragraph' && open?.closing === null; open = marked.at(-1)) {
      if (open.end !== end) break;
      const goesOn = reopened(prose, open, blocks[at + 1]) ?? closedLater(prose, open, blocks, at + 1);
      if (!goesOn) break;
      marked.splice(-1, 1, ...goesOn.marked);
      end = goesOn.end;
      at += goesOn.blocks;
      credit = blocks[at]?.credit;
    }
    const ended = marked.map((span) => (span.closing === null ? forgotten(prose, span, block.start) : span));
    units.push({ start: block.start, end, kind: block.kind, marked: ended, ...(credit ? { credit } : {}) });
  }
  return units;
}

/** What an open mark becomes with the paragraphs that it takes in, and the marks behind it there. */
interface GoesOn {
  readonly marked: readonly MarkedSpan[];
  readonly end: number;
  readonly blocks: number;
}

function reopened(prose: string, open: MarkedSpan, next: CreditedBlock | undefined): GoesOn | null {
  if (next?.kind !== 'paragraph' || !prose.startsWith(open.opening, next.start)) return null;
  const [first, ...rest] = markedSpans(prose, next);
  if (first?.start !== next.start + open.opening.length) return null;
  return { marked: [{ ...open, end: first.end, closing: first.closing }, ...rest], end: next.end, blocks: 1 };
}

function closedLater(prose: string, open: MarkedSpan, blocks: readonly CreditedBlock[], from: number): GoesOn | null {
  const limit = open.start + farthestClosing;
  for (let at = from; ; at += 1) {
    const next = blocks[at];
    if (next?.kind !== 'paragraph' || next.start >= limit) return null;
    const here = { start: next.start, end: Math.min(next.end, limit) };
    const whole = { start: open.start - open.opening.length, end: here.end };
    const closed = markedSpans(prose, whole).find((span) => span.start === open.start && span.closing !== null);
    const [opens] = markedSpans(prose, here).filter(({ opening }) => !(quotationMarks.get(opening)?.single ?? false));
    if (opens && (!closed || opens.start <= closed.end)) return null;
    if (typeof closed?.closing !== 'string') continue;
    const behind = closed.end + closed.closing.length;
    const year = /\d{4}$/.test(prose.slice(closed.end - 4, closed.end));
    const inches = closed.closing !== '”' && !year && mayBeInches(closed.closing, prose.charAt(closed.end - 1));
    if (closed.end < next.start || inches) return null;
    const rest = markedSpans(prose, { start: behind, end: next.end });
    return { marked: [closed, ...rest], end: next.end, blocks: at - from + 1 };
  }
}

function forgotten(text: string, span: MarkedSpan, blockStart: number): MarkedSpan {
  const words = text.slice(span.start, span.end);
  const reference = /\s*\([^()]{0,100}\b(?:(?:19|20)\d{2}|n\.d\.)[^()]{0,60}\)/.exec(words)?.index ?? words.length;
  const sentence = sentenceSpans(words)[0];
  const whole = span.start - span.opening.length === blockStart;
  const end = span.start + Math.min(reference, whole ? words.length : (sentence?.end ?? words.length));
  return { ...span, ...trimmed(text, { start: span.start, end }) };
}

const prefix = /^(?: {0,3}>[ \t]?)+|^[ \t]+/;
const referenceAtEnd =
  /\s*[([][^()[\]]{0,120}(?:\b(?:(?:19|20)\d{2}|(?:n\.\s?d|o\.\s?J|s\.\s?d)\.|p{1,2}\.\s?\d)|ibid|\p{Lu}\p{L}+ \d+)[^()[\]]{0,80}[)\]][.\s>]*$/iu;
const creditLine = /(?:\r?\n)[ \t>]*[*_]{0,3}(?:-{2,3}|[–—―])\s*\P{Ll}[^\n]{2,120}$/u;

/** The words of a block quotation without what follows them to name their source, and without marks round the whole. */
function blockQuotation(text: string, block: Span): MarkedSpan {
  const whole = text.slice(block.start, block.end);
  const lead = prefix.exec(whole)?.[0].length ?? 0;
  let end = whole.length;
  end = creditLine.exec(whole.slice(-200)) ? end - (creditLine.exec(whole.slice(-200))?.[0].length ?? 0) : end;
  const tail = Math.max(0, end - 250);
  const cited = referenceAtEnd.exec(whole.slice(tail, end));
  if (cited && tail + cited.index > lead) end = tail + cited.index;
  const inside = trimmed(text, { start: block.start + lead, end: block.start + end });
  const marked = markedSpans(text, inside);
  const [only] = marked;
  const wraps =
    only &&
    marked.length === 1 &&
    only.start - only.opening.length === inside.start &&
    only.closing !== null &&
    only.end + only.closing.length === inside.end;
  return wraps ? only : { ...inside, opening: '>', closing: '' };
}

/** A character that ends no sentence, in the place of note marks right behind one. */
const noteBehind = /(?<=[.!?…]["”’»']{0,2}|["”’»])(?:\[\^?[^\]\s]{1,20}\]|[¹²³⁰⁴-⁹]{1,3}|\d{1,3}(?=\s|$))/gu;

/** "n.d.", "o. J.", "s. d." in the place of a year end no sentence. */
const noYear = /(?<=[(,]\s?)(?:n\.\s?d|o\.\s?J|s\.\s?d)\./g;

/**
 * The sentences of a unit, ascending. One that is only a reference in brackets, or the speaker of the quotation before
 * ("“Why?” asks Sadi."), belongs to the sentence before it.
 * @param masked the text without code and quoted words, offsets kept
 */
export function sentencesIn(masked: string, unit: Span): Span[] {
  const words = masked
    .slice(unit.start, unit.end)
    .replace(noteBehind, (mark) => ')'.repeat(mark.length))
    .replace(noYear, (words) => words.replace(/\./g, ','));
  const sentences: Span[] = [];
  for (const { start, end } of sentenceSpans(words)) {
    const span = { start: unit.start + start, end: unit.start + end };
    const last = sentences.at(-1);
    const before = last ? masked.slice(Math.max(last.start, last.end - 4), last.end) : '';
    const sentence = masked.slice(span.start, Math.min(span.end, span.start + 200));
    const reference = last
      ? (/^\([^()]{0,150}\b(?:(?:19|20)\d{2}|(?:n\.\s?d|o\.\s?J|s\.\s?d)\.)[^()]{0,60}\)/.exec(sentence)?.[0].length ??
        0)
      : 0;
    const rest = trimmed(masked, { start: span.start + reference, end: span.end });
    const goesOn = reference > 0 && /^\p{Lu}/u.test(masked.slice(rest.start, rest.end));
    if (last && goesOn) {
      sentences.splice(-1, 1, { start: last.start, end: span.start + reference }, rest);
    } else if (last && (reference > 0 || belongsTo(before, sentence))) {
      sentences[sentences.length - 1] = { start: last.start, end: span.end };
    } else sentences.push(span);
  }
  return sentences;
}

function belongsTo(before: string, sentence: string): boolean {
  if (/^[([][^()[\]]{1,190}[)\]][.,;\s]*$/.test(sentence)) return true;
  if (!/[.!?…]["”’»'›]{1,2}$/.test(before)) return false;
  return /^(?:\p{Lu}[\p{L}.’'&-]*\s(?:(?:and|&|et|al\.?|\p{Lu}[\p{L}.’'-]*|\([^()]{0,30}\))\s){0,4})(?:writes?|says?|said|wrote|asks?|asked|warns?|warned|argues?|argued|notes?|noted|concludes?|concluded|states?|stated)(?:[.,;:]|\s(?:in|on)\b)/u.test(
    sentence,
  );
}
