import type { WireSpan } from '../../server/wire.ts';

/** Characters from which a permalink's quotation may be the beginning of a longer one: it carries at most 300. */
const cutFrom = 150;

/** Letters and digits: what frozen and reading text share, whatever the marks, hyphens and quotation marks. */
const lettersOf = (text: string) => text.normalize('NFKC').replace(/[^\p{L}\p{N}]+/gu, '');

/**
 * Whether the words of a permalink stand at its offsets (UTF-16 units of the frozen text). A permalink without words
 * claims none, so any offsets within the text do. False is no proof that they don't, only that the server, which
 * knows the reading text, has to be asked.
 */
export function holdsWords(text: string, pieces: readonly WireSpan[], quote: string | null): boolean {
  const last = pieces.at(-1);
  if (!last || last.end > text.length) return false;
  if (quote === null) return true;
  const there = lettersOf(pieces.map(({ start, end }) => text.slice(start, end)).join(''));
  const wanted = lettersOf(quote);
  return wanted !== '' && (there === wanted || (quote.length >= cutFrom && there.startsWith(wanted)));
}
