import type { Reference, Span } from '../paper.ts';
import { type Block, isListItem } from './blocks.ts';

const family = "\\p{Lu}[\\p{L}'’`-]+(?:[ -]\\p{Lu}[\\p{L}'’-]+){0,2}";
const initials = '(?:\\p{Lu}\\.?[ -]?){1,4}';

/** A full stop that ends something: not the one of an initial. */
const stop = /(?<!(?:^|[\s.-])\p{Lu})[.?!](?:\s|$)/u;

/**
 * One entry of a reference list: `text` is the reading text of `span`. Knows "Family, I. (2020). Title." (APA),
 * "Names. 2020. Title." (ACL) and "I. Family, I. Family. Title. Where, 2020." (IEEE).
 */
export function parseReference(span: Span, text: string): Reference {
  const entry = text.replace(/^\s*(?:[-*•]|\[\d{1,3}\]|\d{1,3}[.)])\s+/, '');
  const dated = /\(\s*((?:19|20)\d{2}[a-z]?|n\.?\s?d\.?)\b[^)]{0,30}\)/i.exec(entry);
  if (dated && dated.index < 300) {
    const title = firstSentence(entry.slice(dated.index + dated[0].length));
    return {
      span,
      authors: familyNames(entry.slice(0, dated.index)),
      year: dated[1]?.replace(/\s/g, '') ?? null,
      title,
    };
  }
  const year = /(?<![\d/-])((?:19|20)\d{2}[a-z]?)(?![\d/-])/.exec(entry)?.[1] ?? null;
  const end = stop.exec(entry)?.index ?? entry.length;
  const rest = entry.slice(end + 1).replace(/^\s*(?:19|20)\d{2}[a-z]?\s*\./, '');
  const authors = familyNames(entry.slice(0, end).replace(/[.,\s]*(?:19|20)\d{2}[a-z]?$/, ''));
  return { span, authors, year, title: firstSentence(rest) };
}

function firstSentence(text: string): string | null {
  const rest = text.replace(/^[\s).,:]+/, '');
  const title = rest.slice(0, stop.exec(rest)?.index ?? rest.length).trim();
  return title === '' ? null : title;
}

/** "Buzan, B., Wæver, O., & De Wilde, J." → Buzan, Wæver, De Wilde; a body's name stays whole. */
export function familyNames(head: string): string[] {
  const text = head
    .replace(/\b(?:eds?|trans)\.?\)?/g, '')
    .replace(/[\s.,(]+$/, '.')
    .trim();
  const inverted = [...text.matchAll(new RegExp(`(${family}),\\s*(?:${initials})(?=[,.&;\\s]|$)`, 'gu'))];
  const initialsFirst = /^\p{Lu}\./u.test(text);
  if (inverted.length > 0 && !initialsFirst) return inverted.map((found) => found[1] ?? '');
  const names = text
    .replace(/,?\s*et al\.?$/, '')
    .replace(/\.$/, '')
    .split(/\s*(?:,\s*(?:and|&)\s+|,|;|&|\band\b)\s*/)
    .filter((name) => /\p{L}/u.test(name));
  const families = names.map(familyOf);
  const people = families.filter((name) => name !== null).length;
  // One name of several may be unusual; a single one without initials may as well be a body's.
  if (people > 0 && people * 5 >= names.length * 4 && (names.length > 1 || /\p{Lu}\.|\p{Lu}{1,3}$/u.test(text))) {
    return families.map((name, index) => name ?? names[index] ?? '');
  }
  return text === '.' || text === '' ? [] : [text.replace(/\.$/, '').trim()];
}

/** "Vinh Q. Tran", "J. van der Berg" and "Bates DM" → Tran, van der Berg, Bates; null for what is no person's name. */
function familyOf(name: string): string | null {
  const forenamesFirst = new RegExp(
    `^(?:\\p{Lu}[\\p{L}.'’-]*\\s*){1,4}\\s((?:(?:van|von|der|den|de|da|di|del|la|le|bin|ibn|al|el)\\s+){0,3}\\p{Lu}[\\p{L}'’-]+)$`,
    'u',
  );
  const familyFirst = /^(\p{Lu}[\p{L}'’-]*\p{Ll}[\p{L}'’-]*)\s+\p{Lu}{1,3}$/u;
  return familyFirst.exec(name)?.[1] ?? forenamesFirst.exec(name)?.[1] ?? null;
}

/** Joins the blocks of a reference list into entries: a block that neither begins like one nor is a list item goes on. */
export function referenceSpans(blocks: readonly Block[]): Span[] {
  const spans: { start: number; end: number }[] = [];
  const lists = blocks.filter((block) => isListItem(block.text)).length * 2 > blocks.length;
  for (const block of blocks) {
    const open = spans.at(-1);
    const begins = lists ? isListItem(block.text) : beginsLikeEntry(block.text);
    if (!open || begins) spans.push({ start: block.start, end: block.end });
    else open.end = block.end;
  }
  return spans;
}

function beginsLikeEntry(text: string): boolean {
  return /^[\p{Lu}\d[“"]/u.test(text) && /(?:19|20)\d{2}|n\.\s?d\./.test(text.slice(0, 400));
}
