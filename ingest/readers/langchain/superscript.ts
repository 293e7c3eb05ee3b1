const digits = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/**
 * Raised text as plain text shows it: a number in superscript digits, so that it does not become part of the word or
 * number before it (10² is not 102); the mark of a note in letters as `^a`; anything else, such as "th", as it is.
 */
export function superscript(text: string, leadsToNote = false): string {
  const mark = text.trim().replace(/^[[(](.*)[\])]$/, '$1');
  if (/^\d{1,4}$/.test(mark)) return mark.replace(/\d/g, (digit) => digits.charAt(Number(digit)));
  return leadsToNote && /^[a-z]$/.test(mark) ? `^${mark}` : text;
}
