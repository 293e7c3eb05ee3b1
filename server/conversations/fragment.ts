import { isAuxiliary, personalPronouns, questionWords } from './closed-classes.ts';
import { isPreposition } from './noun-phrases.ts';
import { withoutMark } from './surface.ts';
import { tokensOf } from './tokens.ts';
import { baseOf, isBaseVerb, isNounToo } from './verbs.ts';

/** A turn without a verb of its own: "And Malaysia?", "what about the navy", "in 2023?". */
export interface Fragment {
  /** Without "and", "what about" and the mark. */
  readonly body: string;
  /** In lower case, where the body begins with one: "in". */
  readonly preposition: string | null;
  /** Whether the words around it say that it goes on from the question before. */
  readonly marked: boolean;
}

const lead = /^(?:(?:and|but|or|so|then|also|now|ok|okay|well|plus)\b[\s,]*)+/i;
const about =
  /^(?:(?:what|how) (?:about|of)|(?:the |is it the )?same (?:question )?(?:for|with|about|in)|(?:and )?compared (?:to|with)|(?:is|are) (?:it|that|they) the same (?:for|with|in))\s+/i;
const likewise =
  /^(?:is|are|was|were|do|does|did|has|have|can|could|will|would|should)\s+(.{2,60}?)(?:\s+(?:do|does|did|doing|have|be))?(?:\s+(?:too|also|as well|the same(?: thing)?|likewise|similar(?:ly)?|so|that|it|not|any different|different))+$/iu;
/** "What is China doing?" says no more than "And China?". */
const doing =
  /^what (?:is|are|was|were|did|does|do|has|have|will|would|can) (.{2,40}?) (?:doing|do|done)(?: instead)?$/i;
const tail = /,?\s+(?:too|also|as well|then|though|instead|again|please|specifically)$/i;
const longest = 12;

/** The fragment that a turn is; null for a clause. */
export function fragmentOf(question: string): Fragment | null {
  const text = withoutMark(question);
  const leading = lead.exec(text)?.[0] ?? '';
  let body = text.slice(leading.length);
  const intro = about.exec(body)?.[0] ?? '';
  body = body.slice(intro.length).trim();
  const same =
    intro === ''
      ? (likewise.exec(body.replace(/,? (?:then|though|please)$/i, '')) ?? doing.exec(body))?.[1]
      : undefined;
  // "What does it do?", "Does he see them too?" have a verb of their own.
  if (same !== undefined && tokensOf(same).some(({ lower }) => personalPronouns.has(lower) || isOnlyVerb(lower)))
    return null;
  body = body.replace(tail, '').trim();
  const marked = leading !== '' || intro !== '' || same !== undefined;
  if (same !== undefined) body = same.trim();
  const tokens = tokensOf(body);
  const [first] = tokens;
  if (!first || tokens.length > longest) return null;
  const preposition = isPreposition(first.lower) && tokens.length > 1 ? first.lower : null;
  const words = preposition === null ? tokens : tokens.slice(1);
  if (words.some((token) => isAuxiliary(token.lower) || questionWords.has(token.lower))) return null;
  // "Pakistan joined", "tell me": a verb, unless a noun may look so ("trade", "attack").
  if (
    words.some(
      (token, at) => at > 0 && /(?:ed|s)$/.test(token.lower) && isFinite(token.lower, words[at - 1]?.lower ?? ''),
    )
  )
    return null;
  if (
    /^(?:tell|give|show|explain|describe|list|name|define|compare|summari[sz]e|find|say|write|go|let|make|translate|ignore|quote|cite)$/.test(
      first.lower,
    )
  )
    return null;
  return { body, preposition, marked };
}

function isOnlyVerb(word: string): boolean {
  return isBaseVerb(word) && !isNounToo(word);
}

function isFinite(word: string, before: string): boolean {
  return baseOf(word) !== null && word.endsWith('ed') && !/^(?:the|a|an|its|their|his|her)$/.test(before);
}

/** Whether a verbless turn without "and" is still a follow-up: a word or three with a question mark, not a search of its own. */
export function isShort(question: string, { body }: Fragment): boolean {
  const words = tokensOf(body).length;
  return words <= 1 || (words <= 3 && /\?\s*$/.test(question));
}
