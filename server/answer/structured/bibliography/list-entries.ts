import type { Paper } from '../../../../ingest/paper.ts';
import { type StructuredAnswer, nothing } from '../answer.ts';
import type { CitedPassages } from '../cited-passages.ts';
import { creditInProse } from '../in-prose.ts';
import { and, quotation, quoteEach, text } from './draft-parts.ts';

/** Entries shown of one list. */
const mostShown = 60;

/** The list of references of each paper, or how many entries it has, from which to which. */
export function listEntries(papers: readonly Paper[], count: boolean, cited: CitedPassages): StructuredAnswer {
  const listed = papers.filter(({ references }) => references.length > 0);
  if (listed.length === 0) return nothing(`No list of references could be read in ${and(papers.map(creditInProse))}.`);
  const parts = listed.flatMap((paper, index) => {
    const { references } = paper;
    const gap = index === 0 ? '' : count ? '\n' : '\n\n';
    const size = references.length === 1 ? 'one entry' : `${references.length} entries`;
    const lead = `${gap}The reference list of ${creditInProse(paper)} has ${size}`;
    const [first, last] = [references[0], references.at(-1)];
    if (count && first && last && first !== last) {
      const [from, to] = [cited.quote(paper, first.span, 1), cited.quote(paper, last.span, 1)];
      return [text(`${lead}, from `), quotation(from), text(' to '), quotation(to)];
    }
    const shown = references.slice(0, mostShown).map(({ span }) => cited.quote(paper, span, 1));
    const cut = shown.length < references.length ? `; the first ${shown.length} are` : '';
    return [text(`${lead}${cut}:`), ...quoteEach(shown)];
  });
  return { passages: cited.candidates, parts };
}
