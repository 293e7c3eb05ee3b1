import { withoutSource } from './according-to.ts';
import type { Conversation } from './conversation.ts';
import { isPlace } from './places.ts';
import { namesIn } from './names-in-text.ts';
import { topicOf } from './indirect-question.ts';
import { nounPhrasesOf } from './noun-phrases.ts';

const event =
  /(?:^|\s)(?:operation|war|wars|crisis|conflict|battle|strikes?|attacks?|ceasefire|clash|standoff|revolution|pandemic|summit)(?:\s|$)/i;

/** The one thing that a question is on, as a noun phrase: "Operation Sindoor", "the events at Pahalgam"; null where there are several or none. */
export function topicNounOf(conversation: Conversation): string | null {
  const { question, vocabulary, papers } = conversation;
  const asked = withoutSource(question).replace(/[\s?.!]{1,20}$/, '');
  const place = /^what (?:happened|occurred|took place) ((?:at|in|on|during) .{2,120})$/i.exec(asked)?.[1];
  if (place !== undefined) return `the events ${place}`;
  const defined = /^(?:what|who) (?:is|are|was|were) /i.test(asked) ? topicOf(asked) : null;
  if (
    defined !== null &&
    !isPlace(defined) &&
    !/^(?:what|who|how) /i.test(defined) &&
    nounPhrasesOf(defined, vocabulary).length < 4
  )
    return defined;
  const names = namesIn(asked, vocabulary, papers).filter(({ kind }) => kind === 'name');
  const [name, another] = names;
  if (!name) return eventIn(asked, conversation);
  if (another) return null;
  // Of other names it isn’t certain that more is asked of them: not the ban of Huawei, but who banned it, is replied to.
  const happens = /\b(?:take place|took place|happen|happened|occur|begin|start|end)\b/i.test(asked);
  if (!event.test(name.text) && !happens) return null;
  const opens = /\bthe $/i.test(asked.slice(0, name.start)) ? 'the ' : '';
  return opens + name.text;
}

/** "the ceasefire", of "Who mediated the ceasefire?". */
function eventIn(asked: string, { vocabulary }: Pick<Conversation, 'vocabulary'>): string | null {
  const [one, another] = nounPhrasesOf(asked, vocabulary).filter(
    ({ head, text }) => event.test(head) && /^the /i.test(text),
  );
  return one && !another ? one.text : null;
}

/** When or in what events all that a question asks about was: "in Operation Sindoor", "in May 2025"; null where it names none. */
export function sceneOf(conversation: Conversation): string | null {
  const { question, vocabulary, papers } = conversation;
  const events = namesIn(question, vocabulary, papers).filter(({ kind, text }) => kind === 'name' && event.test(text));
  const [first, another] = events;
  if (first && !another) {
    const opens = /\bthe $/i.test(question.slice(0, first.start)) ? 'the ' : '';
    return `in ${opens}${first.text}`;
  }
  const happened = /^what (?:happened|occurred|took place) ((?:at|in|during) [^?]{2,120})\?*$/i.exec(question)?.[1];
  if (happened !== undefined) return happened;
  return (
    /\b(?:in|on|during) (?:\d{1,2} )?(?:january|february|march|april|may|june|july|august|september|october|november|december) (?:\d{1,2}, )?(?:19|20)\d{2}\b/i.exec(
      question,
    )?.[0] ?? null
  );
}
