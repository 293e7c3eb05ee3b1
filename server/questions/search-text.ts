import { contentTerms } from '../retrieval/terms.ts';

const paper = '(?:papers?|articles?|stud(?:y|ies)|texts?|authors?|writers?|documents?)';
const whose = '(?:the |this |that |these |those |his |her |both |two |each of |all |of |other )*';
const saying =
  '(?:say|says|said|write|writes|wrote|tell|tells|report|reports|mention|mentions|argue|argues|claim|claims|state|states|note|notes|think|thinks|name|names|list|lists|cite|cites|describe|describes|discuss|discusses|give|gives|identify|identifies|see|sees|view|views|use|uses|draw on|draws on|present|presents|offer|offers|treat|treats|explain|explains|agree|agrees|disagree|disagrees|differ|differs)';

/** What only asks, in turn; each is left out where something is left without it. */
const asking: readonly RegExp[] = [
  /^(?:hi|hello|hey|please|ok(?:ay)?|so|well|thanks?)[,!. ]+/iu,
  /^(?:(?:can|could|would|will) you |please )+(?:please )?(?:tell|give|show|find|explain|list|help)(?: me| us| out)?(?: to)?\s*/iu,
  /^(?:i(?:['’]m| am| want| need|['’]d like| would like| have| wonder)\b[^:,;.?]{0,60}[:;.,]\s+)/iu,
  /^(?:i (?:need|want|would like)(?: to (?:know|find out|understand))?|i['’]d like(?: to (?:know|find out|understand))?|tell me|give me|show me|find(?: me)?|do you know|does anyone know|i wonder|i was wondering)\s+/iu,
  new RegExp(
    `^(?:what|how) (?:do|does|did) ${whose}${paper} ${saying} (?:about |on |of |regarding |concerning |that )?`,
    'iu',
  ),
  new RegExp(`,? (?:according to|as (?:described|stated|reported) (?:in|by)) ${whose}${paper}\\b`, 'iu'),
  new RegExp(`^(?:according to|in) ${whose}${paper},? `, 'iu'),
  new RegExp(`,? in ${whose}${paper}(?=[?.!]*$)`, 'iu'),
  new RegExp(
    `\\b(?:do|does|did) ${whose}${paper} (?:both |each |all )?${saying}(?: (?:that|about|on|over))?(?![\\p{L}\\p{N}])`,
    'iu',
  ),
  new RegExp(
    `,?\\b(?: and| with| to| from| than| differs? from| compare[sd]? (?:with|to)) (?:th(?:at|ose) |the ones? |what is )?(?:in |of |by )?${whose}${paper}(?:['’]s?)?(?=[?.!]*$)`,
    'iu',
  ),
  new RegExp(
    `(?<![\\p{L}])${whose}${paper}['’]s? (?:views?|accounts?|ideas?|take|treatment|definitions?|positions?|descriptions?|opinions?) (?:of|on|about) `,
    'iu',
  ),
  new RegExp(`,? in ${whose}${paper}(?![\\p{L}'’])`, 'iu'),
  /^(?:compare|contrast) (?:what )?/iu,
];

/**
 * The words of a question that are searched for: without greeting, preface and "what do the papers say about", which
 * every passage is equally far from. The question itself where nothing would be left.
 */
export function searchTextOf(question: string): string {
  return asking.reduce((text, pattern) => {
    const left = text
      .replace(pattern, ' ')
      .replace(/\s+/g, ' ')
      .replace(/ (?=[?.!,])/g, '')
      .trim();
    return contentTerms(left).length > 0 ? left : text;
  }, question.trim());
}
