import type { PaperRef, Place } from '../../server/wire.ts';

/** "Aleena Sadi", "Ghulam Sarwar and Muhammad Imran Rashid", "Ada Byron et al."; the title where nobody is named. */
export function authorsInWords({ authors, title }: Pick<PaperRef, 'authors' | 'title'>): string {
  const [first, second] = authors;
  if (first === undefined) return title;
  if (second === undefined) return first;
  return authors.length === 2 ? `${first} and ${second}` : `${first} et al.`;
}

/** Authors with the year in parentheses; "n.d." where no year is known, as APA 7 has it. */
export function paperInWords(paper: Pick<PaperRef, 'authors' | 'title' | 'year'>): string {
  return `${authorsInWords(paper)} (${paper.year ?? 'n.d.'})`;
}

/** "p. 57", the printed number before the position; null where the source has no pages. */
export function pageInWords({ page, pageLabel }: Pick<Place, 'page' | 'pageLabel'>): string | null {
  const number = pageLabel ?? (page === null ? null : String(page));
  return number === null ? null : `p. ${number}`;
}

/** Section, paragraph and page, as far as they are known: "Introduction, paragraph 4, p. 57". */
export function whereInWords(place: Pick<Place, 'section' | 'paragraph' | 'page' | 'pageLabel'>): string {
  const paragraph = place.paragraph === null ? null : `paragraph ${place.paragraph}`;
  return [place.section, paragraph, pageInWords(place)].filter((words) => words !== null).join(', ');
}

/** Who, when and where in one line: "Aleena Sadi (2025), Introduction, paragraph 4, p. 57". */
export function sourceInWords(place: Place): string {
  return [paperInWords(place.paper), whereInWords(place)].filter((words) => words !== '').join(', ');
}
