export interface TextPiece {
  readonly type: 'text' | 'quotation';
  /** Without its quotation marks. */
  readonly text: string;
}

const closers = new Map([
  ['“', /[”“]/],
  ['„', /[“”]/],
  ['«', /»/],
  ['»', /«/],
  ['"', /"/],
]);
/** What somebody in plain text may put in quotation marks without an end: longer, and the mark stands for itself. */
const maxQuotation = 3000;

/**
 * Text split at its double quotation marks. What stands between them claims to be a quotation. `open` is the rest
 * from an opening mark whose closing one has not come; with `end` it is taken as a quotation up to its end, so that
 * a forgotten mark hides nothing. A mark for inches ("5\" gun") opens nothing.
 */
export function splitQuotations(text: string, end: boolean): { done: TextPiece[]; open: string } {
  const done: TextPiece[] = [];
  let from = 0;
  for (;;) {
    const opening = findOpening(text, from);
    if (opening < 0) {
      if (from < text.length) done.push({ type: 'text', text: text.slice(from) });
      return { done, open: '' };
    }
    if (opening > from) done.push({ type: 'text', text: text.slice(from, opening) });
    const closer = closers.get(text.charAt(opening)) ?? /"/;
    const length = text.slice(opening + 1, opening + 1 + maxQuotation).search(closer);
    if (length < 0) {
      if (!end && text.length - opening < maxQuotation) return { done, open: text.slice(opening) };
      done.push({ type: 'quotation', text: text.slice(opening + 1) });
      return { done, open: '' };
    }
    const quoted = text.slice(opening + 1, opening + 1 + length);
    if (quoted.trim() !== '') done.push({ type: 'quotation', text: quoted });
    from = opening + 2 + length;
  }
}

function findOpening(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    if (!closers.has(text.charAt(at))) continue;
    if (text.charAt(at) === '"' && /\d/.test(text.charAt(at - 1))) continue;
    return at;
  }
  return -1;
}
