/** A word or number of a text; offsets are UTF-16 code units. */
export interface Token {
  /** As printed, with a possessive’s ending. */
  readonly text: string;
  /** In lower case, without a possessive’s ending. */
  readonly lower: string;
  readonly possessive: boolean;
  readonly start: number;
  readonly end: number;
}

const word = /(?:\p{Lu}\.){2,}(?:['’]s)?|[\p{L}\p{M}\p{N}$]+(?:[-'’&/.,][\p{L}\p{M}\p{N}]+)*(?:(?<=s)['’](?=\s))?%?/gu;

/** The words of a text in order; hyphened ones are one. */
export function tokensOf(text: string): Token[] {
  return [...text.matchAll(word)].map((match) => {
    const printed = match[0];
    const possessive = /['’]s$|s['’]$/.test(printed);
    return {
      text: printed,
      lower: printed
        .replace(/['’]s?$/, '')
        .replaceAll('’', "'")
        .toLowerCase(),
      possessive,
      start: match.index,
      end: match.index + printed.length,
    };
  });
}
