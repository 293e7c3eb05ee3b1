import type { Paper } from '../../ingest/paper.ts';
import { isEnglishWord } from '../quotes/difference/english.ts';
import { isInPlaceName } from './place-names.ts';

/** How a paper's running text writes the words of a title. */
export interface WordCases {
  /** The word as sentences write it; null where they don't tell. */
  readonly word: (word: string) => string | null;
  /** Whether two or three words that follow each other are part of a name: "United States". */
  readonly isName: (words: readonly string[]) => boolean;
}

/** Sentences of so many UTF-16 code units show how a word is written. */
const mostText = 400_000;
/** A word with capitals is a name when so many of its uses have them. */
const nameShare = 0.9;
/** As one capital may be a slip, or the rest of a heading: so many uses, of a word that has a meaning in small letters. */
const fewest = 3;

/** Words of the language that are names too: one use tells. */
const ambiguous = /^(?:i|china|turkey|march|may|august|japan|polish|guinea|chad|jersey|lima|will|mark|jordan|nice)$/;

/** Whether a word of the language is a name as well, such as "Turkey". */
export function isAmbiguous(small: string): boolean {
  return ambiguous.test(small);
}

interface Uses {
  small: number;
  /** By the word as it is written. */
  readonly capital: Map<string, number>;
}

interface Counts {
  small: number;
  capital: number;
}

interface Token {
  readonly word: string;
  readonly small: string;
  readonly isCapital: boolean;
  /** What stands between it and the next word. */
  readonly gapBehind: string;
}

/**
 * How words are written in the middle of a paper's sentences, where only names and acronyms are in capitals. A capital
 * counts behind a word in small letters and alone, as several in a row are a heading, a title or the name of something
 * else; headings and the reference list are not looked at.
 */
export function wordCasesIn(
  { text, paragraphs }: Pick<Paper, 'text' | 'paragraphs'>,
  words: readonly string[],
): WordCases {
  const uses = new Map<string, Uses>(words.map((word) => [word.toLowerCase(), { small: 0, capital: new Map() }]));
  const phrases = new Map<string, Counts>();
  let left = mostText;
  for (const { start, end } of paragraphs) {
    if (left <= 0) break;
    left -= end - start;
    countIn(text.slice(start, end), uses, phrases);
  }
  return {
    word: (word) => writtenIn(word.toLowerCase(), uses.get(word.toLowerCase())),
    isName: (parts) => {
      const { small, capital } = phrases.get(parts.join(' ').toLowerCase()) ?? { small: 0, capital: 0 };
      if (small === 0 && parts.length === 2 && isInPlaceName(parts.join(' '))) return true;
      return capital >= fewest && capital >= nameShare * (capital + small);
    },
  };
}

function writtenIn(small: string, found: Uses | undefined): string | null {
  if (!found) return null;
  const forms = [...found.capital].sort((one, other) => other[1] - one[1]);
  const [most] = forms;
  if (!most) return found.small > 0 ? small : null;
  const capital = forms.reduce((sum, [, count]) => sum + count, 0);
  if (capital < nameShare * (capital + found.small)) return small;
  if (!isEnglishWord(small) || isAmbiguous(small)) return most[0];
  const isAcronym = most[0] === most[0].toUpperCase() && most[0].length > 1;
  // "CLEF" is a word in small letters too, so it has to be an acronym wherever it stands.
  if (isAcronym) return found.small === 0 && forms.length === 1 ? most[0] : null;
  return capital >= fewest ? most[0] : null;
}

/** Between two words of one phrase. */
const joined = /^[\s-]+$/;

function countIn(paragraph: string, uses: ReadonlyMap<string, Uses>, phrases: Map<string, Counts>): void {
  const tokens = tokensOf(paragraph);
  // Whether the capitals that go on here began in the middle of a sentence.
  let runIsInside = false;
  for (const [index, token] of tokens.entries()) {
    const [before, after] = [tokens[index - 1], tokens[index + 1]];
    const isInside =
      before !== undefined && !before.isCapital && /^(?:[’”")\],]?\s+["“‘([]?|-)$/.test(before.gapBehind);
    if (before?.isCapital !== true || !joined.test(before.gapBehind)) runIsInside = isInside;
    const found = uses.get(token.small);
    if (!found) continue;
    if (!token.isCapital) {
      if (!isOfAddress(before, token)) found.small += 1;
    } else if (isInside && !isDefined(token.gapBehind)) {
      const isAlone = after?.isCapital !== true || !joined.test(token.gapBehind) || isAcronymAlone(token, after);
      if (isAlone) found.capital.set(token.word, (found.capital.get(token.word) ?? 0) + 1);
    }
    for (const length of [2, 3]) countPhrase(index, length);
  }

  function countPhrase(from: number, length: number): void {
    const parts = tokens.slice(from, from + length);
    if (parts.length < length || !parts.every(({ small }) => uses.has(small))) return;
    if (!parts.slice(0, -1).every(({ gapBehind }) => joined.test(gapBehind))) return;
    const isSmall = parts.every(({ isCapital }) => !isCapital);
    const isCapital = parts.every((part) => part.isCapital) && runIsInside && !endsDefined(from);
    if (!isSmall && !isCapital) return;
    const key = parts.map(({ small }) => small).join(' ');
    const counts = phrases.get(key) ?? { small: 0, capital: 0 };
    counts[isSmall ? 'small' : 'capital'] += 1;
    phrases.set(key, counts);
  }

  function endsDefined(from: number): boolean {
    let index = from;
    while (tokens[index + 1]?.isCapital === true && joined.test(tokens[index]?.gapBehind ?? '')) index += 1;
    return isDefined(tokens[index]?.gapBehind ?? '');
  }
}

function tokensOf(paragraph: string): readonly Token[] {
  const found = [...paragraph.matchAll(/\p{L}[\p{L}\p{M}\p{N}]*/gu)];
  return found.map(({ 0: word, index }, at) => ({
    word,
    small: word.toLowerCase(),
    isCapital: /\p{Lu}/u.test(word),
    gapBehind: paragraph.slice(index + word.length, found[at + 1]?.index ?? paragraph.length),
  }));
}

/** "Large Language Models (LLMs)": capitals that show where an acronym has its letters from. */
function isDefined(gap: string): boolean {
  return /^\s+[([]$/.test(gap);
}

/** A part of a web address tells nothing. */
function isOfAddress(before: Token | undefined, { gapBehind }: Token): boolean {
  return /[./@:_]$/.test(before?.gapBehind ?? '') || /^(?:[/@_]|\.\S)/u.test(gapBehind);
}

/** "the CLEF Track": an acronym before a word that is not in capitals throughout. */
function isAcronymAlone({ word }: Token, after: Token): boolean {
  const inCapitals = (text: string) => text.length > 1 && text === text.toUpperCase();
  return inCapitals(word) && !(inCapitals(after.word) && after.word.length > 4);
}
