import { formatBibtex } from './bibtex.ts';
import type { CitationItem } from './citation-item.ts';
import { formatRis } from './ris.ts';
import { formatText } from './text-styles.ts';

export const referenceStyles = ['apa', 'mla', 'chicago', 'bibtex', 'ris'] as const;
export type ReferenceStyle = (typeof referenceStyles)[number];

/** An item as a style has it. */
export function formatReference(item: CitationItem, style: ReferenceStyle): Promise<string> {
  if (style === 'bibtex') return formatBibtex(item);
  if (style === 'ris') return formatRis(item);
  return formatText(item, style);
}
