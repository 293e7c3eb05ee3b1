import type { Reference, Span } from '../paper.ts';
import { areGivenFirst, familyNames, invertedNames } from './author-names.ts';

/** A full stop that ends something: not the one of an initial or of a few abbreviations. */
const stop = /(?<!(?:^|[\s.-])\p{Lu}|\b(?:vs|Vol|No|Jr|St|Govt))[.?!](?:\s|$)/u;
const parenthesised = /\(\s*((?:19|20)\d{2}[a-z]?|n\.?\s?d\.?)\b[^)]{0,30}\)/i;
/** "Names. 2019. Title": a year between two full stops. */
const bare = /(?:^|[.)]["”’]?\s+)((?:19|20)\d{2}[a-z]?)(?:\s*[–-]\s*\d{4})?\.(?=\s|$)/;

interface Parts {
  /** The authors, as printed. */
  readonly head: string;
  readonly year: string | null;
  readonly title: string | null;
}

/** The entries of one list: how its other entries name persons tells what a lone "Sergey Brin" is. */
export function parseReferences(entries: readonly { readonly span: Span; readonly text: string }[]): Reference[] {
  const parsed = entries.map(({ span, text }) => ({ span, parts: partsOf(text) }));
  const givenFirst = parsed.filter(({ parts }) => areGivenFirst(parts.head)).length;
  const inverted = parsed.filter(({ parts }) => invertedNames(parts.head) !== null).length;
  return parsed.map(({ span, parts: { head, year, title } }) => ({
    span,
    authors: familyNames(head, givenFirst > inverted),
    year,
    title,
  }));
}

/**
 * Knows "Family, I. (2020). Title." (APA), "Names. 2020. Title." (ACL; also ACM, with a second date in parentheses),
 * "Family, I.; Family, I. Title. Where 2020." (ACS) and "I. Family, I. Family. Title. Where, 2020." (IEEE).
 */
function partsOf(text: string): Parts {
  const entry = text.replace(/^\s*(?:(?:[-*•]|[[(]\d{1,3}[\])]|\d{1,3}[.)])\s+|\d{1,3}[.)](?=\p{Lu}))/u, '');
  const dated = [parenthesised.exec(entry), bare.exec(entry)]
    .filter((found) => found !== null)
    .sort((a, b) => a.index - b.index)
    .find((found) => isHead(entry.slice(0, found.index + 1), found[0].startsWith('(')));
  if (dated) {
    const after = entry.slice(dated.index + dated[0].length);
    const head = entry.slice(0, dated.index + (dated[0].startsWith('.') ? 1 : 0));
    return { head, year: dated[1]?.replace(/\s/g, '') ?? null, title: firstSentence(after) };
  }
  const year = lastYear(entry);
  const groups = invertedNames(entry, true);
  // "Isaac Councill, C. Lee Giles. Title" only looks inverted.
  const forenames = groups?.families.length === 1 && groups.families[0]?.includes(' ') === true;
  if (groups && !forenames && /^\s*(?:[;,.]?\s*et al\.)?[\s.,;]*["“‘]?[\p{Lu}\d]/u.test(entry.slice(groups.end))) {
    const rest = entry.slice(groups.end).replace(/^[\s;,]*et al\./, '');
    return { head: entry.slice(0, groups.end), year, title: firstSentence(rest) };
  }
  const end = stop.exec(entry)?.index ?? entry.length;
  const rest = entry.slice(end + 1).replace(/^\s*(?:19|20)\d{2}[a-z]?\s*[.;,](?:\s*https?:.*$)?/s, '');
  return { head: entry.slice(0, end).replace(/[.,\s]*(?:19|20)\d{2}[a-z]?$/, ''), year, title: firstSentence(rest) };
}

/** Whether what stands before a date can be the authors, rather than authors, a title and where it appeared. */
function isHead(before: string, inParentheses: boolean): boolean {
  const head = before
    .replace(/\bet\.?\s+al\./g, '')
    .replace(/\(eds?\.?\)/gi, '')
    .replace(/[\s.,(]+$/, '');
  const sentences = stop.test(head);
  if (!inParentheses) return !sentences && head.length < 6000;
  return head.length < 300 ? !sentences || !areGivenFirst(head.slice(0, stop.exec(head)?.index)) : !sentences;
}

/**
 * A journal's year before its volume; otherwise the last year, since titles have years too, but not the one of a visit
 * to a web page, nor an end of a range.
 */
function lastYear(entry: string): string | null {
  const plain = entry.replace(/\b(?:accessed|retrieved|visited)\b.*$/is, '');
  const beforeVolume = /\p{L}\s+((?:19|20)\d{2}),\s+\d/u.exec(plain)?.[1];
  if (beforeVolume !== undefined) return beforeVolume;
  const years = [...plain.matchAll(/(?<![\d/–:.-])((?:19|20)\d{2}[a-z]?)(?![\d/–-]|\.\d)/g)];
  return years.at(-1)?.[1] ?? null;
}

/** "Arms race or innovation race? Geopolitical AI development. Geopolitics": words before where it appeared. */
function subtitleOf(text: string): string | null {
  const end = stop.exec(text)?.index ?? 0;
  const subtitle = text.slice(0, end);
  const where = text.slice(end + 1).trim();
  const words = /^\p{Lu}[^\d]*\s[^\d]*$/u.test(subtitle) && !/^In:?\s/.test(subtitle);
  return words && /^\p{Lu}/u.test(where) ? subtitle : null;
}

function firstSentence(text: string): string | null {
  const rest = text.replace(/^[\s).,:]+/, '');
  const end = stop.exec(rest)?.index ?? rest.length;
  const title = rest.slice(0, end).trim();
  const more = /[?!]/.test(rest.charAt(end)) ? subtitleOf(rest.slice(end + 1).trim()) : null;
  if (more !== null) return `${title}${rest.charAt(end)} ${more}`;
  return title === '' ? null : title;
}
