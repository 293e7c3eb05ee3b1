import { goesOn } from '../../structure/paragraphs.ts';
import type { Line } from './lines.ts';
import { isRaised } from './note-marks.ts';
import type { Region } from './regions.ts';

/** Lines that belong together, in reading order. A paragraph that a column end cut is one. */
export interface Paragraph {
  readonly lines: Line[];
  /** Text that stands in the flow; floats wait for the end of the paragraph that they interrupt. */
  readonly role: 'text' | 'float';
}

const numberedHeading = /^(?:\d{1,2}|[A-Z])(?:\.\d{1,2})*\.?\s+\p{Lu}/u;
const item = /^(?:[•▪●◦∙·–—*-]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]|\[\d{1,3}\])\s/;

/** Cuts a region into paragraphs by indents, hanging indents, gaps, list items and bold headings. */
export function paragraphsOf(region: Region): Line[][] {
  const { lines } = region;
  const edge = leftEdge(lines);
  const hanging = hangs(lines, edge);
  const centred = isCentred(lines);
  const distance = median(lines.slice(1).map((line, index) => line.y - (lines[index]?.y ?? line.y)));
  const paragraphs: Line[][] = [];
  lines.forEach((line, index) => {
    const last = lines[index - 1];
    const open = paragraphs.at(-1);
    const beforeLast = lines[index - 2];
    const gap = last !== undefined && lines.length > 2 && line.y - last.y > distance * 1.22 + 0.5;
    const cut =
      !last ||
      gap ||
      boldEnds(last, line, region) ||
      (!centred && begins(line, last, beforeLast, edge, hanging, region));
    if (!open || cut) paragraphs.push([line]);
    else open.push(line);
  });
  return paragraphs;
}

function begins(
  line: Line,
  last: Line,
  beforeLast: Line | undefined,
  edge: number,
  hanging: boolean,
  region: Region,
): boolean {
  if (line.bold && last.bold) return false;
  const indent = (some: Line) => some.left - edge;
  const em = region.size;
  const ended = /[.!?:;]["'”’)\]]*\d{0,2}$/.test(last.text);
  if (item.test(line.text) && (ended || /^[•▪●◦∙]/.test(line.text) || indent(line) > 0.5 * em)) return true;
  if (rtlLine(line)) return ended && last.left > region.left + (region.right - region.left) * 0.15;
  if (hanging) return indent(line) < 0.4 * em && (indent(last) > 0.4 * em || ended);
  const inItem = item.test(last.text) && indent(line) > indent(last) + 0.3 * em;
  if (inItem) return false;
  if (indent(line) > indent(last) + 0.6 * em && indent(line) < 6 * em) return true;
  // Back from a block quotation or a list.
  if (indent(last) > indent(line) + 0.6 * em && beforeLast && Math.abs(indent(beforeLast) - indent(last)) < 0.3 * em) {
    return true;
  }
  const short = last.right < region.right - (region.right - region.left) * 0.2;
  return short && ended && /^[\p{Lu}\d“"(‘]/u.test(line.text);
}

function rtlLine(line: Line): boolean {
  return line.items[0]?.rtl === true;
}

/** A bold line or lines that head what follows in the same type size. */
function boldEnds(last: Line, line: Line, region: Region): boolean {
  const whole = (some: Line) => some.items.every((part) => part.bold || part.text.length <= 1);
  if (whole(last) && whole(line)) return numberedHeading.test(line.text) && numberedHeading.test(last.text);
  if (whole(last) === whole(line)) return false;
  if (whole(line)) return /[.!?:]["'”’)]*$/.test(last.text) || last.right < region.right - 2 * region.size;
  return last.right < region.right - 2 * region.size && !/[.,;–-]$/.test(last.text);
}

/** The left edge that most lines share; of equals the outer one. */
function leftEdge(lines: readonly Line[]): number {
  const counts = new Map<number, number>();
  for (const line of lines) {
    const left = Math.round(line.left / 2) * 2;
    counts.set(left, (counts.get(left) ?? 0) + 1);
  }
  const outer = Math.min(...lines.map((line) => line.left));
  const often = [...counts].filter(([, count]) => count >= Math.max(2, lines.length * 0.15)).map(([left]) => left);
  const edge = often.length > 0 ? Math.min(...often) : outer;
  return Math.abs(edge - outer) < 4 ? outer : edge;
}

/** Hanging indents, as in lists of references: most lines are indented, and those that are not begin entries. */
function hangs(lines: readonly Line[], edge: number): boolean {
  const indented = lines.filter((line) => line.left > edge + 0.4 * line.size);
  if (lines.length < 2 || indented.length === lines.length) return false;
  if (lines.length <= 4) {
    const [first, ...rest] = lines;
    return (
      first !== undefined && first.left < edge + 0.4 * first.size && rest.length === indented.length && rest.length > 1
    );
  }
  return indented.length > lines.length * 0.5;
}

function isCentred(lines: readonly Line[]): boolean {
  const [first] = lines;
  if (!first || lines.length < 2) return false;
  const centre = (line: Line) => (line.left + line.right) / 2;
  const middle = median(lines.map(centre));
  const lefts = lines.map((line) => line.left);
  const edge = leftEdge(lines);
  const ragged =
    Math.max(...lefts) - Math.min(...lefts) > first.size &&
    lefts.filter((left) => Math.abs(left - edge) < 2).length <= lines.length * 0.5;
  return ragged && lines.filter((line) => Math.abs(centre(line) - middle) < 3).length > lines.length * 0.7;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** A note mark at the end of a line must not hide the full stop or the comma before it. */
function textWithoutMarks(lines: readonly Line[]): string {
  return lines
    .map((line) => {
      const raised = line.items.findLastIndex((part) => !isRaised(part, line)) + 1;
      return line.text.slice(0, raised > 0 ? line.starts[raised] : undefined).trimEnd();
    })
    .join('\n');
}

/** Whether a paragraph goes on in another that stands in the next column or on the next page, or after a float. */
export function paragraphGoesOn(before: Paragraph, after: Paragraph): boolean {
  const [first] = after.lines;
  const last = before.lines.at(-1);
  if (before.role !== 'text' || after.role !== 'text' || !first || !last) return false;
  if (Math.abs(first.size - last.size) > 0.06 * last.size || (last.bold && first.bold && before.lines.length === 1)) {
    return false;
  }
  const text = textWithoutMarks(before.lines);
  if (goesOn(text, textWithoutMarks(after.lines))) return true;
  // A full line without an end is cut, whatever comes first in the next: "We deploy" / "MAUVE to measure".
  const full =
    before.lines.length > 1 && last.right > Math.max(...before.lines.map((line) => line.right)) - 1.5 * last.size;
  return full && after.lines.length > 1 && !/[.!?:;…]["'”’»)\]]*$/.test(text) && !item.test(first.text);
}
