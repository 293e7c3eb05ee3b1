import type { Paper } from '../../../../ingest/paper.ts';
import type { DraftPart } from '../../answer-writer.ts';
import { type StructuredAnswer, nothing } from '../answer.ts';
import type { CitedPassages, Quotable } from '../cited-passages.ts';
import { creditInProse } from '../in-prose.ts';
import { type Disagreement, type Unmatched, uncitedEntries, unmatchedMentions } from './match-entries.ts';
import { and, quotation, quoteEach, text } from './draft-parts.ts';

const titles: Readonly<Record<Disagreement, string>> = {
  year: 'The year disagrees',
  name: 'The name disagrees',
  missing: 'No entry in the list',
};

/** In-text references that the list of references lacks or has otherwise, side by side with the entry. */
export function unmatchedReferences(papers: readonly Paper[], cited: CitedPassages): StructuredAnswer {
  const parts: DraftPart[] = [];
  for (const paper of papers) {
    const found = paper.references.length > 0 ? unmatchedMentions(paper) : [];
    if (found.length === 0) continue;
    const many = found.length === 1 ? 'one in-text reference does' : `${found.length} in-text references do`;
    parts.push(text(`${parts.length > 0 ? '\n\n' : ''}In ${creditInProse(paper)}, ${many} not match the list.`));
    for (const kind of ['year', 'name', 'missing'] as const) {
      const ofKind = found.filter((item) => item.kind === kind);
      if (ofKind.length > 0) parts.push(text(`\n${titles[kind]}:`), ...sideBySide(paper, ofKind, cited));
    }
  }
  if (parts.length > 0) return { passages: cited.candidates, parts };
  return noneFound(papers, 'Every in-text reference that could be read has an entry in the list of');
}

/** Entries that the text does not refer to. */
export function uncitedReferences(papers: readonly Paper[], cited: CitedPassages): StructuredAnswer {
  const parts = papers.flatMap((paper, index) => {
    const entries = uncitedEntries(paper);
    if (entries.length === 0) return [];
    const many = entries.length === 1 ? 'One entry' : `${entries.length} entries`;
    const lead = `${index > 0 ? '\n\n' : ''}${many} in the list of ${creditInProse(paper)} ${entries.length === 1 ? 'is' : 'are'} not cited in its text, as far as could be read:`;
    return [text(lead), ...quoteEach(entries.map(({ span }) => cited.quote(paper, span, 1)))];
  });
  if (parts.length > 0) return { passages: cited.candidates, parts };
  return noneFound(papers, 'Every entry that could be read is cited in the text of');
}

function noneFound(papers: readonly Paper[], message: string): StructuredAnswer {
  const listed = papers.filter(({ references }) => references.length > 0);
  return listed.length > 0
    ? nothing(`${message} ${and(listed.map(creditInProse))}.`)
    : nothing(`No list of references could be read in ${and(papers.map(creditInProse))}.`);
}

function* sideBySide(
  paper: Paper,
  found: readonly Unmatched[],
  cited: CitedPassages,
): Generator<DraftPart, void, void> {
  for (const { mention, entry } of found) {
    const inText: Quotable = cited.quote(paper, mention.span, 1);
    yield text('\n');
    yield quotation(inText);
    if (!entry) continue;
    yield text(' in the text, ');
    yield quotation(cited.quote(paper, entry.span, 1));
    yield text(' in the list.');
  }
}
