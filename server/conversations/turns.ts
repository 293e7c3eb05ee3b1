import type { Turn } from '../wire.ts';

/** Turns that a writer sees, newest last. */
const turnsUsed = 6;
/** Characters that are kept. */
const questionLength = 2000;
const answerLength = 1500;

/** A conversation cut to what is used: a long one is never refused. */
export function recentTurns(history: readonly Turn[], count = turnsUsed): Turn[] {
  return history.slice(-count).map(({ question, answer }) => ({
    question: question.slice(0, questionLength),
    answer: answer.slice(0, answerLength),
  }));
}
