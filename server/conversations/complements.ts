import type { Conversation } from './conversation.ts';
import { namesIn } from './names-in-text.ts';
import { asQuestion, withoutMark } from './surface.ts';
import { sceneOf, topicNounOf } from './topic-noun.ts';

/** Words that say nothing without what they are to, of or in, at the end of a question, by their preposition. */
const complements: readonly (readonly [ending: RegExp, preposition: string])[] = [
  [/\b(?:respond(?:s|ed)?|react(?:s|ed)?|repl(?:y|ies|ied)|response|reaction|reply)$/i, ' to'],
  [/\b(?:counterparts?|equivalents?|answer|alternatives?)$/i, ' to'],
  [/\b(?:something|anything|nothing) (?:similar|comparable|equivalent)$/i, ' to'],
  [/\b(?:an?|the) (?:full |founding |other )?(?:member|signatory|part)$/i, ' of'],
  [/^(?:who|what|which \p{L}+) (?:is|are|was|were) the (?:other )?(?:members|signatories|parties)$/iu, ' of'],
  [/^how (?:do|does|did) .{2,60} rank$|^where (?:do|does|did) .{2,60} rank$/i, ' in'],
  [/^(?:who|which \p{L}+|what) (?:else )?(?:joined|followed|preceded)$/iu, ''],
  [/^(?:did|does|will|would|has|could|can) .{2,60} (?:join|joined)$/i, ''],
];
/** "a similar programme", "anything like that in Pakistan". */
const likened = /^(.{2,80}) an? (similar|comparable|equivalent) (\p{L}[\p{L} -]{2,40})$/iu;
const something = /^(.{2,80} (?:something|anything) (?:similar|comparable)) (in|for|with) (.{2,60})$/i;

/** "How did Pakistan respond?" with what it was to; the question itself where that isn’t known or nothing is missing. */
export function withComplement(question: string, conversation: Conversation): string {
  const asked = withoutMark(question);
  if (asked.length > 160) return question;
  const like = likened.exec(asked);
  const some = something.exec(asked);
  const found = complements.find(([ending]) => ending.test(asked));
  if (!like && !some && !found) return question;
  const topic = sameVerb(asked, conversation.question) ?? topicNounOf(conversation);
  if (topic === null || asked.toLowerCase().includes(topic.toLowerCase())) return question;
  const [, opening = '', degree = '', noun = ''] = like ?? [];
  if (like) {
    const article = /^[aeiou]/i.test(noun) ? 'an' : 'a';
    return asQuestion(`${opening} ${article} ${noun} ${degree} to ${topic}`);
  }
  if (some) return asQuestion(`${some[1] ?? ''} to ${topic} ${some[2] ?? ''} ${some[3] ?? ''}`);
  return asQuestion(`${asked}${found?.[1] ?? ''} ${topic}`);
}

/** "hacking" for "How did India react?" after "How did Vietnam respond to hacking?". */
function sameVerb(asked: string, before: string): string | null {
  if (!/\b(?:respond|react|reply)$/i.test(asked)) return null;
  return /\b(?:respond|react|reply)(?:ed)? to ([^,?]{2,100})\??$/i.exec(before)?.[1] ?? null;
}

const counted =
  /^how (?:many|much) (?!of )[^,]{2,80} (?:was|were|did|had|been) ?[^,]{2,80}$|^how (?:many|much) (?:\p{L}+ ){1,3}(?:died|fell|crashed|flew|took part)$/iu;

/** "How many drones were shot down?" with the events or the month that the question before is set in, where it has no setting of its own. */
export function withScene(question: string, conversation: Conversation): string {
  const asked = withoutMark(question);
  if (!counted.test(asked) || /\b(?:in|at|on|during|after|before|since|until|papers?|authors?|studies)\b/i.test(asked))
    return question;
  const named = namesIn(asked, conversation.vocabulary).some(({ kind }) => kind === 'name' || kind === 'year');
  const scene = named || hasPlace(asked) ? null : sceneOf(conversation);
  return scene === null ? question : asQuestion(`${asked} ${scene}`);
}

/** A place names the setting, unless it is who did it. */
function hasPlace(asked: string): boolean {
  return namesIn(asked, new Map()).some(
    ({ kind, start }) => kind === 'place' && !/\b(?:did|had|by) (?:the )?$/i.test(asked.slice(0, start)),
  );
}
