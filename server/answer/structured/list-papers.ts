import type { Library } from '../../../ingest/library.ts';
import { locate } from '../../citations/locate.ts';
import type { DraftPart } from '../answer-writer.ts';
import { type StructuredAnswer, nothing } from './answer.ts';
import { quotation, text } from './bibliography/draft-parts.ts';
import { CitedPassages } from './cited-passages.ts';
import { creditInProse, inProse } from './in-prose.ts';
import { readPapers } from './read-papers.ts';

/** Papers that an answer lists. */
const mostListed = 10;

/** How many papers there are, and the titles of the first, in the order in which the library lists them. */
export async function listPapers(library: Library): Promise<StructuredAnswer> {
  const all = await library.papers();
  const papers = await readPapers(all.slice(0, mostListed), library);
  const cited = await CitedPassages.of(papers, library);
  const parts: DraftPart[] = [text(lead(all.length, papers.length))];
  const plain: string[] = [];
  for (const paper of papers) {
    const title = locate(paper, paper.title, { start: 0, end: paper.text.length })?.span;
    const credit = creditInProse(paper);
    parts.push(text(`\n${credit}: `), title ? quotation(cited.quote(paper, title, 1)) : text(inProse(paper.title)));
    plain.push(`${credit}: ${inProse(paper.title)}.`);
  }
  // A title put right by hand is printed nowhere, and an answer without any quotation is none.
  const quotes = parts.some((part) => part.type === 'quotation');
  if (!quotes) return nothing([lead(all.length, papers.length), ...plain].join(' '), [], 'not-about-the-library');
  return { passages: cited.candidates, parts };
}

function lead(all: number, listed: number): string {
  if (all === 1) return 'There is one paper here:';
  const count = all.toLocaleString('en');
  return all > listed ? `There are ${count} papers here. The first ${listed} are:` : `There are ${count} papers here:`;
}
