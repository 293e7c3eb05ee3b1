import { sentenceSpans } from '../../../ingest/sentences.ts';
import { type Credited, creditOf } from '../../citations/credit.ts';

/** Longer headings are misread ones, and lead to nothing. */
const longestHeading = 90;

/**
 * Words of a paper or a question that stand in prose unquoted: quotation marks and brackets would look like a quotation
 * and a citation, and a full stop inside would end the sentence that they lead.
 */
export function inProse(text: string): string {
  const plain = text
    .replace(/[\p{Cc}\p{Cf}]/gu, ' ')
    .replace(/["“”„‟«»]/g, '’')
    .replace(/[[\]]/g, '')
    .replace(/^([\d.]*\d|[IVX]+)\.(?=\s)/, '$1')
    .replace(/\s+/g, ' ')
    .trim();
  const sentences = sentenceSpans(plain).map(({ start, end }) => plain.slice(start, end));
  return sentences
    .map((sentence, index) => (index < sentences.length - 1 ? sentence.replace(/[.?!]+$/, ',') : sentence))
    .join(' ');
}

/** "Sadi (2025)", as it can stand in a sentence. */
export function creditInProse(paper: Credited): string {
  return inProse(creditOf(paper));
}

/** A heading that can lead to a quotation; '' for one that can't. */
export function headingInProse(title: string | null): string {
  const heading = inProse(title ?? '').replace(/[\s:.,;?!]+$/, '');
  return heading.length > longestHeading ? '' : heading;
}
