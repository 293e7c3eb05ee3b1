import type { Span } from '../../../ingest/paper.ts';
import { isFunctionWord } from '../words/function-words.ts';
import { reportingVerb } from './reporting.ts';

/** Fewer words that mean something, outside the marks, say nothing of their own. */
const fewestContentWords = 4;
const number =
  /\d|(?<!\p{L})(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?|billions?|trillions?|half|third|quarter|twice|double|triple)(?!\p{L})/iu;
/** A number says something of its own beside so many other words that mean something: "78% of the infrastructure …". */
const fewestBesideNumber = 2;
/** When something was said: "In May 2025", "in the 1990s, ". */
const when =
  /(?<!\p{L})(?:(?:in|on|by|since|until|from|during|around|early|late|mid)[ -])*(?:the\s)?(?:(?:\d{1,2}\s)?(?:January|February|March|April|May|June|July|August|September|October|November|December)(?:\s\d{1,2})?,?\s)?(?:19|20)\d{2}s?(?![\p{L}\p{N}%])/giu;
/** "Across the wards of the valley, “…”": says where, and makes no statement. */
const frame =
  /^\W*(?:in|at|on|by|for|from|among|across|with|during|after|before|since|until|under|between|as|within)\s[^,]{1,150},\s*$/i;
const finite =
  /(?<!\p{L})(?:is|are|was|were|has|have|had|do|does|did|can|could|will|would|may|might|must|shall|should|\p{Ll}+ed)(?!\p{L})/iu;
const reporting = new RegExp(`(?<!\\p{L})${reportingVerb}(?!\\p{L})`, 'giu');
const introduction = new RegExp(
  `(?:(?<!\\p{L})${reportingVerb}(?:\\s+\\p{L}+){0,4}\\s*[,:]?|:|\\bthat|\\baccording to\\s*,)\\s*$`,
  'iu',
);
/** "finds that …, and warns that": what stands before the introduction is reported too. */
const reportsMore = new RegExp(`(?<!\\p{L})${reportingVerb}\\s+that\\s.*[,;]?\\s(?:and|but)\\s`, 'isu');
const place = /(?<!\p{L})(?:pp?\.|pages?|chapter|section)\s*\d+(?:\s*[–-]\s*\d+)?/giu;

/**
 * Whether a sentence with quotations says something besides: outside the marks, the names of sources, the time and the
 * words that introduce the first quotation stand four words that mean something, or two and a number. "Three “…”" and
 * "In 2025, “…”" only lead in.
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
  const ahead = (introduces ? '' : lead).replace(when, ' ');
  const behind = plain({ start: first, end: sentence.end }).replace(when, ' ');
  if (saysNumber(behind, 1)) return true;
  const outside = frame.test(ahead) && !finite.test(ahead) && !number.test(ahead) ? behind : `${ahead} ${behind}`;
  return saysNumber(outside, fewestBesideNumber) || contentWords(outside).length >= fewestContentWords;
}

function saysNumber(text: string, others: number): boolean {
  return number.test(text) && contentWords(text).length >= others;
}

/** Words that mean something, numbers and verbs of reporting apart. */
function contentWords(text: string): string[] {
  const words = text.replace(reporting, ' ').match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}’'-]*/gu) ?? [];
  return words.filter((word) => !isFunctionWord(word.toLowerCase()) && !number.test(word));
}
