import { stemmer } from 'stemmer';
import type { Change } from '../../wire.ts';
import { isFunctionWord } from '../words/function-words.ts';
import { hedgeChange, isHedgeAlone } from './hedges.ts';
import { differByAffix, expandNegation, isNegator } from './negation.ts';
import { isMeasure, isNumber } from './numbers.ts';
import { areOpposites } from './opposites.ts';

/** A word of a change, and whether it is (part of) a name where it stands. */
export interface ChangedWord {
  readonly key: string;
  readonly isName: boolean;
}

/** The class of a change, and which of the changed words make it so, as indexes of them. */
export interface Classified {
  readonly class: Change['class'];
  readonly source: readonly number[];
  readonly quoted: readonly number[];
}

/**
 * The class of words dropped or put in: a run is one change. It is a negation or a hedge only when it is just that
 * and function words.
 */
export function classifyRun(words: readonly ChangedWord[], dropped: boolean): Change['class'] {
  const keys = words.flatMap((word) => expandNegation(word.key));
  const isPhrase = (key: string, index: number) =>
    /^(?:longer|yet|means|way)$/.test(key) && /^(?:no|not|by)$/.test(keys[index - 1] ?? '');
  const isBare = (key: string, index: number) =>
    isFunctionWord(key) || isPhrase(key, index) || /^(?:all|ever|at)$/.test(key);
  if (keys.some(isNegator) && keys.every((key, index) => isNegator(key) || isBare(key, index))) return 'negation';
  if (keys.some(isHedgeAlone) && keys.every((key, index) => isHedgeAlone(key) || isBare(key, index))) return 'hedge';
  return dropped ? 'omission' : 'addition';
}

/**
 * The classes of words put for other words, gravest first: what differs in numbers, negations, hedges, opposites and
 * names is told apart; what is left is a change of words.
 */
export function classifyReplacement(source: readonly ChangedWord[], quoted: readonly ChangedWord[]): Classified[] {
  const found: Classified[] = [];
  const left = new Set(source.keys());
  const put = new Set(quoted.keys());
  const take = (kind: Change['class'], from: readonly number[], to: readonly number[]) => {
    found.push({ class: kind, source: from, quoted: to });
    for (const index of from) left.delete(index);
    for (const index of to) put.delete(index);
  };
  const sourceOf = (test: (key: string) => boolean) => [...left].filter((index) => test(source[index]?.key ?? ''));
  const quotedOf = (test: (key: string) => boolean) => [...put].filter((index) => test(quoted[index]?.key ?? ''));
  const same = (from: readonly number[], to: readonly number[]) =>
    from.length === to.length && from.every((index, at) => source[index]?.key === quoted[to[at] ?? -1]?.key);

  const counts = (key: string) => isNumber(key) || isMeasure(key);
  // The number of "IL-6" is part of a name.
  const numbers = sourceOf(counts).filter((index) => !source[index]?.isName);
  const otherNumbers = quotedOf(counts).filter((index) => !quoted[index]?.isName);
  if (
    !same(numbers, otherNumbers) &&
    [...numbers.map((i) => source[i]), ...otherNumbers.map((i) => quoted[i])].length > 0
  ) {
    const bothCount = numbers.length > 0 && otherNumbers.length > 0;
    const digits = [...numbers.map((i) => source[i]?.key), ...otherNumbers.map((i) => quoted[i]?.key)];
    if (bothCount || digits.some((key) => key !== undefined && isNumber(key) && /\d/.test(key))) {
      take('number', numbers, otherNumbers);
    }
  }

  const negates = (key: string) => expandNegation(key).some(isNegator);
  const [negators, otherNegators] = [sourceOf(negates), quotedOf(negates)];
  const affix = pairs(left, put).find(([i, j]) => differByAffix(source[i]?.key ?? '', quoted[j]?.key ?? ''));
  if (negators.length !== otherNegators.length) {
    const verbs = (
      from: readonly number[],
      words: readonly ChangedWord[],
      others: readonly ChangedWord[],
      free: ReadonlySet<number>,
    ) =>
      from.flatMap((index) => {
        const [verb, not] = expandNegation(words[index]?.key ?? '');
        return not === undefined ? [] : [...free].filter((other) => others[other]?.key === verb).slice(0, 1);
      });
    const [putVerbs, leftVerbs] = [verbs(negators, source, quoted, put), verbs(otherNegators, quoted, source, left)];
    take(
      'negation',
      [...new Set([...withCompanions(source, negators, left), ...leftVerbs])],
      [...new Set([...withCompanions(quoted, otherNegators, put), ...putVerbs])],
    );
  } else if (affix) take('negation', [affix[0]], [affix[1]]);

  const keysOf = (words: readonly ChangedWord[], indexes: ReadonlySet<number>) =>
    [...indexes].map((i) => words[i]?.key ?? '');
  const hedge = hedgeChange(keysOf(source, left), keysOf(quoted, put));
  if (hedge)
    take(
      'hedge',
      sourceOf((key) => hedge.source.includes(key)),
      quotedOf((key) => hedge.quoted.includes(key)),
    );

  for (;;) {
    const pair = pairs(left, put).find(
      // "South Korea" for "North Korea" is another country.
      ([i, j]) =>
        !(source[i]?.isName && quoted[j]?.isName && points.test(quoted[j].key)) &&
        areOpposites(source[i]?.key ?? '', quoted[j]?.key ?? ''),
    );
    if (!pair) break;
    take('direction', [pair[0]], [pair[1]]);
  }

  const names = [...left].filter((index) => source[index]?.isName);
  const otherNames = [...put].filter((index) => quoted[index]?.isName);
  const hasContent = (words: readonly ChangedWord[], indexes: ReadonlySet<number>) =>
    [...indexes].some((i) => !isFunctionWord(words[i]?.key ?? ''));
  if ((names.length > 0 && hasContent(quoted, put)) || (otherNames.length > 0 && hasContent(source, left))) {
    if (!same(names, otherNames)) {
      take('name', names.length > 0 ? names : [...left], otherNames.length > 0 ? otherNames : [...put]);
    }
  }

  const rest = restOf(source, quoted, left, put, found.length > 0);
  if (rest) found.push(rest);
  return found;
}

/** "no longer" is one negation, "still" what it negates. */
function withCompanions(
  words: readonly ChangedWord[],
  negators: readonly number[],
  free: ReadonlySet<number>,
): readonly number[] {
  const companions = [...free].filter((index) => {
    const key = words[index]?.key ?? '';
    if (negators.length === 0)
      return /^(?:still|yet|already|always|both|all|some|any|an?|the|with|every(?:thing|body|one|where)?|any(?:thing|body|one|where)?|some(?:thing|body|one|where))$/.test(
        key,
      );
    return /^(?:longer|yet|more|means)$/.test(key) && negators.includes(index - 1);
  });
  return [...negators, ...companions].sort((a, b) => a - b);
}

/** What no graver class took: nothing where it only follows from what was taken (inflection, function words). */
function restOf(
  source: readonly ChangedWord[],
  quoted: readonly ChangedWord[],
  left: ReadonlySet<number>,
  put: ReadonlySet<number>,
  follows: boolean,
): Classified | null {
  const [from, to] = [[...left], [...put]];
  if (from.length === 0 && to.length === 0) return null;
  if (follows) {
    const stems = (words: readonly ChangedWord[], indexes: readonly number[]) =>
      indexes
        .map((index) => words[index]?.key ?? '')
        .filter((key) => !isFunctionWord(key))
        .map((key) => stemmer(key))
        .sort()
        .join(' ');
    if (stems(source, from) === stems(quoted, to)) return null;
  }
  const kind = from.length === 0 ? 'addition' : to.length === 0 ? 'omission' : 'word';
  return { class: kind, source: from, quoted: to };
}

const points = /^(?:north|south|east|west|upper|lower)/;

function pairs(left: ReadonlySet<number>, put: ReadonlySet<number>): [number, number][] {
  return [...left].flatMap((i) => [...put].map((j): [number, number] => [i, j]));
}
