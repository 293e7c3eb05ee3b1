import type { Paper } from '../paper.ts';
import { countWords } from '../count-words.ts';

export interface FrontMatter {
  readonly title: string | null;
  readonly authors: readonly string[];
  readonly year: number | null;
  readonly doi: string | null;
}

const boilerplate =
  /^(?:(?:original |full |short )?(?:research|review)(?: article| paper)?|article|open access|issn\b.*|e-?issn\b.*|vol(?:ume|\.)?\s*\d.*|issue\b.*|doi\b.*|digital object identifier.*|correspond(?:ence|ing).*|received\b.*|published\b.*|accepted\b.*|available online.*|copyright.*|©.*|contents lists.*|journal homepage.*|proceedings of.*|arxiv:.*|keywords?\b.*|https?:.*|www\..*|pages?\s+\d.*)$/i;
const place =
  /universit|department|institut|school|college|faculty|laborator|centre|center|academy|ministry|email|e-mail|@|https?:|\b(?:inc|ltd|corp|usa|uk)\b|professor|lecturer|student|research(?:er)?\b/i;

/** A meeting's short name with its year: "PLDI’09". */
const meeting = /\b\p{Lu}{3,}\p{L}*\s?[’'](\d{2})\b/u;
/** Heads of parts that every paper has. */
const partName =
  /^(?:\d{1,2}\.?\s*)?(?:(?:table of )?contents|abstract|summary|introduction|key ?words|references|bibliography|acknowledge?ments?)\s*[:.]?$/i;

/** Whether a text is the head of a part, which is never a title. */
export function isPartName(text: string): boolean {
  return partName.test(text.trim());
}

/**
 * Title, authors, year and DOI, from what stands before the abstract or the first section (`texts`, reading text of
 * its blocks) and the furniture of the first page. A year counts only where the paper or its DOI shows it as its own: beside
 * "published", "©", a volume, a proceedings title, or in the DOI; never one that the abstract talks about.
 */
export function findFrontMatter(
  texts: readonly string[],
  markedTitle: string | null,
  firstPageNotes: readonly string[],
): FrontMatter {
  const doi = findDoi([...texts, ...firstPageNotes]);
  const parts = texts.findIndex(isPartName);
  const beforeParts = parts < 0 ? texts : texts.slice(0, parts);
  const titleIndex = markedTitle === null ? beforeParts.findIndex(isTitle) : texts.indexOf(markedTitle);
  const title = markedTitle ?? (titleIndex < 0 ? null : (texts[titleIndex] ?? null));
  return {
    title: title === null ? null : title.replace(/\s+/g, ' '),
    authors: findAuthors(texts.slice(titleIndex + 1)),
    year: findYear([...texts.filter((_, index) => index !== titleIndex), ...firstPageNotes], doi),
    doi,
  };
}

function isTitle(text: string): boolean {
  if (countWords(text) < 3 || isPartName(text) || text.length > 400 || boilerplate.test(text) || /@|https?:/.test(text))
    return false;
  return !/^\p{Ll}|\p{Ll}[.!?]\s+\p{Lu}|\p{Ll}\p{Ll}\.$/u.test(text);
}

function findDoi(texts: readonly string[]): string | null {
  for (const text of texts) {
    const found = /\b10\.\d{4,9}\/[^\s"'<>]+/.exec(text)?.[0];
    if (found) return found.replace(/[.,;)\]]+$/, '');
  }
  return null;
}

function findYear(texts: readonly string[], doi: string | null): number | null {
  const cue =
    /©|copyright|published|accepted|received|available online|proceedings|conference|journal|\bvol(?:ume|\.)|\bissue\b|arxiv|issn/i;
  const years: number[] = [];
  // A long note (permissions, a notice) dates the paper in one of its lines; a long paragraph of text talks of years.
  const notes = texts.flatMap((text) => (countWords(text) > 60 ? text.split('\n').filter(isDateLine) : [text]));
  for (const text of notes) {
    const short = meeting.exec(text)?.[1];
    if (!(short !== undefined || cue.test(text) || /^\(?(?:\p{L}+ )?(?:\d{1,2},? )?(?:19|20)\d{2}\)?$/u.test(text)))
      continue;
    for (const [year] of text.replace(/10\.\d{4,9}\/\S+/g, '').matchAll(/(?<![\d./-])(?:19|20)\d{2}(?![\d/])/g)) {
      years.push(Number(year));
    }
    if (short !== undefined) years.push(Number(short) + (Number(short) > 50 ? 1900 : 2000));
  }
  const inDoi = /(?:^|[./_-])((?:19|20)\d{2})(?=[./_-]|$)/.exec(doi?.replace(/^10\.\d+/, '') ?? '')?.[1];
  if (inDoi) return Number(inDoi);
  return years.length > 0 ? Math.max(...years) : null;
}

/** "Copyright © 2009 ACM", "PLDI’09, June 15–20, 2009"; not the permission to copy that names neither. */
function isDateLine(line: string): boolean {
  return countWords(line) <= 20 && (/©|copyright/i.test(line) || meeting.test(line));
}

function findAuthors(texts: readonly string[]): string[] {
  const authors: string[] = [];
  for (const text of texts.slice(0, 30)) {
    if (countWords(text) > 60 || place.test(text) || boilerplate.test(text)) continue;
    const names = text
      .split(/\s*(?:,|;|&|\band\b|\n)\s*/)
      .map(cleanName)
      .filter((name) => name !== '');
    if (names.length > 0 && names.every(isName)) authors.push(...names);
    else if (authors.length > 0) break;
  }
  return [...new Set(authors)];
}

/** A name as printed, without academic titles, degrees and note marks. */
export function cleanName(text: string): string {
  return text
    .replace(/^(?:(?:(?:asst|assoc)\.?\s+)?prof(?:essor|\.)?|dr|mr|mrs|ms|miss|engr|sir)\.?\s+/i, '')
    .replace(/^(?:dr)\.?\s+/i, '')
    .replace(/[,\s]+(?:ph\.?\s?d|m\.?phil|m\.?sc|md|mba)\.?$/i, '')
    .replace(/(?<=\p{L})(?:\s*[\d*†‡§¶∗⁎¹²³⁴-⁹]+(?:\s*,\s*[\d*†‡§¶∗⁎¹²³⁴-⁹]+)*|\s+[a-z])$/u, '')
    .trim();
}

function isName(text: string): boolean {
  const words = text.split(/\s+/);
  if (words.length < 2 || words.length > 6) return false;
  return (
    words.every((word) =>
      /^(?:\p{Lu}[\p{L}'’.-]*|(?:van|von|der|den|de|da|di|del|della|la|le|bin|ibn|al|el|ul|ur|y|e|dos|du|zu)\.?|al-\p{Lu}[\p{L}'’-]*)$/u.test(
        word,
      ),
    ) &&
    /^\p{Lu}/u.test(words.at(-1) ?? '') &&
    !/^(?:\p{Lu}{5,})$/u.test(words.join(''))
  );
}

/** The name that a paper without a title goes by: its file's, without the ending. */
export function titleFromFile(source: Paper['source']): string {
  return (
    source
      .replace(/\.[a-z\d]{1,5}$/i, '')
      .replace(/[_]+/g, ' ')
      .trim() || source
  );
}
