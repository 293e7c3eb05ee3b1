import { type Term, termsOf } from '../../quotes/paraphrase/terms.ts';
import { isAdvice } from '../../questions/advice.ts';
import { slotsOf } from '../../questions/answer-slots.ts';
import { nameIn, nameStems } from '../../questions/names-asked.ts';
import { presuppositionsOf } from '../../questions/presuppositions.ts';
import { type ReadQuestion, weightOf } from '../../questions/read-question.ts';
import { isOfAnotherNation } from './another-nation.ts';
import { areAlike } from './contraries.ts';
import { lacksFiller } from './filler.ts';
import { nearlyBest } from './nearly-best.ts';
import type { ScoredSentence } from './scored-sentence.ts';

/** Sentences that are looked at, best first. */
const lookedAt = 8;
/** A word that is no nearer than this to any word of a sentence is not spoken of there. */
const unlike = 0.2;
/** Share of the other words that a sentence has to speak of before it says anything of the verb. */
const ofTheRest = 0.5;
/** A match from which a word is spoken of. */
const spokenOf = 0.5;
/** Share of a name's words from which it is there. */
const nearlyWhole = 0.7;
/** Kinds of things asked for that are one country's. */
const figures = new Set(['count', 'share', 'money', 'quantity', 'time']);
/** Share of a question's words from which what is not spoken of makes it foreign to the papers. */
const foreignFrom = 1 / 3;

/** What is left where the verb is nowhere near: least telling, since other words may say that it was done. */
const leftIfUndone = 0.65;
/** Where the names stand apart: somewhat more so, but a pronoun may stand for one. */
const leftIfApart = 0.6;
/** Where each sentence is about another country. */
const leftOfAnother = 0.55;
/** Where the figure, date or name asked for is missing: the sentence speaks of it all and yet does not answer. */
const leftIfUnfilled = 0.45;
/** Where advice is asked for that a name of the question may yet tie to the papers. */
const leftOfAdvice = 0.3;

/**
 * What is left of a confidence, as a factor 0…1, when it is asked for one thing that words near in meaning can't stand
 * for: what is done, where the question takes it for granted that it was done; the figure, date or name asked for,
 * said of what is asked about; advice, which papers do not give.
 */
export function doubtOf(read: ReadQuestion, sentences: readonly ScoredSentence[]): number {
  const looked = sentences.slice(0, lookedAt);
  return Math.min(
    isUndone(read, looked) ? leftIfUndone : 1,
    areNamesApart(looked) ? leftIfApart : 1,
    isOfOthers(read, looked) ? leftOfAnother : 1,
    lacksFiller(read, looked) ? leftIfUnfilled : 1,
    isAdvice(read.text) && isForeign(read, looked) ? (hasName(read, looked) ? leftOfAdvice : 0) : 1,
  );
}

/** Whether no sentence that speaks of nearly as much as any has, or follows one that has, all names of the question. */
function areNamesApart(sentences: readonly ScoredSentence[]): boolean {
  return !nearlyBest(sentences).some(({ features }) => features.leastName >= nearlyWhole);
}

/**
 * Whether what speaks of nearly as much as any names other countries than the question, and only such; where a
 * figure or time is asked for, whether the best sentence has one, and all that have one name only such.
 */
function isOfOthers(read: ReadQuestion, sentences: readonly ScoredSentence[]): boolean {
  const speaking = nearlyBest(sentences);
  const others = new Set(speaking.filter((sentence) => isOfAnotherNation(read.text, inItsPlace(sentence))));
  if (others.size === speaking.length) return true;
  if (!figures.has(read.kind)) return false;
  const having = speaking.filter(({ text }) => (slotsOf(read.kind, read.text, text) ?? []).length > 0);
  return having[0] !== undefined && having[0] === sentences[0] && having.every((sentence) => others.has(sentence));
}

/** A sentence behind those before it: "it" may be China. What a heading names is no doer. */
function inItsPlace({ text, before, evidence }: ScoredSentence): string {
  return `${before.slice(evidence.section?.length ?? 0)} ${text}`;
}

/** Whether no sentence that speaks of the rest has a word near the verb of what is taken for granted. */
function isUndone(read: ReadQuestion, sentences: readonly ScoredSentence[]): boolean {
  return presuppositionsOf(read.text).some(({ text, verb }) => {
    const deed = verb === null ? undefined : termsOf(text).find(({ start }) => start === verb.start);
    const asked = deed ? read.terms.find((term) => term.stem === deed.stem) : undefined;
    if (!asked || !read.content.has(asked) || weightOf(asked) < 1) return false;
    const alike = sentences.filter(({ text: said }) => termsOf(said).some(({ key }) => areAlike(asked.key, key)));
    return alike.length === 0 && !isNear(asked, sentences);
  });
}

/** Whether a sentence that speaks of the other words of a question has a word near this one. */
function isNear(asked: Term, sentences: readonly ScoredSentence[]): boolean {
  return sentences.some(({ matches }) => {
    const others = matches.filter(({ term }) => term !== asked);
    const said = others.filter(({ match }) => match >= spokenOf).length;
    if (others.length === 0 || said / others.length < ofTheRest) return false;
    return matches.some(({ term, match }) => term === asked && match >= unlike);
  });
}

/** Whether a third or more of the question's words that are no names are near nothing that the sentences say. */
function isForeign(read: ReadQuestion, sentences: readonly ScoredSentence[]): boolean {
  const best = [...read.content].map((term) =>
    Math.max(0, ...sentences.map(({ matches }) => matches.find((item) => item.term === term)?.match ?? 0)),
  );
  return best.length === 0 || best.filter((match) => match < spokenOf).length / best.length >= foreignFrom;
}

/** Whether a name of the question stands in one of the sentences. */
function hasName({ names }: ReadQuestion, sentences: readonly ScoredSentence[]): boolean {
  const stems = sentences.map(({ text }) => nameStems(text));
  return names.some(({ text }) => stems.some((own) => nameIn(text, own) >= nearlyWhole));
}
