import { antecedentsOf } from './antecedents.ts';
import type { Conversation } from './conversation.ts';
import { namesIn } from './names-in-text.ts';

/** A demonstrative before a noun; behind a noun "that" begins a clause. */
const demonstrative =
  /(?:^|(?<=\b(?:is|are|was|were|do|does|did|has|have|can|could|will|would|of|in|on|for|about|by|with|to|from|under|against|what|why|how|and|than|using|against|enforces?|leads?|called|use|uses|used) ))(this|that|these|those|such an?|the same|such) ([\p{L}-]{3,30})(?=(['’]s)?(?:\s|[?.!,]|$|['’]))/giu;

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
    return nameWithHead(head, conversation) ?? phraseWithHead(head, conversation) ?? whole;
  });
}

function nameWithHead(head: string, { answer, question, vocabulary }: Conversation): string | null {
  const names = [question, answer].flatMap((text) => namesIn(text, vocabulary));
  const fitting = new Set(
    names.map(({ text }) => text).filter((text) => /\s/.test(text) && text.toLowerCase().endsWith(` ${head}`)),
  );
  const [name, another] = fitting;
  return name === undefined || another !== undefined ? null : `the ${name}`;
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
