import { cleanName } from '../../structure/front-matter.ts';
import { letters } from './headings.ts';
import { type Line, gapBetween } from './lines.ts';
import { isRaised } from './note-marks.ts';
import { overlap } from './regions.ts';
import type { BodyType } from './type-sizes.ts';

/** What the first page shows above the text. */
export interface TitleBlock {
  readonly title: string;
  readonly titleLines: readonly Line[];
  /** Names as printed, without marks; empty where they could not be told from addresses with certainty. */
  readonly authors: readonly string[];
}

const opening = /^(?:\d\.?\s*)?(?:abstract|summary|introduction|keywords|key ?words|contents)\b/i;
const address =
  /universit|departm|institut|school|college|facult|laborator|centre|center\b|academy|ministry|society|association|council|foundation|hospital|agency|bureau|corporation|company|\b(?:inc|ltd|corp|gmbh|lab|labs|usa|uk|research|ai)\b|@|https?:|www\.|\d{4}|street|avenue|floor|broadway/i;

/**
 * Title and authors: the lines that the metadata's title names, where the page shows it, otherwise the largest type in
 * the upper part of the page; then names beneath until an address, an abstract or the body's type.
 * @param notTitles by letters: running heads (a journal's banner) and headings of the outline
 */
export function findTitleBlock(
  lines: readonly Line[],
  body: BodyType,
  metadataTitle: string | null,
  notTitles: (letters: string) => boolean,
): TitleBlock | null {
  const sorted = [...lines].sort((a, b) => a.y - b.y || a.left - b.left);
  const named = metadataTitle === null ? [] : linesOfTitle(sorted, letters(metadataTitle));
  const titleLines = named.length > 0 ? named : largestLines(sorted, body, notTitles);
  const last = titleLines.at(-1);
  if (!last) return null;
  const title = named.length > 0 && metadataTitle !== null ? metadataTitle : titleText(titleLines);
  const beneath = sorted.filter((line) => line.y > last.y + 1);
  return { title, titleLines, authors: findAuthors(beneath) };
}

/** Consecutive lines whose letters are the title's. */
function linesOfTitle(lines: readonly Line[], wanted: string): Line[] {
  if (wanted.length < 8) return [];
  for (let from = 0; from < lines.length; from += 1) {
    let text = '';
    for (let to = from; to < lines.length; to += 1) {
      const line = lines[to];
      if (!line) break;
      text += letters(withoutMarks(line));
      if (text === wanted) return lines.slice(from, to + 1);
      if (!wanted.startsWith(text)) break;
    }
  }
  return [];
}

function largestLines(lines: readonly Line[], body: BodyType, notTitles: (text: string) => boolean): Line[] {
  const bottom = Math.max(...lines.map((line) => line.y));
  const top = Math.min(...lines.map((line) => line.y));
  const upper = lines.filter(
    (line) =>
      line.y <= top + (bottom - top) * 0.6 &&
      letters(line.text).length >= 3 &&
      !opening.test(line.text) &&
      !notTitles(letters(line.text)),
  );
  const sizes = [...new Set(upper.map((line) => Math.round(line.size * 2)))].sort((a, b) => b - a);
  for (const size of sizes) {
    if (size < Math.round(body.size * 2.1)) break;
    const found: Line[] = [];
    for (const line of upper.filter((candidate) => Math.abs(candidate.size - size / 2) < 0.6)) {
      const previous = found.at(-1);
      if (!previous || (line.y - previous.y < 2.6 * line.size && overlap(previous, line))) found.push(line);
    }
    // A logo or a lone word is no title.
    if (titleText(found).split(/\s+/).length >= 2) return found;
  }
  return boldFirstLine(upper, body);
}

/** In a text of one type size, a bold line of its own at the top. */
function boldFirstLine(upper: readonly Line[], body: BodyType): Line[] {
  const [first, second] = upper;
  if (!first?.bold || first.size < body.size * 0.97 || first.text.split(/\s+/).length < 3) return [];
  return second?.bold === true && second.y - first.y < 1.6 * first.size ? [first, second] : [first];
}

function titleText(lines: readonly Line[]): string {
  let title = '';
  for (const line of lines) {
    const text = withoutMarks(line).replace(/\s+/g, ' ').trim();
    title = /\p{Ll}-$/u.test(title) && /^\p{Ll}/u.test(text) ? title.slice(0, -1) + text : `${title} ${text}`.trim();
  }
  return title
    .normalize('NFKC')
    .replace(/[*∗⁎†‡]+$/u, '')
    .trim();
}

function withoutMarks(line: Line): string {
  let text = '';
  line.items.forEach((item, index) => {
    if (index > 0 && isRaised(item, line)) return;
    const start = line.starts[index] ?? 0;
    const before = line.starts[index - 1];
    const gap = before === undefined ? '' : line.text.slice(before, start).endsWith(' ') ? ' ' : '';
    text += gap + item.text;
  });
  return text;
}

function findAuthors(beneath: readonly Line[]): string[] {
  const authors: string[] = [];
  let open = '';
  let lastY = 0;
  let rows: boolean | null = null;
  for (const line of beneath.slice(0, 30)) {
    if (opening.test(line.text) || line.text.length > 200) break;
    const near = line.y - lastY < 9 * line.size;
    if (authors.length > 0 && !near) break;
    const { cells, cut } = cellsOf(line);
    if (open !== '' && cells[0] !== undefined) {
      cells[0] = open.endsWith('-') ? open.slice(0, -1) + cells[0] : `${open} ${cells[0]}`;
    }
    open = cut && !cells.some((cell) => address.test(cell)) ? (cells.pop() ?? '') : '';
    const names = cells.map((cell) => cleanName(cell)).filter((cell) => cell !== '');
    const good = names.filter(isPersonName);
    const withAddress = names.some((name) => address.test(name));
    // "Name, address" in a row: only where all authors stand so.
    if (withAddress && names[0] !== undefined && isPersonName(names[0]) && rows !== false) good.splice(1);
    else if (good.length < names.length * 0.75 || names.length === 0) {
      open = '';
      if (authors.length > 0 && address.test(line.text) && !rowsOfNamesAndAddresses(beneath, line)) break;
      continue;
    }
    lastY = line.y;
    rows ??= withAddress;
    authors.push(...good);
  }
  return [...new Set(authors.map(properCase))];
}

/** Some layouts put each author's address under the name: then names go on after an address. */
function rowsOfNamesAndAddresses(beneath: readonly Line[], line: Line): boolean {
  return beneath.some(
    (other) => other.y > line.y && other.y - line.y < 6 * line.size && /,.*\b(?:universit|institut)/i.test(other.text),
  );
}

/** A line cut at note marks, commas, "and" and wide gaps; `cut`: its last name goes on in the next line. */
function cellsOf(line: Line): { cells: string[]; cut: boolean } {
  const raw = [''];
  let marks = 0;
  line.items.forEach((item, index) => {
    const last = line.items[index - 1];
    if (last && isRaised(item, line)) {
      raw.push('');
      marks += 1;
      return;
    }
    if (last && gapBetween(last, item) > 0.75 * line.size) raw.push('');
    const spaced = last !== undefined && (line.text[(line.starts[index] ?? 0) - 1] ?? '') === ' ';
    raw[raw.length - 1] = `${raw.at(-1) ?? ''}${spaced ? ' ' : ''}${item.text}`;
  });
  const cells = raw
    .flatMap((cell) => cell.split(/\s*(?:[,;&·•]|\band\b)\s*|(?<=\p{L})[*∗⁎†‡§¶]+/u))
    .map((cell) => cell.replace(/[*∗⁎†‡§¶\d\u2709]+|\(\s*\)/gu, '').trim())
    .filter((cell) => /\p{L}/u.test(cell));
  const last = cells.at(-1) ?? '';
  const ended = !line.text.trim().endsWith(last);
  return { cells, cut: cells.length > 1 && !ended && (marks > 1 || !last.includes(' ') || last.endsWith('-')) };
}

const particle = /^(?:van|von|der|den|de|da|di|del|della|la|le|bin|ibn|al|el|ul|ur|y|e|dos|du|zu|ten|ter)$/i;

function isPersonName(name: string): boolean {
  const words = name.split(/\s+/);
  if (words.length < 2 || words.length > 6 || address.test(name)) return false;
  const last = words.at(-1) ?? '';
  return (
    words.every((word) => particle.test(word) || /^\p{Lu}[\p{L}\p{M}'’`´¨˘.-]*$/u.test(word)) &&
    /^\p{Lu}.*\p{L}$/u.test(last)
  );
}

/** "TAL AUGUST" → "Tal August"; a name in mixed case stays as printed. */
function properCase(name: string): string {
  if (/\p{Ll}/u.test(name)) return name;
  return name.replace(/(\p{Lu})(\p{Lu}+)/gu, (_, first: string, rest: string) => first + rest.toLowerCase());
}
