import { createHash } from 'node:crypto';
import { firstIndexWhere } from './binary-search.ts';

declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** Sixteen lower-case hex digits, from the content: the same text always gets the same id. */
export type PaperId = Branded<'PaperId'>;
/** `<paper id>.<start>-<end>`: names any span of a paper, merged passages included. */
export type PassageId = Branded<'PassageId'>;

/** Half-open range of UTF-16 code units in `Paper.text`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Whether a span lies within another. */
export function isWithin(inner: Span, outer: Span): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}

/** One page of the source; `number` is 1-based, `label` what is printed on it. */
export interface Page {
  readonly number: number;
  readonly label: string | null;
  readonly span: Span;
}

/** A heading and all that follows it up to the next heading of any level. */
export interface Section {
  /** Reading text of the heading, without marks. */
  readonly title: string;
  /** 1 is the highest. */
  readonly level: number;
  readonly heading: Span;
  /** From the heading's start to the next heading's start, or the text's end. */
  readonly span: Span;
}

/** An entry of the reference list. */
export interface Reference {
  readonly span: Span;
  /** Family names in order, or the name of a body. */
  readonly authors: readonly string[];
  /** As printed: "2022", "2022a", "n.d."; null where there is none. */
  readonly year: string | null;
  readonly title: string | null;
}

/** An in-text reference such as "(Buchanan, 2022)" or "Taddeo et al. (2022)"; one for each source named. */
export interface Mention {
  readonly span: Span;
  readonly authors: readonly string[];
  readonly year: string | null;
  /** Index into `Paper.references`; null when the list lacks it. */
  readonly reference: number | null;
}

/** What stands in the text but not in its flow: a reader's eye skips it. */
export interface Furniture {
  readonly span: Span;
  readonly kind: 'running-head' | 'footer' | 'page-number' | 'footnote' | 'note-mark' | 'figure';
}

/** A paper as it was read. `text` is frozen at reading time: every offset anywhere points into it. */
export interface Paper {
  readonly id: PaperId;
  readonly title: string;
  /** Names as printed, without academic titles and note marks. */
  readonly authors: readonly string[];
  /** Null unless the paper or its DOI shows it. */
  readonly year: number | null;
  readonly doi: string | null;
  /** File name, without folders. */
  readonly source: string;
  /** SHA-256 of `text` in UTF-8, lower-case hex. */
  readonly sha256: string;
  readonly text: string;
  /** Empty where the source has no pages; otherwise ascending, without gaps. */
  readonly pages: readonly Page[];
  readonly sections: readonly Section[];
  /** In reading order, headings and reference entries excluded; one that runs on over a page end is one. */
  readonly paragraphs: readonly Span[];
  readonly references: readonly Reference[];
  readonly mentions: readonly Mention[];
  /** Ascending, not overlapping. */
  readonly furniture: readonly Furniture[];
  /** Sentences about what could not be read well. */
  readonly warnings: readonly string[];
}

/** A stretch of one section, whole sentences, at most 250 words; text and pages are derived from the paper. */
export interface Passage {
  readonly id: PassageId;
  readonly paperId: PaperId;
  readonly span: Span;
  /** Index into `Paper.sections`; null before the first heading. */
  readonly section: number | null;
}

/** SHA-256 of a text's UTF-8 bytes, or of bytes, in lower-case hex. */
export function sha256Of(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** The id of the paper with that frozen text. */
export function paperIdOf(text: string): PaperId {
  return sha256Of(text).slice(0, 16) as PaperId;
}

/** The id of a span of a paper. */
export function passageIdOf(paperId: PaperId, span: Span): PassageId {
  return `${paperId}.${span.start}-${span.end}` as PassageId;
}

/** Paper and span named by a passage id, or null when it is not one. */
export function parsePassageId(id: string): { paperId: PaperId; span: Span } | null {
  const found = /^([0-9a-f]{16})\.(\d{1,9})-(\d{1,9})$/.exec(id);
  if (!found) return null;
  const span = { start: Number(found[2]), end: Number(found[3]) };
  return span.start < span.end ? { paperId: found[1] as PaperId, span } : null;
}

/** The frozen text of a span. */
export function textOf(paper: Pick<Paper, 'text'>, span: Span): string {
  return paper.text.slice(span.start, span.end);
}

/** The pages that a span touches, in order; empty where the source has none. */
export function pagesOf(paper: Pick<Paper, 'pages'>, span: Span): Page[] {
  return paper.pages.filter((page) => page.span.start < span.end && page.span.end > span.start);
}

/** Index of the section that holds an offset, or null before the first heading. */
export function sectionAt(paper: Pick<Paper, 'sections'>, offset: number): number | null {
  const index = firstIndexWhere(paper.sections, (section) => section.span.start > offset) - 1;
  return index < 0 ? null : index;
}

/** 1-based number, within its section, of the paragraph that holds an offset; null outside paragraphs. */
export function paragraphAt(paper: Pick<Paper, 'sections' | 'paragraphs'>, offset: number): number | null {
  const section = sectionAt(paper, offset);
  const from = section === null ? 0 : (paper.sections[section]?.span.start ?? 0);
  let number = 0;
  for (const paragraph of paper.paragraphs) {
    if (paragraph.start > offset) break;
    if (paragraph.start >= from) number += 1;
    if (offset < paragraph.end) return number;
  }
  return null;
}
