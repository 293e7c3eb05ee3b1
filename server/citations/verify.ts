import type { Paper, PassageId } from '../../ingest/paper.ts';
import { sentenceSpans } from '../../ingest/sentences.ts';
import type { DraftPart } from '../answer/answer-writer.ts';
import { plainProse } from '../answer/plain-prose.ts';
import type { Place, RejectedQuotation } from '../wire.ts';
import { placeOf } from './citation.ts';
import { type Found, findQuotation } from './find-quotation.ts';
import { nearlyThere } from './nearly.ts';
import { splitQuotations } from './split-quotations.ts';

/** What may be shown. `sentence` holds its markers; texts of all sentences joined are the answer. */
export type VerifiedPart =
  | { readonly type: 'citation'; readonly citation: Place }
  | { readonly type: 'rejected'; readonly rejected: RejectedQuotation }
  | { readonly type: 'sentence'; readonly text: string; readonly citations: readonly number[] }
  | Extract<DraftPart, { type: 'abstention' }>;

export interface Evidence {
  readonly passage: PassageId;
  readonly paper: Paper;
}

/**
 * The proof that stands outside whatever wrote a draft: locates every quotation, the ones in quotation marks inside
 * plain text included, in the passages given and then in their papers. A sentence with a quotation that is not there
 * is left out whole and the quotation reported; a sentence is held until all its quotations were located. Markers
 * are numbered in the order in which they are shown; the same place keeps its number.
 */
export async function* verifyDraft(
  draft: AsyncIterable<DraftPart>,
  evidence: readonly Evidence[],
): AsyncGenerator<VerifiedPart, void, void> {
  const desk = new Desk(evidence);
  for await (const part of draft) {
    if (part.type === 'abstention') yield part;
    else if (part.type === 'text') desk.text(part.text);
    else desk.quotation(part.quote, part.passage);
    yield* desk.release(false);
  }
  yield* desk.release(true);
}

type Piece =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'quotation'; readonly quote: string; readonly passage: PassageId | null };

/** Characters that have to follow a sentence before it counts as finished: what decides about its end is there then. */
const lookAhead = 60;
/** Fewer words than this are no quotation unless they hold a name or a number: "the cheese" proves nothing. */
const fewestWords = 3;

/** Holds a draft back until it is known what of it may be shown; how the draft was cut into parts changes nothing. */
class Desk {
  private readonly evidence: readonly Evidence[];
  private readonly numbers = new Map<string, number>();
  /** Text that may still open a quotation which its end does not close, and the character before it. */
  private tail = '';
  private before = '';
  private pieces: Piece[] = [];
  private shown = '';

  constructor(evidence: readonly Evidence[]) {
    this.evidence = evidence;
  }

  text(text: string): void {
    for (const character of text) {
      this.tail += character;
      this.split(false);
    }
  }

  quotation(quote: string, passage: PassageId | null): void {
    this.split(true);
    this.pieces.push({ type: 'quotation', quote, passage });
    this.before = '';
  }

  *release(end: boolean): Generator<VerifiedPart, void, void> {
    if (end) this.split(true);
    for (let next = this.takeSentence(end); next.length > 0; next = this.takeSentence(end)) yield* this.sentence(next);
  }

  private split(end: boolean): void {
    const { done, open } = splitQuotations(this.before + this.tail, end);
    if (open !== '' && open.length >= this.tail.length) return;
    let known = this.before.length;
    for (const piece of done) {
      const text = piece.text.slice(known);
      known = 0;
      if (piece.type === 'quotation') this.pieces.push({ type: 'quotation', quote: text, passage: null });
      else this.addText(text);
      this.before = piece.type === 'text' ? text.slice(-1) || this.before : '';
    }
    this.tail = open;
  }

  private addText(text: string): void {
    const last = this.pieces.at(-1);
    if (text === '') return;
    if (last?.type === 'text') this.pieces[this.pieces.length - 1] = { type: 'text', text: last.text + text };
    else this.pieces.push({ type: 'text', text });
  }

  /** The pieces of the first finished sentence, taken off; [] while none is finished. */
  private takeSentence(end: boolean): Piece[] {
    // A quotation stands in for itself, with the end of its sentence if it has one.
    const parts = this.pieces.map((piece) =>
      piece.type === 'text' ? piece.text : `“Q${/[.!?]["”’)]*$/.test(piece.quote.trim()) ? '.' : ''}”`,
    );
    const flat = parts.join('');
    const [first, second] = sentenceSpans(flat);
    if (!first || !second || (!end && flat.length - first.end < lookAhead)) {
      return end ? this.pieces.splice(0) : [];
    }
    const taken: Piece[] = [];
    for (let left = second.start; left > 0;) {
      const piece = this.pieces[0];
      const length = parts.shift()?.length ?? 0;
      if (!piece) break;
      if (length <= left || piece.type === 'quotation') taken.push(...this.pieces.splice(0, 1));
      else {
        taken.push({ type: 'text', text: piece.text.slice(0, left) });
        this.pieces[0] = { type: 'text', text: piece.text.slice(left) };
      }
      left -= length;
    }
    return taken;
  }

  private *sentence(pieces: readonly Piece[]): Generator<VerifiedPart, void, void> {
    const located: (Found | null)[] = [];
    let rejected = false;
    for (const piece of pieces) {
      if (piece.type === 'text') continue;
      const found = isQuotation(piece.quote) ? findQuotation(piece.quote, piece.passage, this.evidence) : null;
      located.push(found);
      if (found || !isQuotation(piece.quote)) continue;
      rejected = true;
      const reason = nearlyThere(piece.quote, this.evidence) ? 'altered' : 'not-found';
      yield { type: 'rejected', rejected: { quote: piece.quote, reason } };
    }
    if (rejected) return;
    let text = '';
    const citations: number[] = [];
    for (const piece of pieces) {
      if (piece.type === 'text') {
        text += plainProse(piece.text);
        continue;
      }
      const gap = text === '' || /[\s("“‘[]$/.test(text) ? '' : ' ';
      const found = located.shift();
      if (!found) {
        text += gap + plainProse(piece.quote);
        continue;
      }
      const key = `${found.paper.id}:${found.place.span.start}-${found.place.span.end}`;
      const known = this.numbers.get(key);
      const number = known ?? this.numbers.size + 1;
      const citation = placeOf(found.paper, found.place, number);
      if (known === undefined) {
        this.numbers.set(key, number);
        yield { type: 'citation', citation };
      }
      if (!citations.includes(number)) citations.push(number);
      text += `${gap}“${citation.quote}” [${number}]`;
    }
    if (this.shown === '') text = text.trimStart();
    if (text === '') return;
    if (this.shown !== '' && !/\s$/.test(this.shown) && !/^\s/.test(text)) text = ` ${text}`;
    this.shown = text;
    yield { type: 'sentence', text, citations };
  }
}

function isQuotation(quote: string): boolean {
  const words = quote.match(/[\p{L}\p{N}][^\s]*/gu) ?? [];
  return words.length >= fewestWords || words.some((word) => /[\p{Lu}\p{N}]/u.test(word)) || words.length === 0;
}
