import type { Mention, Paper, Reference } from '../../../../ingest/paper.ts';
import type { DraftPart } from '../../answer-writer.ts';
import { type StructuredAnswer, nothing } from '../answer.ts';
import type { CitedPassages } from '../cited-passages.ts';
import { creditInProse, inProse } from '../in-prose.ts';
import { plainWords } from '../question-words.ts';
import type { SourceAsked, SourceName } from '../source-asked.ts';
import { and, quotation, quoteEach, text } from './draft-parts.ts';
import { mentionsInFlow, spelledAlike, wordsOfNames } from './match-entries.ts';

/** How well what a paper has fits the source asked for, best first. */
type Fit = 'entry' | 'other-year' | 'in-text-only' | 'spelled-alike';

interface Match {
  readonly paper: Paper;
  readonly fit: Fit;
  readonly entries: readonly Reference[];
  /** In-text references to it that have no entry. */
  readonly mentions: readonly Mention[];
}

const fits: readonly Fit[] = ['entry', 'other-year', 'in-text-only', 'spelled-alike'];
/** Entries shown of one author. */
const mostShown = 8;

/**
 * The entry of the source that a question names, quoted; where the list has none, what comes nearest, and how it
 * differs. Null where the question was uncertain and no paper names such a source.
 */
export function sourceEntry(
  { source, certain, byTitle }: SourceAsked,
  papers: readonly Paper[],
  cited: CitedPassages,
): StructuredAnswer | null {
  if (source.number !== null) return numberedEntry(source.number, papers, cited);
  const found = papers.flatMap((paper) => matchIn(paper, source, byTitle) ?? []);
  const best = fits.find((fit) => found.some((match) => match.fit === fit));
  const shown = found.filter(({ fit }) => fit === best);
  // A slip of a name that nobody asked the entry of is no source.
  if (shown.length > 0 && (certain || best !== 'spelled-alike')) {
    const parts = shown.flatMap((match, index) => [...(index > 0 ? [text('\n')] : []), ...draft(match, source, cited)]);
    return { passages: cited.candidates, parts };
  }
  if (!certain) return null;
  const where = and(papers.map(creditInProse));
  return nothing(`Neither the text nor the reference list of ${where} names ${inProse(source.text)}.`);
}

function numberedEntry(number: number, papers: readonly Paper[], cited: CitedPassages): StructuredAnswer {
  const numbered = papers.filter(isNumbered);
  const found = numbered.flatMap((paper) => {
    const entry = paper.references[number - 1];
    return entry ? [{ paper, entry }] : [];
  });
  if (found.length > 0) {
    const parts = found.flatMap(({ paper, entry }, index) => [
      text(`${index > 0 ? '\n' : ''}Number ${number} in the reference list of ${creditInProse(paper)}: `),
      quotation(cited.quote(paper, entry.span, 1)),
    ]);
    return { passages: cited.candidates, parts };
  }
  const where = and((numbered.length > 0 ? numbered : papers).map(creditInProse));
  return nothing(
    numbered.length > 0
      ? `The reference list of ${where} has no number ${number}.`
      : `The references of ${where} have no numbers: name the source by author and year.`,
  );
}

/** Whether the text refers to its list by number. */
function isNumbered(paper: Paper): boolean {
  const { references, mentions } = paper;
  const start = references[0]?.span.start ?? 0;
  return (
    mentions.some(({ span }) => paper.text.startsWith('[', span.start)) ||
    (references.length > 0 && /^\s*(?:\[1\]|\(1\)|1[.)])/.test(paper.text.slice(start, start + 20)))
  );
}

function matchIn(paper: Paper, { names, year }: SourceName, byTitle: boolean): Match | null {
  const wanted = wordsOfNames(names);
  const sameYear = (other: string | null) => year === null || other?.slice(0, 4) === year;
  const namedBy = (authors: readonly string[]) => {
    const words = wordsOfNames(authors);
    return wanted.every((word) => words.includes(word));
  };
  const byAuthor = paper.references.filter(({ authors }) => namedBy(authors));
  const mentions = unlisted(paper).filter(({ authors, year: when }) => namedBy(authors) && sameYear(when));
  // "(Khan, 2025)" is by Khan first; "works by Khan" need not be.
  const first = byAuthor.filter(({ authors }) => wordsOfNames(authors.slice(0, 1)).includes(wanted[0] ?? ''));
  const candidates = year !== null && first.length > 0 ? first : byAuthor;
  const entries = candidates.filter((entry) => sameYear(entry.year));
  if (entries.length > 0) return { paper, fit: 'entry', entries, mentions: year === null ? mentions : [] };
  if (candidates.length > 0) return { paper, fit: 'other-year', entries: candidates, mentions };
  const alike = paper.references.filter(({ authors, year: when }) => sameYear(when) && alikeIn(wanted, authors));
  if (mentions.length > 0) return { paper, fit: 'in-text-only', entries: alike, mentions };
  const titled = byTitle ? paper.references.filter((entry) => hasTitle(entry, wanted) && sameYear(entry.year)) : [];
  if (titled.length > 0) return { paper, fit: 'entry', entries: titled, mentions: [] };
  const alikeInText = unlisted(paper).filter(({ authors, year: when }) => sameYear(when) && alikeIn(wanted, authors));
  if (alike.length + alikeInText.length === 0) return null;
  return { paper, fit: 'spelled-alike', entries: alike, mentions: alikeInText };
}

function alikeIn(wanted: readonly string[], authors: readonly string[]): boolean {
  const words = wordsOfNames(authors);
  return wanted.every((word) => words.some((other) => spelledAlike(word, other)));
}

/** In-text references without an entry, each source once. */
function unlisted(paper: Paper): Mention[] {
  const missing = mentionsInFlow(paper).filter(({ reference }) => reference === null);
  return [...new Map(missing.map((mention) => [`${mention.authors.join()} ${mention.year ?? ''}`, mention])).values()];
}

/** At least two words that all stand in the title; one is a name or a topic. */
function hasTitle({ title }: Reference, wanted: readonly string[]): boolean {
  const words = plainWords(title ?? '');
  return wanted.length >= 2 && wanted.every((word) => words.includes(word));
}

function* draft(
  { paper, fit, entries, mentions }: Match,
  source: SourceName,
  cited: CitedPassages,
): Generator<DraftPart> {
  const who = creditInProse(paper);
  const s = paper.authors.length > 1 ? '' : 's';
  const inText = mentions.slice(0, 3).map(({ span }) => cited.quote(paper, span, 0.9));
  const listed = entries.slice(0, mostShown).map(({ span }) => cited.quote(paper, span, 1));
  const mentioned = inText.flatMap((item, index) => [...(index > 0 ? [text(', ')] : []), quotation(item)]);
  const show = listed.length === 1 ? listed.flatMap((item) => [text(' '), quotation(item)]) : quoteEach(listed);
  if (fit === 'entry') {
    yield* [text(`${who} list${s}:`), ...show];
    if (inText.length > 0)
      yield* [text('\nThe text also refers to '), ...mentioned, text(', which has no entry in the list.')];
  } else if (inText.length > 0) {
    yield* [text(`${who} refer${s} to `), ...mentioned];
    if (listed.length === 0) yield text(', but the reference list has no such entry.');
    else yield* [text('; the list has no such entry, but this comes near:'), ...show];
  } else if (fit === 'other-year') {
    yield* [text(`${who} list${s} no work of ${source.year ?? 'that year'} by that name, but:`), ...show];
  } else {
    yield* [text(`${who} list${s} nothing by ${inProse(source.text)}; this name comes near:`), ...show];
  }
}
