/** A value of an argument. */
export type Value =
  | { readonly kind: 'string' | 'enum'; readonly value: string }
  | { readonly kind: 'int' | 'float'; readonly value: number }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'list'; readonly items: readonly Value[] }
  | { readonly kind: 'object'; readonly fields: ReadonlyMap<string, Value> };

export interface Field {
  readonly alias: string;
  readonly name: string;
  readonly args: ReadonlyMap<string, Value>;
  /** Null: no braces. */
  readonly fields: readonly Field[] | null;
}

export interface Operation {
  /** Types by names without the dollar sign. */
  readonly variables: ReadonlyMap<string, string>;
  readonly fields: readonly Field[];
}

/** A query that is not GraphQL, or not of the part of it that Ibid has used so far. */
export class GraphqlSyntaxError extends Error {}

type Kind = 'punctuator' | 'name' | 'int' | 'float' | 'string' | 'end';
interface Token {
  readonly kind: Kind;
  readonly text: string;
  readonly at: number;
}

const patterns: readonly (readonly [Kind, RegExp])[] = [
  ['punctuator', /[{}()[\]:!$]/y],
  ['name', /[_A-Za-z][_0-9A-Za-z]*/y],
  ['float', /-?(?:0|[1-9]\d*)(?:\.\d+(?:[eE][+-]?\d+)?|[eE][+-]?\d+)/y],
  ['int', /-?(?:0|[1-9]\d*)/y],
];
const ignored = /[\s,\uFEFF]*/y;
const escapes: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

/**
 * Reads one query of fields with aliases, arguments and String variables; no fragment, directive, mutation, comment.
 * @throws GraphqlSyntaxError
 */
export function parseGraphql(source: string): Operation {
  const tokens = tokensOf(source);
  let position = 0;
  const peek = (): Token => tokens[position] ?? { kind: 'end', text: '', at: source.length };
  const fail = (wanted: string): never => {
    const { text, kind, at } = peek();
    throw syntaxError(source, at, `Expected ${wanted}, found ${kind === 'end' ? 'EOF' : JSON.stringify(text)}`);
  };
  const next = (): Token => {
    const token = peek();
    position += 1;
    return token;
  };
  const is = (text: string) => peek().kind === 'punctuator' && peek().text === text;
  const expect = (text: string) => (is(text) ? next() : fail(text));
  const name = () => (peek().kind === 'name' ? next().text : fail('Name'));

  const list = (close: string): Value[] => {
    const items: Value[] = [];
    while (!is(close)) items.push(value());
    expect(close);
    return items;
  };
  const pairs = (close: string): Map<string, Value> => {
    const found = new Map<string, Value>();
    do {
      const key = name();
      expect(':');
      if (found.has(key)) throw syntaxError(source, peek().at, `There can be only one argument named "${key}".`);
      found.set(key, value());
    } while (!is(close));
    expect(close);
    return found;
  };
  const value = (): Value => {
    const { kind, text } = peek();
    if (is('[')) return (next(), { kind: 'list', items: list(']') });
    if (is('{')) return (next(), { kind: 'object', fields: pairs('}') });
    if (is('$')) return (next(), { kind: 'variable', name: name() });
    if (kind === 'string') return (next(), { kind, value: text });
    if (kind === 'int' || kind === 'float') return (next(), { kind, value: Number(text) });
    return { kind: 'enum', value: name() };
  };
  const selection = (): Field[] => {
    expect('{');
    const fields: Field[] = [];
    do fields.push(field());
    while (!is('}'));
    expect('}');
    return fields;
  };
  const field = (): Field => {
    const first = name();
    const named = is(':') ? (next(), name()) : first;
    const args = is('(') ? (next(), pairs(')')) : new Map<string, Value>();
    return { alias: first, name: named, args, fields: is('{') ? selection() : null };
  };

  const variables = new Map<string, string>();
  if (!is('{')) {
    const word = peek();
    if (name() !== 'query') throw syntaxError(source, word.at, `The fake takes queries only, not “${word.text}”`);
    if (is('(')) {
      next();
      do {
        expect('$');
        const variable = name();
        expect(':');
        const type = name();
        expect('!');
        variables.set(variable, `${type}!`);
      } while (!is(')'));
      expect(')');
    }
  }
  const fields = selection();
  if (peek().kind !== 'end') fail('EOF');
  return { variables, fields };
}

function tokensOf(source: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  for (;;) {
    ignored.lastIndex = at;
    at += ignored.exec(source)?.[0].length ?? 0;
    if (at >= source.length) return tokens;
    if (source[at] === '"') {
      const { text, end } = stringAt(source, at);
      tokens.push({ kind: 'string', text, at });
      at = end;
      continue;
    }
    const token = plainTokenAt(source, at);
    tokens.push(token);
    at += token.text.length;
  }
}

function plainTokenAt(source: string, at: number): Token {
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = at;
    const text = pattern.exec(source)?.[0];
    if (text !== undefined) return { kind, text, at };
  }
  throw syntaxError(source, at, `Unexpected character ${JSON.stringify(source[at])}.`);
}

function stringAt(source: string, start: number): { text: string; end: number } {
  if (source.startsWith('"""', start)) throw syntaxError(source, start, 'The fake takes no block strings');
  let text = '';
  for (let at = start + 1; at < source.length; at += 1) {
    const char = source[at] ?? '';
    if (char === '"') return { text, end: at + 1 };
    if (char === '\n' || char === '\r') break;
    if (char < ' ' && char !== '\t') {
      throw syntaxError(source, at, `Invalid character within String: ${JSON.stringify(char)}.`);
    }
    if (char !== '\\') {
      text += char;
      continue;
    }
    at += 1;
    const escaped = source[at] ?? '';
    const code = /^[0-9a-fA-F]{4}$/.exec(source.slice(at + 1, at + 5))?.[0];
    if (escaped === 'u' && code !== undefined) {
      // Each escape is a character by itself: two that would be a surrogate pair are two halves.
      text += String.fromCharCode(parseInt(code, 16)).toWellFormed();
      at += 4;
    } else if (escapes[escaped] !== undefined) text += escapes[escaped];
    else throw syntaxError(source, at, `Invalid character escape sequence: \\${escaped}.`);
  }
  throw syntaxError(source, source.length, 'Unterminated string.');
}

function syntaxError(source: string, at: number, message: string): GraphqlSyntaxError {
  const lines = source.slice(0, at).split('\n');
  const place = `${lines.length}:${(lines.at(-1)?.length ?? 0) + 1}`;
  return new GraphqlSyntaxError(`Syntax Error GraphQL request (${place}) ${message}`);
}
