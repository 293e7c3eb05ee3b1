import type { Paper } from '../../ingest/paper.ts';
import { withoutParticles } from '../../ingest/structure/author-names.ts';
import { type CslName, personName } from './person-name.ts';
import {
  capitalParts,
  isEnglishTitle,
  isInCapitals,
  isInTitleCase,
  keptCapitals,
  sentenceCase,
  titleWords,
} from './title-case.ts';
import { type WordCases, wordCasesIn } from './word-cases.ts';

/** What a reference tells of a paper. */
export type Referenced = Pick<Paper, 'id' | 'title' | 'authors' | 'year' | 'doi' | 'text' | 'paragraphs'>;

/** An item as CSL-JSON 1.0.2 has it; only what is known of a paper. */
export interface CitationItem {
  readonly id: string;
  readonly 'citation-key': string;
  readonly type: 'article-journal';
  readonly title: string;
  readonly author?: readonly CslName[];
  readonly issued?: { readonly 'date-parts': readonly [readonly [number]] };
  readonly DOI?: string;
  readonly URL?: string;
  readonly language?: string;
  /** Where the title's capitals have to stay when a style puts it in small letters; UTF-16 code units, ascending. */
  readonly kept?: readonly { readonly start: number; readonly end: number }[];
}

/**
 * How the style prints titles: APA's sentence case; as printed, in headline style where the style sheet asks for it;
 * as printed with what is `kept`.
 */
export type TitleStyle = 'sentence' | 'printed' | 'kept';

/** A paper as an item to cite. Every value is one line. */
export function citationItem(paper: Referenced, titles: TitleStyle): CitationItem {
  const printed = oneLine(paper.title);
  const names = paper.authors.map(oneLine).filter((name) => name !== '');
  const author = names.map(personName);
  const doi = paper.doi === null ? '' : paper.doi.replace(/[\s\p{C}]/gu, '');
  const cases = wordCasesIn(paper, titleWords(printed));
  const title = titleIn(printed, titles, cases);
  return {
    id: paper.id,
    'citation-key': keyOf(paper, author),
    type: 'article-journal',
    title,
    ...(titles === 'kept' ? { kept: keptCapitals(title, cases) } : {}),
    ...(author.length > 0 ? { author } : {}),
    ...(paper.year === null ? {} : { issued: { 'date-parts': [[paper.year]] } }),
    ...(doi === '' ? {} : { DOI: doi }),
  };
}

function titleIn(printed: string, titles: TitleStyle, cases: WordCases): string {
  if (isInCapitals(printed)) return sentenceCase(printed, cases) ?? printed;
  if (titles !== 'sentence') return printed;
  const isHeadline = isInTitleCase(printed) && isEnglishTitle(printed);
  return isHeadline ? (sentenceCase(printed, cases) ?? printed) : capitalParts(printed);
}

/** "sadi2025rivalry": letters and digits of ASCII alone. */
function keyOf({ id, title, year }: Referenced, [first]: readonly CslName[]): string {
  const name = first === undefined ? '' : 'family' in first ? withoutParticles(first.family) : first.literal;
  const word = titleWords(title)
    .map(plain)
    .find((item) => item.length > 3);
  const key = `${plain(name).slice(0, 30)}${year ?? ''}${word?.slice(0, 30) ?? ''}`;
  return /^[a-z]/.test(key) ? key : `paper${id}`;
}

function plain(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
}

function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
}
