import { sentenceSpans } from '../../ingest/sentences.ts';

/**
 * A title, heading or name as it can stand in a sentence that leads to a quotation: its own quotation marks and
 * brackets would look like a quotation and a citation, and a sentence that ends in it would end the lead; the full
 * stop of an abbreviation ("et al.") does not.
 */
export function plainly(text: string): string {
  const plain = text
    .replace(/["“”„‟«»]/g, '’')
    .replace(/[[\]]/g, '')
    .replace(/^([\d.]*\d|[IVX]+)\.(?=\s)/, '$1');
  const sentences = sentenceSpans(plain).map(({ start, end }) => plain.slice(start, end));
  return sentences
    .map((sentence, index) => (index < sentences.length - 1 ? sentence.replace(/[.?!]+$/, ',') : sentence))
    .join(' ');
}
