import type { PageLetters } from './page-letters.ts';

/** A quotation, as far as it stands on one page: letters and digits only (see `letters.ts`). */
export interface QuotationOnPage {
  readonly letters: string;
  /** What follows the last letter and is quoted too: "." or ".”"; spaces end it. */
  readonly tail: string;
  /** What stands before and after it on the page. */
  readonly prefix: string;
  readonly suffix: string;
  /** Which of the places with these letters on the page it is, counted from 0, and how many there are. */
  readonly place: number;
  readonly places: number;
}

/** Letters `start` to `end` of a page, half-open. */
export interface LetterRange {
  readonly start: number;
  readonly end: number;
}

/** Letters that agree, context included, from which a place is certain. */
const certain = 10;
/** Letters that may stand between two parts that belong together: the mark of a note. */
const noteMark = 4;
/** Letters by which places are looked up. */
const seedLength = 6;
/** Steps after which a hopeless search ends. */
const patience = 3000;

/** Where a needle stands in a text, also where it overlaps itself; the first 200 places. */
export function placesOf(text: string, needle: string): number[] {
  const found: number[] = [];
  if (needle === '') return found;
  for (let at = text.indexOf(needle); at >= 0 && found.length < 200; at = text.indexOf(needle, at + 1)) found.push(at);
  return found;
}

function agreeAfter(a: string, at: number, b: string, bAt: number): number {
  let length = 0;
  while (at + length < a.length && bAt + length < b.length && a[at + length] === b[bAt + length]) length += 1;
  return length;
}

function agreeBefore(a: string, at: number, b: string): number {
  let length = 0;
  while (length < at && length < b.length && a[at - 1 - length] === b[b.length - 1 - length]) length += 1;
  return length;
}

class Search {
  private readonly page: PageLetters;
  private readonly quotation: QuotationOnPage;
  private steps = 0;
  private readonly inVain = new Set<string>();

  constructor(page: PageLetters, quotation: QuotationOnPage) {
    this.page = page;
    this.quotation = quotation;
  }

  /** The rest of the quotation from letter `from`, after the parts that were found; null when it is not there. */
  rest(from: number, found: readonly LetterRange[]): LetterRange[] | null {
    const { letters } = this.quotation;
    if (from === letters.length) return [];
    const key = `${from} ${found.at(-1)?.end ?? ''}`;
    this.steps += 1;
    if (this.steps > patience || this.inVain.has(key)) return null;
    for (const { start, length } of this.candidates(from, found)) {
      for (const end of this.cuts(from, start, length)) {
        const part = { start, end };
        if (found.some((other) => other.start < end && start < other.end)) continue;
        if (!this.isCertain(part, from, found.at(-1))) continue;
        const rest = this.rest(from + end - start, [...found, part]);
        if (rest) return [part, ...rest];
      }
    }
    this.inVain.add(key);
    return null;
  }

  /** Where the next letters stand, the longest agreement first. */
  private candidates(from: number, found: readonly LetterRange[]): { start: number; length: number }[] {
    const { letters, suffix } = this.quotation;
    const last = found.at(-1);
    return placesOf(this.page.letters, (letters + suffix).slice(from, from + seedLength))
      .filter((start) => {
        if (!last) return true;
        return this.follows(start, last) || (this.page.ends.has(last.end) && this.page.starts.has(start));
      })
      .map((start) => ({ start, length: agreeAfter(this.page.letters, start, letters, from) }))
      .sort((a, b) => b.length - a.length);
  }

  /** Where a part that begins at `start` may end: with the quotation, with an item, or before the mark of a note. */
  private cuts(from: number, start: number, length: number): number[] {
    const whole = start + length;
    if (from + length === this.quotation.letters.length) return [whole];
    const ends: number[] = [whole];
    for (let end = whole - 1; end > start; end -= 1) if (this.page.ends.has(end)) ends.push(end);
    return ends;
  }

  private follows(start: number, last: LetterRange): boolean {
    return start >= last.end && start - last.end <= noteMark;
  }

  private isCertain(part: LetterRange, from: number, last: LetterRange | undefined): boolean {
    const { letters, prefix, suffix, place, places } = this.quotation;
    const to = from + part.end - part.start;
    const agreement = (start: number) => {
      const before = from === 0 ? agreeBefore(this.page.letters, start, prefix) : 0;
      const after = to === letters.length ? agreeAfter(this.page.letters, start + to - from, suffix, 0) : 0;
      return before + (to - from) + after;
    };
    const own = agreement(part.start);
    if (last && this.follows(part.start, last)) return own >= seedLength;
    if (own < certain) return false;
    const rivals = placesOf(this.page.letters, letters.slice(from, to)).filter(
      (start) => start === part.start || ((from === 0 || this.page.starts.has(start)) && agreement(start) >= own),
    );
    if (rivals.length === 1) return true;
    // The same words among the same words: they are told apart by their order, when all of them are there.
    const all = from === 0 && to === letters.length ? placesOf(this.page.letters, letters) : [];
    return all.length === places && all[place] === part.start && rivals.every((start) => agreement(start) === own);
  }
}

/**
 * Where a quotation stands among a page's letters: in one piece, or in the fewest parts where items come in another
 * order than the text (columns, notes between), in the quotation's order. Each part is long enough, with its context, to be
 * certain. Null when any of its letters are not there or may be elsewhere: the wrong words are worse than none.
 */
export function matchQuotation(page: PageLetters, quotation: QuotationOnPage): LetterRange[] | null {
  return quotation.letters === '' ? null : new Search(page, quotation).rest(0, []);
}
