import { RequestError } from '../errors.ts';
import type { Turn } from '../wire.ts';
import { plainText } from './plain-text.ts';

/**
 * The question without white space around it, a space in place of each control character and lone surrogate.
 * @throws RequestError (400) when it is blank, longer than `limit` code points, or not text
 */
export function checkQuestion(question: string, limit: number): string {
  const trimmed = plainText(question).trim();
  if (trimmed === '') throw new RequestError(400, 'question-empty', 'There is no question. Write one in "question".');
  const length = trimmed.length > limit ? Array.from(trimmed).length : trimmed.length;
  if (length > limit) {
    const message = `The question has ${length} characters, the limit is ${limit}. Shorten it, or ask in several steps.`;
    throw new RequestError(400, 'question-too-long', message);
  }
  // U+FFFD stands for bytes that were not UTF-8: one may be pasted from a paper, many mean a file.
  const undecoded = trimmed.split('\uFFFD').length - 1;
  if (undecoded > length / 10) {
    const message = 'The question holds bytes that are not text. Send it as plain text in UTF-8.';
    throw new RequestError(400, 'question-unreadable', message);
  }
  return trimmed;
}

/** The newest turns of a conversation, cleaned as questions are. */
export function checkHistory(history: readonly Turn[], turns: number): Turn[] {
  return history
    .slice(-turns)
    .map(({ question, answer }) => ({ question: plainText(question), answer: plainText(answer) }));
}
