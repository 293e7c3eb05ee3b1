import type { WirePaper } from '../../server/wire.ts';

const inEnglish = new Intl.NumberFormat('en');

/** "1 page", "1,204 passages". `one` is the singular; the plural has an s. */
export function countOf(number: number, one: string): string {
  return number === 1 ? `1 ${one}` : `${inEnglish.format(number)} ${one}s`;
}

/** How long a paper is: "12 pages", where the source has pages, and "80 passages". */
export function sizeInWords({ pages, passages }: Pick<WirePaper, 'pages' | 'passages'>): readonly string[] {
  return [...(pages === null ? [] : [countOf(pages, 'page')]), countOf(passages, 'passage')];
}

/** All authors with commas and "and"; the first ten and how many more where there are more. */
export function allAuthorsInWords(authors: readonly string[]): string {
  if (authors.length === 0) return 'Author not named';
  if (authors.length > 12) return `${authors.slice(0, 10).join(', ')} and ${authors.length - 10} more`;
  if (authors.length < 3) return authors.join(' and ');
  return `${authors.slice(0, -1).join(', ')} and ${authors.at(-1) ?? ''}`;
}

/** Whether a title is printed in capitals only; it is set smaller then. */
export function isAllCapitals(title: string): boolean {
  return title === title.toUpperCase() && title !== title.toLowerCase();
}

/** Where a DOI leads; null for one that is none. */
export function doiHref(doi: string): string | null {
  return /^10\.\d{4,9}[\d.]*\/\S+$/.test(doi) ? `https://doi.org/${encodeURI(doi).replaceAll('#', '%23')}` : null;
}

/** The address of a paper in this page. */
export function paperHref(id: string): string {
  return `/papers/${encodeURIComponent(id)}`;
}

/** The id of the element that shows a paper in the library's room. */
export function paperElementId(id: string): string {
  return `paper-${id}`;
}
