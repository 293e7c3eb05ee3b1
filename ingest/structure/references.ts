import type { Reference, Span } from '../paper.ts';
import { type Block, isListItem } from './blocks.ts';

const family = "\\p{Lu}[\\p{L}'’`-]+(?:[ -]\\p{Lu}[\\p{L}'’-]+){0,2}";
const initials = '(?:\\p{Lu}\\.?[ -]?){1,4}';

/** The entries among the blocks of a reference list: `text` is the reading text of `span`. */
export function parseReference(span: Span, text: string): Reference {
  const entry = text.replace(/^\s*(?:[-*•]|\[\d{1,3}\]|\d{1,3}[.)])\s+/, '');
  const dated = /\(\s*((?:19|20)\d{2}[a-z]?|n\.?\s?d\.?)\b[^)]{0,30}\)/i.exec(entry);
  const bare = dated ?? /(?<![\d/-])((?:19|20)\d{2}[a-z]?)(?![\d/-])/.exec(entry);
  const year = bare?.[1]?.replace(/\s/g, '') ?? null;
  const head =
    bare && (dated ?? bare.index < 200) ? entry.slice(0, bare.index) : entry.slice(0, entry.search(/\.\s|$/));
  const rest = bare ? entry.slice(bare.index + bare[0].length).replace(/^[\s).,:]+/, '') : '';
  const title = /^(.+?)(?:(?<!\b\p{Lu})[.?!](?:\s|$)|$)/u.exec(rest)?.[1]?.trim() ?? null;
  return { span, authors: familyNames(head), year, title: title === null || title === '' ? null : title };
}

/** "Buzan, B., Wæver, O., & De Wilde, J." → Buzan, Wæver, De Wilde; a body's name stays whole. */
export function familyNames(head: string): string[] {
  const text = head
    .replace(/\b(?:eds?|trans)\.?\)?/g, '')
    .replace(/[\s.,(]+$/, '.')
    .trim();
  const inverted = [...text.matchAll(new RegExp(`(${family}),\\s*(?:${initials})(?=[,.&;\\s]|$)`, 'gu'))];
  if (inverted.length > 0) return inverted.map((found) => found[1] ?? '');
  const names = text
    .replace(/\.$/, '')
    .split(/\s*(?:,|;|&|\band\b)\s*/)
    .filter((name) => /\p{L}/u.test(name));
  const people =
    names.length > 0 && names.every((name) => /^(?:\p{Lu}[\p{L}.'’-]*\s+){1,3}\p{Lu}[\p{L}'’-]+$/u.test(name));
  if (people && names.length > 1) return names.map((name) => name.split(/\s+/).at(-1) ?? name);
  return text === '.' || text === '' ? [] : [text.replace(/\.$/, '').trim()];
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
