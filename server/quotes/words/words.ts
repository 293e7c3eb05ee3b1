/** A word of a text, as two printings of it are compared. */
export interface Word {
  /** NFKC, lower case, straight apostrophes, no soft hyphens: equal keys are the same word. */
  readonly key: string;
  /** As it reads, case kept; straight apostrophes. */
  readonly raw: string;
  /** UTF-16 offsets in the text that it was cut from, half-open. */
  readonly start: number;
  readonly end: number;
  /** Punctuation between the word before and this one, of the kinds that are compared: see `punctuationOf`. */
  readonly before: string;
  /** Only a hyphen parts it from the word before. */
  readonly hyphened: boolean;
}

const spaceless = '\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}';
const apostrophe = "['\u2019\u02bc\u2032\uff07]";
const inside = '[\\p{M}\\u00ad\\u200b-\\u200d\\u2060]';
const letter = `(?![${spaceless}])[\\p{L}\\p{N}]${inside}*`;
/**
 * A character of a script without spaces · a number with its separators and sign · letters and digits with inner
 * apostrophes · a sign that says something by itself. Hyphens part words, so that a compound may lose its hyphen.
 */
const wordPattern = new RegExp(
  `[${spaceless}]${inside}*` +
    `|(?<=^|[\\s(\\[])[-\u2212\u2013+\u00b1](?=\\d)` +
    `|(?<![\\p{L}\\p{N}.])\\.\\p{Nd}+` +
    `|\\p{Nd}+(?:[.,\u00a0\u202f]\\p{Nd}{3}(?!\\p{Nd}))*(?:[.,\u00b7]\\p{Nd}+)*(?:${letter})*(?:${apostrophe}(?:${letter})+)?` +
    `|(?:${letter})+(?:${apostrophe}(?:${letter})+)*` +
    `|[%\u2030\u00b0$\u20ac\u00a3\u00a5\u20b9&=<>\u2264\u2265\u00b1\u00d7\u2260\u2248+]`,
  'gu',
);

/** The words of a text in order. Everything between them that is not punctuation is left out. */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  let last = 0;
  for (const found of text.matchAll(wordPattern)) {
    const raw = found[0].replace(/[\u00ad\u200b-\u200d\u2060]/g, '').replace(/[\u2019\u02bc\u2032\uff07]/g, "'");
    const start = found.index;
    const end = start + found[0].length;
    words.push({
      key: keyOf(raw),
      raw: raw.normalize('NFKC'),
      start,
      end,
      before: punctuationOf(text.slice(last, start)),
      hyphened: words.length > 0 && /^[-\u2010\u2011]$/.test(text.slice(last, start)),
    });
    last = end;
  }
  return words;
}

/** What of a word is compared. */
export function keyOf(raw: string): string {
  const key = superscripts.test(raw) ? raw.toLowerCase() : raw.normalize('NFKC').toLowerCase();
  if (key.startsWith('.')) return `0${key}`;
  return key === '\u2212' || key === '\u2013' ? '-' : key.replace(/(?<=\d)[,\u00a0\u202f ](?=\d{3}(?!\d))/g, '');
}

/** 10² is not 102. */
const superscripts = /[\u00b2\u00b3\u00b9\u2070-\u209f]/;

/**
 * The punctuation of a gap between words that a quotation has to keep: full stops, commas, semicolons, colons, marks
 * of exclamation and question, round brackets, slashes. Quotation marks, dashes, hyphens, spaces and Markdown marks
 * may be printed in other ways, or not.
 */
export function punctuationOf(gap: string): string {
  return gap.normalize('NFKC').replace(/[^.,;:!?()/]/g, '');
}

/**
 * Whether two neighbouring words may be printed as one: not where numbers or signs of a clause meet ("2-3", "1e-5",
 * "P2, 5"), but "10 000" may be 10000.
 */
export function mayJoin(left: Pick<Word, 'key'>, right: Pick<Word, 'key' | 'before' | 'hyphened'>): boolean {
  if (/[,;:!?()/]/.test(right.before)) return false;
  if (!/(?:\d|\de)$/.test(left.key) || !/^\d/.test(right.key)) return true;
  return !right.hyphened && right.before === '' && /^\d{1,3}$/.test(left.key) && /^\d{3}$/.test(right.key);
}

/** Keys that can be joined without separators: a mark stands before one that numbers keep apart from the word before. */
export function joinableKeys(words: readonly Pick<Word, 'key' | 'before' | 'hyphened'>[]): string[] {
  return words.map((word, index) => {
    const left = words[index - 1];
    const apart = left && /\d$/.test(left.key) && /^\d/.test(word.key) && !mayJoin(left, word);
    return apart ? `\u0001${word.key}` : word.key;
  });
}
