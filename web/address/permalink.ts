import type { WireSpan } from '../../server/wire.ts';

/** Ways to look at a paper: its text, the image of its pages, its sections and references. */
export const shows = ['text', 'page', 'contents'] as const;

export type Show = (typeof shows)[number];

/** What a paper's address says: which paper, which words, and how to find them again. */
export interface Permalink {
  readonly paperId: string;
  /** UTF-16 ranges of the frozen text, ascending, not overlapping; empty when the address names no words. */
  readonly pieces: readonly WireSpan[];
  /** True when the address has offsets that can't be read: it means words, but not which. */
  readonly garbled: boolean;
  /** Leading hex digits of the paper's SHA-256, at least eight; null when the address has none. */
  readonly sha: string | null;
  readonly quote: string | null;
  readonly prefix: string | null;
  readonly suffix: string | null;
  /** The text unless the address says otherwise. */
  readonly show: Show;
}

function decoded(value: string): string | null {
  try {
    return decodeURIComponent(value);
  } catch {
    return null;
  }
}

function parsePieces(value: string): WireSpan[] {
  const pieces: WireSpan[] = [];
  for (const item of value.split(',')) {
    const found = /^(\d{1,9})-(\d{1,9})$/.exec(item);
    if (!found) return [];
    const piece = { start: Number(found[1]), end: Number(found[2]) };
    if (piece.start >= piece.end || piece.start < (pieces.at(-1)?.end ?? 0)) return [];
    pieces.push(piece);
  }
  return pieces;
}

/**
 * Reads `/papers/<id>#at=1234-1300,1371-1390&sha=…&quote=…&prefix=…&suffix=…&show=page`, values percent-encoded.
 * A field that is malformed counts as absent, so a cut-off link still opens the paper; offsets that are malformed are
 * told besides (`garbled`). Null: not a paper's address.
 */
export function parsePermalink(address: string): Permalink | null {
  const hashAt = address.indexOf('#');
  const path = hashAt < 0 ? address : address.slice(0, hashAt);
  const id = /^\/papers\/([^/?]+)\/?(?:\?.*)?$/.exec(path)?.[1];
  const paperId = id === undefined ? null : decoded(id);
  if (paperId === null) return null;
  const fields = new Map<string, string | null>();
  for (const pair of hashAt < 0 ? [] : address.slice(hashAt + 1).split('&')) {
    const equals = pair.indexOf('=');
    if (equals > 0) fields.set(pair.slice(0, equals), decoded(pair.slice(equals + 1)));
  }
  const at = fields.get('at') ?? '';
  const pieces = parsePieces(at);
  const sha = fields.get('sha')?.toLowerCase() ?? '';
  return {
    paperId,
    pieces,
    garbled: fields.has('at') && pieces.length === 0,
    sha: /^[0-9a-f]{8,64}$/.test(sha) ? sha : null,
    quote: fields.get('quote') ?? null,
    prefix: fields.get('prefix') ?? null,
    suffix: fields.get('suffix') ?? null,
    show: shows.find((show) => show === fields.get('show')) ?? 'text',
  };
}

/** The address of a span for which no place came from the server, such as a passage that came near. */
export function spanAddress(paperId: string, span: WireSpan, sha256: string | null): string {
  const sha = sha256 === null ? '' : `&sha=${sha256.slice(0, 16)}`;
  return `/papers/${encodeURIComponent(paperId)}#at=${span.start}-${span.end}${sha}`;
}

/** A paper's address that shows the same words in another way; the text goes without saying. */
export function withShow(href: string, show: Show): string {
  const [path = '', fragment = ''] = href.split(/#(.*)/s);
  const fields = fragment.split('&').filter((field) => field !== '' && !field.startsWith('show='));
  if (show !== 'text') fields.push(`show=${show}`);
  return fields.length === 0 ? path : `${path}#${fields.join('&')}`;
}
