import { differByAffix } from '../difference/negation.ts';
import { areOpposites } from '../difference/opposites.ts';
import { areOfOneNation } from './nations.ts';
import { areSynonyms } from './synonyms.ts';
import type { Term } from './terms.ts';

/**
 * What a term of a claim stands against in a sentence.
 * - same: the same word or number, or another form of it · synonym: a word that may stand for it
 * - affix: the same word with a negating affix · opposite: its opposite
 */
export interface Pair {
  readonly kind: 'same' | 'synonym' | 'affix' | 'opposite';
  /** Index of the claim's term, and of the sentence's. */
  readonly claim: number;
  readonly source: number;
}

const order = ['same', 'affix', 'synonym', 'opposite'] as const;

/** Opposites in one sense that mean nothing of the kind in most others. */
const vague = new Set(
  'adverse lead leads leading led follow follows following followed result results resulting resulted cause causes effect effects apart united unite home light left right on off for against to from into out last first support exhibit loss'.split(
    ' ',
  ),
);

/**
 * Each term of a claim with the terms of a sentence that it may stand against, best kind only, in the claim's order.
 * A term that has none is not there.
 */
export function alignTerms(claim: readonly Term[], source: readonly Term[]): Pair[] {
  return claim.flatMap((term, index) => {
    const found = source.flatMap((other, at): Pair[] => {
      const kind = relationOf(term, other);
      return kind ? [{ kind, claim: index, source: at }] : [];
    });
    const best = order.find((kind) => found.some((pair) => pair.kind === kind));
    return found.filter((pair) => pair.kind === best);
  });
}

function relationOf(a: Term, b: Term): Pair['kind'] | null {
  if (a.kind === 'number' || b.kind === 'number') return sameNumber(a, b) ? 'same' : null;
  if (a.stem === b.stem || isForm(a, b)) return 'same';
  if (isCapital(a) && isCapital(b) && areOfOneNation(a.key, b.key)) return 'same';
  if (a.kind === 'name' && b.kind === 'name') return null;
  if (mayDifferByAffix(a.key, b.key) && differByAffix(a.key, b.key)) return 'affix';
  if (areSynonyms(a.stem, b.stem) || (a.effect !== 0 && a.effect === b.effect)) return 'synonym';
  const vaguely = vague.has(a.key) || vague.has(b.key) || a.kind === 'name' || b.kind === 'name';
  return !vaguely && areOpposites(a.key, b.key) && suffixClass(a.key) === suffixClass(b.key) ? 'opposite' : null;
}

function isCapital({ raw }: Term): boolean {
  return /^\p{Lu}/u.test(raw);
}

/** Words of one part of speech may be opposites; endings show it roughly. */
function suffixClass(key: string): string {
  if (/(?:ion|ment|ness|ity|ance|ence|ship)s?$/.test(key)) return 'noun';
  return /(?:ing|ly)$/.exec(key)?.[0] ?? '';
}

/** Rules most pairs out at once: behind "un", "non" or "anti" the other word begins, or the same word ends in "less". */
function mayDifferByAffix(a: string, b: string): boolean {
  return beginsBehindPrefix(a, b) || beginsBehindPrefix(b, a) || a.includes('less') || b.includes('less');
}

function beginsBehindPrefix(plain: string, other: string): boolean {
  const at = other.indexOf(plain.slice(0, 2), 1);
  return at >= 1 && at <= 4;
}

/** Equal, or rounded to what the claim gives. */
export function sameNumber(a: Term, b: Term): boolean {
  if (a.value === null || b.value === null) return false;
  if (a.value === b.value) return true;
  return a.unit === 'percent' && Number.isInteger(a.value) && Math.abs(a.value - b.value) <= 0.5;
}

/** "deployment" and "deploy", "India" and "Indian", "cyberattack" and "attack". */
function isForm(a: Term, b: Term): boolean {
  const [short, long] = a.stem.length <= b.stem.length ? [a.stem, b.stem] : [b.stem, a.stem];
  if (short.length < 4 || !/^\D+$/.test(long)) return false;
  const name = a.kind === 'name' || b.kind === 'name';
  if (long.startsWith(short)) return long.length - short.length <= (name ? 3 : 4);
  if (long.endsWith(short))
    return short.length >= 6 && !/^(?:un|in|im|il|ir|dis|non|anti|de|mis|hyper|hypo)/.test(long);
  const shared = sharedPrefix(short, long);
  return shared >= Math.max(name ? 4 : 6, long.length - 3);
}

function sharedPrefix(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return length;
}
