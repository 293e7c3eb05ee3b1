import { isNumber, valueOf } from '../quotes/difference/numbers.ts';
import { termsOf } from '../quotes/paraphrase/terms.ts';
import { isStopWord, stemOf, wordsOf } from '../retrieval/terms.ts';
import type { AskedFor } from './asked-for.ts';

/** What in a sentence may be the thing asked for. */
export interface Slot {
  /** As the sentence has it. */
  readonly text: string;
  /** Half-open range of UTF-16 code units of the sentence. */
  readonly start: number;
  readonly end: number;
}

/** References in brackets date the literature, not what is told. */
const bracketed = /\((?:[^()]|\([^()]*\))*\b(?:1[5-9]|20)\d{2}[a-z]?\b[^()]*\)|\[[\d,;\s–-]+\]/g;
const numberWord =
  'two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|dozens?|millions?|billions?|single|both|half|a third|a quarter|majority';
const numbers = new RegExp(
  `[$€£₹]?\\d+(?:[.,]\\d+)*\\$?(?:\\s*(?:%|per ?cent|million|billion|trillion|[kKmMbB]n?\\b))?|\\b(?:${numberWord})\\b(?:\\s+per ?cent)?`,
  'giu',
);
/** Alternatives of a pattern. */
export const monthNames = 'January|February|March|April|May|June|July|August|September|October|November|December';
const times = new RegExp(
  `\\b(?:(?:early|late|mid)[- ])?(?:(?:${monthNames})\\s+(?:\\d{1,2},?\\s+)?)?(?:1[5-9]|20)\\d{2}(?:[–-]\\d{2,4})?(?:s\\b)?|\\b(?:${monthNames})\\s+\\d{1,2}\\b|\\b\\p{L}+[- ](?:first|second|third|\\p{L}+th) century\\b|\\b(?:\\d+|${numberWord}|a|few|several) (?:years?|decades?|months?|weeks?|days?)\\b|\\bdecades\\b`,
  'giu',
);
const money =
  /[$€£₹]\s?\d[\d.,]*(?:\s*(?:million|billion|trillion|[MB]n?\b))?|\d[\d.,]*\s?\$\s?(?:[MB]n?\b|million|billion)?|\d[\d.,]*\s*(?:million |billion |trillion )?(?:dollars?|rupees?|euros?|pounds?|USD|PKR)\b|\b(?:per ?cent|%) of (?:the )?GDP|\bof GDP\b/giu;
const shares = new RegExp(
  `(?:\\d+(?:\\.\\d+)?|\\b(?:${numberWord}))\\s*(?:%|per ?cent\\b)|\\b(?:half|a third|two[- ]thirds|a quarter|three[- ]quarters|the majority|most) of\\b`,
  'giu',
);
const name = /(?:\p{Lu}[\p{L}\p{M}\d'’-]*)(?:\s+(?:(?:of|for|the|and|&|de|al|ul|bin)\s+)?\p{Lu}[\p{L}\p{M}\d'’-]*)*/gu;

const patterns: Partial<Record<AskedFor, RegExp>> = {
  count: numbers,
  quantity: numbers,
  share: shares,
  money,
  time: times,
};

/**
 * What in a sentence may answer a question of that kind and is not in the question already; [] where there is nothing
 * of it, null for kinds that no pattern finds.
 */
export function slotsOf(kind: AskedFor, question: string, sentence: string): Slot[] | null {
  const bare = sentence.replace(bracketed, (found) => ' '.repeat(found.length));
  if (kind === 'who')
    return [...namesNotIn(question, bare).filter(({ text }) => !/^\p{Lu}{2,}$/u.test(text)), ...citedNames(sentence)];
  if (kind === 'place' || kind === 'name') return namesNotIn(question, bare);
  const pattern = patterns[kind];
  if (!pattern) return null;
  const asked = new Set(termsOf(question).flatMap(({ value }) => (value === null ? [] : [value])));
  return [...bare.matchAll(pattern)]
    .map((match) => ({ text: match[0].trim(), start: match.index, end: match.index + match[0].trimEnd().length }))
    .filter(({ text, start, end }) => !isAsked(text, asked) && !isPartOfName(bare, start, end))
    .filter(
      ({ text }) => kind === 'time' || kind === 'share' || kind === 'money' || !/^(?:1[5-9]|20)\d{2}$/.test(text),
    );
}

/** "LY-80", "MQ-9B", "Shahpar-3". */
function isPartOfName(sentence: string, start: number, end: number): boolean {
  if (!/^\d/.test(sentence.slice(start))) return false;
  return /[\p{L}\d][-‐–]$/u.test(sentence.slice(Math.max(0, start - 2), start)) || /^\p{Lu}/u.test(sentence.slice(end));
}

function isAsked(text: string, asked: ReadonlySet<number>): boolean {
  const values = wordsOf(text)
    .filter((word) => isNumber(word.toLowerCase()))
    .flatMap((word) => valueOf(word.toLowerCase()) ?? []);
  return values.length > 0 && values.every((value) => asked.has(value));
}

/** Names of a sentence that the question does not have; its first word only where it is no ordinary one. */
function namesNotIn(question: string, sentence: string): Slot[] {
  const asked = new Set(wordsOf(question).map(stemOf));
  return [...sentence.matchAll(name)]
    .map((match) => {
      const words = wordsOf(match[0]);
      const opens = match.index === 0 || /[.?!:“"]\s*$/.test(sentence.slice(0, match.index));
      return {
        text: match[0],
        start: match.index,
        end: match.index + match[0].length,
        words: opens ? words.slice(1) : words,
      };
    })
    .filter(({ words }) => words.some((word) => !asked.has(stemOf(word)) && !isStopWord(word)))
    .map(({ text, start, end }) => ({ text, start, end }));
}

/** Whom a sentence reports: "(Waltz, 1979)" names its source. */
function citedNames(sentence: string): Slot[] {
  return [...sentence.matchAll(/\(([^()]*?\p{Lu}[^()]*?),?\s+(?:1[5-9]|20)\d{2}[a-z]?[^()]*\)/gu)].map((match) => ({
    text: (match[1] ?? '').trim(),
    start: match.index + 1,
    end: match.index + 1 + (match[1] ?? '').length,
  }));
}
