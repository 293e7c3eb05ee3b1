/** A text reduced to what two printings of the same words share; offsets lead back to the text it came from. */
export interface FoldedText {
  readonly text: string;
  /** Offset in the source text where the folded character at `index` starts. */
  startOf(index: number): number;
  /** Offset in the source text just after the folded character at `index`. */
  endOf(index: number): number;
}

const single = new Map(
  Object.entries({
    '\u2018': "'",
    '\u2019': "'",
    '\u201a': "'",
    '\u201b': "'",
    '`': "'",
    '\u00b4': "'",
    '\u2032': "'",
    '\u201c': '"',
    '\u201d': '"',
    '\u201e': '"',
    '\u201f': '"',
    '«': '"',
    '»': '"',
    '\u2033': '"',
    '\u2010': '-',
    '\u2011': '-',
    '\u2012': '-',
    '\u2013': '-',
    '\u2014': '-',
    '\u2015': '-',
    '\u2212': '-',
  }),
);

/**
 * Folds typography only: NFKC, kinds of quotation marks and dashes, hyphens inside words, soft hyphens, white space
 * (left out altogether, so that a lost or doubled space does not matter), Markdown emphasis and escapes. Case,
 * digits, letters and all other punctuation stay.
 */
export function fold(text: string): FoldedText {
  let folded = '';
  const starts: number[] = [];
  const ends: number[] = [];
  let at = 0;
  for (const symbol of text) {
    const start = at;
    at += symbol.length;
    if (/[\s\u00ad\u200b-\u200f\u2060\ufeff*\\]/u.test(symbol)) continue;
    const plain = single.get(symbol) ?? (symbol === '\u2026' ? '...' : symbol.normalize('NFKC'));
    if (plain === '-' && /[\p{L}\p{N}]/u.test(text.charAt(start - 1)) && /^[\s\p{L}\p{N}]?$/u.test(text.charAt(at)))
      continue;
    for (const character of plain) {
      if (/\s/.test(character)) continue;
      folded += character;
      starts.push(...Array<number>(character.length).fill(start));
      ends.push(...Array<number>(character.length).fill(at));
    }
  }
  return {
    text: folded,
    startOf: (index) => starts[index] ?? text.length,
    endOf: (index) => ends[index] ?? text.length,
  };
}
