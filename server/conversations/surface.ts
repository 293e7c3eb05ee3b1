import { prepositions } from './closed-classes.ts';

/** Characters of a standalone question at most. */
export const longestStandalone = 400;

/** Without white space around it and the mark that ends it. */
export function withoutMark(text: string): string {
  return text.trim().replace(/[?.!…\s]{1,20}$/, '');
}

/** A question: first letter large, one mark, one space between words. */
export function asQuestion(text: string): string {
  const plain = withoutMark(text.replace(/\s+/g, ' '));
  return `${plain.slice(0, 1).toUpperCase()}${plain.slice(1)}?`;
}

/** A request: as a question, with a full stop. */
export function asRequest(text: string): string {
  return asQuestion(text).replace(/\?$/, '.');
}

/** The first word in lower case, for inside a sentence, unless it is a name. */
export function insideSentence(text: string): string {
  const first = /^\p{L}+/u.exec(text)?.[0] ?? '';
  return opening.has(first.toLowerCase()) || prepositions.has(first.toLowerCase())
    ? text.slice(0, 1).toLowerCase() + text.slice(1)
    : text;
}

const opening = new Set(
  (
    'what which who whom whose why when where how is are was were do does did has have had can could will would should must may might ' +
    'in on at by for from to of with since until under the a an that this these those his her its their and or but if whether between ' +
    'according tell explain describe define list name give show compare summarise summarize it he she they'
  ).split(' '),
);

/** Two questions in one sentence: the last resort that keeps all that was said. */
export function joined(question: string, followUp: string): string {
  const first = withoutMark(question).replace(
    /, and (?:what about|how many|how much|who|which|(?:by|with|for|against) whom)\b[^,]{0,200}$/i,
    '',
  );
  return asQuestion(`${first}, and ${insideSentence(withoutMark(followUp))}`);
}
