/**
 * Text of papers, file names and models without what a terminal would obey: control characters (escape sequences
 * begin with one) and marks that turn the direction of writing become "�"; line ends and tabs stay.
 */
export function visibleText(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(/(?![\n\t])\p{Cc}|\p{Bidi_Control}/gu, '\uFFFD');
}

/** The same on one line, as names are shown. */
export function visibleLine(text: string): string {
  return visibleText(text).replace(/\s+/g, ' ').trim();
}
