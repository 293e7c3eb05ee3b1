import { z } from 'zod';

/** What a loader of ours puts into `Document.metadata`; offsets are those of `pageContent`. */
export const LoadedMetadata = z.object({
  headings: z.array(z.object({ start: z.number(), end: z.number(), level: z.number().int().positive() })),
  /** Where notes stand. */
  notes: z.array(z.object({ start: z.number(), end: z.number() })),
  title: z.string().optional(),
  authors: z.array(z.string()).optional(),
  year: z.number().int().optional(),
});
export type LoadedMetadata = z.infer<typeof LoadedMetadata>;

export interface TextBlock {
  readonly text: string;
  /** 1 is the highest; null: no heading. */
  readonly level: number | null;
  /** A footnote or endnote. */
  readonly note?: boolean;
}

/** Blocks as one text, a blank line between them, with the places of headings and notes. */
export function joinBlocks(
  blocks: readonly TextBlock[],
): { text: string } & Pick<LoadedMetadata, 'headings' | 'notes'> {
  const headings: LoadedMetadata['headings'] = [];
  const notes: LoadedMetadata['notes'] = [];
  let text = '';
  for (const block of blocks) {
    if (block.text.trim() === '') continue;
    if (text !== '') text += '\n\n';
    const span = { start: text.length, end: text.length + block.text.length };
    if (block.level !== null) headings.push({ ...span, level: block.level });
    if (block.note) notes.push(span);
    text += block.text;
  }
  return { text, headings, notes };
}
