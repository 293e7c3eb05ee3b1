/** Spacing accents, which TeX's old fonts draw before (a cedilla: behind) the letter, to their combining marks. */
const combining: Readonly<Record<string, string>> = {
  '`': '\u0300', 'ˋ': '\u0300', '´': '\u0301', 'ˊ': '\u0301', 'ˆ': '\u0302', '˜': '\u0303', '¯': '\u0304',
  '˘': '\u0306', '˙': '\u0307', '¨': '\u0308', '˚': '\u030a', '˝': '\u030b', 'ˇ': '\u030c', '¸': '\u0327',
  '˛': '\u0328',
}; // prettier-ignore
const latin = /^\p{Script=Latin}$/u;
const above = /^[`ˋ´ˊˆ˜¯˘˙¨˚˝ˇ]$/;
const below = /^[¸˛]$/;
const takesBelow = /^[cCsStTaeAE]$/;

/**
 * The letter that is meant where a text has a spacing accent and its letter as two characters: "¨u" → ü, "c¸" → ç; null
 * where none begins at `at`. An accent on a single letter belongs to a formula, one behind a letter may be an
 * apostrophe.
 */
export function accentedLetterAt(text: string, at: number): string | null {
  const first = text.charAt(at);
  const second = text.charAt(at + 1);
  const before = text.charAt(at - 1);
  const after = text.charAt(at + 2);
  if (takesBelow.test(first) && below.test(second)) {
    return latin.test(after) || latin.test(before) ? compose(first, second) : null;
  }
  if (below.test(first)) return takesBelow.test(second) && !/^[cCsSt]$/.test(before) ? compose(second, first) : null;
  if (!above.test(first) || !latin.test(second)) return null;
  const inWord = latin.test(before);
  const rest = /^\p{Script=Latin}{1,5}/u.exec(text.slice(at + 1, at + 6))?.[0] ?? '';
  if (!inWord && rest.length < 2) return null;
  // "John´s" and "we´ll" have an apostrophe; a grave accent without a letter before it may be a quotation mark.
  if (first === '´' && inWord && /^(?:s|ll|re|ve|m|d|t)$/.test(rest)) return null;
  if (first === '`' && !inWord) return null;
  return compose(second, first);
}

function compose(letter: string, mark: string): string | null {
  const plain = letter === 'ı' ? 'i' : letter === 'ȷ' ? 'j' : letter;
  // A breve is drawn for a caron where the letter has none: "˘Strumbelj".
  const marks = [mark, mark === '˘' ? 'ˇ' : mark];
  return (
    marks.map((one) => (plain + (combining[one] ?? '')).normalize('NFC')).find((whole) => whole.length === 1) ?? null
  );
}
