import { areOpposites } from '../../quotes/difference/opposites.ts';
import type { Compared } from '../../quotes/paraphrase/compared.ts';
import type { Term } from '../../quotes/paraphrase/terms.ts';
import type { Presupposition } from '../../questions/presuppositions.ts';
import { areAlike, areContrary } from './contraries.ts';
import { isName } from './is-name.ts';

/** Words between a word and the one that it is said of. */
const near = 7;
/** The same between a verb and what it is done to. */
const far = 10;

/** Terms of the claim of whose neighbour the sentence says the contrary, and nowhere the same. */
export function contraryTerms(compared: Compared, { text, verb }: Presupposition): Set<Term> {
  const { claim, source, pairs } = compared;
  const isSame = (term: Term) => pairs.some((pair) => claim[pair.claim] === term && pair.kind !== 'opposite');
  const isOpposite = (term: Term, other: Term) =>
    areContrary(term.key, other.key) ||
    pairs.some((pair) => pair.kind === 'opposite' && claim[pair.claim] === term && source[pair.source] === other);
  // "supported whaling and rejected the ban": who opposed it is told all the same.
  const isAlike = (term: Term) => source.some(({ key, negated }) => negated === 0 && areAlike(term.key, key));
  const isFree = (other: Term) => !pairs.some((pair) => pair.kind === 'same' && source[pair.source] === other);
  return new Set(
    claim.filter(
      (term, index) =>
        term.kind === 'word' &&
        !isSame(term) &&
        !isAlike(term) &&
        !isAttribute(compared, index, verb?.start ?? 0) &&
        source.some(
          (other) =>
            isFree(other) &&
            isOpposite(term, other) &&
            other.negated > 0 === term.negated > 0 &&
            !isTurned(compared, text, term, other) &&
            !(isDeed(term, verb) && isAdjective(compared, index, other)) &&
            isSaidOfTheSame(compared, index, other, term.start === verb?.start),
        ),
    ),
  );
}

/** "safe" of "its safe city projects": it says nothing by itself, but with the same noun it does. */
function isAttribute({ claim, pairs, source }: Compared, index: number, predicate: number): boolean {
  const [term, next] = [claim[index], claim[index + 1]];
  if (!term || term.start < predicate) return true;
  if (term.start === predicate || next?.at !== term.at + 1 || isName(next)) return false;
  const other = source[pairs.find((pair) => pair.claim === index)?.source ?? -1];
  return !pairs.some((pair) => claim[pair.claim] === next && source[pair.source]?.at === (other?.at ?? -2) + 1);
}

function isDeed(term: Term, verb: Presupposition['verb']): boolean {
  return term.start === verb?.start || /(?:ed|ing)$/.test(term.key);
}

/** "defensive" of "a defensive strategy" is no opposite of attacking. */
function isAdjective({ claim, source, pairs }: Compared, index: number, other: Term): boolean {
  const next = source.find(({ at }) => at === other.at + 1);
  if (!next || !/(?:ive|al|ic|able|ible|ous|ful|less|ent|ant|ary|ern)$/.test(other.key)) return false;
  return !pairs.some(
    (pair) => source[pair.source] === next && Math.abs(pair.claim - index) === 1 && claim[pair.claim] !== undefined,
  );
}

/** Whether what a term of the claim is said of, the next word or else the one before, stands by its opposite too. */
function isSaidOfTheSame({ claim, source, pairs }: Compared, index: number, other: Term, isDone: boolean): boolean {
  const there = (at: number) => pairs.flatMap((pair) => (pair.claim === at ? (source[pair.source] ?? []) : []));
  const isNear = (at: number) =>
    there(at).some(
      (item) =>
        Math.abs(item.clause - other.clause) <= Number(isDone) && Math.abs(item.at - other.at) <= (isDone ? far : near),
    );
  const next = claim[index + 1];
  // "behind India" sets one against another: both have to be there.
  const first = claim.findLastIndex((item, at) => at < index && isName(item));
  if (!isDone && next && isName(next) && first >= 0) return isNear(first) && isNear(index + 1);
  if (!next) return isNear(index - 1);
  const following = [index + 1, index + 2, index + 3].find((at) => there(at).length > 0);
  return following !== undefined && isNear(following);
}

/**
 * Whether a sentence has a contrary with the sides of a comparison changed, which says the same: "Sweden exports less
 * than Norway" of "Norway exports more than Sweden".
 */
export function saysTheSameTurned(compared: Compared, claimText: string): boolean {
  const { claim, source, pairs } = compared;
  return claim.some((term, index) =>
    source.some(
      (other) =>
        (areContrary(term.key, other.key) ||
          areOpposites(term.key, other.key) ||
          pairs.some((pair) => pair.kind === 'opposite' && pair.claim === index && source[pair.source] === other)) &&
        isTurned(compared, claimText, term, other),
    ),
  );
}

function isTurned({ claim, source, pairs }: Compared, claimText: string, term: Term, other: Term): boolean {
  const than = /^(?:\s+\S+){0,3}?\s+than\s/u.exec(claimText.slice(term.end));
  if (!than) return false;
  const second = claim.findIndex(({ start }) => start >= term.end + than[0].length);
  const there = pairs.flatMap((pair) => (pair.claim === second ? (source[pair.source] ?? []) : []));
  return there.length > 0 && there.every(({ at }) => at < other.at);
}
