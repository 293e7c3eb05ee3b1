import { stemmer } from 'stemmer';
import { differByAffix } from '../difference/negation.ts';
import { isFunctionWord } from '../words/function-words.ts';
import type { Word } from '../words/words.ts';

/** Forms of the auxiliaries, by which a quotation is fitted to the tense of its sentence (APA 7 §8.31, MLA 9 §6.66). */
export const tenses = [
  'is was be been being are were am',
  'has had have having',
  'do does did',
  'will would',
  'can could',
  'may might',
  'shall should',
].map((forms) => new Set(forms.split(' ')));
/** Persons of a speech that change with the speaker. */
const shifts = [
  'i we he she they',
  'me us him her them',
  'my our his her their',
  'you they it',
  'this that the',
  'these those the',
  'here there',
].map((forms) => new Set(forms.split(' ')));
/** Whether words are the same in order, articles apart; see `sameWord`. */
export function sameWords(put: readonly Word[], lost: readonly Word[]): boolean {
  const content = (words: readonly Word[]) => words.filter(({ key }) => !/^(?:an?|the)$/.test(key));
  const [a, b] = [content(put), content(lost)];
  if (b.length === 0) return a.length === 0;
  if (a.length === 0) return b.every(({ key }) => isFunctionWord(key));
  return a.length === b.length && a.every((word, index) => sameWord(word, b[index]));
}

/** Whether two words are one but for case, ending, tense, the person of the speaker or a letter put right. */
export function sameWord(a: Word, b: Word | undefined): boolean {
  if (!b) return false;
  if (differByAffix(a.key, b.key)) return false;
  if (a.key === b.key || stemmer(a.key) === stemmer(b.key)) return true;
  if ([...tenses, ...shifts].some((forms) => forms.has(a.key) && forms.has(b.key))) return true;
  // One or two letters put right: "gua" → "qua". Names and numbers differ by less.
  if (/\d/.test(a.key + b.key)) return false;
  const shared = commonPrefix(a.key, b.key);
  const longer = Math.max(a.key.length, b.key.length);
  const ending =
    shared >= 3 &&
    longer - shared <= 4 &&
    /^(?:s|es|ed|d|ing|en|er|ly|al|ies|ied|y|e|n|t|ed|ought|)$/.test(a.key.slice(shared));
  return ending || (a.key.length === b.key.length && /^\p{Ll}/u.test(b.raw) && differentLetters(a.key, b.key) === 1);
}

function commonPrefix(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  return at;
}

function differentLetters(a: string, b: string): number {
  let count = 0;
  for (let at = 0; at < a.length; at += 1) if (a[at] !== b[at]) count += 1;
  return count;
}

/** "AI" and "artificial intelligence", either way; small words may count or not. */
export function isAcronymOf(one: string, other: string): boolean {
  return spells(one, other) || spells(other, one);
}

function spells(short: string, long: string): boolean {
  const letters = short.replace(/^\s*the\s+/i, '').replace(/[^\p{L}\p{N}]/gu, '');
  const words = long.match(/[\p{L}\p{N}]+/gu) ?? [];
  if (letters.length < 2 || words.length < 2 || !/^\p{Lu}+s?$/u.test(letters)) return false;
  const initials = (items: readonly string[]) => items.map((word) => word.charAt(0).toUpperCase()).join('');
  const wanted = letters.replace(/s$/, '').toUpperCase();
  const telling = initials(words.filter((word) => !/^(?:of|the|and|for|in|on|to|a|an)$/i.test(word)));
  return (
    initials(words) === wanted ||
    telling === wanted ||
    telling.replace(/A$/, '') === wanted ||
    telling === wanted.replace(/A$/, '')
  );
}
