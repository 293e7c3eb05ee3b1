import { antecedentsOf } from './antecedents.ts';
import type { Conversation } from './conversation.ts';
import { nameWithHead } from './name-with-head.ts';
import { namesIn } from './names-in-text.ts';
import { tokensOf } from './tokens.ts';
import { baseOf, isNounToo } from './verbs.ts';

/** A demonstrative before a noun; behind a noun "that" begins a clause. */
const demonstrative =
  /(?:^|(?<=\s)(?=th(?:is|ese) )|(?<=\b(?:is|are|was|were|do|does|did|has|have|can|could|will|would|of|in|on|for|about|by|with|to|from|under|against|what|why|how|and|than|using|against|enforces?|leads?|called|use|uses|used) ))(this|that|these|those|such an?|the same|such) ([\p{L}-]{3,30})(?=(['’]s)?(?:\s|[?.!,]|$|['’]))/giu;

/** "that law" for the law that the last answer or question names; left where none does. */
export function withDemonstrativesNamed(question: string, conversation: Conversation): string {
  return question.replace(demonstrative, (whole: string, _word: string, noun: string) => {
    const head = noun.toLowerCase();
    if (
      /^(?:is|are|was|were|does|did|has|have|mean|means|way|case|say|says|paper|article|study|year|time|be|one|ones)$/.test(
        head,
      )
    )
      return whole;
    const { question: before, answer, vocabulary } = conversation;
    const name = nameWithHead(head, [before, answer], vocabulary);
    return (
      (name === null ? null : `the ${name.replace(/^the /i, '')}`) ??
      phraseWithHead(head, conversation) ??
      deedWithHead(head, conversation) ??
      whole
    );
  });
}

/** "this attack" of "India … attacked Pakistan" is India’s attack. */
function deedWithHead(head: string, { answer }: Conversation): string | null {
  if (!isNounToo(head) || baseOf(head) !== head) return null;
  for (const [, quotation = ''] of answer.matchAll(/“([^”]{1,600})”/g)) {
    const [name] = namesIn(`by ${quotation}`, new Map());
    const tokens = tokensOf(quotation);
    const done = tokens.find(({ lower }) => lower !== head && lower.endsWith('ed') && baseOf(lower) === head);
    if (done && name?.start === 3) return `${name.text}’s ${head}`;
  }
  return null;
}

function phraseWithHead(head: string, conversation: Conversation): string | null {
  const found = antecedentsOf(conversation).find(({ text }) => {
    const plain = text.toLowerCase();
    return (
      new RegExp(`^[^.]{0,80}\\b${head.replace(/[^\p{L}-]/gu, '')}(?: of | that | who |$)`, 'u').test(plain) &&
      plain !== `the ${head}`
    );
  });
  return found === undefined ? null : /^(?:the|\p{Lu})/u.test(found.text) ? found.text : `the ${found.text}`;
}
