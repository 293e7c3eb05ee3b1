import type { Conversation } from './conversation.ts';
import { asQuestion, withoutMark } from './surface.ts';

const asksDifference =
  /^(what(?:['’]s| is| are| was| were) the (?:(?:main|biggest|key|most important|exact) )?(?:differences?|similarit(?:y|ies))|(?:is|are) there (?:a|any) (?:differences?|similarit(?:y|ies)))(?: between (?:them|these|those|the two|both|the two of them))?$/i;
const asksHow =
  /^(?:how|in (?:what|which) (?:ways?|respects?)) (do|did) (?:they|these|those|the two|both|these two) (differ|compare)$/i;

/** "What’s the difference?" of the two cases that the last two questions were on: "between the NSP of 2014 and …"; the question itself otherwise. */
export function withTwoCases(question: string, conversation: Conversation): string {
  const asked = withoutMark(question);
  const difference = asksDifference.exec(asked)?.[1];
  const how = asksHow.exec(asked);
  const cases = difference === undefined && !how ? null : lastTwo(conversation);
  if (cases === null) return question;
  const [one, another] = cases;
  return asQuestion(
    difference !== undefined
      ? `${difference} between ${one} and ${another}`
      : `How ${how?.[1] ?? 'do'} ${one} and ${another} ${how?.[2] ?? 'differ'}`,
  );
}

/** What the last two questions, alike but for one part, were on. */
function lastTwo({ question, earlier }: Conversation): readonly [string, string] | null {
  const [one, another] = [withoutMark(earlier[0] ?? ''), withoutMark(question)];
  const [a, b] = [one.split(' '), another.split(' ')];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let tail = 0;
  while (tail < Math.min(a.length, b.length) - start && a.at(-1 - tail) === b.at(-1 - tail)) tail += 1;
  // "the NSP" of 2022 and of 2014 goes with its year.
  while (start > 2 && /^\p{Lu}/u.test(a[start - 1] ?? '')) start -= 1;
  if (a[start - 1] === 'the') start -= 1;
  if (start < 2 || start === a.length || start === b.length) return null;
  const defined = /^what (?:is|are|was|were) /i.exec(one)?.[0];
  if (defined !== undefined && another.startsWith(defined))
    return [one.slice(defined.length), another.slice(defined.length)];
  const parts = [a, b].map((words) => words.slice(start, words.length - tail).join(' '));
  const [first = '', second = ''] = parts;
  return /^(?:the )?\p{Lu}/u.test(first) && /^(?:the )?\p{Lu}/u.test(second) ? [first, second] : null;
}
