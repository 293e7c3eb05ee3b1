/** Control characters other than tab and line feed, and halves of surrogate pairs. */
const unreadable = /[^\P{Cc}\t\n]|\p{Cs}/gu;

/** A text without what no person types and no sentence means: each control character and lone surrogate is a space. */
export function plainText(text: string): string {
  return text.replaceAll(/\r\n?/g, '\n').replaceAll(unreadable, ' ');
}

/** One line of text, spaces and line ends run together; null when it holds what can't be shown, or nothing. */
export function plainLine(text: string): string | null {
  const line = text.trim().replaceAll(/\s+/g, ' ');
  return line === '' || line.search(unreadable) >= 0 ? null : line;
}
