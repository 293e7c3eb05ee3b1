import { markCharacters, markPattern } from '../citations/split-quotations.ts';

/** What a model's output is made of. `raw` is the output's own wording. */
export type Lexeme =
  | { readonly type: 'text'; readonly raw: string }
  | { readonly type: 'space'; readonly raw: string }
  /**
   * `<q n="2">`, `</q>`, `<abstain reason="…">`, `<think>`: the names that the prompt or reasoning models use.
   * `<quote>`, `<blockquote>`, `<cite>` and Markdown's "> …" are `q` too.
   */
  | {
      readonly type: 'tag';
      readonly raw: string;
      readonly name: TagName;
      readonly kind: TagKind;
      readonly value: string;
    }
  /** One of `quotationMarks`, an entity decoded, with the characters around it ('' at an end). */
  | { readonly type: 'mark'; readonly raw: string; readonly before: string; readonly after: string }
  /** `[3]`, `[1, 2]`, `[[1]]`, `[^1]` or `[1](https://…)`. */
  | { readonly type: 'marker'; readonly raw: string };

export type TagName = 'q' | 'abstain' | 'think';
export type TagKind = 'open' | 'close' | 'empty';

const NAMES = ['q', 'quote', 'blockquote', 'cite', 'abstain', 'think', 'thinking'];
const ALTERNATIVES = NAMES.join('|');
const REST = `(?:[\\s=:"'\\d/][^<>]{0,400})?`;
const TAG = new RegExp(`^<(/\\s?)?(${ALTERNATIVES})(${REST})>`, 'i');
const UNFINISHED_NAME = /^<(?:\/\s?)?([a-z]*)$/i;
const UNFINISHED_TAG = new RegExp(`^<(?:/\\s?)?(?:${ALTERNATIVES})${REST}$`, 'i');
const FENCE = /^`{3,}[\w-]{0,20}\r?\n/;
const UNFINISHED_FENCE = /^(?:`{1,2}|`{3,}[\w-]{0,20}\r?)$/;
const MARKER =
  /^\[{1,2}\s?\^?(?:0\d{3}|\d{1,3})[a-z]?(?:\s?[,;–-]\s?\d{1,3}[a-z]?){0,8}\s?\]{1,2}(?:\([^()\s]{0,200}\))?/i;
const UNFINISHED_MARKER = /^\[{1,2}(?:[\s\d,;^–-]|\d[a-z]){0,90}(?:\]{1,2}(?:\([^()\s]{0,200})?)?$/i;
const SPACE = /^\s{1,64}/;
const MARK = new RegExp(`^(?:${markPattern.source})`);
const ENTITIES = new Map(
  Object.entries({
    quot: '"', '#34': '"', '#x22': '"', ldquo: '“', '#8220': '“', '#x201c': '“', rdquo: '”', '#8221': '”', '#x201d': '”',
    bdquo: '„', '#8222': '„', laquo: '«', '#171': '«', raquo: '»', '#187': '»', lsquo: '‘', '#8216': '‘', rsquo: '’',
    '#8217': '’', sbquo: '‚', lsaquo: '‹', rsaquo: '›', apos: "'", '#39': "'", '#x27': "'",
  }),
); // prettier-ignore
const ENTITY = /^&(#?[a-z\d]{1,6});/i;
const UNFINISHED_ENTITY = /^&#?[a-z\d]{0,6}$/i;
const ESCAPED_MARK = new RegExp(`^\\\\{1,8}(?=[${markCharacters}]|&(?:quot|#34|ldquo|rdquo);)`);
const UNFINISHED_ESCAPE = /^\\{1,8}(?:&#?[a-z\d]{0,6})?$/;
const BLOCK_QUOTE = /^(?:>[ \t]?){1,16}/;
const UNFINISHED_BLOCK_QUOTE = /^(?:>[ \t]?){1,16}$/;
const NEXT_QUOTED_LINE = /^[ \t]{0,20}\r?\n[ \t]{0,20}(?:>[ \t]?){1,8}/;

/**
 * Cuts a model's output into lexemes as it comes, with the same result however it is cut into chunks: what might be
 * the start of something longer is held back. Code fences and lines that hold the prompt's boundary fall out.
 */
export class DraftLexer {
  readonly #boundary: string;
  readonly #plain: RegExp;
  #buffer = '';
  #skippingLine = false;
  /** The character before the buffer, as far as a quotation mark can tell. */
  #before = '';
  #atLineStart = true;
  #inBlockQuote = false;

  /** @param boundary letters and digits only */
  constructor(boundary: string) {
    this.#boundary = boundary;
    this.#plain = new RegExp(`^[^\\s<&\\\\\\[${markCharacters}${boundary.slice(0, 1)}]+`);
  }

  push(chunk: string): Lexeme[] {
    this.#buffer += chunk;
    return this.#read(false);
  }

  end(): Lexeme[] {
    return this.#read(true);
  }

  #read(ended: boolean): Lexeme[] {
    const lexemes: Lexeme[] = [];
    let at = 0;
    while (at < this.#buffer.length) {
      if (this.#skippingLine) {
        const newline = this.#buffer.indexOf('\n', at);
        at = newline < 0 ? this.#buffer.length : newline;
        this.#skippingLine = newline < 0;
        continue;
      }
      const found = this.#match(this.#buffer.slice(at, at + 512), ended);
      if (found === 'wait') break;
      if (found.lexeme) lexemes.push(found.lexeme);
      this.#pass(this.#buffer.slice(at, at + found.length), found.lexeme);
      at += found.length;
    }
    this.#buffer = this.#buffer.slice(at);
    return lexemes;
  }

  #pass(raw: string, lexeme: Lexeme | null): void {
    // A backslash that fell out changes nothing for the mark after it.
    if (raw === '' || (lexeme === null && raw.startsWith('\\'))) return;
    this.#before = lexeme?.type === 'tag' ? (lexeme.kind === 'close' ? '”' : ' ') : raw.slice(-1);
    if (/\n\s*$/.test(raw)) this.#atLineStart = true;
    else if (/\S/.test(raw)) this.#atLineStart = false;
  }

  #match(rest: string, ended: boolean): { length: number; lexeme: Lexeme | null } | 'wait' {
    if (rest.startsWith(this.#boundary)) {
      this.#skippingLine = true;
      return { length: this.#boundary.length, lexeme: null };
    }
    if (!ended && this.#mayGrow(rest)) return 'wait';
    const tag = TAG.exec(rest);
    if (tag) return { length: tag[0].length, lexeme: tagLexeme(tag) };
    // A tag that the output's end cut off is not for a reader.
    if (UNFINISHED_TAG.test(rest)) return { length: rest.length, lexeme: null };
    const fence = FENCE.exec(rest) ?? /^`{3,}/.exec(rest);
    if (fence) return { length: fence[0].length, lexeme: null };
    const quoted = this.#matchBlockQuote(rest);
    if (quoted) return quoted;
    const escape = ESCAPED_MARK.exec(rest);
    if (escape) return { length: escape[0].length, lexeme: null };
    const mark = MARK.exec(rest)?.[0];
    if (mark !== undefined) return this.#markLexeme(mark, mark.length, rest);
    const entity = ENTITY.exec(rest);
    const decoded = ENTITIES.get(entity?.[1]?.toLowerCase() ?? '');
    if (entity && decoded !== undefined) return this.#markLexeme(decoded, entity[0].length, rest);
    for (const [type, pattern] of [
      ['marker', MARKER],
      ['space', SPACE],
    ] as const) {
      const found = pattern.exec(rest);
      if (found) return { length: found[0].length, lexeme: { type, raw: found[0] } };
    }
    let raw = this.#plain.exec(rest)?.[0] ?? rest.slice(0, 1);
    // Half a surrogate pair waits for its other half.
    if (!ended && raw.length === rest.length && /[\ud800-\udbff]$/.test(raw)) raw = raw.slice(0, -1);
    return raw === '' ? 'wait' : { length: raw.length, lexeme: { type: 'text', raw } };
  }

  #markLexeme(raw: string, length: number, rest: string): { length: number; lexeme: Lexeme } {
    return { length, lexeme: { type: 'mark', raw, before: this.#before, after: rest.charAt(length) } };
  }

  /** Lines that begin with ">" are one quotation, up to the first that does not. */
  #matchBlockQuote(rest: string): { length: number; lexeme: Lexeme } | null {
    if (this.#inBlockQuote) {
      const next = NEXT_QUOTED_LINE.exec(rest);
      if (next) return { length: next[0].length, lexeme: { type: 'space', raw: ' ' } };
      if (!/^[^\S\n]{0,20}\n/.test(rest)) return null;
      this.#inBlockQuote = false;
      return { length: 0, lexeme: { type: 'tag', raw: '', name: 'q', kind: 'close', value: '' } };
    }
    const begun = this.#atLineStart ? BLOCK_QUOTE.exec(rest) : null;
    if (!begun) return null;
    this.#inBlockQuote = true;
    return { length: begun[0].length, lexeme: { type: 'tag', raw: begun[0], name: 'q', kind: 'open', value: '' } };
  }

  #mayGrow(rest: string): boolean {
    if (this.#boundary.startsWith(rest)) return true;
    const name = UNFINISHED_NAME.exec(rest)?.[1]?.toLowerCase();
    if (name !== undefined && NAMES.some((known) => known.startsWith(name))) return true;
    const unfinished = [UNFINISHED_TAG, UNFINISHED_FENCE, UNFINISHED_MARKER, UNFINISHED_ENTITY, UNFINISHED_ESCAPE];
    if (unfinished.some((pattern) => pattern.test(rest))) return true;
    if (this.#atLineStart && UNFINISHED_BLOCK_QUOTE.test(rest)) return true;
    if (this.#inBlockQuote && /^[ \t]{0,20}\r?\n[ \t]{0,20}(?:>[ \t]?){0,8}$/.test(rest)) return true;
    // What follows a mark decides whether it opens or closes.
    const mark = MARK.exec(rest)?.[0] ?? ENTITY.exec(rest)?.[0];
    if (mark?.length === rest.length) return true;
    return rest.length < 64 && /^\s+$/.test(rest);
  }
}

function tagLexeme([raw, slash, word = '', value = '']: RegExpExecArray): Lexeme {
  const initial = word.slice(0, 1).toLowerCase();
  return {
    type: 'tag',
    raw,
    name: initial === 'a' ? 'abstain' : initial === 't' ? 'think' : 'q',
    kind: slash ? 'close' : value.trimEnd().endsWith('/') ? 'empty' : 'open',
    value,
  };
}
