import type { CheckResult } from '../wire.ts';
import { markedSpans } from './uses/marked-spans.ts';

/** Lines that are named; a draft that never closes anything is told once. */
const named = 5;

/**
 * Says where a quotation mark opens and none closes it, so that what follows was not checked; null where all is closed.
 * A quotation over several paragraphs, each of which opens it again, is closed by the last.
 */
export function unclosedNotice(text: string, results: readonly CheckResult[]): string | null {
  const checked = new Set(results.map(({ start }) => start));
  const paragraphs = [...text.matchAll(/[^\n]+(?:\n(?!\s*\n)[^\n]+)*/g)];
  const lines = paragraphs.flatMap((found, index) => {
    const span = { start: found.index, end: found.index + found[0].length };
    return markedSpans(text, span)
      .filter(({ opening, closing, start }) => {
        const goesOn = paragraphs[index + 1]?.[0].trimStart().startsWith(opening) ?? false;
        return closing === null && !goesOn && !checked.has(start);
      })
      .map(({ start }) => text.slice(0, start).split('\n').length);
  });
  if (lines.length === 0) return null;
  const shown = lines.slice(0, named).join(', ');
  const more = lines.length > named ? ` and ${lines.length - named} more` : '';
  const where = !text.includes('\n') ? '' : lines.length === 1 ? ` in line ${shown}` : ` in lines ${shown}${more}`;
  const many = lines.length > 1;
  return `${many ? 'Quotation marks open' : 'A quotation mark opens'}${where} and ${many ? 'are' : 'is'} never closed: what follows was not checked as a quotation. Close ${many ? 'them' : 'it'} and check again.`;
}
