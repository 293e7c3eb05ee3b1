import type { PaperWord, PaperWords } from '../place/paper-words.ts';
import { isFunctionWord } from '../words/function-words.ts';
import type { Word } from '../words/words.ts';
import { certaintyOf } from './hedges.ts';
import { isEnglishWord } from './english.ts';
import { isNumber } from './numbers.ts';

/** How often a paper writes a word in lower case, and with a capital inside a sentence. */
interface Usage {
  readonly lower: ReadonlySet<string>;
  readonly capital: ReadonlySet<string>;
}

const usages = new WeakMap<PaperWords, Usage>();

function usageOf(source: PaperWords): Usage {
  const known = usages.get(source);
  if (known) return known;
  const lower = new Set<string>();
  const capital = new Set<string>();
  source.words.forEach((word, index) => {
    if (/^\p{Ll}/u.test(word.raw)) lower.add(word.key);
    else if (/^\p{Lu}/u.test(word.raw) && source.words[index - 1]?.sentence === word.sentence) capital.add(word.key);
  });
  const usage = { lower, capital };
  usages.set(source, usage);
  return usage;
}

/** Whether a word looks like one whatever stands round it: AI, GPT-4's "GPT", McKinsey, 5G. */
function isAcronymLike(raw: string): boolean {
  return /^(?:\p{Lu}[\p{L}\p{N}]*\p{Lu}|\p{Lu}\p{N}|\p{N}+\p{Lu})[\p{L}\p{N}]*(?:'?s)?$/u.test(raw);
}

/** Whether a word of a paper is (part of) the name of a person, country, body or product, by how the paper writes it. */
export function isNameInSource(source: PaperWords, index: number): boolean {
  const word = source.words[index];
  if (!word) return false;
  if (isNumber(word.key)) return isCompoundNumber(word, source.words[index - 1], source.words[index + 1]);
  if (!mayBeName(word)) return false;
  if (isAcronymLike(word.raw)) return true;
  const usage = usageOf(source);
  const opens = source.words[index - 1]?.sentence !== word.sentence;
  if (!opens) return !usage.lower.has(word.key) || usage.capital.has(word.key);
  return !usage.lower.has(word.key) && (usage.capital.has(word.key) || !isEnglishWord(word.key));
}

/**
 * Whether a word of a quotation is a name: written with a capital where a sentence does not begin, and not a word
 * that the paper writes small.
 */
export function isNameInQuotation(word: Word, opens: boolean, source: PaperWords): boolean {
  if (!mayBeName(word)) return false;
  if (isAcronymLike(word.raw)) return true;
  const usage = usageOf(source);
  if (usage.lower.has(word.key)) return false;
  return !opens || usage.capital.has(word.key) || !isEnglishWord(word.key);
}

/** The number of a name: "IL-6", "CORD-19", "5-HT". */
export function isCompoundNumber(word: Word, before: Word | undefined, after: Word | undefined): boolean {
  const acronym = (other: Word | undefined) =>
    other !== undefined && /^\p{Lu}[\p{L}]*\p{Lu}$|^\p{Lu}$/u.test(other.raw);
  return (word.hyphened && acronym(before)) || (after?.hyphened === true && acronym(after));
}

function mayBeName(word: Word | PaperWord): boolean {
  // "WHO" and "US" are words too, but not in capitals.
  if (/^\p{Lu}{2,}$/u.test(word.raw)) return true;
  const isPlain = isFunctionWord(word.key) || certaintyOf(word.key) !== null;
  return /^\p{Lu}|^\p{N}+\p{Lu}/u.test(word.raw) && !isPlain && !isNumber(word.key.replace(/^[a-z]+\d+$/, ''));
}
