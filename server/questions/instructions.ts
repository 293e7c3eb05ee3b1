import { sentenceSpans } from '../../ingest/sentences.ts';
import { contentTerms } from '../retrieval/terms.ts';

/** An order to the program in place of a question to the papers. */
const order =
  /\b(?:ignore|disregard|forget|override|bypass)\b[^.?!]{0,80}\b(?:papers?|instructions?|rules?|prompts?|context|passages?|above|previous|prior|everything|library|sources?)\b|\b(?:you are now|from now on|act as|pretend (?:to be|that you|you are)|role-?play|developer mode|jailbreak)\b|\b(?:reveal|print|repeat|show|output|give me)\b[^.?!]{0,40}\b(?:system prompt|your (?:prompt|instructions?|rules))\b|\b(?:answer|respond|reply) (?:only )?with\b[^.?!]{0,60}$|\bdo not (?:cite|quote|use (?:the )?(?:papers?|sources?|quotations?))\b/iu;

/** What follows an order in the same sentence and is a question by itself. */
const behind =
  /^.*?\b(?:and|then|instead|but)\b[,:]?\s+(?:just |simply |please )*(?:tell me|answer|say|explain)?[,:]?\s*(?<rest>(?:what|who|whom|whose|when|where|why|how|which|is|are|was|were|does|do|did|has|have|can)\b.*)$/isu;

/**
 * A question without the sentences that order the program about ("ignore the papers and …"): text is data, whoever
 * wrote it. The question itself where nothing else stands in it.
 */
export function withoutInstructions(question: string): string {
  if (!order.test(question)) return question;
  const kept = sentenceSpans(question)
    .map(({ start, end }) => question.slice(start, end))
    .flatMap((sentence) => {
      if (!order.test(sentence)) return [sentence];
      const rest = behind.exec(sentence)?.groups?.rest;
      return rest !== undefined && !order.test(rest) ? [rest.slice(0, 1).toUpperCase() + rest.slice(1)] : [];
    });
  const left = kept.join(' ').trim();
  return contentTerms(left).length > 0 ? left : question;
}

/** Whether a question is nothing but orders to the program. */
export function isOnlyInstructions(question: string): boolean {
  return order.test(question) && withoutInstructions(question) === question;
}
