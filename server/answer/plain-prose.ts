/** Invisible controls: bidirectional overrides, zero-width characters, tags, soft hyphens. */
const INVISIBLE = /\p{Cf}/gu;
/** Joiners that some scripts can't be spelt without. */
const JOINER = /^[\u200c\u200d]$/;
const NON_LATIN = /^(?!\p{sc=Latin})[\p{L}\p{M}\p{So}\ufe0f]$/u;

const NUMBER = String.raw`\p{Nd}{1,4}[a-z]?`;
const NUMBERS = String.raw`\^?${NUMBER}(?:\s?(?:[,;]|\p{Pd})\s?\^?${NUMBER}){0,8}`;
const LINKED = String.raw`(?:\([^()\n]{0,500}\)|\[[^[\]\n]{0,80}\])`;
const BRACKETED = String.raw`\\?[[【〔](?!\s?(?:1[5-9]|20)\d\d[a-z]?\s?\\?[\]】〕])\s?${NUMBERS}(?:†[^\]】]{0,40})?\s?\\?[\]】〕]`;
/** A number in brackets as a citation has it, linked or not; a year alone in brackets stays. */
const MARKER = new RegExp(String.raw`\s?!?${BRACKETED}${LINKED}|\s?${BRACKETED}`, 'giu');
/** What is left of a marker whose number was taken out before. */
const EMPTY = /\s?\\?[[【]\s?\\?[\]】](?:\([^()\n]{0,500}\))?/gu;
const LINK = /!?\[([^[\]\n]{0,300})\](?:\((?:[^()\n]|\([^()\n]*\)){0,500}\)|\[[^[\]\n]{0,80}\])/gu;
const BARE_LINK = /<(?:https?|mailto|ftp):[^<>\s]{0,500}>/giu;

/**
 * A writer's own prose without what looks like Ibid's citations or hides something: numbers in brackets of any style
 * and digits, Markdown links and images (their words stay) and invisible controls. Whole sentences go in: a marker cut
 * in two is not seen. NFKC is used to recognise only where it changes brackets or digits; all else keeps its form.
 */
export function plainProse(text: string): string {
  let plain = visible(text);
  for (;;) {
    const before = plain;
    plain = plain.replace(/[［］＾＼]|(?![²³¹⁰-⁹₀-₉])[\p{Nd}]/gu, (sign) => sign.normalize('NFKC'));
    plain = plain.replace(MARKER, '').replace(EMPTY, '').replace(LINK, '$1').replace(BARE_LINK, '');
    if (plain === before) return plain;
  }
}

function visible(text: string): string {
  return text.replace(INVISIBLE, (control: string, ...rest: unknown[]) => {
    const at = Number(rest.at(-2));
    const neighbours = [text.charAt(at - 1), text.charAt(at + control.length)];
    return JOINER.test(control) && neighbours.every((each) => NON_LATIN.test(each)) ? control : '';
  });
}
