import { creditOf } from '../../citations/credit.ts';
import { visibleLine } from '../../terminal/visible-text.ts';
import type { Change, CheckReport, CheckResult, Place, Verdict } from '../../wire.ts';
import { whereIs } from '../explanation.ts';
import { capital, changeWords, verdictWords } from './verdicts.ts';

/** What a report is made from. */
export interface ReportInput {
  /** Of the draft's file, without folders; null: a text that was given as such. */
  readonly name: string | null;
  /** The text that was checked; offsets of the results are in it. */
  readonly text: string;
  /** Where Ibid is, for links: "https://papers.example.org". */
  readonly address: string;
  readonly report: CheckReport;
}

/** A result in plain words, the same in every report; each is one line, without control characters. */
export interface Finding {
  /** 1-based, in the order of the text. */
  readonly number: number;
  readonly kind: CheckResult['kind'];
  readonly verdict: Verdict;
  readonly heading: string;
  readonly quote: string;
  readonly explanation: string;
  /** Named source and what the library knows of it; null when none is named. */
  readonly claimed: string | null;
  readonly changes: readonly FoundChange[];
  readonly places: readonly FoundPlace[];
  /** What came near, for words that are not there. */
  readonly nearest: readonly FoundPlace[];
  readonly context: { readonly before: string; readonly words: string; readonly after: string } | null;
  readonly warnings: readonly string[];
  readonly originalAuthor: string | null;
}

export interface FoundChange {
  readonly kind: string;
  readonly permitted: boolean;
  readonly source: string;
  readonly quote: string;
}

export interface FoundPlace {
  readonly credit: string;
  readonly title: string;
  readonly authors: string;
  readonly year: string;
  readonly page: string;
  readonly section: string;
  readonly paragraph: string;
  /** Page, section and paragraph in words. */
  readonly where: string;
  readonly words: string;
  /** Whole address. */
  readonly link: string;
}

/** A result as reports have it. */
export function findingOf(result: CheckResult, number: number, address: string): Finding {
  const { context, sourceQuote, claimedSource } = result;
  return {
    number,
    kind: result.kind,
    verdict: result.verdict,
    heading: capital(verdictWords[result.verdict]),
    quote: visibleLine(result.quote),
    explanation: visibleLine(result.explanation),
    claimed: claimedSource ? visibleLine(claimedSource.text) : null,
    changes: result.changes.map(changeOf),
    places: result.matches.map((place) => placeOf(place, address)),
    nearest: result.nearest.map((place) => placeOf(place, address)),
    context: context
      ? {
          before: visibleLine(context.before),
          words: visibleLine(sourceQuote ?? ''),
          after: visibleLine(context.after),
        }
      : null,
    warnings: result.warnings.map(({ message }) => visibleLine(message)),
    originalAuthor: result.originalAuthor === null ? null : visibleLine(result.originalAuthor),
  };
}

/** All results of a report, in the order of the text. */
export function findingsOf({ report, address }: ReportInput): Finding[] {
  return report.results.map((result, index) => findingOf(result, index + 1, address));
}

/** "number: the source has “nine”, the quotation “six”". */
export function changeSentence({ kind, source, quote, permitted }: FoundChange): string {
  const allowed = permitted ? ' (permitted)' : '';
  if (quote === '') return `${kind}${kind === changeWords.omission ? '' : ', left out'}${allowed}: “${source}”`;
  if (source === '') return `${kind}${kind === changeWords.addition ? '' : ', put in'}${allowed}: “${quote}”`;
  return `${kind}${allowed}: the source has “${source}”, the quotation “${quote}”`;
}

/** The source's words between the sentences round them; `paint` may mark the words. */
export function inSource(
  { before, words, after }: NonNullable<Finding['context']>,
  paint: (words: string) => string = (text) => text,
): string {
  // End punctuation is not among the words.
  const joined = /^[.,;:!?)\]’”"']/.test(after) ? after : ` ${after}`;
  return `${before} ${paint(words)}${joined}`.trim();
}

/** The line of a text that an offset is on, 1-based. */
export function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

function changeOf({ class: kind, permitted, source, quote }: Change): FoundChange {
  return { kind: changeWords[kind], permitted, source: visibleLine(source), quote: visibleLine(quote) };
}

function placeOf(place: Place, address: string): FoundPlace {
  const { paper, page, pageLabel, section, paragraph } = place;
  return {
    credit: visibleLine(creditOf(paper)),
    title: visibleLine(paper.title),
    authors: paper.authors.map(visibleLine).join('; '),
    year: paper.year === null ? '' : String(paper.year),
    page: visibleLine(pageLabel ?? (page === null ? '' : String(page))),
    section: section === null ? '' : visibleLine(section),
    paragraph: paragraph === null ? '' : String(paragraph),
    where: visibleLine(whereIs(place)),
    words: visibleLine(place.quote),
    link: `${address}${visibleLine(place.permalink)}`,
  };
}
