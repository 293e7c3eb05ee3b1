export interface TextPiece {
  readonly type: 'text' | 'quotation';
  /** Without its quotation marks. */
  readonly text: string;
}

export interface QuotationMark {
  /** What may end a quotation that it begins; none for a mark that only ends one. */
  readonly closers: readonly string[];
  /** Single marks are apostrophes too, and surround names and doubtful words. */
  readonly single: boolean;
}

const double = (...closers: string[]): QuotationMark => ({ closers, single: false });
const single = (...closers: string[]): QuotationMark => ({ closers, single: true });

/**
 * Every mark that writing takes for a quotation mark, with what closes it. Sources: Unicode's property Quotation_Mark
 * (PropList.txt), the primes that stand in for marks, and TeX's doubled single marks.
 */
export const quotationMarks: ReadonlyMap<string, QuotationMark> = new Map([
  ['"', double('"', '”')],
  ['“', double('”', '“', '"')],
  ['”', double('”')],
  ['„', double('“', '”', '"')],
  ['‟', double('”', '‟', '"')],
  ['«', double('»')],
  ['»', double('«', '»')],
  ['「', double('」')],
  ['」', double()],
  ['｢', double('｣')],
  ['｣', double()],
  ['『', double('』')],
  ['』', double()],
  ['〝', double('〞', '〟')],
  ['〞', double()],
  ['〟', double()],
  ['＂', double('＂')],
  ['❝', double('❞')],
  ['❞', double('❞')],
  ['″', double('″')],
  ['ʺ', double('ʺ')],
  ['``', single("''", '``')],
  ["''", single("''")],
  ['‘', single('’', "'")],
  ['’', single('’')],
  ['‚', single('‘', '’')],
  ['‛', single('’', '‛')],
  ["'", single("'", '’')],
  ['＇', single('＇')],
  ['`', single('`', "'", '’')],
  ['❛', single('❜')],
  ['❜', single('❜')],
  ['‹', single('›')],
  ['›', single('‹', '›')],
]);

/** The characters of the marks, as the inside of a character class. */
export const markCharacters = [...new Set([...quotationMarks.keys()].join(''))].join('');
/** One mark, the doubled ones first. */
export const markPattern = new RegExp(`\`\`|''|[${markCharacters}]`);
const doubleMarks = new RegExp(
  `[${[...quotationMarks].map(([mark, { single: one }]) => (one ? '' : mark)).join('')}]`,
  'g',
);

/** What somebody in plain text may put in quotation marks without an end: longer, and the mark stands for itself. */
const maxQuotation = 3000;
/** The same for single marks, most of which without an end are apostrophes. */
export const maxInSingleMarks = 600;
/** Between single marks, fewer words are a name or doubtful words. */
const minWordsInSingleMarks = 3;

const afterWhichOneOpens = /^$|[\s*_:=<>\\/"\p{Ps}\p{Pi}\p{Pd}]/u;
const letterOrDigit = /[\p{L}\p{N}\p{M}]/u;
const word = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]{1,2}|[\p{L}\p{N}][\p{L}\p{N}\p{M}'’.-]*/gu;

/** A mark for inches, seconds or minutes of arc where no closing one follows in its sentence. */
export function mayBeInches(mark: string, before: string): boolean {
  return /^["″ʺ”]$/.test(mark) && /\d/.test(before);
}

/** Whether a mark between these two characters ('' at an end) may begin a quotation. */
export function opensQuotation(mark: string, before: string, after: string): boolean {
  const known = quotationMarks.get(mark);
  if (!known || known.closers.length === 0) return false;
  if (known.single) return afterWhichOneOpens.test(before);
  return !/[”»❞]/.test(mark) || (afterWhichOneOpens.test(before) && !/^$|\s/.test(after));
}

/**
 * The marks still open after one more mark, outermost first: none when it closes the outermost, which decides what
 * the quotation is.
 */
export function nestMark(open: readonly string[], mark: string, before: string, after: string): readonly string[] {
  const atOpening = /^$|[\s\p{Ps}]/u.test(before) && letterOrDigit.test(after);
  for (let level = open.length - 1; level >= 0; level -= 1) {
    const opening = open[level] ?? '';
    const known = quotationMarks.get(opening);
    if (!known?.closers.includes(mark)) continue;
    if (known.single && letterOrDigit.test(after)) continue;
    // “a „b“ c”, “a "b" c”: the same mark that would close opens here.
    if (atOpening && mark !== '”' && (mark !== opening || mark === '“')) continue;
    return open.slice(0, level);
  }
  return atOpening && !quotationMarks.get(mark)?.single && mark !== '”' ? [...open, mark] : open;
}

/** Whether what stands between a mark and its closer claims to be a quotation. */
export function claimsToQuote(opening: string, quoted: string): boolean {
  if (!quotationMarks.get(opening)?.single) return true;
  // "the '90s … the glaciers' ice": two apostrophes.
  if (/^['’]$/.test(opening) && /^(?:\d\ds?|tis|twas|em|til|cause)\b.*s$/is.test(quoted)) return false;
  return (quoted.match(word)?.length ?? 0) >= minWordsInSingleMarks;
}

/** The text without marks that claim to quote: for what can't be verified and must not look so. */
export function withoutQuotationMarks(text: string): string {
  const { done } = splitQuotations(text, true);
  return done
    .map((piece) => piece.text)
    .join('')
    .replace(doubleMarks, (_mark, at: number, whole: string) => (/\d/.test(whole.charAt(at - 1)) ? '″' : ''));
}

/**
 * Text split at its quotation marks. What stands between them claims to be a quotation. `open` is the rest from an
 * opening mark whose closing one has not come, with the character before it; with `end`, what a double mark opens is
 * taken as a quotation up to its end, so that a forgotten mark hides nothing. A mark for inches ("5\" gun"), an
 * apostrophe and fewer than three words in single marks stay text. Without `end` the last character is held back too:
 * what it is decides whether a mark that comes next opens.
 */
export function splitQuotations(text: string, end: boolean): { done: TextPiece[]; open: string } {
  const done: TextPiece[] = [];
  const say = (from: number, to: number) => {
    if (to > from) done.push({ type: 'text', text: text.slice(from, to) });
  };
  /** Where marks stand that open nothing. */
  const plain = new Set<number>();
  let from = 0;
  /** With the character before it, and the other half of a pair that opens nothing, or a mark would be read anew. */
  const heldFrom = (at: number): number => {
    let held = at;
    while (held > from && markPattern.test(text.charAt(held))) held -= 1;
    return Math.max(from, [...plain].some((mark) => mark >= held) ? Math.min(held, Math.min(...plain) - 1) : held);
  };
  for (;;) {
    const opening = findOpening(text, from, plain);
    if (!opening) {
      const held = end || /^$|\s/.test(text.charAt(text.length - 1)) ? text.length : heldFrom(text.length - 1);
      say(from, held);
      return { done, open: text.slice(held) };
    }
    const { at, mark } = opening;
    const inside = at + mark.length;
    const closing = findClosing(text, opening, end);
    if (closing === 'not yet') {
      const held = heldFrom(at - 1);
      say(from, held);
      return { done, open: text.slice(held) };
    }
    if (closing === null && (quotationMarks.get(mark)?.single || mayBeInches(mark, text.charAt(at - 1)))) {
      plain.add(at);
      continue;
    }
    if (closing === null) {
      say(from, at);
      done.push({ type: 'quotation', text: text.slice(inside) });
      return { done, open: '' };
    }
    const quoted = text.slice(inside, closing.at);
    if (!claimsToQuote(mark, quoted)) {
      plain.add(at).add(closing.at);
      continue;
    }
    say(from, at);
    if (quoted.trim() !== '') done.push({ type: 'quotation', text: quoted });
    from = closing.at + closing.mark.length;
  }
}

interface MarkAt {
  readonly at: number;
  readonly mark: string;
}

function* marksFrom(text: string, from: number): Generator<MarkAt> {
  const pattern = new RegExp(markPattern, 'g');
  pattern.lastIndex = from;
  for (let found = pattern.exec(text); found; found = pattern.exec(text)) yield { at: found.index, mark: found[0] };
}

function findOpening(text: string, from: number, plain: ReadonlySet<number>): MarkAt | null {
  for (const found of marksFrom(text, from)) {
    const after = text.charAt(found.at + found.mark.length);
    if (!plain.has(found.at) && opensQuotation(found.mark, found.at > from ? text.charAt(found.at - 1) : '', after))
      return found;
  }
  return null;
}

/** The closing mark; null when there is none. */
function findClosing(text: string, { at, mark }: MarkAt, end: boolean): MarkAt | null | 'not yet' {
  const inside = at + mark.length;
  const limited = quotationMarks.get(mark)?.single ?? false;
  const until = Math.min(text.length, inside + (limited ? maxInSingleMarks : maxQuotation));
  const stop = mayBeInches(mark, text.charAt(at - 1)) ? /[.!?]\s|\n\s*\n/ : limited ? /\n\s*\n/ : null;
  const stopAt = stop === null ? -1 : text.slice(inside, until).search(stop);
  const last = stopAt < 0 ? until : inside + stopAt;
  let open: readonly string[] = [mark];
  for (const found of marksFrom(text, inside)) {
    if (found.at > last) break;
    const next = found.at + found.mark.length;
    // What comes next decides whether it closes, and whether it is one mark or half of two.
    const certain = mark === '"' && found.mark === mark && open.length === 1;
    if (next === text.length && !end && !certain) return 'not yet';
    open = nestMark(open, found.mark, text.charAt(found.at - 1), text.charAt(next));
    if (open.length === 0) return found;
  }
  return end || last < text.length ? null : 'not yet';
}
