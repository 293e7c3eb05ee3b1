/** What looks like prose but is not: inline code, link targets with their titles, autolinks, HTML tags. */
const notProse = [
  // TeX's `word' is no code span: before its second ` stands a space.
  /(?<![`\\])`(?![`\s])[^`\n]{0,1000}(?<!\s)`(?!`)/g,
  /\]\([^()\s]{0,1000}(?:\s+"[^"\n]{0,300}")?\)/g,
  /<(?:https?:|mailto:|\/?[a-z])[^<>\n]{0,500}>/gi,
  /\bhttps?:\/\/[^\s"“”<>]{1,1000}/gi,
];

/** The text with every code unit of what is no prose replaced: offsets stay true. */
export function withoutCode(text: string): string {
  return notProse.reduce(
    (masked, pattern) =>
      masked.replace(pattern, (found) => (found.startsWith('](') ? ']' : ' ') + 'x'.repeat(found.length - 1)),
    text,
  );
}

/**
 * The text with its quoted words hidden, so that nothing in them is taken for a source or ends a sentence; the marks and
 * what ends the quoted sentence stay.
 * @param spans ascending, not overlapping
 */
export function withoutQuoted(
  text: string,
  spans: readonly { readonly start: number; readonly end: number }[],
): string {
  const parts: string[] = [];
  let from = 0;
  for (const { start, end } of spans) {
    const kept = /[.!?…,]?["”’»'›]{0,2}$/.exec(text.slice(Math.max(start, end - 3), end))?.[0].length ?? 0;
    parts.push(text.slice(from, start), 'x'.repeat(end - start - kept), text.slice(end - kept, end));
    from = end;
  }
  parts.push(text.slice(from));
  return parts.join('');
}
