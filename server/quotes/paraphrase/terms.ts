import { RecentlyUsed } from '../../recently-used.ts';
import { stemOf } from '../../retrieval/terms.ts';
import { certaintyOf } from '../difference/hedges.ts';
import { isNegator } from '../difference/negation.ts';
import { boundOf, boundsNumber, type Unit, unitOf } from './number-words.ts';
import { isMeasure, isNumber, valueOf } from '../difference/numbers.ts';
import { isFunctionWord } from '../words/function-words.ts';
import { type Word, wordsOf } from '../words/words.ts';
import { effectOf } from './effects.ts';

/** A word that carries some of what a claim or a sentence says. */
export interface Term {
  readonly kind: 'number' | 'measure' | 'name' | 'word';
  readonly key: string;
  readonly stem: string;
  /** As it reads. */
  readonly raw: string;
  /** UTF-16 code units of the text, half-open. */
  readonly start: number;
  readonly end: number;
  /** Index among all words of the text: distances count the small ones too. */
  readonly at: number;
  /** Of a number; else null. */
  readonly value: number | null;
  /** Per cent, year, or what it counts otherwise; null of what is no number. */
  readonly unit: Unit | null;
  /** +1: the number is a least, −1: a most; see boundOf. */
  readonly bound: -1 | 0 | 1;
  /** 1: stands behind a negation, as the first word that it negates. 2: as the second. 0: not negated. */
  readonly negated: 0 | 1 | 2;
  /** The negating word; '' where there is none. */
  readonly negator: string;
  /** Where the negation begins; `start` where there is none. */
  readonly deniedFrom: number;
  /** Counts the parts of the text that "and", "but", "with" and the like join, from 0. */
  readonly clause: number;
  /** +1: more, −1: less of what stands beside it; 0: neither. */
  readonly effect: -1 | 0 | 1;
}

/** Words that count, but as often only point: "one of them", "first", "once". */
const vague = new Set('one first second third once single double pair couple half zero'.split(' '));
/** Counts only behind a number: "several hundred". */
const round = new Set('hundred hundreds thousand thousands million millions billion billions dozen dozens'.split(' '));
/** Words that deny what follows, as a negation does. */
const denials = new Set('fail fails failed failing failure'.split(' '));
/** A negation does not reach over these: "no benefit for acute poisoning". */
const ends = new Set('for in with at by from than among during between after before'.split(' '));
const joining = new Set('and but with while whereas although because which who'.split(' '));
/** "No secret", "no doubt", "without exception" deny nothing of what follows. */
const idioms = new Set('secret secrets doubt wonder surprise coincidence accident exception exceptions question matter less mistake'.split(' ')); // prettier-ignore
/** Behind these, "behind" compares: "lags behind". */
const placing = /^(?:stay|lag|fall|fell|remain|rank|far|keep|kept|left|trail|is|are|was|were|be)/;
/** How many words behind a negation may be what it negates. */
const scope = 5;
/** Words that compare are small, but say on which side. */
const comparing = new Set('more most less least fewer few up down over under'.split(' '));
const light = new Set(
  'also still now as being get gets got give gives gave given go goes put such author authors paper papers article study studies according'.split(
    ' ',
  ),
);

/** Of the sentences read last: a question weighs each several times, and the next questions come back to them. */
const kept = new RecentlyUsed<string, readonly Term[]>(3000);
/** Characters of a text whose terms are kept. */
const longestKept = 1500;

/** The terms of a text, in order. */
export function termsOf(text: string): Term[] {
  const terms = text.length > longestKept ? findTerms(text) : kept.getOrMake(text, () => findTerms(text));
  return [...terms];
}

function findTerms(text: string): Term[] {
  const words = wordsOf(
    text.replace(/(?<!\p{L})(?:\p{Lu}\.){2,}/gu, (name) => name.replaceAll('.', '').padEnd(name.length)),
  );
  const terms: Term[] = [];
  let [negator, from, left, reach, clause] = ['', 0, 0, 0, 0];
  words.forEach((word, at) => {
    if (
      /[;:()!?]|,$/.test(word.before) ||
      /^(?:but|although|whereas|while|because)$/.test(word.key) ||
      ends.has(word.key)
    )
      left = 0;
    if (word.before.includes(';') || joining.has(word.key)) clause += 1;
    if (negates(words, at)) {
      [negator, from, left, reach] = [word.raw, word.start, 2, at + scope];
      if (!denials.has(word.key)) return;
    }
    const kind = kindOf(words, at, text);
    if (kind === null) return;
    const inScope = left > 0 && at <= reach && word.raw !== negator && !word.key.endsWith('ly');
    const effect = effectOf(word.key);
    terms.push({
      kind,
      key: word.key,
      // "70%" and "70 per cent".
      stem: /^(?:percent|percentage|cent)$/.test(word.key) ? '%' : stemOf(word.key),
      raw: word.raw,
      start: word.start,
      end: word.end,
      at,
      value: kind === 'number' ? valueOf(word.key) : null,
      unit: kind === 'number' ? unitOf(words, at) : null,
      bound: kind === 'number' ? boundOf(words, at) : 0,
      negated: inScope ? (left === 2 ? 1 : 2) : 0,
      negator: inScope ? negator : '',
      deniedFrom: inScope ? from : word.start,
      clause,
      effect,
    });
    if (inScope) left -= 1;
  });
  return terms;
}

function negates(words: readonly Word[], at: number): boolean {
  const key = words[at]?.key ?? '';
  const next = words[at + 1]?.key ?? '';
  if (key === 'not' && /^(?:only|just|merely|simply|least)$/.test(next)) return false;
  if (isIdiom(words, next === 'a' ? at + 2 : at + 1)) return false;
  return isNegator(key) || denials.has(key);
}

/** Whether the word at an index ends an idiom: "no doubt", "without a doubt". */
function isIdiom(words: readonly Word[], at: number): boolean {
  if (!idioms.has(words[at]?.key ?? '')) return false;
  const before = words[at - 1]?.key === 'a' ? words[at - 2] : words[at - 1];
  return before?.key === 'no' || before?.key === 'without';
}

function kindOf(words: readonly Word[], at: number, text: string): Term['kind'] | null {
  const { key, raw, start } = words[at] ?? { key: '', raw: '', start: 0 };
  if (!/[\p{L}\p{N}%]/u.test(key)) return null;
  // "IL-6", "NATO-3": a part of a name.
  if (/^\d/.test(key) && /\p{L}[-‐–]$/u.test(text.slice(Math.max(0, start - 2), start))) return 'word';
  if (round.has(key) && !isNumber(words[at - 1]?.key ?? '')) return null;
  if (/^\d/.test(key) || (isNumber(key) && !/\d/.test(key) && !vague.has(key))) return 'number';
  if (isMeasure(key)) return key.length > 1 || key === '%' ? 'measure' : null;
  if (key === 'longer' && isNegator(words[at - 1]?.key ?? '')) return null;
  if (isIdiom(words, at)) return null;
  if (key === 'behind' && placing.test(words[at - 1]?.key ?? '')) return 'word';
  if (key === 'called' && words[at - 1]?.key === 'so') return null;
  if (comparing.has(key)) return words[at - 1]?.key === 'at' || boundsNumber(words, at) ? null : 'word';
  if (boundsNumber(words, at) && words[at + 1]?.key === 'than') return null;
  if (isAcronym(raw)) return 'name';
  if (isFunctionWord(key) || light.has(key) || certaintyOf(key) !== null) return null;
  if (!/^\p{Lu}/u.test(raw) || key.length < 2) return key.length < 2 ? null : 'word';
  const opens = at === 0 || /[.!?:]/.test(words[at]?.before ?? '');
  // Whether a sentence's first word is a name shows in what follows: "Barack Obama".
  return !opens || /^\p{Lu}\p{Ll}/u.test(words[at + 1]?.raw ?? '') || raw.endsWith("'s") ? 'name' : 'word';
}

function isAcronym(raw: string): boolean {
  return /^(?:\p{Lu}[\p{L}\p{N}]*[\p{Lu}\p{N}]|\p{Ll}{1,3}\p{N}+|\p{Ll}\p{Lu}[\p{L}\p{N}]*)(?:'?s)?$/u.test(raw);
}
