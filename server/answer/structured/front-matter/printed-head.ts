import { isPartName } from '../../../../ingest/structure/front-matter.ts';
import type { Paper, Span } from '../../../../ingest/paper.ts';

/** Characters that the head of a paper without sections has. */
const longestHead = 3000;
/** Characters, from the start, in which the notes of a first page stand. */
const firstPage = 9000;

/** A section that says who wrote the paper. */
const aboutAuthors =
  /^(?:\d{1,2}\.?\s*)?(?:about the authors?|author(?:s|['’]s|s['’])?['’]? (?:information|details|notes?|biograph\w*|affiliations?|bios?)|affiliations?|notes? on (?:the )?contributors?|correspond(?:ence|ing author))\s*[:.]?$/i;

/** What stands before the first section: title, authors, where they work. */
export function headOf(paper: Paper): Span {
  return { start: 0, end: Math.min(paper.sections[0]?.span.start ?? longestHead, longestHead * 3) };
}

/** The head with abstract and keywords, up to the first section of the paper's own text. */
export function frontOf(paper: Paper): Span {
  const first = paper.sections.find(
    ({ title, span }) =>
      span.start > 0 && (/introduction/i.test(title) || !(isPartName(title) || aboutAuthors.test(title))),
  );
  return { start: 0, end: Math.min(first?.span.start ?? longestHead * 2, longestHead * 5) };
}

/** The lines, none empty, in which authors, dates and journals are named: the head, the notes of the first page, sections about the authors. */
export function headLines(paper: Paper): Span[] {
  const head = headOf(paper);
  const notes = paper.furniture.filter(({ span }) => span.start >= head.end && span.start < firstPage);
  const sections = paper.sections.filter(({ title }) => aboutAuthors.test(title));
  return [head, ...notes.map(({ span }) => span), ...sections.map(({ span }) => span)].flatMap((span) =>
    linesIn(paper.text, span),
  );
}

/** The lines of a span, without white space at their edges; empty ones left out. */
export function linesIn(whole: string, { start, end }: Span): Span[] {
  const lines: Span[] = [];
  for (const found of whole.slice(start, end).matchAll(/\S[^\n]*/g)) {
    const from = start + found.index;
    lines.push({ start: from, end: from + found[0].trimEnd().length });
  }
  return lines;
}
