import type { Change, CheckResult } from '../wire.ts';
import type { Terminal } from './terminal.ts';
import { visibleLine } from './visible-text.ts';

/** Characters of dropped words that are shown in place. */
const shown = 160;

/**
 * A quotation with each change that is not permitted marked where it is: the source's words struck through and red, the
 * quotation's underlined and green; without colours [-source-]{+quotation+}, as `git diff --word-diff` has them.
 */
export function markedQuotation(text: string, result: CheckResult, colours: Terminal['colours']): string {
  const changes = result.changes
    .filter(({ permitted, start, end }) => !permitted && start >= result.start && end <= result.end)
    .toSorted((a, b) => a.start - b.start || a.end - b.end);
  let marked = '';
  let done = result.start;
  for (const change of changes) {
    if (change.start < done) continue;
    marked += text.slice(done, change.start).replaceAll(/\s+/g, ' ');
    marked = spaced(marked, change, text, colours);
    done = change.end;
  }
  return marked + text.slice(done, result.end).replaceAll(/\s+/g, ' ');
}

/** Dropped words stand between spaces of their own: the quotation has none for them. */
function spaced(before: string, change: Change, text: string, colours: Terminal['colours']): string {
  const { source, quote, start, end } = change;
  const dropped = shortened(visibleLine(source));
  const put = visibleLine(start < end ? text.slice(start, end) : quote);
  const parts = [
    dropped === '' ? '' : byWord(dropped, '[-', '-]', colours, (word) => colours.red(colours.strikethrough(word))),
    put === '' ? '' : byWord(put, '{+', '+}', colours, (word) => colours.green(colours.underline(word))),
  ].filter((part) => part !== '');
  const marks = parts.join(colours.isColorSupported ? ' ' : '');
  if (put !== '') return before + marks;
  const left = before === '' || /\s$/.test(before) ? '' : ' ';
  const right = /^[\p{L}\p{N}]/u.test(text.slice(start, start + 2)) ? ' ' : '';
  return `${before}${left}${marks}${right}`;
}

/** Each word painted by itself, so that lines can break between them. */
function byWord(
  words: string,
  opening: string,
  closing: string,
  colours: Terminal['colours'],
  paint: (word: string) => string,
): string {
  if (!colours.isColorSupported) return `${opening}${words}${closing}`;
  return words.split(' ').map(paint).join(' ');
}

function shortened(text: string): string {
  if (text.length <= shown) return text;
  const [head, tail] = [text.slice(0, shown * 0.6), text.slice(-shown * 0.3)];
  return `${head.slice(0, head.lastIndexOf(' '))} … ${tail.slice(tail.indexOf(' ') + 1)}`;
}
