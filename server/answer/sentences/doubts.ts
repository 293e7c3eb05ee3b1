import { termsOf } from '../../quotes/paraphrase/terms.ts';
import { isAdvice } from '../../questions/advice.ts';
import { presuppositionsOf } from '../../questions/presuppositions.ts';
import type { ReadQuestion } from '../../questions/read-question.ts';
import { weightOf } from '../../questions/read-question.ts';
import { matchTerms, type TermMatch } from './match-terms.ts';
import { lacksFiller } from './filler.ts';
import type { ScoredSentence } from './scored-sentence.ts';
import type { SentenceReader } from './sentence-reader.ts';

/** Sentences that are looked at, best first. */
const lookedAt = 8;
/** A word that is no nearer than this to any word of a sentence is not spoken of there. */
const unlike = 0.2;
/** Share of the other words that a sentence has to speak of before it says anything of the verb. */
const ofTheRest = 0.5;

/**
 * What is left of a confidence, as a factor 0…1, when it is asked for one thing that words near in meaning can't stand
 * for: what is done, where the question takes it for granted that it was done; the figure, date or name asked for,
 * said of what is asked about; advice, which papers do not give.
 */
export async function doubtOf(
  read: ReadQuestion,
  sentences: readonly ScoredSentence[],
  reader: SentenceReader | null,
  signal: AbortSignal,
): Promise<number> {
  const looked = sentences.slice(0, lookedAt);
  const matches = await matchesOf(read, looked, reader, signal);
  return Math.min(
    isUndone(read, matches) ? 0.65 : 1,
    lacksFiller(read, looked) ? 0.45 : 1,
    isAdvice(read.text) && isForeign(read, matches) ? 0 : 1,
  );
}

async function matchesOf(
  read: ReadQuestion,
  sentences: readonly ScoredSentence[],
  reader: SentenceReader | null,
  signal: AbortSignal,
): Promise<TermMatch[][]> {
  const [, question] = reader ? await reader.readQuestion(read.text, signal) : [null, null];
  const texts = sentences.map(({ text }) => text);
  const meanings = reader ? await reader.readSentences(texts, signal) : [];
  return sentences.map(({ text, before }, index) =>
    matchTerms(read.terms, termsOf(text), termsOf(before), question, meanings[index] ?? null),
  );
}

/** Whether no sentence that speaks of the rest has a word near the verb of what is taken for granted. */
function isUndone(read: ReadQuestion, sentences: readonly (readonly TermMatch[])[]): boolean {
  return presuppositionsOf(read.text).some(({ text, verb }) => {
    const deed = verb === null ? undefined : termsOf(text).find(({ start }) => start === verb.start);
    const asked = deed ? read.terms.find((term) => term.stem === deed.stem) : undefined;
    if (!asked || !read.content.has(asked) || weightOf(asked) < 1) return false;
    const speaking = sentences.filter((matches) => {
      const others = matches.filter(({ term }) => term !== asked);
      return others.length > 0 && others.filter(({ match }) => match >= 0.5).length / others.length >= ofTheRest;
    });
    return !speaking.some((matches) => matches.some(({ term, match }) => term === asked && match >= unlike));
  });
}

/** Whether some word of the question that is no name is near nothing that the sentences say. */
function isForeign(read: ReadQuestion, sentences: readonly (readonly TermMatch[])[]): boolean {
  const best = [...read.content].map((term) =>
    Math.max(0, ...sentences.map((matches) => matches.find((item) => item.term === term)?.match ?? 0)),
  );
  return best.length === 0 || best.filter((match) => match < 0.5).length / best.length >= 1 / 3;
}
