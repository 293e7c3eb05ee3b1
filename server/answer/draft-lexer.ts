/** What a model's output is made of. `raw` is the output's own wording. */
export type Lexeme =
  | { readonly type: 'text'; readonly raw: string }
  | { readonly type: 'space'; readonly raw: string }
  /** `<q n="2">`, `</q>`, `<abstain reason="…">`, `<think>`: the names that the prompt or reasoning models use. */
  | {
      readonly type: 'tag';
      readonly raw: string;
      readonly name: TagName;
      readonly kind: TagKind;
      readonly value: string;
    }
  /** A double quotation mark of any style. */
  | { readonly type: 'mark'; readonly raw: string }
  /** `[3]` or `[1, 2]`. */
  | { readonly type: 'marker'; readonly raw: string };

export type TagName = 'q' | 'abstain' | 'think';
export type TagKind = 'open' | 'close' | 'empty';

const NAMES = ['q', 'quote', 'abstain', 'think', 'thinking'];
const TAG = /^<(\/\s?)?(q|quote|abstain|think|thinking)((?:[\s=:"'\d/][^<>]{0,120})?)>/i;
const UNFINISHED_NAME = /^<(?:\/\s?)?([a-z]*)$/i;
const UNFINISHED_TAG = /^<(?:\/\s?)?(?:q|quote|abstain|think|thinking)(?:[\s=:"'\d/][^<>]{0,120})?$/i;
const FENCE = /^`{3,}[\w-]{0,20}\r?\n/;
const UNFINISHED_FENCE = /^(?:`{1,2}|`{3,}[\w-]{0,20}\r?)$/;
const MARKER = /^\[\s?\d{1,3}(?:\s?[,;–-]\s?\d{1,3}){0,8}\s?\]/;
const UNFINISHED_MARKER = /^\[[\s\d,;–-]{0,64}$/;
const SPACE = /^\s{1,64}/;
const MARK = /^["“”„«»]/;

/**
 * Cuts a model's output into lexemes as it comes, with the same result however it is cut into chunks: what might be
 * the start of something longer is held back. Code fences and lines that hold the prompt's boundary fall out.
 */
export class DraftLexer {
  readonly #boundary: string;
  readonly #plain: RegExp;
  #buffer = '';
  #skippingLine = false;

  /** @param boundary letters and digits only */
  constructor(boundary: string) {
    this.#boundary = boundary;
    this.#plain = new RegExp(`^[^\\s<\`\\["“”„«»${boundary.slice(0, 1)}]+`);
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
      at += found.length;
    }
    this.#buffer = this.#buffer.slice(at);
    return lexemes;
  }

  #match(rest: string, ended: boolean): { length: number; lexeme: Lexeme | null } | 'wait' {
    if (rest.startsWith(this.#boundary)) {
      this.#skippingLine = true;
      return { length: this.#boundary.length, lexeme: null };
    }
    if (!ended && mayGrow(rest, this.#boundary)) return 'wait';
    const tag = TAG.exec(rest);
    if (tag) return { length: tag[0].length, lexeme: tagLexeme(tag) };
    // A tag that the output's end cut off is not for a reader.
    if (UNFINISHED_TAG.test(rest)) return { length: rest.length, lexeme: null };
    const fence = FENCE.exec(rest) ?? /^`{3,}/.exec(rest);
    if (fence) return { length: fence[0].length, lexeme: null };
    for (const [type, pattern] of [
      ['marker', MARKER],
      ['space', SPACE],
      ['mark', MARK],
    ] as const) {
      const found = pattern.exec(rest);
      if (found) return { length: found[0].length, lexeme: { type, raw: found[0] } };
    }
    let raw = this.#plain.exec(rest)?.[0] ?? rest.slice(0, 1);
    // Half a surrogate pair waits for its other half.
    if (!ended && raw.length === rest.length && /[\ud800-\udbff]$/.test(raw)) raw = raw.slice(0, -1);
    return raw === '' ? 'wait' : { length: raw.length, lexeme: { type: 'text', raw } };
  }
}

function mayGrow(rest: string, boundary: string): boolean {
  if (boundary.startsWith(rest)) return true;
  const name = UNFINISHED_NAME.exec(rest)?.[1]?.toLowerCase();
  if (name !== undefined && NAMES.some((known) => known.startsWith(name))) return true;
  if ([UNFINISHED_TAG, UNFINISHED_FENCE, UNFINISHED_MARKER].some((pattern) => pattern.test(rest))) return true;
  return rest.length < 64 && /^\s+$/.test(rest);
}

function tagLexeme([raw, slash, word = '', value = '']: RegExpExecArray): Lexeme {
  const initial = word.slice(0, 1).toLowerCase();
  return {
    type: 'tag',
    raw,
    name: initial === 'q' ? 'q' : initial === 'a' ? 'abstain' : 'think',
    kind: slash ? 'close' : value.trimEnd().endsWith('/') ? 'empty' : 'open',
    value,
  };
}
