import type { Paper, Span } from '../../../../ingest/paper.ts';
import { locate } from '../../../citations/locate.ts';
import type { DraftPart } from '../../answer-writer.ts';
import { type StructuredAnswer, nothing } from '../answer.ts';
import { quotation, text } from '../bibliography/draft-parts.ts';
import type { CitedPassages } from '../cited-passages.ts';
import type { AuthorAsked, FrontMatterAsked, FrontMatterField } from '../front-matter-asked.ts';
import { creditInProse, inProse } from '../in-prose.ts';
import { authorsNamed, bylineOf, correspondenceIn, linesOfAuthor } from './author-lines.ts';
import { headOf } from './printed-head.ts';
import { dateIn, doiIn, journalIn, keywordsIn } from './printed-lines.ts';

/** What one paper prints, with the words before it; no spans: it prints none. */
interface Printed {
  /** "The DOI of Sadi (2025)". */
  readonly lead: string;
  /** "gives a DOI", of what stands at the head. */
  readonly lacking: string;
  readonly spans: readonly Span[];
}

/**
 * What is printed of it at the head of each paper, quoted, or that nothing is; null where the question names an author
 * of none of them, or a name or title stands elsewhere, so that it is searched for.
 */
export function frontMatter(
  { what, author }: FrontMatterAsked,
  question: string,
  papers: readonly Paper[],
  cited: CitedPassages,
): StructuredAnswer | null {
  const lines = papers.flatMap((paper) =>
    printedOf(what, author, question, paper).map((printed) => ({ paper, ...printed })),
  );
  if (lines.length === 0) return null;
  if ((what === 'authors' || what === 'title') && lines.some(({ spans }) => spans.length === 0)) return null;
  const lacking = lines.filter(({ spans }) => spans.length === 0);
  const missing = lacking.map((line) => `Nothing at the head of ${creditInProse(line.paper)} ${line.lacking}.`);
  if (lacking.length === lines.length) return nothing(missing.join(' '), [], 'named-source-lacks-it');
  const parts: DraftPart[] = [];
  for (const { paper, lead, spans } of lines) {
    if (spans.length === 0) continue;
    const quoted = spans.map((span) => quotation(cited.quote(paper, span, 1)));
    parts.push(text(`${parts.length > 0 ? '\n' : ''}${lead}: `));
    parts.push(...quoted.flatMap((part, index) => (index > 0 ? [text(', '), part] : [part])));
  }
  parts.push(...missing.map((sentence) => text(`\n${sentence}`)));
  return { passages: cited.candidates, parts };
}

function printedOf(what: FrontMatterField, author: AuthorAsked, question: string, paper: Paper): Printed[] {
  const credit = creditInProse(paper);
  switch (what) {
    case 'authors':
      return [bylines(author, paper, credit)];
    case 'title': {
      const span = locate(paper, paper.title, headOf(paper))?.span;
      return [{ lead: `The title of ${credit}`, lacking: 'is its title', spans: span ? [span] : [] }];
    }
    case 'keywords':
      return [{ lead: `The keywords of ${credit}`, lacking: 'lists keywords', spans: some(keywordsIn(paper)) }];
    case 'doi':
      return [
        { lead: `The DOI of ${credit}`, lacking: withRecord('gives a DOI', paper.doi), spans: some(doiIn(paper)) },
      ];
    case 'journal':
      return [{ lead: `Where ${credit} was published`, lacking: 'names a journal', spans: journalIn(paper) }];
    case 'year': {
      const date = dateIn(paper);
      const lead = date?.inDoi === true ? `The year of ${credit}, printed in its DOI` : `The date printed on ${credit}`;
      const lacking = withRecord('says when it was published', paper.year);
      return [{ lead, lacking, spans: some(date?.span ?? null) }];
    }
    case 'affiliation':
    case 'position':
    case 'email':
      return ofAuthors(what, author, question, paper);
  }
}

/** What was put right by hand is printed nowhere. */
function withRecord(lacking: string, known: string | number | null): string {
  return known === null ? lacking : `${lacking}; the library has it as ${inProse(String(known))}`;
}

function bylines(asked: AuthorAsked, paper: Paper, credit: string): Printed {
  if (asked === 'corresponding') {
    const spans = correspondenceIn(paper);
    return { lead: `Letters about ${credit} go to`, lacking: 'says to whom letters go', spans };
  }
  const { authors } = paper;
  const chosen = typeof asked === 'number' ? authors.slice(asked).slice(0, 1) : authors;
  const spans = chosen.map((author) => bylineOf(paper, author)).filter((span) => span !== null);
  const lead =
    typeof asked === 'number' && authors.length > 1
      ? `The ${asked < 0 ? 'last' : (nth[asked] ?? 'next')} author of ${credit}`
      : authors.length > 1
        ? `The ${authors.length} authors of ${credit}`
        : `The author of ${credit}`;
  return { lead, lacking: 'names its authors', spans: spans.length === chosen.length ? spans : [] };
}

const nth = ['first', 'second', 'third', 'fourth', 'fifth'];

const ofAuthor = {
  affiliation: (name: string) => ({ lead: `What is printed of ${name}`, lacking: `says where ${name} works` }),
  position: (name: string) => ({ lead: `What is printed of ${name}`, lacking: `gives a position of ${name}` }),
  email: (name: string) => ({ lead: `The e-mail address of ${name}`, lacking: `gives an e-mail address of ${name}` }),
};

/** More authors than these are not gone through one by one. */
const mostAuthors = 12;

function ofAuthors(what: keyof typeof ofAuthor, asked: AuthorAsked, question: string, paper: Paper): Printed[] {
  const to = asked === 'corresponding' ? correspondenceIn(paper) : [];
  if (to.length > 0 && what === 'email') {
    return [{ lead: `Letters about ${creditInProse(paper)} go to`, lacking: '', spans: to }];
  }
  const authors =
    asked === 'named'
      ? authorsNamed(question, paper)
      : asked === 'all'
        ? paper.authors
        : asked === 'corresponding'
          ? paper.authors.filter((author) => to.some((span) => names(paper, span, author)))
          : paper.authors.slice(asked).slice(0, 1);
  if (authors.length === 0 && asked !== 'named') return [{ ...ofAuthor[what]('its author'), spans: [] }];
  const found = authors
    .slice(0, mostAuthors)
    .map((author) => ({ author, spans: linesOfAuthor(what, author, paper) }))
    .filter(({ spans }, _, all) => spans.length > 0 || asked !== 'all' || all.every((one) => one.spans.length === 0));
  return found.map(({ author, spans }) => ({ ...ofAuthor[what](inProse(author)), spans }));
}

function names({ text: whole }: Paper, { start, end }: Span, author: string): boolean {
  return whole.slice(start, end).includes(author);
}

function some(span: Span | null): Span[] {
  return span ? [span] : [];
}
