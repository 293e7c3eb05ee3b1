import type { Conversation } from './conversation.ts';
import { withoutSource } from './according-to.ts';
import { doForms } from './closed-classes.ts';
import { isPlural } from './noun-phrases.ts';
import { partsOf } from './question-parts.ts';
import { asQuestion, withoutMark } from './surface.ts';
import { tokensOf } from './tokens.ts';

const part = /^(how many|which) of (?:them|these|those) (?:are|were) (?:the )?((?:\p{L}+ ){0,2}\p{L}+)$/iu;

/** "How many of them were Rafales?" after "What did the air force lose?": "How many Rafales did the air force lose?". */
export function withPartCounted(question: string, { question: before }: Conversation): string {
  const [, asked = '', noun = ''] = part.exec(withoutMark(question)) ?? [];
  const parts = partsOf(withoutSource(before));
  const isNoun = isPlural(tokensOf(noun).at(-1)?.lower ?? '');
  if (!isNoun || parts?.shape !== 'asked' || !doForms.has(parts.aux ?? '') || !/^(?:what|which)\b/i.test(parts.wh))
    return question;
  return asQuestion(`${asked} ${noun} ${parts.aux ?? ''} ${parts.rest}`);
}
