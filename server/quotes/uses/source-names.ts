import type { PaperSummary } from '../../../ingest/library.ts';
import type { PaperId } from '../../../ingest/paper.ts';
import { familyNameOf, withoutParticles } from '../../../ingest/structure/author-names.ts';

/** The papers of a library by what a writer calls them. */
export interface SourceNames {
  readonly papers: readonly PaperSummary[];
  /** Folded family names of the authors, in order, one list a paper. */
  readonly families: ReadonlyMap<PaperId, readonly string[]>;
  /** Papers by folded family name; without its particles too. */
  readonly byFamily: ReadonlyMap<string, readonly PaperSummary[]>;
  /** Family name by folded given name, where one author alone has it. */
  readonly byGiven: ReadonlyMap<string, string>;
  /** Papers by folded title, and by what of it stands before a colon. */
  readonly byTitle: ReadonlyMap<string, readonly PaperSummary[]>;
  /** What `meantFamily` found, by folded name. */
  readonly meant: Map<string, string | null>;
  /** Papers by three words of their title in a row. */
  readonly byTitleWords: ReadonlyMap<string, readonly PaperSummary[]>;
}

/** Letters that keep their stroke when marks are taken off, as they are written without it (ICAO Doc 9303). */
const strokes: Readonly<Record<string, string>> = {
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  æ: 'ae',
  œ: 'oe',
  ß: 'ss',
  ı: 'i',
};

/** A name or title as it is compared: lower case, letters and digits, without diacritics, words parted by one space. */
export function foldedName(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[øłđðþæœßı]/g, (letter) => strokes[letter] ?? letter)
    .replace(/[\p{M}'’‘`.\u00ad]/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Words that make no title recognisable. */
const small = /^(?:an?|and|as|at|by|for|from|in|into|its?|of|on|or|over|the|to|with|vs|via|s)$/;

const indexes = new WeakMap<readonly PaperSummary[], SourceNames>();

/** The index of names and titles: made once for a list of papers; what a text's own names mean is its own. */
export function indexSources(papers: readonly PaperSummary[]): SourceNames {
  const index = indexes.get(papers) ?? readSources(papers);
  indexes.set(papers, index);
  return { ...index, meant: new Map() };
}

function readSources(papers: readonly PaperSummary[]): SourceNames {
  const families = new Map<PaperId, string[]>();
  const byFamily = new Map<string, PaperSummary[]>();
  const byTitle = new Map<string, PaperSummary[]>();
  const byTitleWords = new Map<string, PaperSummary[]>();
  const add = (map: Map<string, PaperSummary[]>, key: string, paper: PaperSummary) => {
    const held = map.get(key);
    if (!held) map.set(key, [paper]);
    else if (held.at(-1) !== paper) held.push(paper);
  };
  for (const paper of papers) {
    const names = paper.authors.map(familyNameOf);
    families.set(paper.id, names.map(foldedName));
    for (const name of names)
      for (const form of new Set([name, withoutParticles(name)].map(foldedName)))
        if (form !== '') add(byFamily, form, paper);
    const title = foldedName(paper.title);
    const main = foldedName(paper.title.split(/:\s/)[0] ?? '');
    if (title !== '') add(byTitle, title, paper);
    if (main !== title && (main.includes(' ') || isCoinedWord(paper.title.split(/:\s/)[0] ?? '')))
      add(byTitle, main, paper);
    const words = title.split(' ');
    for (let at = 0; at + 3 <= words.length; at += 1) add(byTitleWords, words.slice(at, at + 3).join(' '), paper);
  }
  return { papers, families, byFamily, byGiven: givenNames(papers, byFamily), byTitle, byTitleWords, meant: new Map() };
}

function givenNames(
  papers: readonly PaperSummary[],
  byFamily: ReadonlyMap<string, readonly PaperSummary[]>,
): Map<string, string> {
  const found = new Map<string, string | null>();
  for (const author of papers.flatMap((paper) => paper.authors)) {
    const given = foldedName(author.split(/\s+/)[0] ?? '');
    const family = familyNameOf(author);
    if (given.length < 3 || given === foldedName(family) || byFamily.has(given)) continue;
    found.set(given, (found.get(given) ?? family) === family && found.get(given) !== null ? family : null);
  }
  return new Map([...found].flatMap(([given, family]) => (family === null ? [] : [[given, family] as const])));
}

/**
 * The papers that all of these people wrote; first authors only where "et al." says so. A year has to agree: off by one
 * (published online first) counts where no paper of theirs has just that year; a paper without one can mean any.
 * @param names family names, one at least
 */
export function papersBy(
  index: SourceNames,
  names: readonly string[],
  { year = null, etAl = false }: { readonly year?: number | null; readonly etAl?: boolean } = {},
): PaperSummary[] {
  const wanted = names.map((name) => foldedName(name));
  const first = wanted[0];
  if (first === undefined) return [];
  const theirs = (index.byFamily.get(first) ?? []).filter((paper) => {
    const authors = index.families.get(paper.id) ?? [];
    const has = (name: string) => authors.some((author) => author === name || author.endsWith(` ${name}`));
    if (!wanted.every(has)) return false;
    const leads = authors[0] === first || (authors[0]?.endsWith(` ${first}`) ?? false);
    return !etAl || (leads && authors.length > wanted.length);
  });
  // Everybody named, nobody left out: "Sarwar & Rashid" before a third paper with another author more.
  const whole = theirs.filter((paper) => (index.families.get(paper.id) ?? []).length === wanted.length);
  const among = wanted.length > 1 && !etAl && whole.length > 0 ? whole : theirs;
  if (year === null) return among;
  const exact = among.filter((paper) => paper.year === year);
  if (exact.length > 0) return exact;
  const near = among.filter((paper) => paper.year !== null && Math.abs(paper.year - year) === 1);
  return [...near, ...among.filter((paper) => paper.year === null)];
}

/**
 * The family name of the library that was meant by one with a letter wrong, too many, missing or swapped; null when
 * there is none or more than one, or the name is too short to tell.
 */
export function meantFamily(index: SourceNames, name: string): string | null {
  const given = foldedName(name);
  if (index.byFamily.has(given)) return given;
  if (given.length < 4) return null;
  const known = index.meant.get(given);
  if (known !== undefined) return known;
  const near = [...index.byFamily.keys()].filter((family) => family.length >= 4 && oneEditApart(given, family));
  const meant = new Set(near.flatMap((family) => (index.byFamily.get(family) ?? []).map((paper) => paper.id)));
  const family = near.length === 1 || meant.size === 1 ? (near[0] ?? null) : null;
  index.meant.set(given, family);
  return family;
}

function oneEditApart(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > 1) return false;
  let from = 0;
  while (from < one.length && one[from] === other[from]) from += 1;
  const [restOne, restOther] = [one.slice(from), other.slice(from)];
  if (restOne.slice(1) === restOther.slice(1)) return true;
  if (restOne.slice(1) === restOther || restOne === restOther.slice(1)) return true;
  const swapped = restOne.charAt(1) + restOne.charAt(0);
  return restOne.length > 1 && swapped + restOne.slice(2) === restOther;
}

/** The family names of a paper's authors, as they are written. */
export function authorsOf(paper: PaperSummary): string[] {
  return paper.authors.map(familyNameOf);
}

/**
 * The papers whose title a text is, or is a recognisable part of: its beginning up to a colon, or three words in a row
 * with two that say something.
 */
export function papersTitled(index: SourceNames, text: string): readonly PaperSummary[] {
  const given = foldedName(text);
  if (given === '') return [];
  const exact = index.byTitle.get(given);
  if (exact) return exact;
  const words = given.split(' ');
  if (words.length < 3 || words.filter((word) => !small.test(word)).length < 2) return [];
  const candidates = index.byTitleWords.get(words.slice(0, 3).join(' ')) ?? [];
  return candidates.filter((paper) => ` ${foldedName(paper.title)} `.includes(` ${given} `));
}

/** Whether a word can only be a name that somebody made: digits or capitals inside it ("S2ORC", "SciBERT"). */
export function isCoinedWord(word: string): boolean {
  return /^\p{L}[\p{L}\p{N}-]*$/u.test(word) && /.[\p{Lu}\p{N}]/u.test(word);
}

/** Whether words are set like a title: a capital on each that is not small. */
export function isTitleCase(text: string): boolean {
  const words = text.match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}'’.-]*/gu) ?? [];
  const telling = words.filter((word) => !small.test(word.toLowerCase()));
  if (!/^\P{L}*[\p{Lu}\p{N}]/u.test(text) || telling.length < 2) return false;
  return telling.filter((word) => /^[\p{Lu}\p{N}]/u.test(word)).length >= telling.length * 0.8;
}
