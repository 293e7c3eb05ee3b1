import type { Paper, Span } from '../../ingest/paper.ts';

/** The longest stretch of a quotation that a permalink carries to find it again in a changed paper. */
const maxQuote = 300;

/**
 * The address of a place: `/papers/<id>#at=<start>-<end>,…&sha=<12 hex>&quote=…&prefix=…&suffix=…`. The offsets hold
 * while the text's hash does; afterwards the words are found again by quote and context (W3C Web Annotation:
 * TextPositionSelector beside TextQuoteSelector).
 */
export function permalinkTo(
  paper: Pick<Paper, 'id' | 'sha256'>,
  place: { readonly pieces: readonly Span[]; readonly quote: string; readonly prefix: string; readonly suffix: string },
): string {
  const quote = place.quote.length <= maxQuote ? place.quote : cutAtWord(place.quote);
  const words = Object.entries({ quote, prefix: place.prefix, suffix: place.suffix });
  const selectors = words.map(([name, value]) => `${name}=${encodeURIComponent(value.toWellFormed())}`).join('&');
  return `${spanAddress(paper.id, place.pieces, paper.sha256)}&${selectors}`;
}

/** The same by its offsets alone; without the text's hash (null) nobody can tell whether they still hold. */
export function spanAddress(paperId: string, pieces: readonly Span[], sha256: string | null): string {
  const at = pieces.map(({ start, end }) => `${start}-${end}`).join(',');
  const sha = sha256 === null ? '' : `&sha=${sha256.slice(0, 12)}`;
  return `/papers/${encodeURIComponent(paperId)}#at=${at}${sha}`;
}

/** At a space, unless the text has none for long, as Chinese and Japanese. */
function cutAtWord(quote: string): string {
  const cut = quote.slice(0, maxQuote);
  const space = cut.lastIndexOf(' ');
  return space > maxQuote / 2 ? cut.slice(0, space) : cut.replace(/[\ud800-\udbff]$/, '');
}
