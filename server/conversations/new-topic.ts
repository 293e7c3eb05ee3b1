import { sentenceSpans } from '../../ingest/sentences.ts';

const topicNamed =
  '(?:(?:on )?(?:(?:the|an?) ?)?(?:other|different|new|next|separate|unrelated) (?:topic|subject|question|thing|note|matter|point)|(?:to )?(?:change|changing|switch|switching) (?:of |the )?(?:topic|subject)s?|something else|moving on|(?:i have |one )?(?:another|a different|a new|one more|a last|a final) question)';
const proposed =
  "(?:(?:ok|okay|well|now|so)[\\s,]+)?(?:(?:let['’]?s|let us|let me|can we|could we|can i|could i|i(?:['’]d| would) like to|i want to) (?:now )?(?:(?:switch|turn|move on|talk|ask|speak)(?: to| about)? )?)?";
const announced = new RegExp(
  `^(?:${proposed}${topicNamed}(?: now| then| entirely| altogether)?\\s*[,.:;–—-]\\s*(?:and |but )?)`,
  'i',
);
const aside =
  /^(?:by the way|btw|incidentally|also|one more thing|oh and|out of curiosity|while (?:we|you)['’]?(?:re| are) at it|just curious|quick question)\s*[,.:;–—-]\s*/i;

/** What is asked behind "Different topic:"; null where no change is announced. */
export function afterChangeOfTopic(question: string): string | null {
  const lead = announced.exec(question)?.[0];
  const rest = lead === undefined ? '' : question.slice(lead.length);
  return rest === '' ? null : rest.charAt(0).toUpperCase() + rest.slice(1);
}

/** Without "By the way,": it neither goes on nor begins anew. */
export function withoutAside(question: string): string {
  const lead = aside.exec(question)?.[0];
  const rest = lead === undefined ? question : question.slice(lead.length);
  return rest === '' || lead === undefined ? question : rest.charAt(0).toUpperCase() + rest.slice(1);
}

/** The last question of a message in several sentences: what the next turn goes on from. */
export function lastQuestionIn(text: string): string {
  const sentences = sentenceSpans(text).map(({ start, end }) => text.slice(start, end));
  if (sentences.length < 2) return text;
  return sentences.findLast((sentence) => /\?["”’)]*$/.test(sentence)) ?? text;
}
