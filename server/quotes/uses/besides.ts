import type { Span } from '../../../ingest/paper.ts';
import { isFunctionWord } from '../words/function-words.ts';
import { reportingVerb } from './reporting.ts';

/** Fewer words that mean something, outside the marks, say nothing of their own. */
const fewestContentWords = 4;
const number =
  /\d|(?<!\p{L})(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?|billions?|trillions?|half|third|quarter|twice|double|triple)(?!\p{L})/iu;
const reporting = new RegExp(`(?<!\\p{L})${reportingVerb}(?!\\p{L})`, 'giu');
const introduction = new RegExp(
  `(?:(?<!\\p{L})${reportingVerb}(?:\\s+\\p{L}+){0,4}\\s*[,:]?|:|\\bthat|\\baccording to\\s*,)\\s*$`,
  'iu',
);
/** "finds that …, and warns that": what stands before the introduction is reported too. */
const reportsMore = new RegExp(`(?<!\\p{L})${reportingVerb}\\s+that\\s.*[,;]?\\s(?:and|but)\\s`, 'isu');
const place = /(?<!\p{L})(?:pp?\.|pages?|chapter|section)\s*\d+(?:\s*[–-]\s*\d+)?/giu;

/**
 * Whether a sentence with quotations says something besides: outside the marks, the names of sources and the words that
 * introduce the first quotation stand a number, or four words that mean something.
 * @param masked the text without code and quoted words, offsets kept
 * @param quoted and `mentions`: ascending
 */
export function saysMore(masked: string, sentence: Span, quoted: readonly Span[], mentions: readonly Span[]): boolean {
  const hidden = [...quoted, ...mentions].sort((a, b) => a.start - b.start);
  const plain = ({ start, end }: Span): string => {
    const parts: string[] = [];
    let from = start;
    for (const span of hidden) {
      if (span.end <= from || span.start >= end) continue;
      parts.push(masked.slice(from, Math.max(from, span.start)));
      from = span.end;
    }
    parts.push(masked.slice(from, Math.max(from, end)));
    return parts.join(' ').replace(place, ' ');
  };
  const first = quoted[0]?.start ?? sentence.start;
  const lead = plain({ start: sentence.start, end: first }).replace(/["“‘«„»'`「『\s]+$/u, ' ');
  const introduces = introduction.test(lead) && !reportsMore.test(lead);
  // "In 2019 … makes two points:" counts nothing.
  const outside = `${introduces ? '' : lead} ${plain({ start: first, end: sentence.end })}`;
  const words = outside.replace(reporting, ' ').match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}’'-]*/gu) ?? [];
  return (
    number.test(outside) || words.filter((word) => !isFunctionWord(word.toLowerCase())).length >= fewestContentWords
  );
}
