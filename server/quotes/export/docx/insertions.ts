import type { CuttableText, Piece, Run } from '../../drafts/docx/piece.ts';
import { xmlCharacters } from '../../drafts/docx/xml.ts';

/** Text that is put into an XML text. Nothing of what was there is taken away. */
export interface Insertion {
  /** UTF-16 code units of the XML text before it changes. */
  readonly at: number;
  readonly text: string;
}

/** A place for markup between runs; a run that it lies in is cut in two. */
export interface Gap {
  readonly at: number;
  /** What ends the first half and begins the second. */
  readonly before: string;
  readonly after: string;
  /** What else the halves need for their spaces to stay, and those that were dropped to stay dropped. */
  readonly also: readonly Insertion[];
}

/** The text with all insertions; those at the same place stand in the order given. */
export function insertAll(xml: string, insertions: readonly Insertion[]): string {
  let result = '';
  let done = 0;
  for (const { at, text } of insertions.toSorted((a, b) => a.at - b.at)) {
    result += xml.slice(done, at) + text;
    done = at;
  }
  return result + xml.slice(done);
}

/** Where a comment that begins at this offset of the draft's text begins in the body; null behind all text. */
export function gapBefore(pieces: readonly Piece[], offset: number): Gap | null {
  const piece = pieces[firstEndingAfter(pieces, offset)];
  if (!piece) return null;
  return gapIn(piece, Math.max(0, offset - piece.start), 'before');
}

/** Where a comment that ends at this offset ends; null before all text. */
export function gapAfter(pieces: readonly Piece[], offset: number): Gap | null {
  const next = firstEndingAfter(pieces, offset);
  const inside = pieces[next];
  const piece = inside && inside.start < offset ? inside : pieces[next - 1];
  return piece ? gapIn(piece, Math.min(piece.text.length, offset - piece.start), 'after') : null;
}

/** Index of the first piece that ends behind an offset; how many there are, if none does. */
function firstEndingAfter(pieces: readonly Piece[], offset: number): number {
  let [low, high] = [0, pieces.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const piece = pieces[middle];
    if (piece && piece.start + piece.text.length <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function gapIn(piece: Piece, offset: number, side: 'before' | 'after'): Gap {
  const { run, host, element, characters, text } = piece;
  if (!run) return whole(side === 'before' ? host.start : host.end);
  if (offset === 0 || (!characters && side === 'before')) {
    return element.start === run.content.start ? whole(run.start) : betweenElements(element.start, run);
  }
  if (offset === text.length || !characters) {
    return element.end === run.content.end ? whole(run.end) : betweenElements(element.end, run);
  }
  return insideText(characters, offset, run);
}

function whole(at: number): Gap {
  return { at, before: '', after: '', also: [] };
}

function betweenElements(at: number, run: Run): Gap {
  return { at, before: run.closing, after: run.reopen, also: [] };
}

function insideText(text: CuttableText, offset: number, run: Run): Gap {
  const { opening, closing, raw, start, preserved, skipped, shown } = text;
  const preserving = preserved ? opening : `${opening.slice(0, -1)} xml:space="preserve">`;
  const also: Insertion[] = [];
  if (!preserved) {
    const [first, last] = [rawOffset(raw, skipped), rawOffset(raw, skipped + shown)];
    if (first === 0) also.push({ at: start - 1, text: ' xml:space="preserve"' });
    else also.push({ at: start + first, text: `${closing}${preserving}` });
    if (last < raw.length) also.push({ at: start + last, text: `${closing}${opening}` });
  }
  const at = start + rawOffset(raw, skipped + offset);
  return { at, before: `${closing}${run.closing}`, after: `${run.reopen}${preserving}`, also };
}

/** Where in XML text a number of its characters ends. */
function rawOffset(raw: string, characters: number): number {
  let left = characters;
  let at = 0;
  for (const character of xmlCharacters(raw)) {
    if (left <= 0) break;
    left -= character.text.length;
    at = character.end;
  }
  return at;
}
