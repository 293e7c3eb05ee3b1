import type { Conversation } from './conversation.ts';
import { topicOf } from './indirect-question.ts';
import { partsOf } from './question-parts.ts';
import { asQuestion, asRequest, insideSentence, joined, withoutMark } from './surface.ts';

const more =
  /^(?:(?:please |can you |could you |would you )*(?:tell me (?:some )?more|say more|go on|continue|more|elaborate|more details?|more on (?:that|this|it)|in more detail|(?:give|show) (?:me )?(?:some )?more(?: details?)?|go deeper|expand(?: on (?:that|this|it))?|keep going|next|tell me more about (?:that|this|it)|more about (?:that|this|it)|elaborate on (?:that|this|it))(?: please)?)$/i;
const explain =
  /^(?:(?:please |can you |could you )*(?:explain|clarify|describe|summari[sz]e)(?: (?:that|this|it))?(?: (?:again|to me|more simply|in short|briefly|further|in detail|in more detail|please))*|what do you mean(?: by that)?|i don['’]?t (?:understand|get it)|come again|in short|in other words)$/i;
const example =
  /^(?:(?:can you |could you |please )*(?:give (?:me )?)?(?:an?(?:other)? |some |any |more |one )?examples?(?: of (?:that|this|it|them|those))?(?: please)?|for example|for instance|such as|like what|e\.g)$/i;
const anythingElse =
  /^(?:anything|what|something|is there anything|anything more|what more|nothing)(?: else| more)?(?: (?:on|about) (?:that|this|it))?$/i;
const elseWord = /^(who|what|where|when|why|how|which ones?|which) else$/i;

/** "Tell me more", "an example?", "who else?" with what it is to be more of. */
export function moreOfIt(question: string, { question: before }: Conversation): string | null {
  const asked = withoutMark(question).replace(/^(?:and|but|so|ok|okay|well)\b[\s,]*/i, '');
  const topic = topicOf(before);
  const colon = insideSentence(withoutMark(before));
  if (more.test(asked))
    return topic === null ? asRequestOf('Tell me more', colon) : asRequest(`Tell me more about ${topic}`);
  if (explain.test(asked)) return topic === null ? asRequestOf('Explain this', colon) : asRequest(`Explain ${topic}`);
  if (example.test(asked))
    return topic === null ? `Is there an example: ${colon}?` : asQuestion(`Is there an example of ${topic}`);
  const word = elseWord.exec(asked)?.[1];
  if (word !== undefined && new RegExp(`^${word}\\b`, 'i').test(before)) return withElse(word, before);
  if (/\b(?:else|more)\b/i.test(asked) && anythingElse.test(asked)) {
    if (/^what\s/i.test(before) && partsOf(before)?.wh.toLowerCase() === 'what') return withElse('what', before);
    return topic === null ? `Is there anything else: ${colon}?` : asQuestion(`Is there anything else about ${topic}`);
  }
  return word === undefined ? null : joined(before, asked);
}

function withElse(word: string, before: string): string {
  const rest = before.slice(word.length);
  return asQuestion(/^\s+else\b/.test(rest) ? before : `${word} else${rest}`);
}

function asRequestOf(request: string, question: string): string {
  return `${request}: ${question}?`;
}
