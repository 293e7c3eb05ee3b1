import type { Conversation } from './conversation.ts';
import { beForms, isAuxiliary, personalPronouns, prepositions } from './closed-classes.ts';
import { countedAnew, ofTheWhole } from './counted-anew.ts';
import { splitSubject, topicOf } from './indirect-question.ts';
import { partsOf } from './question-parts.ts';
import { reasked } from './reasked.ts';
import { tokensOf } from './tokens.ts';
import { baseOf, isBaseVerb, isNounToo } from './verbs.ts';
import { asQuestion, insideSentence, joined, withoutMark } from './surface.ts';

const lead = /^(?:and|but|so|then|or|also)\b[\s,]*/i;
const why =
  /^(?:why|how come|how so|why (?:those|these|them|that one|this one|him|her|it)|for what reason|what for|why(?: is| was| did| does)? (?:that|this|so|it)(?: so)?)$/i;
const adverbial =
  /^(?:how|when|where|since when|until when|from when|how long|for how long|how often|how much longer|in what way|in which way|by what means|how exactly|when exactly|where exactly|in which year|in what year|in which country|at what cost|(?:with|for|against|to|from) whom|by when)$/i;
const nominal =
  /^(?:who|whom|what|which|which ones?|whose|how many|how much|how many of (?:them|these|those)|which of (?:them|these|those)|how far|how big|how large|to what extent|with what|like what|such as what|on what|about what)$/i;
const doubt =
  /^(?:really|are you sure(?: about (?:that|this))?|is (?:that|this|it) (?:true|right|so|correct|certain)|sure)$/i;

/** "Why?", "Since when?", "By whom?" as the question before, asked that way. */
export function bareQuestionWord(question: string, conversation: Conversation): string | null {
  const asked = withoutMark(question)
    .replace(lead, '')
    .replace(/^(?:so|and),?\s/i, '')
    .replace(/,?\s+(?:exactly|then|though|please)$/i, '');
  const before = conversation.question;
  const not = /^why not$/i.test(asked);
  if (not) return reaskedNegated(conversation);
  if (why.test(asked)) {
    return reasked('Why', conversation) ?? `Why is that: ${insideSentence(withoutMark(before))}?`;
  }
  if (adverbial.test(asked)) {
    if (/^(?:how|when|where)$/i.test(asked) && new RegExp(`^${asked}\\b`, 'i').test(before))
      return `${capital(asked)} exactly: ${insideSentence(withoutMark(before))}?`;
    return reasked(asked, conversation) ?? joined(before, asked);
  }
  if (/^by whom?$/i.test(asked)) return reaskedPassive(conversation) ?? joined(before, asked);
  if (nominal.test(asked)) return ofThose(asked, before) ?? countedAnew(asked, before) ?? joined(before, asked);
  const wordless = withoutVerb(asked);
  if (wordless !== null)
    return (
      (wordless === 'adverbial'
        ? reasked(asked, conversation)
        : (ofTheWhole(asked, before) ?? existing(asked, before))) ?? joined(before, asked)
    );
  return doubt.test(asked) ? `${capital(asked)}: ${insideSentence(withoutMark(before))}?` : null;
}

/** "By whom?" is asked of what was done, not of who did it. */
function reaskedPassive(conversation: Conversation): string | null {
  const again = reasked('By whom', conversation);
  const parts = again === null ? null : partsOf(again);
  const participle = tokensOf(parts?.rest ?? '').some(({ lower }) => baseOf(lower) !== null && !isBaseVerb(lower));
  return participle && (beForms.has(parts?.aux ?? '') || /\bbeen\b/.test(parts?.rest ?? '')) ? again : null;
}

/** "How many victims?" of "What happened at Pahalgam?": were there at Pahalgam; of "What is Force 47?": are there in it. */
function existing(asked: string, before: string): string | null {
  const be = (past: boolean) => (/^how much/i.test(asked) ? (past ? 'was' : 'is') : past ? 'were' : 'are');
  const place = /^what (?:happened|occurred|took place) ((?:at|in|on|during|to) [^?]+?)\s*\??$/i.exec(before)?.[1];
  if (place !== undefined) return asQuestion(`${asked} ${be(true)} there ${place.replace(/^to /i, 'in ')}`);
  const thing = /^what (?:is|are)\b/i.test(before) ? topicOf(before) : null;
  if (thing === null || /^what /i.test(thing) || !/^(?:how|which) /i.test(asked)) return null;
  return asQuestion(`${asked} ${be(false)} there in ${thing}`);
}

/** "How many of them?" of "Which jets were shot down?" is "How many of the jets were shot down?". */
function ofThose(asked: string, before: string): string | null {
  const of = /^((?:how many|which) of) (?:them|these|those)$/i.exec(asked)?.[1];
  const noun = /^(?:which|what)\s+(?=\p{L}+\s+\p{L})/iu.exec(before)?.[0];
  return of === undefined || noun === undefined ? null : `${capital(of)} the ${before.slice(noun.length)}`;
}

/** "Why not?" of "Is Pakistan ahead?" is "Why is Pakistan not ahead?". */
function reaskedNegated({ question }: Conversation): string {
  const parts = partsOf(question);
  const isVerbal = !/^(?:is|are|was|were|has|have|had)$/.test(parts?.aux ?? '');
  const split = parts?.shape === 'polar' ? splitSubject(parts.rest, isVerbal, null) : null;
  return parts?.aux && split && split.predicate !== ''
    ? asQuestion(`Why ${parts.aux} ${split.subject} not ${split.predicate}`)
    : `Why not: ${insideSentence(withoutMark(question))}?`;
}

/** "With whose help", "how many jets": a question word and no verb. */
function withoutVerb(asked: string): 'adverbial' | 'nominal' | null {
  const tokens = tokensOf(asked);
  const [first, second] = tokens.map(({ lower }) => lower);
  if (first === undefined || second === undefined || tokens.length > 6) return null;
  if (
    tokens.some(
      ({ lower }) =>
        isAuxiliary(lower) ||
        personalPronouns.has(lower) ||
        /^(?:his|her|its|their|this|that|these|those)$/.test(lower) ||
        (baseOf(lower) !== null && !isNounToo(lower)),
    )
  )
    return null;
  if (prepositions.has(first) && /^(?:what|which|whose|how|when|where)$/.test(second)) return 'adverbial';
  return /^(?:which|whose)$/.test(first) ||
    (first === 'how' && /^(?:many|much)$/.test(second)) ||
    (first === 'what' && /^(?:kind|sort|type|share|percentage|year)/.test(second))
    ? 'nominal'
    : null;
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
