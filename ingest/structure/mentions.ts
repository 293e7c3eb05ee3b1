import type { Mention, Reference } from '../paper.ts';

const name =
  "(?:(?:van|von|de|der|al|el|bin)[ -])?\\p{Lu}[\\p{L}'’-]+(?:[ -](?:of|for|the|and|de)?[ -]?\\p{Lu}[\\p{L}'’.-]+){0,5}";
const year = '(?:19|20)\\d{2}[a-z]?|n\\.\\s?d\\.';

/**
 * In-text references of the author–year kind (APA 7 §8.11: parenthetical and narrative) and numeric ones in square
 * brackets, ascending; each names one source. Offsets are those of `text`.
 */
export function findMentions(text: string, references: readonly Reference[], limit: number): Mention[] {
  const found: Mention[] = [];
  const listed = references.map((reference) => ({ ...reference, names: reference.authors.map(key) }));
  const add = (start: number, end: number, authors: string[], when: string | null) =>
    found.push({ span: { start, end }, authors, year: when, reference: matchReference(authors, when, listed) });

  for (const group of text.matchAll(/\(([^()]{3,400})\)/g)) {
    if (group.index >= limit) break;
    let at = group.index + 1;
    let last: string[] = [];
    for (const part of (group[1] ?? '').split(';')) {
      const source = new RegExp(
        `^\\s*(?:see(?: also)?|e\\.g\\.,?|cf\\.|as cited in)?\\s*(.{2,120}?),?\\s+(${year})\\b`,
        'u',
      ).exec(part);
      const alone = /^\s*((?:19|20)\d{2}[a-z]?)\s*$/.exec(part);
      const lead = part.length - part.trimStart().length;
      const span = { start: at + lead, end: at + part.trimEnd().length };
      if (source && /^(?:van |von |de |al-|el-)?\p{Lu}/u.test(source[1] ?? '')) {
        last = splitAuthors(source[1] ?? '');
        const years = [...part.matchAll(new RegExp(`(?:${year})(?![\\d])`, 'gu'))].map((match) => match[0]);
        for (const when of years) add(span.start, span.end, last, when);
      } else if (alone && last.length > 0) add(span.start, span.end, last, alone[1] ?? null);
      at += part.length + 1;
    }
  }
  const narrative = new RegExp(
    `(${name}(?:(?:,\\s+${name})*,?\\s+(?:and|&)\\s+${name}|\\s+et al\\.?,?)?)(?:['’]s)?\\s+\\((${year})\\)`,
    'gu',
  );
  for (const source of text.slice(0, limit).matchAll(narrative)) {
    add(source.index, source.index + source[0].length, splitAuthors(source[1] ?? ''), source[2] ?? null);
  }
  for (const source of text.slice(0, limit).matchAll(/\[(\d{1,3}(?:\s*[,–-]\s*\d{1,3})*)\]/g)) {
    for (const number of numbersOf(source[1] ?? '')) {
      const reference = references[number - 1];
      if (!reference) continue;
      const span = { start: source.index, end: source.index + source[0].length };
      found.push({ span, authors: reference.authors, year: reference.year, reference: number - 1 });
    }
  }
  return found.sort((a, b) => a.span.start - b.span.start);
}

function numbersOf(list: string): number[] {
  return list.split(',').flatMap((part) => {
    const [from = 0, to = from] = part.split(/[–-]/).map(Number);
    return to - from > 50 ? [] : Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
  });
}

function splitAuthors(text: string): string[] {
  return text
    .replace(/\s+et al\.?/, '')
    .split(/\s*(?:,\s*(?:&|and)\s+|,|&|\band\b)\s*/)
    .map((author) => author.trim())
    .filter((author) => /\p{L}{2}/u.test(author));
}

/** Letters only, without case and diacritics, so that "Wæver" and "Waever" of a careless list still differ. */
function key(author: string): string {
  return author
    .normalize('NFD')
    .replace(/[^\p{L}]/gu, '')
    .toLowerCase();
}

interface ListedReference extends Reference {
  /** The authors' keys. */
  readonly names: readonly string[];
}

/** The entry with that first author and year; of several, the one whose other authors agree best. */
function matchReference(
  authors: readonly string[],
  when: string | null,
  references: readonly ListedReference[],
): number | null {
  const names = authors.map(key);
  if (!names[0] || when === null) return null;
  let best: number | null = null;
  let bestAgreement = -1;
  references.forEach((reference, index) => {
    const listed = reference.names;
    if (listed[0] !== names[0] || reference.year?.slice(0, 4) !== when.slice(0, 4)) return;
    const agreement =
      names.filter((name) => listed.includes(name)).length * 10 +
      (reference.year === when ? 2 : 0) +
      (listed.length === names.length ? 1 : 0);
    if (agreement > bestAgreement) [best, bestAgreement] = [index, agreement];
  });
  return best;
}
