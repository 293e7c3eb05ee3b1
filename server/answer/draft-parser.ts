import type { PassageId } from '../../ingest/paper.ts';
import type { Abstention } from '../wire.ts';
import { AbstentionSchema } from '../wire.ts';
import type { DraftPart } from './answer-writer.ts';
import {
  claimsToQuote,
  maxInSingleMarks,
  mayBeInches,
  nestMark,
  opensQuotation,
  quotationMarks,
  withoutQuotationMarks,
} from '../citations/split-quotations.ts';
import { DraftLexer, type Lexeme } from './draft-lexer.ts';
import type { Evidence } from './evidence.ts';
import { plainProse } from './plain-prose.ts';
import { plainRefusal } from './plain-refusal.ts';

type Mark = Extract<Lexeme, { type: 'mark' }>;

type Mode =
  | { readonly type: 'text' }
  /** Inside `<q>`. */
  | { readonly type: 'quotation'; readonly passage: PassageId | null; held: string }
  /** Inside quotation marks without a tag: as much a claim to quote. `open` are the marks still open, outermost first. */
  | { readonly type: 'marks'; readonly opening: Mark; readonly held: Lexeme[]; length: number; open: readonly string[] }
  | { readonly type: 'abstention'; readonly reason: Abstention['reason']; held: string }
  | { readonly type: 'thought'; readonly before: Mode };

/** Longer than any passage: a quotation that was never closed. In UTF-16 code units. */
const LONGEST_QUOTATION = 2_000;
const LONGEST_MESSAGE = 500;
const DEFAULT_MESSAGE = 'The passages found do not answer this question.';

/**
 * Turns a model's output into parts while it comes; takes anything, never throws. Text streams; quotations come whole.
 * Everything between quotation marks becomes a quotation, tagged or not, so that none stands there unverified.
 */
export class DraftParser {
  readonly #lexer: DraftLexer;
  readonly #passages: ReadonlyMap<number, PassageId>;
  #mode: Mode = { type: 'text' };
  #parts: DraftPart[] = [];
  /** Still to be taken: what stood after a mark that turned out to open nothing is read again. */
  #waiting: Lexeme[] = [];
  #text = '';
  /** A space that is dropped if a marker follows. */
  #gap = '';
  /** The mark around a tag whose closing one is still to come, or ''. */
  #markOwed = '';
  #begun = false;
  /** What was said so far, words in quotation marks included. */
  #draft = '';
  /** Whether a tag was used as it is meant, or words of a passage stand in quotation marks. */
  #claimed = false;
  readonly #texts: readonly string[];
  #quoted = false;
  #abstained = false;

  constructor(evidence: readonly Evidence[], boundary: string) {
    this.#lexer = new DraftLexer(boundary);
    this.#texts = evidence.map(({ text }) => text.toLowerCase());
    this.#passages = new Map(evidence.map(({ number, passage }) => [number, passage]));
  }

  push(chunk: string): DraftPart[] {
    this.#takeAll(this.#lexer.push(chunk));
    return this.#give();
  }

  end(): DraftPart[] {
    this.#takeAll(this.#lexer.end());
    do {
      this.#close();
      this.#takeAll([]);
    } while (this.#mode.type !== 'text');
    this.#close();
    const parts = this.#give();
    const refusal = this.#claimed || this.#abstained ? null : plainRefusal(this.#draft);
    if (refusal === null) return parts;
    this.#quoted = false;
    this.#abstain('no-evidence', refusal);
    return [...parts, ...this.#give()];
  }

  #takeAll(lexemes: readonly Lexeme[]): void {
    this.#waiting.push(...lexemes);
    for (let next = this.#waiting.shift(); next; next = this.#waiting.shift()) this.#take(next);
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
        this.#open(lexeme);
        return;
      }
      case 'marker':
        // The server numbers the citations; a number of the model's own would point anywhere.
        return;
      case 'mark': {
        this.#takeMark(lexeme);
        return;
      }
      case 'text':
        this.#say(lexeme.raw);
        return;
      case 'space':
        this.#gap = lexeme.raw;
    }
  }

  #takeMark(mark: Mark): void {
    if (quotationMarks.get(this.#markOwed)?.closers.includes(mark.raw)) this.#markOwed = '';
    else if (opensQuotation(mark.raw, mark.before, mark.after))
      this.#mode = { type: 'marks', opening: mark, held: [], length: 0, open: [mark.raw] };
    else if (quotationMarks.get(mark.raw)?.single) this.#say(mark.raw);
  }

  #takeInQuotation(lexeme: Lexeme, mode: Extract<Mode, { type: 'quotation' }>): void {
    if (lexeme.type === 'tag') {
      this.#close();
      // "<q>" without a number, inside a quotation, is meant to close it.
      if (lexeme.name !== 'q' || /\d/.test(lexeme.value)) this.#open(lexeme);
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
    const { opening, held } = mode;
    if (lexeme.type === 'mark') {
      mode.open = nestMark(mode.open, lexeme.raw, lexeme.before, lexeme.after);
      if (mode.open.length === 0) {
        this.#closeMarks(mode, lexeme);
        return;
      }
    } else if (lexeme.type === 'tag') {
      if (lexeme.kind === 'close') return;
      const around = held.every((each) => each.type === 'space');
      if (around || !isSaid(opening)) this.#markOwed = opening.raw;
      if (around) this.#mode = { type: 'text' };
      else this.#dropMark(mode);
      this.#waiting.splice(around ? 0 : held.length + Number(isSaid(opening)), 0, lexeme);
      return;
    } else if (lexeme.type === 'space' && this.#isTooMuch(lexeme, mode)) {
      this.#dropMark(mode);
      // Behind what was held, which is read again.
      this.#waiting.splice(held.length + Number(isSaid(opening)), 0, lexeme);
      return;
    }
    held.push(lexeme);
    mode.length += lexeme.raw.length;
  }

  /** Asked at spaces only, which are the same however the output was cut into chunks. */
  #isTooMuch(space: Lexeme, { opening, held, length }: Extract<Mode, { type: 'marks' }>): boolean {
    const last = held.at(-1);
    return (
      isParagraphEnd(space) ||
      length > (isSingle(opening) ? maxInSingleMarks : LONGEST_QUOTATION) ||
      (mayBeInches(opening.raw, opening.before) && last?.type === 'text' && /[.!?]$/.test(last.raw))
    );
  }

  #closeMarks({ opening, held }: Extract<Mode, { type: 'marks' }>, closing: Mark): void {
    this.#mode = { type: 'text' };
    const quoted = held
      .filter((each) => each.type !== 'marker')
      .map((each) => (each.type === 'space' ? ' ' : each.raw));
    if (claimsToQuote(opening.raw, quoted.join(''))) this.#quote(quoted.join(''), null, false);
    else this.#waiting.unshift(asText(opening), ...held, asText(closing));
  }

  /** What a mark without an end stands before is read again, without the mark unless it is an apostrophe or inches. */
  #dropMark({ opening, held }: Extract<Mode, { type: 'marks' }>): void {
    this.#mode = { type: 'text' };
    this.#waiting.unshift(...(isSaid(opening) ? [asText(opening)] : []), ...held);
  }

  #takeInAbstention(lexeme: Lexeme, mode: Extract<Mode, { type: 'abstention' }>): void {
    if (lexeme.type === 'tag' && lexeme.name === 'abstain') this.#close();
    else if (lexeme.type !== 'tag') mode.held += lexeme.raw;
  }

  #open(tag: Extract<Lexeme, { type: 'tag' }>): void {
    if (tag.kind === 'close') return;
    if (tag.name === 'q') {
      if (tag.kind === 'empty') return;
      const passage = this.#passages.get(Number(/\d{1,4}/.exec(tag.value)?.[0])) ?? null;
      this.#mode = { type: 'quotation', passage, held: '' };
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
      this.#quote(mode.held, mode.passage, true);
    } else if (mode.type === 'marks') {
      this.#dropMark(mode);
    } else if (mode.type === 'abstention') {
      this.#abstain(mode.reason, mode.held);
    } else {
      this.#say(this.#gap);
      this.#gap = '';
    }
  }

  #quote(held: string, passage: PassageId | null, tagged: boolean): void {
    const quote = bareQuotation(restored(held));
    if (quote === '' || this.#abstained) return;
    this.#flushText();
    this.#begun = true;
    this.#quoted = true;
    // Words in quotation marks that no passage has may be those that the question asked about.
    this.#claimed ||= tagged || this.#texts.some((text) => text.includes(quote.toLowerCase()));
    this.#remember(quote);
    this.#parts.push({ type: 'quotation', quote, passage });
  }

  #abstain(reason: Abstention['reason'], held: string): void {
    const said = plainProse(withoutQuotationMarks(restored(held)))
      .replace(/\s+/g, ' ')
      .trim()
      .slice(0, LONGEST_MESSAGE);
    // Some write the reason where the sentence belongs.
    const code = AbstentionSchema.shape.reason.safeParse(said.toLowerCase().replace(/\.$/, ''));
    const message = code.success ? '' : said;
    // After a quotation it is a remark about what else is missing.
    if (this.#quoted) {
      this.#say(message);
      return;
    }
    if (this.#abstained) return;
    this.#flushText();
    this.#parts.push({ type: 'abstention', reason: code.data ?? reason, message: message || DEFAULT_MESSAGE });
    this.#abstained = true;
  }

  #say(raw: string): void {
    if (this.#abstained || raw === '') return;
    if (raw.includes('\n')) this.#markOwed = '';
    this.#text += restored(raw);
  }

  #remember(said: string): void {
    if (!this.#claimed && this.#draft.length < LONGEST_QUOTATION) this.#draft += said;
  }

  #flushText(): void {
    const text = this.#begun ? this.#text : this.#text.trimStart();
    this.#text = '';
    if (text === '') return;
    this.#begun = true;
    this.#remember(text);
    this.#parts.push({ type: 'text', text });
  }
}

function isParagraphEnd(lexeme: Lexeme): boolean {
  return lexeme.type === 'space' && /\n\s*\n/.test(lexeme.raw);
}

function isSingle({ raw }: Mark): boolean {
  return quotationMarks.get(raw)?.single ?? false;
}

/** Whether a mark that opens nothing is an apostrophe or inches. */
function isSaid(mark: Mark): boolean {
  return isSingle(mark) || mayBeInches(mark.raw, mark.before);
}

function asText(mark: Mark): Lexeme {
  return { type: 'text', raw: isSingle(mark) ? mark.raw : '″' };
}

/** The prompt writes "<" in passages as its wide form where it could begin a tag. */
function restored(text: string): string {
  return text.replaceAll('＜', '<');
}

/** Without the quotation marks or dots of omission that a model puts at the ends. */
function bareQuotation(held: string): string {
  const dots = /^(?:[\s…]|\.{3})+|(?:[\s…]|\.{3})+$/g;
  const bare = held.replace(dots, '');
  const closers = quotationMarks.get(bare.charAt(0))?.closers ?? [];
  const inside = bare.length > 1 && closers.includes(bare.slice(-1)) ? bare.slice(1, -1) : bare;
  return inside.replace(dots, '');
}
