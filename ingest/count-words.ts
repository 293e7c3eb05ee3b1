/** Scripts without spaces count by the character, and no run of characters is one word however long it is. */
export const word =
  /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{sc=Thai}]|[^\s\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{sc=Thai}]{1,40}/gu;

/** Words of a text: at least as many as stand between white space. */
export function countWords(text: string): number {
  return text.match(word)?.length ?? 0;
}
