import { z } from 'zod';
import type { Correction, PaperSummary } from '../../library.ts';
import type { Paper, PaperId } from '../../paper.ts';

const span = z.object({ start: z.int(), end: z.int() });
const strings = z.array(z.string());

const structureSchema = z.object({
  pages: z.array(z.object({ number: z.int(), label: z.string().nullable(), span })),
  sections: z.array(z.object({ title: z.string(), level: z.int(), heading: span, span })),
  paragraphs: z.array(span),
  references: z.array(z.object({ span, authors: strings, year: z.string().nullable(), title: z.string().nullable() })),
  mentions: z.array(z.object({ span, authors: strings, year: z.string().nullable(), reference: z.int().nullable() })),
  furniture: z.array(
    z.object({
      span,
      kind: z.enum(['running-head', 'footer', 'page-number', 'footnote', 'note-mark', 'figure']),
    }),
  ),
});

const correctionSchema = z.object({
  title: z.string().optional(),
  authors: strings.optional(),
  year: z.int().nullable().optional(),
  doi: z.string().nullable().optional(),
});

/** What a list of papers needs of a row. */
export interface SummaryRow {
  readonly id: string;
  readonly title: string;
  readonly authors: string;
  readonly year: number | null;
  readonly doi: string | null;
  readonly source: string;
  readonly sha256: string;
  readonly page_count: number | null;
  readonly passage_count: number;
  readonly warnings: string;
  /** JSON of a Correction. */
  readonly fields: string | null;
}

/** A whole row, the frozen text included. */
export interface PaperRow extends SummaryRow {
  readonly structure: string;
  readonly text: string;
}

/** JSON of everything that has offsets into the text. */
export function structureOf({ pages, sections, paragraphs, references, mentions, furniture }: Paper): string {
  return JSON.stringify({ pages, sections, paragraphs, references, mentions, furniture });
}

/** The fields that a person put right. */
export function correctionOf(fields: string | null): Correction {
  if (fields === null) return {};
  const { title, authors, year, doi } = correctionSchema.parse(JSON.parse(fields));
  return {
    ...(title !== undefined && { title }),
    ...(authors !== undefined && { authors }),
    ...(year !== undefined && { year }),
    ...(doi !== undefined && { doi }),
  };
}

/** A row as a list shows it, corrections applied. */
export function summaryOf(row: SummaryRow): PaperSummary {
  return {
    id: row.id as PaperId,
    title: row.title,
    authors: strings.parse(JSON.parse(row.authors)),
    year: row.year,
    doi: row.doi,
    source: row.source,
    sha256: row.sha256,
    pages: row.page_count,
    passages: row.passage_count,
    warnings: strings.parse(JSON.parse(row.warnings)),
    ...correctionOf(row.fields),
  };
}

/** A row as the paper that it stores, corrections applied. */
export function paperOf(row: PaperRow): Paper {
  const { id, title, authors, year, doi, source, sha256, warnings } = summaryOf(row);
  const structure = structureSchema.parse(JSON.parse(row.structure));
  return { id, title, authors, year, doi, source, sha256, warnings, text: row.text, ...structure };
}
