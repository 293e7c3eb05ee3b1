import { stemmer } from 'stemmer';

/** What becomes of a hyphen at a line end: the word goes on without it, with it, or a space follows ("pre- and post-"). */
export type LineEndHyphen = 'dropped' | 'kept' | 'suspended';

/** How often a text writes each word, in lower case; hyphenated ones whole, those cut at a line end left out. */
interface Vocabulary {
  readonly words: ReadonlyMap<string, number>;
  /** The same by stem, so that "frameworks" speaks for "framework". */
  readonly stems: ReadonlyMap<string, number>;
}

const vocabularies = new Map<string, Vocabulary>();

/** A few texts are kept. */
function vocabularyOf(text: string): Vocabulary {
  const known = vocabularies.get(text);
  if (known) return known;
  const words = new Map<string, number>();
  const stems = new Map<string, number>();
  for (const [word] of text.matchAll(
    /(?<![\p{L}\p{M}-]|-\s*\n\s*)\p{L}[\p{L}\p{M}]*(?:-\p{L}[\p{L}\p{M}]*)*(?!-?\s*\n|[\p{L}\p{M}])/gu,
  ))
    add(words, word.toLowerCase(), 1);
  for (const [word, count] of words) add(stems, stemOf(word), count);
  if (vocabularies.size >= 8) vocabularies.delete(vocabularies.keys().next().value ?? '');
  const vocabulary = { words, stems };
  vocabularies.set(text, vocabulary);
  return vocabulary;
}

function add(counts: Map<string, number>, key: string, count: number): void {
  counts.set(key, (counts.get(key) ?? 0) + count);
}

function stemOf(word: string): string {
  const last = word.lastIndexOf('-') + 1;
  return word.slice(0, last) + stemmer(word.slice(last));
}

/** These make compounds with a hyphen (Chicago Manual of Style 7.96); none of them is a syllable of a longer word. */
const compounding =
  /^(?:self|well|ill|non|quasi|half|cross|ex|pseudo|state|long|short|high|low|real|one|two|three|four|five|six|seven|eight|nine|ten)$/;
/** Words that only look so: "selfish", "wellness", "nonsense", "illness", "example". */
const noCompound =
  /^(?:self(?:ish|less)|wellness|non(?:sens|etheless|e\b|descript|chalan)|illness|half(?:way|time)|ex[a-z]|cross(?:ing|over|road|word)|state(?:s|ment|d)|long(?:er|est|itud|ing)|short(?:er|est|age|ly|en|com|hand)|high(?:er|est|ly|light|way)|low(?:er|est|land)|real(?:i[sz]|ity|ly|m)|one(?:self|rous)|ten(?:[a-z]))/;
/** A noun before one of these: "context-enhanced", but "inter-related" is one word. */
const secondHalf =
  /^(?!inter|over|under|hyper|super|multi|semi|counter|mono|trans)\p{L}{4,}-(?:based|driven|enhanced|augmented|related|specific|aware|oriented|dependent|independent|level|tuned|trained|guided|free|friendly|sensitive|shot)$/u;
/** An adverb or a participle before another word: "newly-built", "closed-book", but "embed-ding". */
const modifier = /^\p{Ll}{2,}(?:\p{Ll}ly-|[^e]ed-(?!d))(?!ing|e[dr]|ance|ness|i?ment)\p{Ll}{4}/u;
const joiner = /^(?:a|an|and|as|at|by|for|from|in|into|of|on|or|over|per|the|to|up|out|off|with|versus|vs)$/;

/**
 * What becomes of the hyphen that `before` ends with, at a line end, when the next line is `after`. What the same text
 * writes elsewhere decides. Otherwise a word is joined, unless its parts say that it is a compound: an acronym or a
 * capital, a single letter ("e-mail"), "self-", a part that has a hyphen itself, or two words that the text has and
 * whose joined form it has not.
 */
export function lineEndHyphen(text: string, before: string, after: string): LineEndHyphen {
  const left = /[\p{L}\p{M}\p{N}]+(?:-[\p{L}\p{M}\p{N}]+)*(?=-$)/u.exec(before)?.[0].toLowerCase() ?? '';
  const right = /^[\p{L}\p{M}\p{N}]+(?:-[\p{L}\p{M}\p{N}]+)*/u.exec(after)?.[0] ?? '';
  const part = left.slice(left.lastIndexOf('-') + 1);
  const [next = ''] = right.toLowerCase().split('-');
  const vocabulary = vocabularyOf(text);
  const joined = timesOf(left + next, vocabulary) + (part === left ? 0 : timesOf(part + next, vocabulary));
  const hyphened = timesOf(`${left}-${right.toLowerCase()}`, vocabulary) + timesOf(`${part}-${next}`, vocabulary);
  if (/^(?:and|or|to|und|oder|et|ou)$/.test(right) && joined === 0 && part === left) return 'suspended';
  if (joined > 0 || hyphened > 0) return joined >= hyphened ? 'dropped' : 'kept';
  // "COVID-19", but a page's line number that stands behind half a word is no part of it.
  if (/^\p{N}/u.test(right))
    return /[\p{Lu}\p{N}]-$/u.test(before) || vocabulary.words.has(part) ? 'kept' : 'suspended';
  if (/(?<!\p{L})Ma?c-$/u.test(before)) return 'dropped';
  if (!/^\p{Ll}/u.test(right) || !/\p{Ll}-$/u.test(before)) return 'kept';
  if (part.length === 1 || (part !== left && joiner.test(part))) return 'kept';
  if (next.length < right.length && joiner.test(next)) return 'kept';
  if (compounding.test(part) && !noCompound.test(part + next)) return 'kept';
  if (secondHalf.test(`${part}-${next}`)) return 'kept';
  return modifier.test(part + '-' + next) || areWords(part, next, vocabulary) ? 'kept' : 'dropped';
}

function timesOf(word: string, { words, stems }: Vocabulary): number {
  return words.get(word) ?? stems.get(stemOf(word)) ?? 0;
}

/** Two words of their own: long enough to be no syllables, and the text has both. */
function areWords(left: string, right: string, { words }: Vocabulary): boolean {
  return left.length >= 4 && right.length >= 4 && !joiner.test(left) && words.has(left) && words.has(right);
}
