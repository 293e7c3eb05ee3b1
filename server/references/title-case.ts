import { isEnglishWord } from '../quotes/difference/english.ts';
import type { WordCases } from './word-cases.ts';

/** A word of a title; "U.S." is one. */
const words = /\p{Lu}(?:\.\p{Lu})+\.?|\p{L}[\p{L}\p{M}\p{N}]*/gu;
/** Words of the language that are names too: only the paper's own sentences tell. */
const ambiguous = /^(?:i|china|turkey|march|may|august|japan|polish|guinea|chad|jersey|lima|will|mark|jordan|nice)$/;
const english = /\b(?:the|of|and|in|for|on|to|with|from|an?|is|are|how|why|what|by|as|at)\b/i;

/** The words of a title, in order, each once. */
export function titleWords(title: string): string[] {
  return [...new Set(title.match(words) ?? [])];
}

/** Whether a title is printed in capitals throughout: "THE ROLE OF AI". */
export function isInCapitals(title: string): boolean {
  const letters = title.replace(/[^\p{Lu}\p{Ll}]/gu, '');
  return letters.length >= 8 && letters === letters.toUpperCase() && letters !== letters.toLowerCase();
}

/** Whether a title's words are English, so that the rules of English capitals hold. */
export function isEnglishTitle(title: string): boolean {
  if (!/\p{Ll}|\p{Lu}/u.test(title)) return false;
  const all = titleWords(title);
  const known = all.filter((word) => isEnglishWord(word.toLowerCase()));
  return known.length * 2 > all.length && (all.length < 4 || english.test(title));
}

/**
 * A title in sentence case (APA 7 §6.17): the first word, the first behind a colon, and names keep their capital. What
 * is a name shows in the paper's own sentences; a word of which nothing is known stays as it is printed. Null for a
 * title in capitals with such a word.
 */
export function sentenceCase(title: string, cases: WordCases): string | null {
  const capitals = isInCapitals(title);
  const unknown: string[] = [];
  const cased = title.replace(words, (word: string, at: number) => {
    const before = title.slice(0, at);
    // "PAKISTAN'S", "DON'T"
    if (/\p{L}['’]$/u.test(before) && word.length <= 2) return word.toLowerCase();
    const written = writtenAs(word, cases, capitals);
    if (written === null) unknown.push(word);
    return opensPart(before) ? capital(written ?? word) : (written ?? word);
  });
  return capitals && unknown.length > 0 ? null : cased;
}

/** Null for a word that nobody knows. */
function writtenAs(word: string, cases: WordCases, capitals: boolean): string | null {
  // An acronym, unless all is in capitals; "iPhone", "pH".
  if (word.includes('.') || (!capitals && /.\p{Lu}/u.test(word))) return word;
  const small = word.toLowerCase();
  if (word.length === 1 || word === small) return /^[aA]$/.test(word) ? small : word;
  const seen = cases(word);
  if (seen !== null) return seen;
  if (!isEnglishWord(small)) return null;
  if (ambiguous.test(small)) return capitals ? capital(small) : word;
  return small;
}

/** Whether a title, or its subtitle, begins behind this. */
function opensPart(before: string): boolean {
  const text = before.replace(/[\s"“‘'(]+$/u, '');
  return text === '' || /[:?!—]$/.test(text) || (text.endsWith('.') && !/\p{Lu}\.$/u.test(text));
}

function capital(word: string): string {
  return word.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
}

/** Whether most of a title's longer words have a capital: headline style (Chicago 17 §8.159). */
export function isInTitleCase(title: string): boolean {
  const longer = titleWords(title)
    .slice(1)
    .filter((word) => word.length >= 4);
  return longer.filter((word) => /^\p{Lu}/u.test(word)).length * 2 > longer.length;
}
