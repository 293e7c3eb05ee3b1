import type { PaperSummary } from '../ingest/library.ts';
import { type Paper, textOf } from '../ingest/paper.ts';
import type { WirePaper, WirePaperDetail, WirePaperText } from './wire.ts';

/** A paper as lists show it. */
export function toWirePaper(summary: PaperSummary): WirePaper {
  const { id, title, authors, year, doi, source, sha256, pages, passages, warnings } = summary;
  return { id, title, authors: [...authors], year, doi, source, sha256, pages, passages, warnings: [...warnings] };
}

/** A paper with its headings and its reference list. `passages`: how many it has. */
export function toWirePaperDetail(paper: Paper, passages: number): WirePaperDetail {
  return {
    ...toWirePaper({ ...paper, pages: paper.pages.length === 0 ? null : paper.pages.length, passages }),
    sections: paper.sections.map(({ title, level, span, heading }) => ({
      title,
      level,
      start: span.start,
      end: span.end,
      heading: { start: heading.start, end: heading.end },
    })),
    references: paper.references.map(({ span, authors, year, title }) => ({
      text: textOf(paper, span),
      authors: [...authors],
      year,
      title,
      start: span.start,
      end: span.end,
    })),
  };
}

/** The frozen text with what is needed to show it: pages, what a reader's eye skips, and paragraphs. */
export function toWirePaperText(paper: Paper): WirePaperText {
  return {
    text: paper.text,
    pages: paper.pages.map(({ number, label, span }) => ({ number, label, start: span.start, end: span.end })),
    furniture: paper.furniture.map(({ span }) => ({ start: span.start, end: span.end })),
    paragraphs: paper.paragraphs.map(({ start, end }) => ({ start, end })),
  };
}
