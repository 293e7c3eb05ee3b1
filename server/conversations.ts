import { contentTerms } from './retrieval/terms.ts';
import type { Turn } from './wire.ts';

/** Turns that a question can lean on, newest last. */
const turnsUsed = 6;
/** Characters of an answer that are kept. */
const answerLength = 1500;

/** A conversation cut to what is used: a long one is never refused. */
export function recentTurns(history: readonly Turn[]): Turn[] {
  return history
    .slice(-turnsUsed)
    .map(({ question, answer }) => ({ question: question.slice(0, 2000), answer: answer.slice(0, answerLength) }));
}

const leansOnBefore =
  /\b(?:it|its|he|him|his|she|her|they|them|their|this|that|these|those|there|such|former|latter|same|one)\b|^(?:and|but|so|then|or|also)\b|^(?:why|how|how so|when|where|who|which)\??$|\b(?:what|how) about\b|\b(?:else|instead|more about|the other)\b/i;

/**
 * The question with its context filled in, so that it can be searched alone: a question that leans on the turns
 * before ("And Malaysia?", "Why did they?") carries the topic of the last question that stood by itself.
 */
export function standaloneQuestion(question: string, history: readonly Turn[]): string {
  const terms = contentTerms(question);
  const leans = leansOnBefore.test(question) || terms.length < 2;
  if (history.length === 0 || !leans) return question;
  const topic = history.toReversed().find((turn) => contentTerms(turn.question).length >= 2);
  if (!topic) return question;
  return `${question} (about: ${topic.question.trim()})`;
}
