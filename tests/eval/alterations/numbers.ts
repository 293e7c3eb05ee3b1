import { type Alteration, type Altered, type Context, casedLike, pickMatch, replaced } from './alteration.ts';
import type { Sentence } from './sentences.ts';

const numberWords = ['two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];
const tens = ['twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];
const parts = ['half', 'third', 'quarter', 'fifth'];
const sizes = ['hundred', 'thousand', 'million', 'billion'];
const times = ['days', 'weeks', 'months', 'years', 'hours', 'minutes'];
const oneTime = ['day', 'week', 'month', 'year', 'hour', 'minute'];
const measures = [
  ['mg', 'g', 'kg'],
  ['ng', 'mg'],
  ['nm', 'mm', 'cm'],
  ['ms', 's'],
  ['ml', 'l'],
];
const scales = [numberWords, tens, parts, sizes, times, oneTime];

function number(kind: string, alter: (text: string, context: Context) => string | null): Alteration {
  return {
    class: 'number',
    kind,
    verdicts: ['altered'],
    change: 'number',
    alter: ({ text }: Sentence, context): Altered | null => {
      const altered = alter(text, context);
      return altered === null || altered === text ? null : { text: altered };
    },
  };
}

/** Another member of the scale that a word belongs to. */
function neighbour(word: string, { random }: Context, among = scales): string | null {
  const scale = among.find((members) => members.includes(word.toLowerCase()));
  const other = random.pick((scale ?? []).filter((member) => member !== word.toLowerCase()));
  return other === undefined ? null : casedLike(word, other);
}

/** A digit that is not the first becomes another, or the first becomes another one but not 0. */
function otherDigits(digits: string, { random }: Context): string {
  const at = random.between(0, digits.length - 1);
  const old = digits.charAt(at);
  const choices = (at === 0 ? '123456789' : '0123456789').replace(old, '');
  return replaced(digits, at, 1, choices.charAt(random.between(0, choices.length - 1)));
}

/** Digits that are a quantity: no part of a name (p53, IL-6, Figure 2), of a reference or of an enumeration. */
const quantity = /(?<![\p{L}\d.,/[(–-])\d+(?:[.,]\d+)*(?![\p{L}\d\]]|[.,)/–-]\S?\d|[-–]\p{L}|\))/gu;
const notAfter = /(?:Fig\.?|Figure|Table|Section|Eq\.?|type|stage|phase|Step|\d)\s*$/i;

/** Changes of numbers: figures, words, percent, years, units. */
export const numberAlterations: readonly Alteration[] = [
  number('figure', (text, context) => {
    const found = [...text.matchAll(quantity)].filter(({ index }) => !notAfter.test(text.slice(0, index)));
    const chosen = context.random.pick(found.filter(([digits]) => !/^(?:19|20)\d\d$/.test(digits)));
    return chosen ? replaced(text, chosen.index, chosen[0].length, otherDigits(chosen[0], context)) : null;
  }),
  number('two figures change places', (text, { random }) => {
    const found = pickMatch(text, /(?<![\d.])(\d)(\d)(?=\.\d|\s?%)/g, random);
    const [, first, second] = found ?? [];
    if (!found || first === undefined || second === undefined || first === second || second === '0') return null;
    return replaced(text, found.index ?? 0, 2, second + first);
  }),
  number('number word', (text, context) => {
    const words = [...numberWords, ...tens, ...parts, ...sizes].join('|');
    const found = pickMatch(text, new RegExp(`(?<![\\p{L}-])(?:${words})(?![\\p{L}-])`, 'giu'), context.random);
    const other = found ? neighbour(found[0], context) : null;
    return found && other ? replaced(text, found.index ?? 0, found[0].length, other) : null;
  }),
  number('percentage', (text, context) => {
    const found = pickMatch(text, /(?<![\p{L}\d.,–-])\d+(?:\.\d+)?(?=\s?(?:%|percent\b|per cent\b))/gu, context.random);
    return found ? replaced(text, found.index ?? 0, found[0].length, otherDigits(found[0], context)) : null;
  }),
  number('year', (text, context) => {
    const found = pickMatch(text, /(?<![\p{L}\d.,/(-])(?:19[5-9]|20[0-2])\d(?![\p{L}\d/]|[.,]\d)/gu, context.random);
    if (!found) return null;
    const year = Number(found[0]);
    const other = year + (context.random.next() < 0.5 ? -1 : 1) * context.random.between(1, 9);
    return replaced(text, found.index ?? 0, 4, String(other));
  }),
  number('unit', (text, context) => {
    const units = [...new Set([...times, ...oneTime, ...measures.flat()])].join('|');
    const found = pickMatch(text, new RegExp(`(?<=\\d[\\s-]?)(?:${units})(?![\\p{L}\\d/-])`, 'gu'), context.random);
    const other = found ? neighbour(found[0], context, [times, oneTime, ...measures]) : null;
    return found && other ? replaced(text, found.index ?? 0, found[0].length, other) : null;
  }),
  number('percent sign lost', (text, { random }) => {
    const found = pickMatch(text, /(?<=[^\d.]\d+(?:\.\d+)?)\s?%(?=\s(?!per)\p{Ll}{2})/gu, random);
    return found ? replaced(text, found.index ?? 0, found[0].length, '') : null;
  }),
];
