import type { Conversation } from './conversation.ts';
import { nounPhrasesOf } from './noun-phrases.ts';

const counted =
  /^((?:how many|how much|which)(?: ones?| of (?:them|these|those))?)\s+(?=(?:do|does|did|is|are|was|were|has|have|had|can|could|will|would|should|may|might|must)\b)/i;

/** "How many did India lose?" after "How many drones did Pakistan lose?": "How many drones did India lose?". */
export function withElidedNoun(question: string, { question: before, vocabulary }: Conversation): string {
  const opening = counted.exec(question)?.[1];
  if (opening === undefined || opening.includes(' of ')) return question;
  const asked =
    /^(?:how many|how much|which|what)\s+((?:[\p{L}'’-]+\s+){1,4}?)(?=(?:do|does|did|is|are|was|were|has|have|had|can|could|will|would|should)\b)/iu
      .exec(before)?.[1]
      ?.trim();
  const noun = asked ?? nounPhrasesOf(before, vocabulary).find((phrase) => phrase.plural && !phrase.isName)?.text;
  if (noun === undefined) return question;
  return `${opening.replace(/ ones?$/i, '')} ${noun.replace(/^the /i, '')}${question.slice(opening.length)}`;
}
