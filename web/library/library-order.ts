import type { WirePaper } from '../../server/wire.ts';

/** What the list can be ordered by, with the words for it. */
export const orders = { added: 'Last added', title: 'Title', author: 'First author', year: 'Newest' } as const;
export type Order = keyof typeof orders;

/** The order that an address names; the usual one where it names none. */
export function orderNamed(name: string | null): Order {
  return name !== null && Object.hasOwn(orders, name) ? (name as Order) : 'added';
}

const collator = new Intl.Collator(undefined, { sensitivity: 'base', numeric: true });

/** What a title is filed under: without the article and marks that it begins with (Chicago Manual of Style, 16.52). */
function filingTitle(title: string): string {
  return title.replace(/^[^\p{L}\p{N}]+/u, '').replace(/^(?:the|an?)\s+/i, '');
}

/** The first author's family name, as far as a name tells it: the last word. Empty where nobody is named. */
function filingAuthor([first = '']: readonly string[]): string {
  if (first.includes(',')) return first;
  const words = first.split(/\s+/).filter((word) => !/^(?:jr|sr|i{2,3}|iv)\.?$/i.test(word));
  return [words.at(-1) ?? '', ...words.slice(0, -1)].join(' ').trim();
}

/** The papers in an order; `papers` are in the order they were added. */
export function inOrder(papers: readonly WirePaper[], order: Order): readonly WirePaper[] {
  if (order === 'added') return papers.toReversed();
  const keyed = papers.map((paper) => ({
    paper,
    title: filingTitle(paper.title),
    author: order === 'author' ? filingAuthor(paper.authors) : '',
  }));
  keyed.sort((one, other) => {
    const byTitle = () => collator.compare(one.title, other.title);
    if (order === 'title') return byTitle();
    // What is not known comes last.
    if (order === 'year') return (other.paper.year ?? -1) - (one.paper.year ?? -1) || byTitle();
    if ((one.author === '') !== (other.author === '')) return one.author === '' ? 1 : -1;
    return collator.compare(one.author, other.author) || byTitle();
  });
  return keyed.map(({ paper }) => paper);
}

/** Letters as they are compared: no case, no accents. */
function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

const haystacks = new WeakMap<WirePaper, string>();

function haystackOf(paper: WirePaper): string {
  const known = haystacks.get(paper);
  if (known !== undefined) return known;
  const { title, authors, year, source, doi } = paper;
  const made = folded([title, ...authors, year ?? '', source, doi ?? ''].join('\n'));
  haystacks.set(paper, made);
  return made;
}

/** The papers whose title, authors, year, file name or DOI hold every word of the filter. */
export function filtered(papers: readonly WirePaper[], filter: string): readonly WirePaper[] {
  const words = folded(filter).split(/\s+/).filter(Boolean);
  if (words.length === 0) return papers;
  return papers.filter((paper) => words.every((word) => haystackOf(paper).includes(word)));
}
