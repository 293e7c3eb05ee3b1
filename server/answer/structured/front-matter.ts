import type { Paper, Span } from '../../../ingest/paper.ts';
import { locate, locateAll } from '../../citations/locate.ts';
import type { DraftPart } from '../answer-writer.ts';
import type { StructuredAnswer } from './answer.ts';
import { quotation, text } from './bibliography/draft-parts.ts';
import type { CitedPassages } from './cited-passages.ts';
import type { FrontMatterAsked } from './front-matter-asked.ts';
import { creditInProse } from './in-prose.ts';

/** Characters that the head of a paper without sections has. */
const head = 3000;

/**
 * What is printed of it at the head of each paper, quoted; null where one paper's is not printed there, so that it is
 * searched for.
 */
export function frontMatter(
  { what }: FrontMatterAsked,
  papers: readonly Paper[],
  cited: CitedPassages,
): StructuredAnswer | null {
  const parts: DraftPart[] = [];
  for (const paper of papers) {
    const spans = printed(what, paper);
    if (spans.length === 0) return null;
    const quoted = spans.map((span) => quotation(cited.quote(paper, span, 1)));
    parts.push(text(`${parts.length > 0 ? '\n' : ''}${lead(what, paper)}: `));
    parts.push(...quoted.flatMap((part, index) => (index > 0 ? [text(', '), part] : [part])));
  }
  return { passages: cited.candidates, parts };
}

function lead(what: FrontMatterAsked['what'], paper: Paper): string {
  const credit = creditInProse(paper);
  if (what === 'title') return `The title of ${credit}`;
  if (what === 'year') return `The year printed on ${credit}`;
  return paper.authors.length > 1 ? `The ${paper.authors.length} authors of ${credit}` : `The author of ${credit}`;
}

function printed(what: FrontMatterAsked['what'], paper: Paper): Span[] {
  const front: Span = { start: 0, end: paper.sections[0]?.span.start ?? head };
  if (what === 'authors') {
    const spans = paper.authors.map((author) => byline(paper, author, front));
    return spans.every((span) => span !== null) ? spans : [];
  }
  if (what === 'title') return [locate(paper, paper.title, front)?.span].filter((span) => span !== undefined);
  const at =
    paper.year === null ? -1 : paper.text.slice(0, front.end).search(new RegExp(`(?<!\\d)${paper.year}(?!\\d)`));
  return at < 0 ? [] : [lineAround(paper.text, at)];
}

/** An author's name with its title, where it stands most by itself: not in the address for letters. */
function byline(paper: Paper, author: string, front: Span): Span | null {
  const length = ({ start, end }: Span) => end - start;
  const places = locateAll(paper, author, front)
    .map(({ span }) => ({ span, line: length(lineAround(paper.text, span.start)) }))
    .sort((a, b) => a.line - b.line);
  const span = places[0]?.span;
  if (!span) return null;
  const title = /\b(?:Dr|Prof|Professor|Mr|Mrs|Ms)\.?\s$/.exec(paper.text.slice(front.start, span.start));
  return { start: span.start - (title?.[0].length ?? 0), end: span.end };
}

/** The line that a place is in, without white space at its edges. */
function lineAround(whole: string, at: number): Span {
  const start = whole.lastIndexOf('\n', at) + 1;
  const end = whole.indexOf('\n', at);
  const line = whole.slice(start, end < 0 ? whole.length : end);
  return { start: start + (line.length - line.trimStart().length), end: start + line.trimEnd().length };
}
