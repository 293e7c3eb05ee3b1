import { type Paper, type Span, pagesOf, paragraphAt, passageIdOf, sectionAt } from '../../ingest/paper.ts';
import { readingTextOf } from '../../ingest/reading-text.ts';
import type { PaperRef, Place } from '../wire.ts';
import type { Located } from './locate.ts';
import { permalinkTo } from './permalink.ts';
import { secondarySourceAt } from './secondary.ts';

/** Characters of reading text on each side of a quotation (TextQuoteSelector). */
const contextLength = 32;
/** Frozen text looked at first to get them, furniture included. */
const contextReach = 600;

/** The paper as the wire names it. */
export function paperRef(paper: Pick<Paper, 'id' | 'title' | 'authors' | 'year' | 'source'>): PaperRef {
  const { id, title, authors, year, source } = paper;
  return { id, title, authors: [...authors], year, source };
}

/** The wire's place for a located quotation; `number` is its marker, 1-based. */
export function placeOf(paper: Paper, located: Located, number: number): Place {
  const { span, pieces, match } = located;
  const page = pagesOf(paper, { start: span.start, end: span.start + 1 })[0];
  const section = sectionAt(paper, span.start);
  const quote = readingTextOf(paper, span).text;
  const context = contextOf(paper, span);
  const secondary = secondarySourceAt(paper, span);
  return {
    number,
    paper: paperRef(paper),
    page: page?.number ?? null,
    pageLabel: page?.label ?? null,
    section: section === null ? null : (paper.sections[section]?.title ?? null),
    paragraph: paragraphAt(paper, span.start),
    quote,
    pieces: pieces.map(({ start, end }) => ({ start, end })),
    start: span.start,
    end: span.end,
    ...context,
    paperSha256: paper.sha256,
    match,
    secondary: secondary && secondary.author !== '' ? { author: secondary.author, marker: secondary.marker } : null,
    passageId: passageIdOf(paper.id, span),
    permalink: permalinkTo(paper, { pieces, quote, ...context }),
  };
}

function contextOf(paper: Paper, { start, end }: Span): { prefix: string; suffix: string } {
  const before = (reach: number) => readingTextOf(paper, { start: Math.max(0, start - reach), end: start }).text;
  const after = (reach: number) =>
    readingTextOf(paper, { start: end, end: Math.min(paper.text.length, end + reach) }).text;
  return {
    prefix: wholeCharacters(enough(before, paper).slice(-contextLength)).trimStart(),
    suffix: wholeCharacters(enough(after, paper).slice(0, contextLength)).trimEnd(),
  };
}

/** Looks further where a figure or blank lines leave too little to read. */
function enough(text: (reach: number) => string, paper: Paper): string {
  let reach = contextReach;
  let found = text(reach);
  while (found.length < contextLength && reach < paper.text.length) {
    reach *= 4;
    found = text(reach);
  }
  return found;
}

/** Without the half of a character outside the basic plane that a cut left over. */
function wholeCharacters(text: string): string {
  return text.replace(/^[\udc00-\udfff]/, '').replace(/[\ud800-\udbff]$/, '');
}
