/** A long form and its acronym, as a text defines it: "Prevention of Electronic Crimes Act (PECA)". */
export interface Acronym {
  readonly short: string;
  readonly long: string;
}

const bracketed = /\((?<short>\p{Lu}[\p{Lu}\d]{1,7})s?\)/gu;
/** Characters before the bracket in which its long form stands. */
const reach = 120;
const small = /^(?:of|for|the|and|on|in|to|a|an|de)$/i;

/** The acronyms that a text defines. */
export function acronymsIn(text: string): Acronym[] {
  return [...text.matchAll(bracketed)].flatMap(({ groups, index }) => {
    const short = groups?.short ?? '';
    const words = text.slice(Math.max(0, index - reach), index).match(/[\p{L}\d’']+/gu) ?? [];
    const long = longFormOf(short, words);
    return long === null ? [] : [{ short, long }];
  });
}

/** The last words whose initials make the acronym, small words passed over. */
function longFormOf(short: string, words: readonly string[]): string | null {
  let letter = short.length - 1;
  for (let at = words.length - 1; at >= 0; at -= 1) {
    const word = words[at] ?? '';
    if (word.charAt(0).toUpperCase() === short.charAt(letter)) letter -= 1;
    else if (!small.test(word)) return null;
    if (letter < 0) return words.slice(at).join(' ');
  }
  return null;
}
