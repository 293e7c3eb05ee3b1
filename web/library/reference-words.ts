import { inlineMarks } from '../source/inline-marks.ts';

/** An entry of a reference list as a reader reads it: on one line, without the marks of Markdown and of a list. */
export function referenceWords(text: string): string {
  const hidden = inlineMarks(text, { start: 0, end: text.length })
    .filter(({ layer }) => layer === 'hidden')
    .sort((one, other) => one.start - other.start);
  let words = '';
  let at = 0;
  for (const { start, end } of hidden) {
    words += text.slice(at, Math.max(at, start));
    at = Math.max(at, end);
  }
  return (words + text.slice(at))
    .replace(/^\s*[-*•]\s+/, '')
    .replace(/\s+/g, ' ')
    .trim();
}
