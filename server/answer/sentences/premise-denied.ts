import type { Compared } from '../../quotes/paraphrase/compared.ts';
import { assertsSomething } from '../../quotes/paraphrase/asserts.ts';
import { differencesOf } from '../../quotes/paraphrase/differences.ts';
import { type Term, termsOf } from '../../quotes/paraphrase/terms.ts';
import { isYesNo, type Presupposition, presuppositionsOf } from '../../questions/presuppositions.ts';
import type { AssessedPart } from '../answer-writer.ts';
import { isName } from './is-name.ts';
import { contraryTerms, saysTheSameTurned } from './premise-contrary.ts';
import { saidOfAPart } from './premise-extent.ts';
import { lastsOtherwise } from './premise-lasting.ts';
import { isLimited } from './premise-limits.ts';
import { isOfAnotherGroup, isOfOtherYears } from './premise-scope.ts';
import { comparePremise } from './premise-pairs.ts';
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
/** Share from which a sentence says it, if nothing in it differs: to deny what is so is worse than to let it pass. */
const saysSo = 0.8;
/** The same of one that answers the question better than the sentence that denies it. */
const saysSoBefore = 0.75;
const aroundWorth = 0.7;
/**
 * A sentence that says the opposite of what a question takes for granted: "inexpensive" where it asks why something is
 * so expensive, "India suspended the treaty" where it asks why Pakistan did. Null where none does, or another sentence
 * says as much of it and nothing against it.
 */
export function premiseDenied(question: string, assessed: readonly AssessedPart[]): ScoredSentence | null {
  const [part] = assessed;
  if (!part || assessed.length !== 1) return null;
  const sentences = part.sentences.slice(0, lookedAt).filter(({ text }) => assertsSomething(text));
  for (const presupposition of presuppositionsOf(question)) {
    const weighed = sentences.map((sentence) => ({ sentence, ...weigh(presupposition, sentence, sentences) }));
    const [denying] = weighed.filter(({ denies }) => denies).sort((a, b) => b.coverage - a.coverage);
    if (!denying) continue;
    const at = weighed.indexOf(denying);
    const isSaid = weighed.some(
      ({ coverage, denies }, rank) =>
        !denies && coverage >= Math.min(rank < at ? saysSoBefore : saysSo, denying.coverage),
    );
    if (!isSaid) return denying.sentence;
  }
  if (isYesNo(question)) return null;
  return sentences.find(({ text }) => isOtherOrder(question, text) || wasThereBefore(question, text)) ?? null;
}

interface Weighed {
  /** Share of what is taken for granted that the sentence speaks of, its neighbours helping; 0…1. */
  readonly coverage: number;
  readonly denies: boolean;
}

function weigh(presupposition: Presupposition, sentence: ScoredSentence, looked: readonly ScoredSentence[]): Weighed {
  const sources = new Set(sentence.evidence.paper.authors.flatMap((name) => termsOf(name).map(({ stem }) => stem)));
  const own = (text: string) => termsOf(text).filter(({ stem }) => !sources.has(stem));
  const claim = own(presupposition.text);
  const around = new Set(termsOf(sentence.before).map(({ stem }) => stem));
  const compared = comparePremise(claim, termsOf(sentence.text), around);
  const contrary = contraryTerms(compared, presupposition);
  const isThere = (term: Term, index: number) =>
    contrary.has(term) || compared.pairs.some((pair) => pair.claim === index);
  const held = claim.filter(isThere);
  const outside = claim.filter((term, index) => !isThere(term, index) && around.has(term.stem));
  const whole = Math.max(1, claim.length);
  const coverage = (held.length + aroundWorth * outside.length) / whole;
  const said = comparePremise(own(presupposition.holder), compared.source, around);
  const isHolders = said.claim.every(
    (term, index) =>
      said.pairs.some((pair) => pair.claim === index && pair.kind === 'same') ||
      (around.has(term.stem) && !said.pairs.some((pair) => pair.claim === index)),
  );
  if (!isHolders) return { coverage: 0, denies: false };
  const words = held.filter(({ kind }) => kind === 'word').length;
  if (coverage < half || held.length < 2 || words < 1) return { coverage, denies: false };
  const { text, verb, active } = presupposition;
  if (isOfOtherYears(text, sentence.text) || saysTheSameTurned(compared, text)) return { coverage, denies: false };
  const named = claim.every((term) => !isName(term) || held.includes(term) || around.has(term.stem));
  // Ranks and durations have words of their own, which say the contrary in others.
  if ((named && isOtherRank(text, sentence.text)) || lastsOtherwise(compared, text, sentence.text))
    return { coverage, denies: true };
  // "Its implementation has been gradual" needs no name where the sentence before has it.
  const least = contrary.size > 0 && coverage >= inPlace ? leastContrary : half;
  const enough = claim.length <= few ? nearlyAllOfFew : nearlyAll;
  if (coverage < enough || held.length / whole < least) return { coverage, denies: false };
  if (isLimited(compared, presupposition, sentence.text) || isOfAnotherGroup(compared, presupposition, sentence.text))
    return { coverage, denies: false };
  const others = () => looked.filter((other) => other !== sentence).map((other) => other.text);
  const denies =
    (named &&
      differs(compared, contrary, presupposition, sentence.text) !== rolesSwapped(compared, text, sentence.text)) ||
    (named && isAnothers(compared, text, sentence.text)) ||
    (named && saidOfAPart(compared, text, sentence.text)) ||
    (active && doneByAnother(compared, verb, sentence.text, others));
  return { coverage, denies };
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
