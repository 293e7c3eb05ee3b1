import type { WirePaperText, WireSpan } from '../../../server/wire.ts';
import { spansWithin } from '../spans.ts';
import { lettersOf } from './letters.ts';
import { placesOf, type QuotationOnPage } from './match-quotation.ts';

/** Letters of context each side. */
const context = 60;

/** A page that quoted words stand on. */
export interface QuotedPage extends QuotationOnPage {
  /** 1-based, the same in the file and in the text. */
  readonly number: number;
}

const within = (span: WireSpan, range: WireSpan): WireSpan => ({
  start: Math.max(span.start, range.start),
  end: Math.min(span.end, range.end),
});

/** A quotation's pieces (spans of the frozen text) as letters, page by page; pages without any of its letters left out. */
export function quotationOnPages({ text, pages }: WirePaperText, pieces: readonly WireSpan[]): QuotedPage[] {
  return pages.flatMap((page) => {
    const parts = spansWithin(pieces, page).map((piece) => within(piece, page));
    const [first] = parts;
    const last = parts.at(-1);
    if (!first || !last) return [];
    const letters = parts.map(({ start, end }) => lettersOf(text.slice(start, end)).letters).join('');
    if (letters === '') return [];
    const tail = /[\p{L}\p{N}]([^\p{L}\p{N}\s]*)\s*$/u.exec(text.slice(last.start, last.end))?.[1] ?? '';
    const before = lettersOf(text.slice(page.start, first.start)).letters;
    const after = lettersOf(text.slice(last.end, page.end)).letters;
    const all = placesOf(before + lettersOf(text.slice(first.start, last.end)).letters + after, letters);
    return [
      {
        number: page.number,
        letters,
        tail,
        prefix: before.slice(-context),
        suffix: after.slice(0, context),
        place: all.indexOf(before.length),
        places: all.length,
      },
    ];
  });
}
