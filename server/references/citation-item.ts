import type { Paper } from '../../ingest/paper.ts';
import { withoutParticles } from '../../ingest/structure/author-names.ts';
import { type CslName, personName } from './person-name.ts';
import { isEnglishTitle, isInCapitals, isInTitleCase, sentenceCase, titleWords } from './title-case.ts';
import { wordCasesIn } from './word-cases.ts';

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
}

/** How the style prints titles: APA's sentence case, or as printed, in headline style where the style sheet asks for it. */
export type TitleStyle = 'sentence' | 'printed';

/** A paper as an item to cite. Every value is one line. */
export function citationItem(paper: Referenced, titles: TitleStyle): CitationItem {
  const printed = oneLine(paper.title);
  const names = paper.authors.map(oneLine).filter((name) => name !== '');
  const author = names.map(personName);
  const doi = paper.doi === null ? '' : paper.doi.replace(/[\s\p{C}]/gu, '');
  return {
    id: paper.id,
    'citation-key': keyOf(paper, author),
    type: 'article-journal',
    title: titleIn(paper, printed, titles),
    ...(author.length > 0 ? { author } : {}),
    ...(paper.year === null ? {} : { issued: { 'date-parts': [[paper.year]] } }),
    ...(doi === '' ? {} : { DOI: doi }),
  };
}

function titleIn(paper: Referenced, printed: string, titles: TitleStyle): string {
  const cased = isInCapitals(printed) || (titles === 'sentence' && isInTitleCase(printed) && isEnglishTitle(printed));
  if (!cased) return printed;
  return sentenceCase(printed, wordCasesIn(paper, titleWords(printed))) ?? printed;
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
