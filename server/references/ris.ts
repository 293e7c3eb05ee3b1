import { z } from 'zod';
import type { CitationItem } from './citation-item.ts';

const EntrySchema = z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string())]).optional());

/** A record of a RIS file (Research Information Systems, 2001): a line a tag, however long. */
export async function formatRis(item: CitationItem): Promise<string> {
  // Loaded with the first reference: the server starts without it.
  const { plugins } = await import('@citation-js/core');
  await import('@citation-js/plugin-ris');
  // JOUR would claim a journal, which nobody knows here, and UNPB that it was never published: GEN says neither, and
  // EndNote ("Generic"), Mendeley and Zotero ("Document") take all its fields.
  const [entry] = z
    .array(EntrySchema)
    .parse(plugins.output.format('ris', [{ ...item, type: 'document' }], { format: 'object' }));
  const { TY, ...fields } = entry ?? {};
  const lines = Object.entries(fields).flatMap(([tag, value]) =>
    (Array.isArray(value) ? value : value === undefined ? [] : [String(value)]).map((text) => [tag, text] as const),
  );
  // Its lines are broken after 70 characters, in the middle of words, by itself: so they are put together here.
  return [['TY', String(TY)] as const, ...lines, ['ER', ''] as const]
    .map(([tag, text]) => `${tag}  - ${text}`)
    .join('\n');
}
