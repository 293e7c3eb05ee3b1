import type { PaperRef, Place } from '../../server/wire.ts';

/** A stretch of such words; `own` where the paper itself says them, in whatever script and direction. */
export interface WordsPart {
  readonly words: string;
  readonly own: boolean;
}

const own = (words: string): WordsPart => ({ words, own: true });
const ours = (words: string): WordsPart => ({ words, own: false });

const joined = (parts: readonly WordsPart[]) => parts.map(({ words }) => words).join('');

/** The parts of `authorsInWords`. */
export function authorParts({ authors, title }: Pick<PaperRef, 'authors' | 'title'>): WordsPart[] {
  const [first, second] = authors;
  if (first === undefined) return [own(title)];
  if (second === undefined) return [own(first)];
  return authors.length === 2 ? [own(first), ours(' and '), own(second)] : [own(first), ours(' et al.')];
}

/** "Aleena Sadi", "Ghulam Sarwar and Muhammad Imran Rashid", "Ada Byron et al."; the title where nobody is named. */
export function authorsInWords(paper: Pick<PaperRef, 'authors' | 'title'>): string {
  return joined(authorParts(paper));
}

/** The parts of `paperInWords`. */
export function paperParts(paper: Pick<PaperRef, 'authors' | 'title' | 'year'>): WordsPart[] {
  return [...authorParts(paper), ours(` (${paper.year ?? 'n.d.'})`)];
}

/** Authors with the year in parentheses; "n.d." where no year is known, as APA 7 has it. */
export function paperInWords(paper: Pick<PaperRef, 'authors' | 'title' | 'year'>): string {
  return joined(paperParts(paper));
}

/** "p. 57", the printed number before the position; null where the source has no pages. */
export function pageInWords({ page, pageLabel }: Pick<Place, 'page' | 'pageLabel'>): string | null {
  const number = pageLabel ?? (page === null ? null : String(page));
  return number === null ? null : `p. ${number}`;
}

/** The parts of `whereInWords`. */
export function whereParts(place: Pick<Place, 'section' | 'paragraph' | 'page' | 'pageLabel'>): WordsPart[] {
  const page = pageInWords(place);
  const known = [
    ...(place.section === null ? [] : [own(place.section)]),
    ...(place.paragraph === null ? [] : [ours(`paragraph ${place.paragraph}`)]),
    ...(page === null ? [] : [ours(page)]),
  ];
  return known.flatMap((part, index) => (index === 0 ? [part] : [ours(', '), part]));
}

/** Section, paragraph and page, as far as they are known: "Introduction, paragraph 4, p. 57". */
export function whereInWords(place: Pick<Place, 'section' | 'paragraph' | 'page' | 'pageLabel'>): string {
  return joined(whereParts(place));
}

/** The parts of `sourceInWords`. */
export function sourceParts(place: Place): WordsPart[] {
  const where = whereParts(place);
  return [...paperParts(place.paper), ...(where.length === 0 ? [] : [ours(', ')]), ...where];
}

/** Who, when and where in one line: "Aleena Sadi (2025), Introduction, paragraph 4, p. 57". */
export function sourceInWords(place: Place): string {
  return joined(sourceParts(place));
}
