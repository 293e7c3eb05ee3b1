import { isNumber, valueOf } from '../../quotes/difference/numbers.ts';
import { alignTerms } from '../../quotes/paraphrase/align-terms.ts';
import { type Term, termsOf } from '../../quotes/paraphrase/terms.ts';
import type { ReadQuestion } from '../../questions/read-question.ts';
import { wordsOf } from '../../retrieval/terms.ts';
import { leadAnswer } from './lead-answer.ts';
import type { ScoredSentence } from './scored-sentence.ts';

/** Sentences that are looked at for another figure, best first. */
const lookedAt = 12;
/** A sentence has to speak of nearly as much of what is asked as the one that gave the figure. */
const nearlyAll = 0.85;
/** The least share of the question's words that it has to say itself, whatever the sentences before it say. */
const leastSaid = 0.5;

/**
 * A sentence that gives another figure for what the question asks than the one chosen does: where the papers, or two
 * places of one, disagree, a reader has to see both. Null where none does.
 * @param sentences best first
 */
export function otherFigure(
  question: ReadQuestion,
  chosen: ScoredSentence,
  sentences: readonly ScoredSentence[],
): ScoredSentence | null {
  const figure = valueIn(question, chosen.text);
  if (figure === null) return null;
  const said = saidOf(question, chosen.text);
  const least = Math.max(leastSaid, nearlyAll * (said.size / Math.max(1, question.terms.length)));
  const others = sentences
    .slice(0, lookedAt)
    .filter(
      ({ text, features }) =>
        text !== chosen.text &&
        features.words >= nearlyAll * chosen.features.words &&
        features.leastName >= chosen.features.leastName &&
        features.numbers >= chosen.features.numbers,
    )
    .filter(({ text }) => {
      const own = saidOf(question, text);
      const counts = [...question.focus].every((term) => own.has(term) || !said.has(term));
      return counts && own.size / Math.max(1, question.terms.length) >= least;
    });
  return others.find(({ text }) => (valueIn(question, text) ?? figure) !== figure) ?? null;
}

/** Terms of a question that a sentence says by itself. */
function saidOf({ terms }: ReadQuestion, sentence: string): Set<Term> {
  const pairs = alignTerms(terms, termsOf(sentence)).filter(({ kind }) => kind !== 'opposite');
  return new Set(pairs.flatMap(({ claim }) => terms[claim] ?? []));
}

function valueIn(question: ReadQuestion, sentence: string): number | null {
  const slot = leadAnswer(question, sentence);
  if (!slot) return null;
  const number = wordsOf(slot.text).find((word) => isNumber(word.toLowerCase()));
  return number === undefined ? null : valueOf(number.toLowerCase());
}
