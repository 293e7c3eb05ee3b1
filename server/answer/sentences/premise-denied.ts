import { type Compared, compareTerms } from '../../quotes/paraphrase/compared.ts';
import { assertsSomething } from '../../quotes/paraphrase/asserts.ts';
import { differencesOf } from '../../quotes/paraphrase/differences.ts';
import { type Term, termsOf } from '../../quotes/paraphrase/terms.ts';
import { type Presupposition, presuppositionsOf } from '../../questions/presuppositions.ts';
import type { AssessedPart } from '../answer-writer.ts';
import { areContrary } from './contraries.ts';
import { saidOfAPart } from './premise-extent.ts';
import { lastsOtherwise } from './premise-lasting.ts';
import { isOtherOrder, wasThereBefore } from './premise-order.ts';
import { isOtherRank } from './premise-rank.ts';
import { doneByAnother, isAnothers, rolesSwapped } from './premise-roles.ts';
import type { ScoredSentence } from './scored-sentence.ts';

/** Sentences that may deny it, best first. */
const lookedAt = 10;
/** Share of what is taken for granted that a sentence has to speak of before it can deny it, its neighbours helping. */
const nearlyAll = 0.75;
/** The same of few words: two of "six stages of grief". */
const nearlyAllOfFew = 0.65;
const few = 3;
/** The same of the sentence alone. */
const half = 0.6;
/** Where it has the very contrary, less will do if its neighbours have the rest. */
const inPlace = 0.75;
const leastContrary = 0.4;
/** Share from which a sentence says it, if nothing in it differs. */
const saysSo = 0.85;
const aroundWorth = 0.7;
/** Words between a word and the one that it is said of. */
const near = 7;
/** The same between a verb and what it is done to. */
const far = 10;

/**
 * A sentence that says the opposite of what a question takes for granted: "inexpensive" where it asks why something is
 * so expensive, "India suspended the treaty" where it asks why Pakistan did. Null where none does, or another sentence
 * says it as the question does.
 */
export function premiseDenied(question: string, assessed: readonly AssessedPart[]): ScoredSentence | null {
  const [part] = assessed;
  if (!part || assessed.length !== 1) return null;
  const sentences = part.sentences.slice(0, lookedAt).filter(({ text }) => assertsSomething(text));
  for (const presupposition of presuppositionsOf(question)) {
    const weighed = sentences.map((sentence) => ({ sentence, ...weigh(presupposition, sentence) }));
    if (weighed.some(({ coverage, denies }) => !denies && coverage >= saysSo)) continue;
    const denying = weighed.filter(({ denies }) => denies).sort((a, b) => b.coverage - a.coverage);
    if (denying[0]) return denying[0].sentence;
  }
  return sentences.find(({ text }) => isOtherOrder(question, text) || wasThereBefore(question, text)) ?? null;
}

interface Weighed {
  /** Share of what is taken for granted that the sentence speaks of, its neighbours helping; 0…1. */
  readonly coverage: number;
  readonly denies: boolean;
}

function weigh(presupposition: Presupposition, sentence: ScoredSentence): Weighed {
  const sources = new Set(sentence.evidence.paper.authors.flatMap((name) => termsOf(name).map(({ stem }) => stem)));
  const own = (text: string) => termsOf(text).filter(({ stem }) => !sources.has(stem));
  const claim = own(presupposition.text);
  const around = new Set(termsOf(sentence.before).map(({ stem }) => stem));
  const compared = compareTerms(claim, termsOf(sentence.text), around);
  const contrary = contraryTerms(compared, presupposition);
  const isThere = (term: Term, index: number) =>
    contrary.has(term) || compared.pairs.some((pair) => pair.claim === index);
  const held = claim.filter(isThere);
  const outside = claim.filter((term, index) => !isThere(term, index) && around.has(term.stem));
  const whole = Math.max(1, claim.length);
  const coverage = (held.length + aroundWorth * outside.length) / whole;
  const said = compareTerms(own(presupposition.holder), compared.source, around);
  const isHolders = said.claim.every(
    (term, index) =>
      said.pairs.some((pair) => pair.claim === index && pair.kind === 'same') ||
      (around.has(term.stem) && !said.pairs.some((pair) => pair.claim === index)),
  );
  if (!isHolders) return { coverage: 0, denies: false };
  const words = held.filter(({ kind }) => kind === 'word').length;
  if (coverage < half || held.length < 2 || words < 1) return { coverage, denies: false };
  const { text, verb, active } = presupposition;
  const named = claim.every((term) => !isName(term) || held.includes(term) || around.has(term.stem));
  // Ranks and durations have words of their own, which say the contrary in others.
  if ((named && isOtherRank(text, sentence.text)) || lastsOtherwise(compared, text, sentence.text))
    return { coverage, denies: true };
  // "Its implementation has been gradual" needs no name where the sentence before has it.
  const least = contrary.size > 0 && coverage >= inPlace ? leastContrary : half;
  const enough = claim.length <= few ? nearlyAllOfFew : nearlyAll;
  if (coverage < enough || held.length / whole < least) return { coverage, denies: false };
  const denies =
    (named &&
      differs(compared, contrary, presupposition, sentence.text) !== rolesSwapped(compared, text, sentence.text)) ||
    (named && isAnothers(compared, text, sentence.text)) ||
    (named && saidOfAPart(compared, text, sentence.text)) ||
    (active && doneByAnother(compared, verb, sentence.text));
  return { coverage, denies };
}

function isName({ kind, raw }: Term): boolean {
  return kind === 'name' || /^\p{Lu}/u.test(raw);
}

/** Whether one of both denies what the other says, or says its contrary. */
function differs(compared: Compared, contrary: ReadonlySet<Term>, { verb }: Presupposition, sentence: string): boolean {
  const { claim, source, pairs } = compared;
  const bothDeny = claim.some(({ negated }) => negated > 0) && source.some(({ negated }) => negated > 0);
  const deed = verb ? claim.findIndex(({ start, end }) => start >= verb.start && end <= verb.end) : -1;
  const isDone = deed < 0 || pairs.some((pair) => pair.claim === deed);
  return (
    contrary.size > 0 ||
    isUnlikely(compared, sentence) ||
    differencesOf(compared).some(
      (change) => change.class === 'number' || (change.class === 'negation' && !bothDeny && isDone),
    )
  );
}

const unlikely =
  /\b(?:unlikely|impossible|improbable|far from|hardly|no longer|ceased?|stopped|yet) (?:to )?(?:be(?:en|ing)? )?(?:\p{L}+ly )?$/iu;

/** "unlikely to be sustainable" of what is sustainable. */
function isUnlikely({ claim, source, pairs }: Compared, sentence: string): boolean {
  return pairs.some((pair) => {
    const [term, other] = [claim[pair.claim], source[pair.source]];
    return (
      pair.kind === 'same' &&
      term?.kind === 'word' &&
      term.negated === 0 &&
      other !== undefined &&
      unlikely.test(sentence.slice(Math.max(0, other.start - 40), other.start))
    );
  });
}

/** Terms of the claim of whose neighbour the sentence says the contrary, and nowhere the same. */
function contraryTerms(compared: Compared, { verb }: Presupposition): Set<Term> {
  const { claim, source, pairs } = compared;
  const isSame = (term: Term) => pairs.some((pair) => claim[pair.claim] === term && pair.kind !== 'opposite');
  const isOpposite = (term: Term, other: Term) =>
    areContrary(term.key, other.key) ||
    pairs.some((pair) => pair.kind === 'opposite' && claim[pair.claim] === term && source[pair.source] === other);
  const isFree = (other: Term) => !pairs.some((pair) => pair.kind === 'same' && source[pair.source] === other);
  return new Set(
    claim.filter(
      (term, index) =>
        term.kind === 'word' &&
        !isSame(term) &&
        !isAttribute(compared, index, verb?.start ?? 0) &&
        source.some(
          (other) =>
            isFree(other) &&
            isOpposite(term, other) &&
            other.negated > 0 === term.negated > 0 &&
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
