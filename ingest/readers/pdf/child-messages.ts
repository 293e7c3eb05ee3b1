import { z } from 'zod';

const span = z.object({ start: z.number().int().nonnegative(), end: z.number().int().nonnegative() });

/** What the parent sends, once. */
export interface ReadPdfRequest {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Resident memory in bytes at which the child gives up of itself, where the parent can't see it. */
  readonly memoryLimit: number;
}

const readText = z.object({
  source: z.string(),
  text: z.string(),
  pages: z.array(z.object({ number: z.number().int().positive(), label: z.string().nullable(), span })),
  furniture: z.array(
    z.object({
      span,
      kind: z.enum(['running-head', 'footer', 'page-number', 'footnote', 'note-mark', 'figure']),
    }),
  ),
  warnings: z.array(z.string()),
  headings: z.array(z.object({ span, level: z.number().int().positive() })).optional(),
  title: z.string().optional(),
  authors: z.array(z.string()).optional(),
});

/** What the child says first: pdf.js is loaded, and that takes so many bytes of resident memory. */
export const PdfChildReady = z.object({ type: z.literal('ready'), resident: z.number().positive() });
export type PdfChildReady = z.infer<typeof PdfChildReady>;

/** What the child answers, once. A damaged file may have the better of the child, so it is parsed like foreign data. */
export const ReadPdfAnswer = z.discriminatedUnion('type', [
  z.object({ type: z.literal('read'), read: readText }),
  z.object({ type: z.literal('refused'), reason: z.string().max(1000) }),
  z.object({ type: z.literal('out-of-memory') }),
]);
export type ReadPdfAnswer = z.infer<typeof ReadPdfAnswer>;
