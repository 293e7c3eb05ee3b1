import { type Word, wordsOf } from './words.ts';

/**
 * A token of a quotation: a word of the source, or a mark by which the one who quotes says that something was done.
 * - ellipsis: words are left out. APA 7 §8.31 (three spaced dots), Chicago 17 §13.50–13.58 (three or four), MLA 9
 *   §6.64 (also in square brackets).
 * - bracket: put in or instead of words of the source. APA 7 §8.31, Chicago 17 §13.60, MLA 9 §6.66.
 * - note: "[sic]" (APA 7 §8.30, Chicago §13.61) or "[emphasis added]" (APA 7 §8.32, Chicago §13.62): adds nothing.
 */
export type Token =
  | { readonly type: 'word'; readonly word: Word; readonly bracketed: boolean }
  | { readonly type: 'ellipsis'; readonly text: string; readonly start: number; readonly end: number }
  | {
      readonly type: 'bracket';
      readonly text: string;
      readonly words: readonly Word[];
      readonly start: number;
      readonly end: number;
    }
  | { readonly type: 'note'; readonly text: string; readonly start: number; readonly end: number };

const dots = '(?:\\.[ \\u00a0]?){2,}\\.|\\u2026(?:\\s?\\.)?|\\u22ef';
const mark = new RegExp(
  [
    // The order matters: a bracketed ellipsis before a bare one, a note before a bracket.
    `(?<ellipsis>[\\[(]\\s*(?:${dots})\\s*[\\])]|${dots})`,
    "(?<note>[\\[(]\\s*(?:sic!?|(?:italics?|emphas[ie]s|bold(?:face)?|underlining)\\s+(?:is |are )?(?:added|mine|ours|supplied|removed|omitted|(?:in|from) (?:the )?original)|(?:my|our|author['\\u2019]?s?|authors['\\u2019]|original) (?:italics?|emphas[ie]s)|hervorhebung[^\\])]{0,40}|(?:footnotes?|notes?|citations?|references?|internal (?:quotation marks|citations?)) (?:omitted|removed))\\s*[\\])])",
    '(?<bracket>\\[(?<inner>[^\\[\\]]{0,400})\\])',
  ].join('|'),
  'giu',
);

/**
 * The quoting text's own note marks: Markdown's, raised ones behind a word's or a sentence's end, and a number in
 * brackets at the very end.
 */
const ownNoteMark =
  /\[\^[^\]\s]{1,40}\]|<sup>[^<]{1,12}<\/sup>|(?<=[\p{L}.,;:!?"'\u2019\u201d)])[\u00b9\u00b2\u00b3\u2070-\u2079]{1,3}(?=[\s.,;:)\u201d"]*$)|(?<=[.!?\u201d"]\s?)\[\d{1,3}\](?=\s*$)/gu;

function blank(found: string): string {
  return ' '.repeat(found.length);
}

/** The tokens of a quotation, in order. Everything is data: unbalanced brackets are punctuation. */
export function tokensOf(quote: string): Token[] {
  const text = quote.replace(/^[ \t]*>[ \t]?/gm, blank).replace(ownNoteMark, blank);
  const tokens: Token[] = [];
  const { plain, parts } = withoutPartBrackets(text);
  let last = 0;
  const say = (to: number) => {
    for (const word of wordsOf(plain.slice(last, to))) {
      const end = word.end + last;
      // "[t]he" begins with its bracket.
      const start = word.start + last - (parts.includes(word.start + last - 1) ? 1 : 0);
      const bracketed = parts.some((part) => part >= start && part < end);
      tokens.push({ type: 'word', word: { ...word, start, end }, bracketed });
    }
  };
  for (const found of plain.matchAll(mark)) {
    const groups = found.groups ?? {};
    say(found.index);
    last = found.index + found[0].length;
    const at = { text: found[0], start: found.index, end: last };
    if (groups.ellipsis !== undefined) tokens.push({ type: 'ellipsis', ...at });
    else if (groups.note !== undefined) tokens.push({ type: 'note', ...at });
    else {
      // "[30,80]" is two references, not a number.
      const inner = /^[\d\s,;\u2013-]+$/.test(groups.inner ?? '')
        ? (groups.inner ?? '').replace(/,/g, ';')
        : groups.inner;
      const words = wordsOf(inner ?? '').map((word) => shifted(word, found.index + 1));
      tokens.push({ type: 'bracket', ...at, words });
    }
  }
  say(plain.length);
  return tokens;
}

/**
 * "[T]he" and "govern[s]" as the words that they spell, with where the brackets stood: the square brackets become
 * zero-width characters, which wordsOf reads over, so that all offsets stay.
 */
function withoutPartBrackets(text: string): { plain: string; parts: number[] } {
  const parts: number[] = [];
  const plain = text.replace(/(?<=\p{L})\[(\p{L}{1,12})\]|\[(\p{L}{1,3})\](?=\p{L})/gu, (whole, ...rest: unknown[]) => {
    const at = rest.find((item) => typeof item === 'number') ?? 0;
    parts.push(at);
    return `\u2060${whole.slice(1, -1)}\u2060`;
  });
  return { plain, parts };
}

function shifted(word: Word, by: number): Word {
  return { ...word, start: word.start + by, end: word.end + by };
}
