import type { PassageId } from '../../ingest/paper.ts';
import type { Abstention } from '../wire.ts';
import { AbstentionSchema } from '../wire.ts';
import type { DraftPart, Evidence } from './answer-writer.ts';
import { DraftLexer, type Lexeme } from './draft-lexer.ts';

type Mode =
  | { readonly type: 'text' }
  /** Inside `<q>`; `marked` when the model put quotation marks around it. */
  | { readonly type: 'quotation'; readonly passage: PassageId | null; readonly marked: boolean; held: string }
  /** Inside quotation marks without a tag: as much a claim to quote. */
  | { readonly type: 'marks'; readonly opening: string; held: string }
  | { readonly type: 'abstention'; readonly reason: Abstention['reason']; held: string }
  | { readonly type: 'thought'; readonly before: Mode };

/** Longer than any passage: a quotation that was never closed. In UTF-16 code units. */
const LONGEST_QUOTATION = 2_000;
const LONGEST_MESSAGE = 500;
const DEFAULT_MESSAGE = 'The passages found do not answer this question.';

/**
 * Turns a model's output into parts while it comes; takes anything, never throws. Text streams; quotations come whole.
 * Everything between double quotation marks becomes a quotation, tagged or not, so that none stands there unverified.
 */
export class DraftParser {
  readonly #lexer: DraftLexer;
  readonly #passages: ReadonlyMap<number, PassageId>;
  #mode: Mode = { type: 'text' };
  #parts: DraftPart[] = [];
  #text = '';
  /** A space that is dropped if a marker follows. */
  #gap = '';
  /** The last character of text given out. */
  #last = '';
  /** A closing quotation mark is still to come, for a tag that stood inside marks. */
  #markOwed = false;
  #begun = false;
  #quoted = false;
  #abstained = false;

  constructor(evidence: readonly Evidence[], boundary: string) {
    this.#lexer = new DraftLexer(boundary);
    this.#passages = new Map(evidence.map(({ number, passage }) => [number, passage]));
  }

  push(chunk: string): DraftPart[] {
    for (const lexeme of this.#lexer.push(chunk)) this.#take(lexeme);
    return this.#give();
  }

  end(): DraftPart[] {
    for (const lexeme of this.#lexer.end()) this.#take(lexeme);
    this.#close();
    return this.#give();
  }

  #give(): DraftPart[] {
    this.#flushText();
    const parts = this.#parts;
    this.#parts = [];
    return parts;
  }

  #take(lexeme: Lexeme): void {
    const mode = this.#mode;
    if (mode.type === 'thought') {
      if (lexeme.type === 'tag' && lexeme.name === 'think' && lexeme.kind === 'close') this.#mode = mode.before;
      return;
    }
    if (lexeme.type === 'tag' && lexeme.name === 'think') {
      if (lexeme.kind === 'open') this.#mode = { type: 'thought', before: mode };
      return;
    }
    switch (mode.type) {
      case 'text': {
        this.#takeInText(lexeme);
        return;
      }
      case 'quotation': {
        this.#takeInQuotation(lexeme, mode);
        return;
      }
      case 'marks': {
        this.#takeInMarks(lexeme, mode);
        return;
      }
      case 'abstention': {
        this.#takeInAbstention(lexeme, mode);
        return;
      }
    }
  }

  #takeInText(lexeme: Lexeme): void {
    if (lexeme.type !== 'marker') this.#say(this.#gap);
    this.#gap = '';
    switch (lexeme.type) {
      case 'tag': {
        this.#open(lexeme, false);
        return;
      }
      case 'marker':
        // The server numbers the citations; a number of the model's own would point anywhere.
        return;
      case 'mark': {
        this.#takeMark(lexeme.raw);
        return;
      }
      case 'text':
        this.#say(lexeme.raw);
        return;
      case 'space':
        this.#gap = lexeme.raw;
    }
  }

  #takeMark(mark: string): void {
    if (this.#markOwed && !/[“„«]/.test(mark)) {
      this.#markOwed = false;
    } else if (/[“„«]/.test(mark) || (mark === '"' && /^$|[\s([{—–/-]/.test(this.#last))) {
      this.#mode = { type: 'marks', opening: mark, held: '' };
    } else if (mark === '"') {
      // After a letter or a number it is no quotation mark, but inches.
      this.#say('″');
    }
  }

  #takeInQuotation(lexeme: Lexeme, mode: Extract<Mode, { type: 'quotation' }>): void {
    if (lexeme.type === 'tag') {
      this.#close();
      // "<q>" without a number, inside a quotation, is meant to close it.
      if (lexeme.name !== 'q' || /\d/.test(lexeme.value)) this.#open(lexeme, false);
      return;
    }
    // Passages have no paragraphs, so a quotation that runs over one's end was never closed.
    if (isParagraphEnd(lexeme) || mode.held.length > LONGEST_QUOTATION) {
      this.#close();
      this.#takeInText(lexeme);
      return;
    }
    mode.held += lexeme.type === 'space' ? ' ' : lexeme.raw;
  }

  #takeInMarks(lexeme: Lexeme, mode: Extract<Mode, { type: 'marks' }>): void {
    if (lexeme.type === 'mark' && closes(lexeme.raw, mode.opening)) {
      this.#quote(mode.held, null);
      this.#mode = { type: 'text' };
    } else if (lexeme.type === 'tag') {
      this.#close();
      this.#markOwed = true;
      this.#open(lexeme, true);
    } else if (isParagraphEnd(lexeme) || mode.held.length > LONGEST_QUOTATION) {
      this.#close();
      this.#takeInText(lexeme);
    } else if (lexeme.type !== 'marker') {
      mode.held += lexeme.type === 'space' ? ' ' : lexeme.raw;
    }
  }

  #takeInAbstention(lexeme: Lexeme, mode: Extract<Mode, { type: 'abstention' }>): void {
    if (lexeme.type === 'tag' && lexeme.name === 'abstain') this.#close();
    else if (lexeme.type === 'text' || lexeme.type === 'space') mode.held += lexeme.raw;
  }

  #open(tag: Extract<Lexeme, { type: 'tag' }>, marked: boolean): void {
    if (tag.kind === 'close') return;
    if (tag.name === 'q') {
      if (tag.kind === 'empty') return;
      const passage = this.#passages.get(Number(/\d{1,4}/.exec(tag.value)?.[0])) ?? null;
      this.#mode = { type: 'quotation', passage, marked, held: '' };
      return;
    }
    const named = AbstentionSchema.shape.reason.safeParse(/[a-z]+(?:-[a-z]+)+/.exec(tag.value.toLowerCase())?.[0]);
    this.#mode = { type: 'abstention', reason: named.data ?? 'no-evidence', held: '' };
    if (tag.kind === 'empty') this.#close();
  }

  /** Ends what is open, as well as can be. */
  #close(): void {
    const mode = this.#mode.type === 'thought' ? this.#mode.before : this.#mode;
    this.#mode = { type: 'text' };
    if (mode.type === 'quotation') {
      this.#markOwed = mode.marked;
      this.#quote(mode.held, mode.passage);
    } else if (mode.type === 'marks') {
      // Never closed: no quotation, so no quotation mark either.
      this.#say(mode.held.replace(/["“”„«»]/g, ''));
    } else if (mode.type === 'abstention') {
      this.#abstain(mode.reason, mode.held.replace(/\s+/g, ' ').trim().slice(0, LONGEST_MESSAGE));
    } else {
      this.#say(this.#gap);
      this.#gap = '';
    }
  }

  #quote(held: string, passage: PassageId | null): void {
    const quote = bareQuotation(restored(held));
    if (quote === '' || this.#abstained) return;
    this.#flushText();
    this.#begun = true;
    this.#quoted = true;
    this.#last = '”';
    this.#parts.push({ type: 'quotation', quote, passage });
  }

  #abstain(reason: Abstention['reason'], message: string): void {
    // After a quotation it is a remark about what else is missing.
    if (this.#quoted) {
      this.#say(restored(message));
      return;
    }
    if (this.#abstained) return;
    this.#flushText();
    this.#parts.push({ type: 'abstention', reason, message: restored(message) || DEFAULT_MESSAGE });
    this.#abstained = true;
  }

  #say(raw: string): void {
    if (this.#abstained || raw === '') return;
    if (raw.includes('\n')) this.#markOwed = false;
    this.#text += restored(raw);
    this.#last = raw.slice(-1);
  }

  #flushText(): void {
    const text = this.#begun ? this.#text : this.#text.trimStart();
    this.#text = '';
    if (text === '') return;
    this.#begun = true;
    this.#parts.push({ type: 'text', text });
  }
}

function isParagraphEnd(lexeme: Lexeme): boolean {
  return lexeme.type === 'space' && /\n\s*\n/.test(lexeme.raw);
}

function closes(mark: string, opening: string): boolean {
  if (opening === '«') return mark === '»';
  if (opening === '„') return /["“”]/.test(mark);
  return /["”]/.test(mark);
}

/** The prompt writes "<" in passages as its wide form where it could begin a tag. */
function restored(text: string): string {
  return text.replaceAll('＜', '<');
}

/** Without the quotation marks or dots of omission that a model puts at the ends. */
function bareQuotation(held: string): string {
  const dots = /^(?:[\s…]|\.{3})+|(?:[\s…]|\.{3})+$/g;
  const bare = held.replace(dots, '');
  const inside = /^(?:["“”](.+)["“”]|‘(.+)’|«(.+)»)$/s.exec(bare);
  return (inside?.[1] ?? inside?.[2] ?? inside?.[3] ?? bare).replace(dots, '');
}
