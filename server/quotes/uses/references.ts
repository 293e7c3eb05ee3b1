import type { PaperSummary } from '../../../ingest/library.ts';
import { familyNameOf } from '../../../ingest/structure/author-names.ts';
import { foldedName, meantFamily, papersBy, type SourceNames } from './source-names.ts';
import { type Source, yearIn } from './source.ts';

const year =
  /(?<![\p{L}\p{N}/-])(?:(?:19|20)\d{2}[a-z]?(?![\p{L}\p{N}])|n\.\s?d\.?(?!\p{L})|o\.\s?J\.|s\.\s?d\.|forthcoming|in press)/u;
const lead =
  /^[\s,]*(?:(?:see(?: also| e\.g\.,?)?|e\.g\.,?|cf\.|compare|for example,?|also|but see|from|in|by|source:)\s+)*/i;
const locator =
  /[\s,:;]*(?:\b(?:pp?|paras?|ch(?:ap)?|secs?|sections?|chapter|fig|table|vol|no|abstract|introduction|conclusion)\b\.?.*|\d{1,4}(?:\s*[–-]\s*\d{1,4})?\s*)$/is;
const month =
  /^(?:january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|winter|in|since|until|by|circa|ca)$/i;
const nameLike =
  /^(?:(?:van|von|der|den|de|da|di|del|la|le|bin|ibn|al|el)[ -])*\p{Lu}[\p{L}\p{M}\p{N}'’.&-]*(?:\s+(?:of|for|the|on|and|van|von|der|den|de|da|di|del|la|bin|ibn|al|\p{Lu}[\p{L}\p{M}\p{N}'’.&-]*)){0,8}$/u;
const initials = /^(?:\p{Lu}|(?:\p{Lu}\p{Ll}?\.[\s-]?)+\p{Lu}?)$/u;

/** Names of a reference's head: "Sarwar, G., & Rashid, M. I." → Sarwar, Rashid; null where it is no list of names. */
function headNames(head: string): { names: string[]; etAl: boolean } | null {
  const etAl = /\bet\.?\s+al\b|\band (?:colleagues|others|co-?authors)\b/i.test(head);
  const parts = head
    .replace(/,?\s*(?:\bet\.?\s+al\b\.?|\band (?:colleagues|others|co-?authors)\b).*$/is, '')
    .replace(/[’']s?$/, '')
    .split(/\s*(?:,\s*(?:and|&)\s+|,|&|\band\b)\s*/)
    .map((part) => part.trim())
    .filter((part) => part !== '' && !initials.test(part) && !/^(?:eds?\.?|Jr\.?|Sr\.?)$/i.test(part));
  if (parts.length === 0 || parts.length > 8 || !parts.every((part) => nameLike.test(part))) return null;
  return { names: parts.map(familyNameOf), etAl };
}

/**
 * The source that a reference names ("Sadi, 2025, p. 3", "Sarwar & Rashid, n.d.", "Sadi 3"), or null when it is none.
 * Without a year it is one only when the library has it.
 * @param loose accepts any case, and a family name with a letter wrong, where that leaves no doubt
 */
export function parseReference(text: string, index: SourceNames, loose = false): Source | null {
  const plain = text
    .replace(/[*_“”"]/g, '')
    .replace(lead, '')
    .trim();
  if (plain.length > 200) return null;
  const found = year.exec(plain);
  const raw = (found ? plain.slice(0, found.index) : plain.replace(locator, '')).replace(/[\s,.:;([]+$/, '');
  const head = headNames(loose ? capitalised(raw) : raw);
  if (!head) return null;
  const when = found ? yearIn(found[0]) : null;
  if (
    head.names.length === 1 &&
    !head.etAl &&
    month.test(head.names[0] ?? '') &&
    !plain.slice(0, found?.index).trimEnd().endsWith(',')
  )
    return null;
  const papers = meantPapers(index, head.names, when, head.etAl, loose);
  if (!found && papers.length === 0) return null;
  return {
    names: head.names,
    papers: papers.map((paper) => paper.id),
    year: when,
    number: numberOf(head.names, head.etAl),
  };
}

/** The papers that names mean; with a letter wrong only where the year, or every other author, agrees, or `loose`. */
export function meantPapers(
  index: SourceNames,
  names: readonly string[],
  when: number | null,
  etAl: boolean,
  loose = false,
): PaperSummary[] {
  const exact = papersBy(index, names, { year: when, etAl });
  if (exact.length > 0 || names.every((name) => index.byFamily.has(foldedName(name)))) return exact;
  // Among thousands of papers any name has a near one: a year or a co-author has to speak for it.
  if (!loose && when === null && names.length < 2) return [];
  const meant = names.map((name) => meantFamily(index, name));
  if (meant.includes(null)) return [];
  const papers = papersBy(
    index,
    meant.filter((name) => name !== null),
    { year: when, etAl },
  );
  if (loose) return papers;
  return papers.filter(
    (paper) => (when !== null && paper.year === when) || (names.length > 1 && paper.authors.length === names.length),
  );
}

/** How many a source's pronoun has to stand for. */
export function numberOf(names: readonly string[], etAl: boolean): Source['number'] {
  if (etAl || names.length > 2) return 'several';
  if (names.length === 2) return 'two';
  return isBody(names[0] ?? '') ? 'body' : 'one';
}

/** An acronym, or a name of several words with one that no family name has. */
export function isBody(name: string): boolean {
  return (
    /^\p{Lu}{2,8}s?$/u.test(name) ||
    /\s(?:of|for|the|on|and)\s/.test(name) ||
    (/\s/.test(name) && !/^(?:\p{Ll}|Van|Von|De|Al)/u.test(name) && familyNameOf(name) === name)
  );
}

function capitalised(text: string): string {
  return text.replace(
    /(?<![\p{L}\p{M}'’])(?!(?:and|et|al|van|von|de|der|of|for|the)(?![\p{L}\p{M}]))\p{Ll}/gu,
    (letter) => letter.toUpperCase(),
  );
}
