import type { Span } from '../../../ingest/paper.ts';
import type { Attribution, NamedPages } from '../use.ts';
import type { Mention } from './source.ts';

const page = '(?:\\d{1,5}|[ivxlc]{1,7})(?![\\p{L}\\p{N}])';
const stretch = `(?:\\d{1,5}ff?\\b\\.?|${page}(?:\\s?[–-]\\s?${page})?)`;
const pages = new RegExp(`(?<!\\p{L})(?:pp?\\.?|pages?|S\\.|Seiten?)\\s?(${stretch}(?:(?:\\s?,\\s?|\\s?(?:&|and)\\s)${stretch})*)`, 'u'); // prettier-ignore
/** "Sadi 2025: 57" (Chicago author–date with a colon). */
const behindYear = new RegExp(`(?:19|20)\\d{2}[a-z]?:\\s?(${stretch})`, 'u');
/** "Sadi 57" (MLA 9 §6.3): no year, no comma. */
const behindName =
  /^\(?(?!(?:Chapter|Section|Part|Table|Fig|Figure|Vol|Volume|No|Article|Appendix)\b)\p{Lu}[\p{L}.’'-]*(?:\s(?:and|&|et|al\.|\p{Lu}[\p{L}.’'-]*)){0,6}\s(\d{1,4}(?:\s?[–-]\s?\d{1,4})?)\)?$/u;
const lastPage = '99999';
const citedIn = /^.*\b(?:cited|quoted|qtd\.|reported)\s+(?:in|by)\b/s;

/** The pages that a reference names; null where it names none, or several works with theirs. */
export function namedPages(reference: string): NamedPages | null {
  const plain = reference.replace(/\s+/g, ' ').trim().replace(citedIn, '').trim();
  if (plain.length > 300 || (plain.match(/(?:19|20)\d{2}/g)?.length ?? 0) > 1) return null;
  const found = pages.exec(plain) ?? behindYear.exec(plain) ?? behindName.exec(plain);
  const list = found?.[1];
  if (!found || list === undefined || /;.*\p{L}/su.test(plain.slice(0, found.index))) return null;
  const stretches = list.split(/\s?,\s?|\s?(?:&|and)\s/).map((part) => {
    const [, from = '', dash, following] =
      /^([^\s–f-]+)(?:\s?[–-]\s?([^\s–f-]+)|(ff?)\.?)?/.exec(part.toLowerCase()) ?? [];
    if (following !== undefined) return { from, to: following === 'f' ? String(Number(from) + 1) : lastPage };
    const to = dash ?? from;
    // "245–6": the first digits are the same.
    return { from, to: /^\d+$/.test(to) && to.length < from.length ? from.slice(0, -to.length) + to : to };
  });
  const text = /^(?:p|S)/.test(found[0]) && !behindName.test(plain) ? found[0] : `p. ${list}`;
  return { text, stretches };
}

/**
 * The pages named for a quotation in its sentence: behind it, or else before it, by a reference to whom it is credited
 * to or by brackets that only add a page.
 * @param mentions of the sentence
 * @param within where the quotations before and behind it end and begin
 */
export function pagesFor(
  text: string,
  span: Span,
  mentions: readonly Mention[],
  within: { readonly from: number; readonly to: number },
  attribution: Attribution | null,
): NamedPages | null {
  if (!attribution) return null;
  const meant = mentions.filter(
    ({ kind, source, start, end }) =>
      start >= within.from &&
      end <= within.to &&
      (kind === 'detail' || (source?.papers.some((id) => attribution.papers.includes(id)) ?? false)),
  );
  const behind = meant.filter(({ start }) => start >= span.end);
  const before = meant.filter(({ end }) => end <= span.start).toReversed();
  for (const { start, end } of [...behind, ...before]) {
    const named = namedPages(text.slice(start, end));
    if (named) return named;
  }
  return null;
}
