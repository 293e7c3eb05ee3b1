import { isEnglishWord } from '../quotes/difference/english.ts';
import { isAmbiguous, type WordCases } from './word-cases.ts';

/** A word of a title; "U.S." is one. */
const words = /\p{Lu}(?:\.\p{Lu})+\.?|\p{L}[\p{L}\p{M}\p{N}]*/gu;
const english = /\b(?:the|of|and|in|for|on|to|with|from|an?|is|are|how|why|what|by|as|at|using|via)\b/i;

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
  return known.length * 2 > all.length && (all.length < 4 || known.length === all.length || english.test(title));
}

/** A word of a title, and what is known of its capitals. */
export interface CasedWord {
  readonly at: number;
  readonly word: string;
  /** As it is written in the middle of a sentence; null where nobody knows. */
  readonly written: string | null;
  /** Whether the title, or its subtitle, begins with it. */
  readonly opens: boolean;
}

/** The words of a title as the middle of a sentence has them (APA 7 §6.17): in small letters but for names. */
export function casedWords(title: string, cases: WordCases): readonly CasedWord[] {
  const capitals = isInCapitals(title);
  const found = [...title.matchAll(words)].map(({ 0: word, index }) => ({ word, at: index }));
  const names = wordsOfNames(title, found, cases);
  return found.map(({ word, at }, index) => {
    const before = title.slice(0, at);
    const opens = opensPart(before);
    // "PAKISTAN'S", "DON'T"
    if (/\p{L}['’]$/u.test(before) && word.length <= 2) return { at, word, written: word.toLowerCase(), opens };
    const written = !names.has(index) ? writtenAs(word, cases, capitals) : capitals ? nameOf(word, cases) : word;
    return { at, word, written, opens };
  });
}

/** Which words, by their index, are parts of names of two or three words. */
function wordsOfNames(
  title: string,
  found: readonly { readonly word: string; readonly at: number }[],
  cases: WordCases,
): ReadonlySet<number> {
  const names = new Set<number>();
  for (const length of [2, 3]) {
    for (let from = 0; from + length <= found.length; from += 1) {
      const parts = found.slice(from, from + length);
      const first = parts[0]?.at ?? 0;
      const last = parts[length - 1] ?? { word: '', at: 0 };
      const phrase = title.slice(first, last.at + last.word.length);
      if (!/^\p{Lu}[^\s-]*(?:[\s-]+\p{Lu}[^\s-]*)+$/u.test(phrase)) continue;
      if (cases.isName(parts.map(({ word }) => word))) parts.forEach((_, index) => names.add(from + index));
    }
  }
  return names;
}

/** A part of a name, out of a title in capitals. */
function nameOf(word: string, cases: WordCases): string {
  const written = cases.word(word);
  return written !== null && /\p{Lu}/u.test(written) ? written : capital(word.toLowerCase());
}

/**
 * A title in sentence case (APA 7 §6.17): the first word, the first behind a colon, and names keep their capital. What
 * is a name shows in the paper's own sentences; a word of which nothing is known stays as it is printed. Null for a
 * title in capitals with such a word.
 */
export function sentenceCase(title: string, cases: WordCases): string | null {
  const cased = casedWords(title, cases);
  if (isInCapitals(title) && cased.some(({ written }) => written === null)) return null;
  return put(
    title,
    cased.map(({ at, word, written, opens }) => ({
      at,
      word,
      as: opens ? capital(written ?? word) : (written ?? word),
    })),
  );
}

/** A title as it is, with a capital where it and, in English, its subtitle begin. */
export function capitalParts(title: string): string {
  const isEnglish = isEnglishTitle(title);
  const opening = [...title.matchAll(words)].filter(
    ({ index }, at) => (at === 0 || isEnglish) && opensPart(title.slice(0, index)),
  );
  return put(
    title,
    opening.map(({ 0: word, index }) => ({ at: index, word, as: capital(word) })),
  );
}

function put(title: string, changes: readonly { at: number; word: string; as: string }[]): string {
  let made = '';
  let from = 0;
  for (const { at, word, as } of changes) {
    made += title.slice(from, at) + as;
    from = at + word.length;
  }
  return made + title.slice(from);
}

/**
 * Where a title's capitals have to stay when a style puts it in small letters: names, acronyms, words with capitals
 * inside. Joined ones are one span: "U.S.-China".
 */
export function keptCapitals(title: string, cases: WordCases): readonly { start: number; end: number }[] {
  const all = !isEnglishTitle(title);
  const asPrinted = !isInTitleCase(title) && !isInCapitals(title);
  const kept: { start: number; end: number }[] = [];
  for (const { at, word, written, opens } of casedWords(title, cases)) {
    if (!/\p{Lu}/u.test(word) || (word.length === 1 && opens && /^[AI]$/.test(word))) continue;
    const isName = written === null ? !opens || isKnownName(word) : /\p{Lu}/u.test(written);
    if (!all && !isName && (!asPrinted || opens)) continue;
    const before = kept.at(-1);
    if (before && /^[-‐–/]?$/.test(title.slice(before.end, at))) before.end = at + word.length;
    else kept.push({ start: at, end: at + word.length });
  }
  return kept;
}

/** Whether the dictionary has a word that it has not in small letters. */
function isKnownName(word: string): boolean {
  return /.\p{Lu}/u.test(word) || isEnglishWord(word);
}

/** Null for a word that nobody knows. */
function writtenAs(word: string, cases: WordCases, capitals: boolean): string | null {
  if (word.includes('.')) return word;
  const small = word.toLowerCase();
  const seen = cases.word(word);
  // An acronym, unless all is in capitals; "iPhone", "pH". Capitals for emphasis are no acronym: "LARGE".
  if (!capitals && /.\p{Lu}/u.test(word)) {
    return word.length > 3 && word === word.toUpperCase() && seen === small && isEnglishWord(small) ? small : word;
  }
  if (word.length === 1 || word === small) return /^[aA]$/.test(word) ? small : word;
  if (seen !== null) return seen;
  if (!isEnglishWord(small)) return null;
  if (isAmbiguous(small)) return capitals ? capital(small) : word;
  return small;
}

/** Whether a title, or its subtitle, begins behind this. */
function opensPart(before: string): boolean {
  const text = before.replace(/[\s"“‘'(]+$/u, '');
  if (text === '' || text.endsWith('—')) return true;
  // "3:1", "E. coli", "cats vs. dogs"
  return text !== before && /[:?!.]$/.test(text) && !/(?:\p{Lu}|\b(?:vs|cf|al|etc|no|spp?|ca|st|dr))\.$/u.test(text);
}

/** "iPhone" keeps its small letter. */
function capital(word: string): string {
  return /^\p{Ll}+\p{Lu}/u.test(word) ? word : word.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
}

/** Whether most of a title's words, but for small ones, have a capital: headline style (Chicago 17 §8.159). */
export function isInTitleCase(title: string): boolean {
  const longer = titleWords(title.replace(species, ''))
    .slice(1)
    .filter(
      (word) => word.length >= 3 && !/^(?:the|and|for|with|from|into|are|how|why|what|its?|using|via)$/i.test(word),
    );
  return longer.filter((word) => /^\p{Lu}/u.test(word)).length * 2 > longer.length;
}

/** A name in small letters behind its genus (ICZN 28): "E. coli" keeps them in every style. */
export const species = /(?<=(?<![\p{L}.])\p{Lu}\.\s)\p{Ll}+/gu;
