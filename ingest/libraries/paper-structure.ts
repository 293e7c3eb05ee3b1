import { z } from 'zod';
import type { Correction } from '../library.ts';
import type { Paper } from '../paper.ts';

const span = z.object({ start: z.int(), end: z.int() });
const strings = z.array(z.string());

/** Everything of a paper that has offsets into its text. */
export const StructureSchema = z.object({
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

/** What a person put right; a field that is absent stays as the reader found it. */
export const CorrectionSchema = z
  .object({
    title: z.string().optional(),
    authors: strings.optional(),
    year: z.int().nullable().optional(),
    doi: z.string().nullable().optional(),
  })
  .transform(({ title, authors, year, doi }): Correction => ({
    ...(title !== undefined && { title }),
    ...(authors !== undefined && { authors }),
    ...(year !== undefined && { year }),
    ...(doi !== undefined && { doi }),
  }));

/** JSON of everything that has offsets into the text. */
export function structureOf({ pages, sections, paragraphs, references, mentions, furniture }: Paper): string {
  return JSON.stringify({ pages, sections, paragraphs, references, mentions, furniture });
}
