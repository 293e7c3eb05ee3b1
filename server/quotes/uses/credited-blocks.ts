import type { Span } from '../../../ingest/paper.ts';
import { isFunctionWord } from '../words/function-words.ts';
import { type Block, trimmed } from './blocks.ts';
import { type Credit, creditIn, creditMark } from './credit-lines.ts';
import { markedSpans } from './marked-spans.ts';
import type { SourceNames } from './source-names.ts';

/** A block without the line that credits its quotation, and with what that line says. */
export interface CreditedBlock extends Block {
  readonly credit?: Credit;
}

const longestLine = 240;
const listed = /^\s*[-*+•▪◦●]\s/;
const quotedLine = /^ {0,3}>[>\s]*/;
/** Marks, emphasis and stops that end a quotation in marks. */
const markAtEnd = /["”’»'›」』][*_~\s.,;:!?…]*$/;
const afterMarks = /^["”’»'›」』*_~\s.,;:!?…]*$/;

/**
 * Takes the lines that say whose a quotation is out of a text's blocks: the last line of a block quotation, or the line
 * behind one; the line behind a quotation in marks. What is behind a paragraph's end credits it with a dash, or where
 * nothing else begins there that it could introduce. All paragraphs of a block quotation have its credit.
 */
export function withCredits(prose: string, blocks: readonly Block[], index: SourceNames): CreditedBlock[] {
  const credited: CreditedBlock[] = [];
  const left = [...blocks];
  for (let at = 0; at < left.length; at += 1) {
    const block = left[at];
    if (!block) break;
    if (block.kind !== 'quote' && block.kind !== 'paragraph') {
      credited.push(block);
      continue;
    }
    const run = [block];
    for (let next = left[at + 1]; next?.goesOn; next = left[at + 1]) {
      run.push(next);
      at += 1;
    }
    const found = block.kind === 'quote' ? creditInside(prose, run, index) : creditWithin(prose, block, index);
    const behind = found ? null : creditBehind(prose, run.at(-1) ?? block, left.slice(at + 1, at + 3), index);
    const credit = (found ?? behind)?.credit;
    for (const part of found?.blocks ?? run) credited.push(credit ? { ...part, credit } : part);
    if (behind) at += 1;
    const rest = (found ?? behind)?.rest;
    // What is left of a block is read like any other.
    if (rest) {
      left[at] = rest;
      at -= 1;
    }
  }
  return credited;
}

interface Found {
  readonly credit: Credit;
  /** What is left of the blocks without it. */
  readonly blocks: readonly Block[];
  /** What stands behind it in its block, as a block of its own. */
  readonly rest: Block | null;
}

/** The last line of a block quotation, or its last paragraph. */
function creditInside(prose: string, run: readonly Block[], index: SourceNames): Found | null {
  const last = run.at(-1);
  if (!last) return null;
  const from = prose.lastIndexOf('\n', last.end - 1) + 1;
  const line = prose.slice(Math.max(from, last.start), last.end);
  if (line.length > longestLine) return null;
  const words = line.replace(quotedLine, '');
  const credit = creditIn(words, index);
  if (!credit) return null;
  if (from <= last.start) return run.length > 1 ? { credit, blocks: run.slice(0, -1), rest: null } : null;
  const before = trimmed(prose, { start: last.start, end: from });
  // "as was shown by\n> Gal et al., 2009": the sentence goes on.
  const end = /(\p{L}[\p{L}’'-]*|,)[\s>]*$/u.exec(
    prose.slice(Math.max(before.start, before.end - 60), before.end),
  )?.[1];
  if (creditMark(words) === 'none' && end !== undefined && (end === ',' || isFunctionWord(end.toLowerCase())))
    return null;
  return { credit, blocks: [...run.slice(0, -1), { ...last, ...before }], rest: null };
}

/** A line of a paragraph right behind a quotation in marks. */
function creditWithin(prose: string, block: Block, index: SourceNames): Found | null {
  for (const line of linesIn(prose, block)) {
    const words = prose.slice(line.start, line.end);
    const dash = creditMark(words) === 'dash';
    if (line.start === block.start || words.length > longestLine) continue;
    if (!dash && !markAtEnd.test(prose.slice(Math.max(block.start, line.start - 20), line.start))) continue;
    const credit = creditIn(words, index);
    if (!credit) continue;
    const before = trimmed(prose, { start: block.start, end: line.start });
    if (!endsQuoted(prose, before, dash)) continue;
    const rest = trimmed(prose, { start: line.end, end: block.end });
    return {
      credit,
      blocks: [{ ...block, ...before }],
      rest: rest.end > rest.start ? { kind: 'paragraph', ...rest } : null,
    };
  }
  return null;
}

/** The first line of the block behind a quotation. */
function creditBehind(
  prose: string,
  quotation: Block,
  [next, after]: readonly Block[],
  index: SourceNames,
): { credit: Credit; rest: Block | null } | null {
  if (next?.kind !== 'paragraph') return null;
  const marked = quotation.kind === 'paragraph';
  if (marked && !markAtEnd.test(prose.slice(Math.max(quotation.start, quotation.end - 20), quotation.end))) return null;
  const line = linesIn(prose, next).next().value;
  if (!line || line.end - line.start > longestLine) return null;
  const words = prose.slice(line.start, line.end);
  const credit = creditIn(words, index);
  if (!credit || (marked && !endsQuoted(prose, quotation, false))) return null;
  const mark = creditMark(words);
  if (mark === 'hyphen') {
    const here = prose.slice(quotation.start, quotation.start + 8);
    if (listed.test(here) || (after && listed.test(prose.slice(after.start, after.start + 8)))) return null;
  }
  const apart = /\n[^\S\n]*\r?\n/.test(prose.slice(quotation.end, next.start));
  const introduces = line.end >= next.end && (after?.kind === 'quote' || startsQuoted(prose, after));
  if (mark === 'none' && apart && introduces) return null;
  const rest = trimmed(prose, { start: line.end, end: next.end });
  return { credit, rest: rest.end > rest.start ? { kind: 'paragraph', ...rest } : null };
}

/** Whether a stretch ends with a quotation in marks; `open`: or with one that nothing closes. */
function endsQuoted(prose: string, span: Span, open: boolean): boolean {
  const from = Math.max(span.start, span.end - 3000);
  const last = markedSpans(prose, { start: from, end: span.end }).at(-1);
  if (!last) return false;
  return last.closing === null ? open : afterMarks.test(prose.slice(last.end, span.end).slice(0, 20));
}

function startsQuoted(prose: string, block: Block | undefined): boolean {
  return block?.kind === 'paragraph' && /^["“„«‘]/.test(prose.slice(block.start, block.start + 1));
}

function* linesIn(prose: string, { start, end }: Span): Generator<Span, undefined> {
  let from = start;
  for (const found of prose.slice(start, end).matchAll(/\r\n|[\n\r\u2028\u2029\f]/g)) {
    yield { start: from, end: start + found.index };
    from = start + found.index + found[0].length;
  }
  yield { start: from, end };
  return undefined;
}
