import { splitText } from './split-text.ts';

/**
 * Text of papers, models and people without what no message can hold or nobody should obey: halves of characters become
 * "�", control characters spaces, and marks that turn the direction of writing (Unicode Standard Annex 9, 2.1–2.4) go.
 */
export function shownText(text: string): string {
  return withoutControls(text).replace(/[\u2066-\u2069]/g, '');
}

/** The same, but for isolates (Unicode Standard Annex 9, 2.3): our own stand round names. */
export function withoutControls(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/[\u202a-\u202e]/g, '')
    .replace(/(?![\n\t])\p{Cc}/gu, ' ');
}

/** The same on one line, as names and quotations are shown. */
export function shownLine(text: string): string {
  return shownText(text).replace(/\s+/g, ' ').trim();
}

const rightToLeft = /[\p{sc=Hebrew}\p{sc=Arabic}\p{sc=Syriac}\p{sc=Thaana}\p{sc=Nko}]/u;

/** A name on one line that leaves the brackets and numbers beside it where they belong, in whatever direction it runs. */
export function isolated(name: string): string {
  const line = shownLine(name);
  return rightToLeft.test(line) ? `\u2068${line}\u2069` : line;
}

/** The beginning of a text, ending as `splitText` cuts and with " …" where it was cut; `limit` counts as there. */
export function beginning(text: string, limit: number): string {
  const [whole = '', ...more] = splitText(text, limit);
  if (more.length === 0) return whole;
  return `${(splitText(text, limit - 2)[0] ?? '').trimEnd()} …`;
}
