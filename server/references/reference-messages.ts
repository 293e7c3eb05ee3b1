import type { CitationItem } from './citation-item.ts';
import type { ReferenceStyle } from './format-reference.ts';

export interface ReferenceRequest {
  readonly id: number;
  readonly item: CitationItem;
  readonly style: ReferenceStyle;
}

export type ReferenceReply =
  { readonly id: number; readonly reference: string } | { readonly id: number; readonly error: unknown };
