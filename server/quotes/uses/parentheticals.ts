import type { PaperSummary } from '../../../ingest/library.ts';
import type { Span } from '../../../ingest/paper.ts';
import type { OwnReferences } from './own-references.ts';
import { numberOf, parseReference } from './references.ts';
import { authorsOf, papersTitled, type SourceNames } from './source-names.ts';
import { type Mention, type Source, together, yearIn } from './source.ts';

const brackets =
  /\(((?:[^()]|\([^()]{0,40}\)){1,300})\)|\[(\^?[^[\]]{1,200})\]|(?<=\S)([¹²³⁰⁴-⁹]{1,3})|(?<=["”’»])(\d{1,3})(?=\s|$)/gu;
const quotedIn =
  /(?:\b|^)(?:as\s+)?(?:cited|quoted|qtd\.?|quot\.|reported|reproduced|mentioned|referenced)\s+(?:in|by)\s+/i;
const ibid = /^(?:ibid|id|op\.\s?cit|loc\.\s?cit|same (?:paper|source|study))\b/i;
const locatorOnly =
  /^(?:pp?|paras?|ch(?:ap)?|sec|section|chapter|abstract|conclusion|introduction)\b\.?[\s\divxlc–,-]*$/i;

/**
 * What brackets and note marks say about sources: author–year and author–page references (APA 7 §8.11, MLA 9 §6.3),
 * "as cited in" and "qtd. in" (APA 7 §8.6, MLA 9 §6.77), "ibid.", a year or a page that belongs to a name before it,
 * and numbers, where the text's own list or notes say what they are.
 */
export function parentheticalsIn(
  text: string,
  { start, end }: Span,
  index: SourceNames,
  own: OwnReferences,
): Mention[] {
  const mentions: Mention[] = [];
  const pattern = new RegExp(brackets);
  for (const found of text.slice(start, end).matchAll(pattern)) {
    const at = start + found.index;
    const span = { start: at, end: at + found[0].length };
    const mark = found[3] ?? found[4];
    const inside = found[1] ?? found[2] ?? '';
    const mention =
      mark === undefined ? bracketed(inside, found[2] !== undefined, index, own) : noted(own.of(plainDigits(mark)));
    if (mention) mentions.push({ ...mention, ...span });
  }
  return mentions;
}

type Content = Omit<Mention, 'start' | 'end'>;

const empty: Content = {
  kind: 'parenthetical',
  source: null,
  anaphor: null,
  speaks: false,
  refers: true,
  reported: null,
  year: null,
};

function noted(source: Source | null): Content | null {
  return source ? { ...empty, source } : null;
}

function bracketed(inside: string, square: boolean, index: SourceNames, own: OwnReferences): Content | null {
  const text = inside.trim();
  if (square && text.startsWith('^')) return noted(own.of(text));
  if (square && /^\d{1,3}(?:\s*[,–-]\s*\d{1,3})*(?:,\s*p.*)?$/.test(text)) {
    const sources = (text.replace(/,\s*p.*$/, '').match(/\d+/g) ?? []).flatMap((number) => own.of(number) ?? []);
    return noted(together(sources));
  }
  if (ibid.test(text)) return { ...empty, anaphor: { kind: 'last', pronoun: false } };
  if (/^(?:19|20)\d{2}[a-z]?(?:[,:;].*)?$|^(?:n\.\s?d|o\.\s?J|s\.\s?d)\.(?:[,:;].*)?$/s.test(text))
    return { ...empty, kind: 'detail', year: yearIn(text) };
  if (locatorOnly.test(text)) return { ...empty, kind: 'detail' };
  const sources: Source[] = [];
  let reported: readonly string[] | null = null;
  for (const part of text.split(';')) {
    const via = quotedIn.exec(part);
    const read = parseReference(via ? part.slice(via.index + via[0].length) : part, index);
    const source = read && read.papers.length > 0 ? read : (titled(part, index) ?? read);
    if (source) sources.push(source);
    // "2020; 2022": another year of the same author is no other source here.
    if (via && source) reported = speakersBefore(part.slice(0, via.index), index);
  }
  const source = together(sources);
  return source ? { ...empty, source, reported } : null;
}

/** The source that "2019, as cited in Lo et al., 2020" reports through; null where it reports through none. */
export function reportedIn(inside: string, index: SourceNames): Source | null {
  const via = quotedIn.exec(inside);
  return via ? parseReference(inside.slice(via.index + via[0].length), index) : null;
}

/** Whom "Work, 2017, as cited in Sadi, 2025" credits. */
function speakersBefore(text: string, index: SourceNames): string[] {
  const plain = text.replace(/[\s,]+$/, '');
  if (plain.trim() === '') return [];
  const named = parseReference(/\d{4}/.test(plain) ? plain : `${plain}, 1900`, index);
  return named ? [...named.names] : [];
}

function titled(part: string, index: SourceNames): Source | null {
  const dated = /,\s*(?:19|20)\d{2}[a-z]?\s*$/.test(part);
  const text = part.replace(/,?\s*(?:p{1,2}\.\s*)?\d[\d–-]*\s*$/, '').replace(/^[\s“"*_]+|[\s”"*_,]+$/g, '');
  if (!/^\p{Lu}/u.test(text) || (text.split(/\s+/).length < 3 && !dated)) return null;
  const papers = papersTitled(index, text);
  const year = dated ? yearIn(part) : null;
  const meant = papers.filter((paper) => year === null || paper.year === null || Math.abs(paper.year - year) <= 1);
  return meant.length > 0 ? { ...titledSource(meant), year } : null;
}

/** The authors of papers that are named by their title. */
export function titledSource(papers: readonly PaperSummary[]): Source {
  const names = papers.flatMap(authorsOf);
  return { names, papers: papers.map((paper) => paper.id), year: null, number: numberOf(names, false) };
}

/** "¹²" → "12". */
function plainDigits(text: string): string {
  return text.normalize('NFKC');
}
