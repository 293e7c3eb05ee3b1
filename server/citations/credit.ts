import { familyNameOf } from '../../ingest/structure/author-names.ts';

/** What of a paper is needed to name it. */
export interface Credited {
  readonly authors: readonly string[];
  readonly year: number | null;
  readonly title: string;
}

/** Who said it, as APA 7 §8.17 names authors in running text: "Sadi (2025)", "Sarwar & Rashid (n.d.)", "Tao et al. (2021)". */
export function creditOf(paper: Credited): string {
  return `${authorsOf(paper)} (${paper.year ?? 'n.d.'})`;
}

/** Family names of the authors, or the title where there are none. */
export function authorsOf({ authors, title }: Pick<Credited, 'authors' | 'title'>): string {
  const families = authors.map(familyNameOf);
  const [first, second] = families;
  if (!first) return title;
  if (!second) return first;
  return families.length === 2 ? `${first} & ${second}` : `${first} et al.`;
}
