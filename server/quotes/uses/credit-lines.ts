import { isEnglishWord } from '../difference/english.ts';
import { attributionOf, unbracketed } from './attribution.ts';
import { titledSource } from './parentheticals.ts';
import { isBody, numberOf, parseReference } from './references.ts';
import { papersTitled, type SourceNames } from './source-names.ts';
import type { Source } from './source.ts';

/** Who a line of its own names as the source of the quotation beside it. */
export interface Credit {
  readonly source: Source;
  /** The line without the dash and the emphasis round it. */
  readonly text: string;
}

/** How a credit line begins; a hyphen may begin an item of a list as well. */
export type CreditMark = 'dash' | 'hyphen' | 'none';

const longestLine = 200;
const mostWords = 14;
const opening = /^(?:([–—―]|-{2,3})|-(?=\s))\s*/;
const lead = /^(?:from|in|by|see|source:)\s+/i;
const emphasis = /^([*_~]{1,3})(.+)\1$/s;
const titleInMarks = /["“„«][^"“”„«»]{1,150}["”»]|[*_]{1,3}[^*_]{1,150}[*_]{1,3}/g;
const years = /\(?\b(?:(?:19|20)\d{2}[a-z]?|n\.\s?d\.|o\.\s?J\.|s\.\s?d\.|forthcoming|in press)/g;
const via = /\b(?:as\s+)?(?:cited|quoted|qtd\.|reported)\s+(?:in|by)\b/;
const others = /\bet\.?\s+al\b\.?|\b(?:and|&)\s+(?:colleagues|others|co-?authors)\b/g;
const locator =
  /\b(?:pp?|pages?|paras?|ch(?:ap)?|chapters?|secs?|sections?|fig|table|vol|no)\b\.?\s*[\divxlc]+(?:\s*[–-]\s*\d+)?f{0,2}|§+\s*\d+|\b\d{1,4}(?:\s*[–-]\s*\d{1,4})?\s*\)?$/g;
const particle =
  /^(?:and|und|et|of|for|the|on|van|von|der|den|de|da|di|del|della|la|le|bin|ibn|al|el|dos|du|ten|ter)$/u;
const year = /\b(?:19|20)\d{2}|\bn\.\s?d\./;

/**
 * The source that a line names, where it is a credit as a whole: names, with or without a year, a page, a title in marks
 * and a dash before them ("— Gal et al., 2009, p. 3"); or a title of the library. Null for a sentence that goes on, and
 * for what may be no name: without a dash or a year only whom the library has is one.
 */
export function creditIn(line: string, index: SourceNames): Credit | null {
  const bare = line.trim();
  if (bare.length > longestLine || /[?!:;@]/.test(bare.replace(titleInMarks, ''))) return null;
  const whole = emphasis.exec(bare)?.[2] ?? bare;
  const mark = creditMark(whole);
  const said = whole.replace(opening, '').trim();
  const text = (emphasis.exec(said)?.[2] ?? said).trim();
  if (!/^[(["“„«*_]*(?:\p{Lu}|\p{Ll}+\s+\p{Lu})/u.test(text)) return null;
  const source = sourceIn(text, mark, index);
  return source && { source, text: text.replace(/^\(([^()]*)\)\.?$/, '$1').replace(/(?<!\bal|n\.d|\b\p{Lu})\.$/u, '') };
}

/** What a line begins with. */
export function creditMark(line: string): CreditMark {
  const found = opening.exec(line.trim().replace(/^[*_~]+/, ''));
  return found ? (found[1] === undefined ? 'hyphen' : 'dash') : 'none';
}

function sourceIn(text: string, mark: CreditMark, index: SourceNames): Source | null {
  const titled = papersTitled(index, text.replace(/^["“„«*_]+|["”»*_.]+$/g, ''));
  if (titled.length > 0 && (mark === 'dash' || text.split(/\s+/).length > 3)) return titledSource(titled);
  if (!isOnlyNames(text)) return null;
  const dated = year.test(text);
  const word = /^\p{L}+$/u.exec(text.replace(/[\s.,]+$/, ''))?.[0];
  const everyday = word !== undefined && isEnglishWord(word.toLowerCase());
  if (everyday && mark !== 'dash') return null;
  const plain = unbracketed(
    text
      .replace(titleInMarks, ' ')
      .replace(/\s*,(?:\s*,)+/g, ',')
      .replace(/\s+/g, ' ')
      .trim(),
  );
  const known = via.test(text) ? null : parseReference(plain, index);
  if (known) return known;
  if ((mark !== 'dash' && !dated) || everyday) return null;
  const { papers, names, year: when } = attributionOf(text, index.papers);
  if (papers.length === 0 && names.length === 0) return null;
  return { names, papers, year: when, number: names.length === 1 && isBody(text) ? 'body' : numberOf(names, false) };
}

/** Whether nothing but names, years, places in a work and titles in marks stands in a line. */
function isOnlyNames(text: string): boolean {
  const rest = text
    .replace(lead, '')
    .replace(titleInMarks, ' ')
    .replace(via, ' ')
    .replace(years, ' ')
    .replace(others, ' ')
    .replace(locator, ' ');
  const words = rest.match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}'’.-]*/gu) ?? [];
  return (
    words.length > 0 &&
    words.length <= mostWords &&
    words.some((word) => /^\p{Lu}\p{L}/u.test(word)) &&
    words.every((word) => /^\p{Lu}/u.test(word) || particle.test(word)) &&
    // A stop inside ends a sentence, but for that of an initial.
    !/\p{L}{2}\.\s+\p{Lu}/u.test(rest.replace(/\b(?:Dr|Prof|Mr|Mrs|Ms|Jr|Sr|St)\.\s/g, ' '))
  );
}
