import { withoutSource } from './according-to.ts';
import { beForms } from './closed-classes.ts';
import type { Conversation } from './conversation.ts';
import { indirectQuestion, topicOf } from './indirect-question.ts';
import { isPlural } from './noun-phrases.ts';
import { partsOf } from './question-parts.ts';
import { reasked } from './reasked.ts';
import { tokensOf } from './tokens.ts';

/** A question as a later one takes it up whole; null where its grammar does not say how. */
export interface TakenUp {
  /** As a noun phrase: "the way Vietnam responded to hacking", "the cloud that the ministries use". */
  readonly phrase: string | null;
  readonly plural: boolean;
  /** What it takes for granted or asks about, for behind "that": "Vietnam restricted Huawei". */
  readonly statement: string | null;
}

/** What "that" or "it" stands for where it means all of the question before. */
export function takenUp({ question, answer }: Pick<Conversation, 'question' | 'answer'>): TakenUp {
  const asked = withoutSource(question);
  const wh = partsOf(asked)?.wh ?? '';
  const noun = /^(?:which|what)\s+(.+)$/i.exec(wh)?.[1] ?? '';
  const head = tokensOf(noun.split(/\s(?:of|in|for|from|on)\s/)[0] ?? '').at(-1)?.lower ?? '';
  const phrase = phraseOf(asked);
  return {
    phrase,
    plural: isPlural(head) || phrase?.startsWith('the events ') === true,
    statement: statementOf(asked, answer),
  };
}

function phraseOf(question: string): string | null {
  const parts = partsOf(question);
  const topic = topicOf(question);
  if (topic === null) return null;
  if (!parts) return topic;
  const { wh, shape } = parts;
  const opening = topic.slice(0, wh.length).toLowerCase() === wh.toLowerCase();
  // "What is PECA?" and "What does Sadi say about PECA?" are about PECA.
  if (!opening) return shape === 'polar' ? null : topic;
  const clause = topic.slice(wh.length).trim();
  const events = /^what happened ((?:at|in|on|during) .+)$/i.exec(topic)?.[1];
  if (events !== undefined) return `the events ${events}`;
  // "How big is India’s budget?" is about the budget.
  const measured =
    /^how \p{L}+$/iu.test(wh) && beForms.has(parts.aux ?? '') && clause === `${parts.rest} ${parts.aux ?? ''}`;
  if (measured) return parts.rest;
  if (/^how$/i.test(wh)) return `the way ${clause}`;
  if (/^what$/i.test(wh)) return `what ${clause}`;
  const share = /^how (?:much|many) of (.+)$/i.exec(wh)?.[1];
  if (share !== undefined) return `the share of ${share} that ${clause}`;
  const counted = /^how many (.+)$/i.exec(wh)?.[1];
  if (counted !== undefined) return `the number of ${counted} that ${clause}`;
  const behind = /^(\p{L}+) (?:which|what) (.+)$/iu.exec(wh);
  if (behind) return `the ${behind[2] ?? ''} ${(behind[1] ?? '').toLowerCase()} which ${clause}`;
  const noun = /^(?:which|what) (.+)$/i.exec(wh)?.[1];
  return noun === undefined ? null : `the ${noun} that ${clause}`;
}

function statementOf(question: string, answer: string): string | null {
  const wh = partsOf(question)?.wh ?? '';
  // "that" alone for what was asked would say nothing.
  if (/^(?:how|what|which|who|whom|whose)$|^how (?:much|long|far|big|large)/i.test(wh)) return null;
  const why = reasked('Why', { question, answer });
  const told = why === null ? null : indirectQuestion(why);
  return told?.replace(/^why /, '') ?? null;
}
