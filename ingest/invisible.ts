/** Letters that join, or form clusters: there ZWJ and ZWNJ change what is seen (UAX #31, §2.3.1). */
const joining =
  /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Nko}\p{Script=Mongolian}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const emoji = /(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f)$/u;
/** White space is none of these; a soft hyphen takes the white space behind it along. */
const invisible =
  /^(?:[\0-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|\udb40[\udc00-\udc7f])/;

/**
 * Code units at `at` that a reader does not see: control and format characters, hidden tags. Zero where something is
 * seen; a joiner that a script or an emoji needs (Persian, Indic) counts as seen.
 */
export function invisibleAt(text: string, at: number): number {
  const found = invisible.exec(text.slice(at, at + 2))?.[0];
  if (found === undefined) return 0;
  const isJoiner = found === '\u200c' || found === '\u200d';
  return isJoiner && isNeeded(text.slice(Math.max(0, at - 2), at), text.slice(at + 1, at + 3), found)
    ? 0
    : found.length;
}

function isNeeded(before: string, after: string, joiner: string): boolean {
  const last = /.$/su.exec(before)?.[0] ?? '';
  const next = /^./su.exec(after)?.[0] ?? '';
  if (joining.test(last) && joining.test(next)) return true;
  return joiner === '\u200d' && emoji.test(last) && /^\p{Extended_Pictographic}$/u.test(next);
}
