import { z } from 'zod';

/** What a loader of ours puts into `Document.metadata`; offsets are those of `pageContent`. */
export const LoadedMetadata = z.object({
  headings: z.array(z.object({ start: z.number(), end: z.number(), level: z.number().int().positive() })),
  title: z.string().optional(),
  authors: z.array(z.string()).optional(),
});
export type LoadedMetadata = z.infer<typeof LoadedMetadata>;

export interface TextBlock {
  readonly text: string;
  /** 1 is the highest; null: no heading. */
  readonly level: number | null;
}

/** Blocks as one text, a blank line between them, with the places of the headings. */
export function joinBlocks(blocks: readonly TextBlock[]): { text: string; headings: LoadedMetadata['headings'] } {
  const headings: LoadedMetadata['headings'] = [];
  let text = '';
  for (const block of blocks) {
    if (block.text.trim() === '') continue;
    if (text !== '') text += '\n\n';
    if (block.level !== null)
      headings.push({ start: text.length, end: text.length + block.text.length, level: block.level });
    text += block.text;
  }
  return { text, headings };
}
