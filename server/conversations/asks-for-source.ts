import { type Conversation, authorsInProse, papersNamedIn, papersTalkedOf } from './conversation.ts';
import { indirectQuestion, saidAbout } from './indirect-question.ts';
import { asQuestion, insideSentence, withoutMark } from './surface.ts';

const that = '(?:that|this|it|so|these|those|them)';
const says =
  '(?:proposes?|suggests?|recommends?|concludes?|discuss|discusses|describes?|explains?|reports?|warns?|believes?|say|says|said|write|writes|wrote|state|stated|claim|claims|claimed|argue|argues|argued|mention|mentions|mentioned|find|found|written|come from|comes from)';
const place =
  '(?<place>on (?:which|what) pages?|(?:in )?(?:which|what) (?:section|chapter|paragraph|part|paper|article)|(?:which|what) pages?)';
const patterns = [
  // "source?", "the citation", "page number please"
  /^(?:(?:what(?:['’]s| is| are) )?(?:the |your |a |any )?(?:sources?|citations?|references?|quotes?|quotations?|evidence|proof|page(?: number)?s?|passage)(?: please)?|says who|source please|according to whom?|(?:do you have|is there|are there) (?:a |any )?(?:source|citation|reference|evidence|proof|quote)s?|citation needed|prove it)$/i,
  new RegExp(
    `^(?:what(?:['’]s| is| are) )?(?:the |your |a |any )?(?:exact )?(?:sources?|citations?|references?|quotes?|quotations?|evidence|proof|passage|page(?: number)?)(?: is there)? (?:for|of|behind|on) ${that}(?: (?:claim|statement|number|figure|answer))?$`,
    'i',
  ),
  new RegExp(
    `^(?:where|${place})(?: (?:exactly|does|do|did|is|was|are|were|has|have|can|could|one|i|we|you|read|find|the|paper|papers|authors?|articles?))* ?(?<speaker>he|she|they|it|[\\p{L}’'-]{2,40}(?: (?:and|&) [\\p{L}’'-]{2,40})?)? ?(?:${says})? ?${that}?(?: (?:said|written|stated|mentioned|claimed|found|from|come from|argued|in the paper|in the text|exactly))*$`,
    'iu',
  ),
  new RegExp(`^(?:who|which (?:paper|author|article|one)) (?:says|said|claims|claimed|argues|argued) ${that}$`, 'i'),
  // "Can you show me the passage?", "I’d like to see the exact quote"
  new RegExp(
    `^(?:(?:can|could|would|will|may) (?:you|i|we) (?:please )?|i(?:['’]d| would) like to |please )?(?:show|give|quote|cite|point|see|read|have|get|send)(?: me| us)?(?: to)? (?:the |that |this |your |its |a |an )?(?:exact |original |relevant |very )?(?:sources?|citations?|references?|quotes?|quotations?|evidence|proof|passages?|page(?: number)?|wording|sentence|paragraph)(?: (?:for|of|behind|in the paper|in the text)(?: ${that})?)?(?: please)?$`,
    'i',
  ),
  new RegExp(
    `^(?:how do (?:you|we) know|can you (?:cite|quote|prove|show|source)|(?:please )?(?:cite|quote|prove|show me)|where did you (?:get|find|read)|where do you (?:get|have)) ?${that}?(?: from)?$`,
    'i',
  ),
];

/** "What source does she give for that?" */
const given = new RegExp(
  `^(?:what|which) (?:sources?|evidence|references?|citations?|proof) (?:does|do|did|is|are) (?<speaker>[\\p{L}’'-]{2,40}(?: (?:and|&) [\\p{L}’'-]{2,40})?)(?: (?:give|gives|cite|cites|use|have|offer|provide|name|quote|given|cited))?(?: (?:for|of|on|behind) ${that})?$`,
  'iu',
);

/** "Source?", "Which page?", "Where does he say that?": where the statement of the last answer stands. */
export function asksForSource(question: string, conversation: Conversation): string | null {
  const asked = withoutMark(question)
    .slice(0, 160)
    .replace(/^(?:and|but|so|ok|okay)\b[\s,]*/i, '');
  // "Where exactly?" of what somebody says is where it is said.
  if (/^where(?: exactly)?$/i.test(asked) && saidAbout(conversation.question))
    return whereIsIt(asked, undefined, undefined, conversation);
  if (asked.split(/\s+/).length > 12 || /^(?:where|when)$/i.test(asked)) return null;
  const match = [...patterns, given].map((pattern) => pattern.exec(asked)).find(Boolean);
  if (!match) return null;
  const speaker = match.groups?.speaker;
  // "Where is Gwadar?" asks for no source: what is said or found has to be a "that", or the place a page.
  if (/^where/i.test(asked) && !new RegExp(`\\b${that}\\b`, 'i').test(asked)) return null;
  if (/^where (?:is|was|are|were) (?:it|this|that|these|those)$/i.test(asked)) return null;
  return whereIsIt(asked, match.groups?.place, speaker, conversation);
}

function whereIsIt(
  asked: string,
  place: string | undefined,
  speaker: string | undefined,
  conversation: Conversation,
): string {
  const { question, papers } = conversation;
  const named = papersNamedIn(asked, papers);
  const [paper, another] = named.length > 0 ? named : papersTalkedOf(conversation);
  const who = paper && !another ? authorsInProse(paper) : null;
  const opening =
    place === undefined
      ? 'Where'
      : place.toLowerCase().replace(/^(?=which|what)/i, /page/i.test(place) ? 'on ' : 'in ');
  const about = saidAbout(question);
  if (/^(?:who|says who|which (?:paper|author|article|one)|according)/i.test(asked)) {
    return asQuestion(`Who says ${about?.topic === undefined ? said(question) : `something about ${about.topic}`}`);
  }
  if (about) {
    return who
      ? asQuestion(`${opening} ${who.plural ? 'do' : 'does'} ${who.text} write about ${about.topic}`)
      : asQuestion(`${opening} do the papers write about ${about.topic}`);
  }
  const content = said(question);
  if (!who) return asQuestion(`${opening} do the papers say ${content}`);
  const again = content.includes(` ${who.text} `);
  if (!again) return asQuestion(`${opening} ${who.plural ? 'do' : 'does'} ${who.text} say ${content}`);
  const pronoun = who.plural ? 'they' : /^(?:he|she)$/i.test(speaker ?? '') ? (speaker ?? '').toLowerCase() : null;
  return pronoun === null
    ? asQuestion(`${opening} does the paper say ${content}`)
    : asQuestion(
        `${opening} ${who.plural ? 'do' : 'does'} ${who.text} say ${content.replace(` ${who.text} `, ` ${pronoun} `)}`,
      );
}

function said(question: string): string {
  return indirectQuestion(question) ?? `that: ${insideSentence(withoutMark(question))}`;
}
