import { type Paper, type PassageId, type Span, parsePassageId } from '../../ingest/paper.ts';
import { sentenceSpans } from '../../ingest/sentences.ts';
import type { DraftPart } from '../answer/answer-writer.ts';
import type { Place, RejectedQuotation } from '../wire.ts';
import { placeOf } from './citation.ts';
import { type Located, locate } from './locate.ts';
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

class Desk {
  private readonly evidence: readonly Evidence[];
  private readonly numbers = new Map<string, number>();
  /** Text that may still open a quotation which its end does not close. */
  private tail = '';
  private pieces: Piece[] = [];
  private shown = '';

  constructor(evidence: readonly Evidence[]) {
    this.evidence = evidence;
  }

  text(text: string): void {
    this.tail += text;
    const { done, open } = splitQuotations(this.tail, false);
    this.tail = open;
    for (const piece of done) this.add(piece);
  }

  quotation(quote: string, passage: PassageId | null): void {
    this.closeTail();
    this.pieces.push({ type: 'quotation', quote, passage });
  }

  *release(end: boolean): Generator<VerifiedPart, void, void> {
    if (end) this.closeTail();
    for (let count = this.sentenceLength(end); count > 0; count = this.sentenceLength(end)) {
      yield* this.sentence(this.pieces.splice(0, count));
    }
  }

  private closeTail(): void {
    for (const piece of splitQuotations(this.tail, true).done) this.add(piece);
    this.tail = '';
  }

  /** Plain text goes in sentence by sentence, so that `sentenceLength` can count pieces. */
  private add(piece: { type: 'text' | 'quotation'; text: string }): void {
    if (piece.type === 'quotation') this.pieces.push({ type: 'quotation', quote: piece.text, passage: null });
    else {
      const last = this.pieces.at(-1);
      const text = last?.type === 'text' && !endsSentence(last.text) ? last.text + piece.text : piece.text;
      if (text !== piece.text) this.pieces.pop();
      let from = 0;
      const spans = sentenceSpans(text);
      spans.forEach((_, index) => {
        const end = spans[index + 1]?.start ?? text.length;
        this.pieces.push({ type: 'text', text: text.slice(from, end) });
        from = end;
      });
      if (spans.length === 0 && text !== '') this.pieces.push({ type: 'text', text });
    }
  }

  /** How many pieces make the first finished sentence; 0 while none is finished. */
  private sentenceLength(end: boolean): number {
    for (let index = 0; index < this.pieces.length; index += 1) {
      const piece = this.pieces[index];
      const next = this.pieces[index + 1];
      if (!piece) break;
      const closed = piece.type === 'text' ? endsSentence(piece.text) : /[.!?]["”’)]*$/.test(piece.quote.trim());
      if (!closed || !next) continue;
      const starts = next.type === 'quotation' || /^\s*["“(]?[\p{Lu}\d]/u.test(next.text);
      if (starts && !(next.type === 'text' && /^\s*[[(,;:.]/.test(next.text))) return index + 1;
    }
    return end ? this.pieces.length : 0;
  }

  private *sentence(pieces: readonly Piece[]): Generator<VerifiedPart, void, void> {
    const located: { paper: Paper; place: Located }[] = [];
    let rejected = false;
    for (const piece of pieces) {
      if (piece.type === 'text') continue;
      const found = this.find(piece.quote, piece.passage);
      if (found) located.push(found);
      else {
        rejected = true;
        const reason = nearlyThere(piece.quote, this.evidence) ? 'altered' : 'not-found';
        yield { type: 'rejected', rejected: { quote: piece.quote, reason } };
      }
    }
    if (rejected) return;
    let text = '';
    const citations: number[] = [];
    for (const piece of pieces) {
      if (piece.type === 'text') text += stripMarkers(piece.text);
      else {
        const found = located.shift();
        if (!found) continue;
        const key = `${found.paper.id}:${found.place.span.start}-${found.place.span.end}`;
        let number = this.numbers.get(key);
        const isNew = number === undefined;
        number ??= this.numbers.size + 1;
        const citation = placeOf(found.paper, found.place, number);
        if (isNew) {
          this.numbers.set(key, number);
          yield { type: 'citation', citation };
        }
        if (!citations.includes(number)) citations.push(number);
        text += `${text === '' || /[\s("“‘[]$/.test(text) ? '' : ' '}“${citation.quote}” [${number}]`;
      }
    }
    if (this.shown === '') text = text.trimStart();
    if (text === '') return;
    if (this.shown !== '' && !/\s$/.test(this.shown) && !/^\s/.test(text)) text = ` ${text}`;
    this.shown = text;
    yield { type: 'sentence', text, citations };
  }

  private find(quote: string, passage: PassageId | null): { paper: Paper; place: Located } | null {
    const named = this.evidence.filter((item) => item.passage === passage);
    const order = [...named, ...this.evidence.filter((item) => item.passage !== passage)];
    for (const { paper, passage: id } of order) {
      const span: Span | undefined = parsePassageId(id)?.span;
      const place = span ? locate(paper, quote, span) : null;
      if (place) return { paper, place };
    }
    for (const paper of new Set(order.map((item) => item.paper))) {
      const place = locate(paper, quote);
      if (place) return { paper, place };
    }
    return null;
  }
}

function endsSentence(text: string): boolean {
  return /(?:[.!?…]["”’)\]]*|\n)\s*$/.test(text);
}

/** A writer's own "[3]" would look like a citation. */
function stripMarkers(text: string): string {
  return text.replace(/\s?\[\d{1,3}(?:\s*[,–-]\s*\d{1,3})*\]/g, '');
}
