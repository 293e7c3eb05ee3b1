import { withoutSource } from './according-to.ts';
import type { Conversation } from './conversation.ts';
import { namesIn } from './names-in-text.ts';
import { isPlural, nounPhrasesOf } from './noun-phrases.ts';
import { partsOf } from './question-parts.ts';
import { takenUp } from './taken-up.ts';
import { asQuestion, withoutMark } from './surface.ts';
import { tokensOf } from './tokens.ts';

const ordinal = /\bthe (first|second|third|fourth|fifth|last|other) one\b(?! of)/i;
const indefinite =
  /^((?:do|does|did|has|have|will|would|can|could|should|is|are|was|were)\b.{2,60}) one( too| as well)?$/i;

/**
 * "the second one", "Does India have one?" with the noun that was spoken of: "the second of the cyber incidents that
 * hit Pakistan", "an AI policy". The question itself where that isn’t known.
 */
export function withOnesNamed(question: string, conversation: Conversation): string {
  const counted = ordinal.exec(question);
  if (counted) {
    const all = setAsked(conversation);
    return all === null
      ? question
      : asQuestion(question.replace(ordinal, () => `the ${(counted[1] ?? '').toLowerCase()} of ${all}`));
  }
  const [, opening, also = ''] = indefinite.exec(withoutMark(question)) ?? [];
  if (opening === undefined || /\b(?:this|that|which|the|every|any|no|other|another|only)$/i.test(opening))
    return question;
  const kind = kindNamed(conversation);
  return kind === null ? question : asQuestion(`${opening} ${kind}${also}`);
}

/** "Which of these were French?" of a number or choice of things: "Which of the aircraft that Pakistan shot down were French?". */
export function withSetNamed(question: string, conversation: Conversation): string {
  const of = /^((?:how many|which|what share|any|some|most|all|none) of) (?:these|those|them)\b(?! \p{Ll}+s\b)/iu.exec(
    question,
  );
  const all = of ? setAsked(conversation) : null;
  return of && all !== null ? asQuestion(`${of[1] ?? ''} ${all}${question.slice(of[0].length)}`) : question;
}

/** "the systems that India uses", of "Which systems does India use?". */
function setAsked(conversation: Conversation): string | null {
  const wh = partsOf(withoutSource(conversation.question))?.wh ?? '';
  const noun = /^(?:which|what|how many) (?!of )(.+)$/i.exec(wh)?.[1] ?? '';
  const head = tokensOf(noun.split(/\s(?:of|in|for|from|on)\s/)[0] ?? '').at(-1)?.lower ?? '';
  if (!isPlural(head) && !/^aircraft$/.test(head)) return null;
  const phrase = takenUp(conversation).phrase?.replace(/^the number of /, 'the ');
  return phrase?.toLowerCase().startsWith(`the ${noun.toLowerCase()} that `) ? phrase : null;
}

/** "an AI policy", of "Pakistan’s AI policy", "an AI policy", "the AI policy of Pakistan". */
function kindNamed({ question, vocabulary }: Conversation): string | null {
  const found = nounPhrasesOf(question, vocabulary).flatMap(({ text, plural }) => {
    const owned =
      /^(?:the )?\p{L}[\p{L} ]{1,40}['’]s? (.{2,60})$/u.exec(text)?.[1] ?? /^an? (.{2,60})$/iu.exec(text)?.[1];
    const of = /^the ((?:\p{L}+ ){0,3}\p{L}+) of (?:the )?(\p{Lu}.{1,40})$/u.exec(text);
    const isOwner = of !== null && namesIn(`of ${of[2] ?? ''}`, vocabulary)[0]?.kind === 'place';
    const noun = owned ?? (isOwner ? of[1] : undefined);
    return noun === undefined || plural || noun.includes(' of ') ? [] : [noun];
  });
  const [noun, another] = [...new Set(found)];
  if (noun === undefined || another !== undefined) return null;
  const first = noun.split(' ')[0] ?? '';
  const isVowel = /^\p{Lu}{2,}$/u.test(first) ? /^[AEFHILMNORSX]/.test(first) : /^[aeiou]/i.test(first);
  return `${isVowel ? 'an' : 'a'} ${noun}`;
}

/** "the one of 2014" as "the NSP of 2014", after "What does the NSP 2022-2026 cover?"; null where no one noun fits. */
export function oneOf(
  thing: string,
  before: string,
  conversation: Conversation,
): { start: number; end: number; by: string } | null {
  const whose = /^the ones? (?:of|from|in|for) (?:the )?(.{2,60})$/i.exec(thing)?.[1];
  if (whose === undefined) return null;
  const isYear = /^(?:19|20)\d{2}\b/.test(whose);
  const phrases = nounPhrasesOf(before, conversation.vocabulary).filter(({ text }) =>
    isYear ? /\S (?:of )?(?:19|20)\d{2}(?:[-–]\d{2,4})?$/.test(text) : / of \p{Lu}|['’]s? /u.test(text),
  );
  const dated = before.match(/ (?:of )?(?:19|20)\d{2}(?:[-–]\d{2,4})?/g) ?? [];
  const phrase = phrases.at(-1);
  if (!phrase || (isYear ? dated.length !== 1 : phrases.length !== 1)) return null;
  const head = isYear
    ? phrase.text.replace(/ (?:of )?(?:19|20)\d{2}(?:[-–]\d{2,4})?$/, '')
    : phrase.text.replace(/ of \p{Lu}.*$/u, '').replace(/^.*['’]s? /u, 'the ');
  return { start: phrase.start, end: phrase.start + phrase.text.length, by: `${head} of ${whose}` };
}
