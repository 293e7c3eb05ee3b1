import type { Furniture, Page, Paper, Span } from '../paper.ts';

/** What a reader hands over: the frozen text and what only the format could tell. */
export interface ReadText {
  /** File name, without folders. */
  readonly source: string;
  /** Frozen from here on. Lines end with \n, blocks with a blank line. */
  readonly text: string;
  /** Ascending, without gaps; [] where the source has no pages. */
  readonly pages: readonly Page[];
  /** What the format shows to be furniture (running heads, footnotes by their place on the page). */
  readonly furniture?: readonly Furniture[];
  /** Headings that the format marks (outline, styles, type size); absent: found in the text. */
  readonly headings?: readonly { readonly span: Span; readonly level: number }[];
  /** From the title block on the page, or trustworthy metadata; absent: found in the text. */
  readonly title?: string;
  readonly authors?: readonly string[];
  readonly warnings?: readonly string[];
}

/** Finds title, authors, year, DOI, sections, paragraphs, references, mentions and furniture in a text. */
export function buildPaper(read: ReadText): Paper {
  throw new Error(`being written: ${read.source}`);
}
