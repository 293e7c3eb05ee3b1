import type { Mention, Paper, Reference } from '../../../../ingest/paper.ts';
import { spellingDistance } from '../../../quotes/difference/pair-cost.ts';
import { plainWords } from '../question-words.ts';

/** Words of names, in lower case without diacritics; "Govt." is "government". */
export function wordsOfNames(names: readonly string[]): string[] {
  return plainWords(names.join(' ')).map((word) => (word === 'govt' ? 'government' : word));
}

/** Whether two words of names may be one, spelt otherwise: "Choudhary", "Chaudhary". */
export function spelledAlike(a: string, b: string): boolean {
  const shorter = Math.min(a.length, b.length);
  const limit = shorter >= 8 ? 2 : shorter >= 5 ? 1 : 0;
  return a.startsWith(b.charAt(0)) && spellingDistance(a, b, limit) <= limit;
}

/** How an in-text reference and the list disagree. */
export type Disagreement = 'missing' | 'year' | 'name';

export interface Unmatched {
  readonly mention: Mention;
  readonly kind: Disagreement;
  /** The entry that is probably meant; null where it is missing. */
  readonly entry: Reference | null;
}

/** In-text references of the text itself: in front of the first section, a name and a year are the paper's own. */
export function mentionsInFlow(paper: Paper): Mention[] {
  const start = paper.sections[0]?.span.start ?? 0;
  return paper.mentions.filter(({ span }) => span.start >= start);
}

/** In-text references, each source once, whose entry is missing or disagrees in year or name, in text order. */
export function unmatchedMentions(paper: Paper): Unmatched[] {
  const seen = new Set<string>();
  return mentionsInFlow(paper).flatMap((mention) => {
    const key = `${wordsOfNames(mention.authors).join(' ')} ${mention.year ?? ''}`;
    if (seen.has(key)) return [];
    seen.add(key);
    const found = disagreementOf(mention, paper);
    return found ? [{ mention, ...found }] : [];
  });
}

function disagreementOf(mention: Mention, paper: Paper): Omit<Unmatched, 'mention'> | null {
  const matched = mention.reference === null ? null : (paper.references[mention.reference] ?? null);
  const names = wordsOfNames(mention.authors);
  if (matched) {
    const listed = wordsOfNames(matched.authors);
    if (names.every((word) => listed.includes(word))) return null;
    return { kind: 'name', entry: spelledOtherwise(names, mention.year, paper.references) ?? matched };
  }
  const first = wordsOfNames(mention.authors.slice(0, 1)).join(' ');
  const same = paper.references.filter((entry) => wordsOfNames(entry.authors.slice(0, 1)).join(' ') === first);
  // Of several by one author, the one whose co-authors agree.
  const coauthored = same.find((entry) => names.every((word) => wordsOfNames(entry.authors).includes(word)));
  const entry = coauthored ?? same[0];
  if (entry) return { kind: 'year', entry };
  const spelled = spelledOtherwise(names, mention.year, paper.references);
  return spelled ? { kind: 'name', entry: spelled } : { kind: 'missing', entry: null };
}

/** The entry of that year whose names are these but for their spelling, or a body's name of which these are a part. */
function spelledOtherwise(
  names: readonly string[],
  year: string | null,
  entries: readonly Reference[],
): Reference | null {
  const ofYear = entries.filter((entry) => year !== null && entry.year?.slice(0, 4) === year.slice(0, 4));
  const alike = ofYear.find((entry) => {
    const listed = wordsOfNames(entry.authors);
    return names.every((word) => listed.some((other) => spelledAlike(word, other)));
  });
  return alike ?? null;
}

/** Entries that no in-text reference leads to, those aside that one with another year or name probably means. */
export function uncitedEntries(paper: Paper): Reference[] {
  const cited = new Set<Reference | null>(
    paper.mentions.map(({ reference }) => paper.references[reference ?? -1] ?? null),
  );
  for (const { entry } of unmatchedMentions(paper)) cited.add(entry);
  return paper.references.filter((entry) => !cited.has(entry));
}
