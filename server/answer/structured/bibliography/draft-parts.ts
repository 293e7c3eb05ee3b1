import type { DraftPart } from '../../answer-writer.ts';
import type { Quotable } from '../cited-passages.ts';

/** Plain words of a draft. */
export function text(words: string): DraftPart {
  return { type: 'text', text: words };
}

/** A quotation of a draft, with the passage that holds it. */
export function quotation({ text: quote, passage }: Quotable): DraftPart {
  return { type: 'quotation', quote, passage };
}

/** One quotation a line. */
export function quoteEach(quoted: readonly Quotable[]): DraftPart[] {
  return quoted.flatMap((item) => [text('\n'), quotation(item)]);
}

/** "Sadi (2025)", "Sadi (2025) and Sarwar & Rashid (n.d.)"; of more than three only how many. */
export function and(names: readonly string[]): string {
  if (names.length > 3) return `the ${names.length} papers`;
  return names.length < 2 ? (names[0] ?? 'the papers') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}
