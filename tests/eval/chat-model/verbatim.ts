import { createHash } from 'node:crypto';
import type { Answer } from '../../../server/wire.ts';

/** The papers' texts by file name, as they stand in their files. */
export type PaperTexts = ReadonlyMap<string, string>;

/** A quotation that an answer shows, and why it is not the paper's; null where it is. */
export interface Shown {
  readonly quote: string;
  readonly fault: string | null;
}

/**
 * Every quotation of an answer against the files of the papers, by rules of its own: nothing of what the product
 * itself looks quotations up with is used here, so that the two can't share a fault.
 */
export function shownQuotations({ text, citations }: Pick<Answer, 'text' | 'citations'>, papers: PaperTexts): Shown[] {
  const shown = citations.map((citation) => ({ quote: citation.quote, fault: faultOf(citation, text, papers) }));
  // What is left in quotation marks stands for no citation; it has to be in a paper all the same.
  const rest = citations.reduce((left, { quote, number }) => left.replaceAll(marked(quote, number), ' '), text);
  const loose = [...rest.matchAll(/["“”«„]([^"“”«»„]+)["“”»]/g)].map((found) => found[1] ?? '');
  return [
    ...shown,
    ...loose.map((quote) => ({
      quote,
      fault: [...papers.values()].some((paper) => bare(paper).includes(bare(quote))) ? null : 'no paper has it',
    })),
  ];
}

function marked(quote: string, number: number): string {
  return `“${quote}” [${String(number)}]`;
}

function faultOf(citation: Answer['citations'][number], text: string, papers: PaperTexts): string | null {
  const paper = papers.get(citation.paper.source);
  if (paper === undefined) return 'there is no such paper';
  if (createHash('sha256').update(paper).digest('hex') !== citation.paperSha256) return 'it is of another text';
  if (!text.includes(marked(citation.quote, citation.number))) return 'the answer shows other words';
  const place = citation.pieces.map(({ start, end }) => paper.slice(start, end)).join('\n');
  return saysTheSame(place, citation.quote) ? null : 'its place has other words';
}

/** Invisible characters and marks of Markdown, which are no words of a paper. */
const unread = /[\u00ad\u200b-\u200d\u2060\ufeff*_#`\\]/;

/** Whether the words are those of the source: spaces aside, marks of Markdown and hyphens at line ends read over. */
function saysTheSame(source: string, quote: string): boolean {
  const read = source.normalize('NFKC');
  const wanted = quote.normalize('NFKC').replace(/\s/g, '');
  let at = 0;
  for (let index = 0; index < read.length; index += 1) {
    const character = read.charAt(index);
    if (character === wanted.charAt(at)) at += 1;
    else if (/\s/.test(character) || unread.test(character)) continue;
    else if (!/^[-‐]\s*\n/.test(read.slice(index, index + 40))) return false;
  }
  return at === wanted.length && at > 0;
}

function bare(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[-‐]\s*\n\s*/g, '')
    .replace(/\s/g, '')
    .replace(new RegExp(unread, 'g'), '');
}
