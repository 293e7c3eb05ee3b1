import { contentTerms } from '../../retrieval/terms.ts';
import { isPaper, paperPhrase, polite } from './asking-paper.ts';
import { type PaperName, plainQuestion } from './question-words.ts';

/** The sources that a paper names for what it says of something. */
export interface CitedForAsked {
  readonly kind: 'cited-for';
  readonly topic: string;
}

const reference = '(?:other )?(?:sources?|references?|citations?)';
const source = `(?:${reference}|(?:other )?(?:works?|authors?|literature|publications?|papers?|articles?|studies|scholars?|researchers?))`;
const forWhat =
  '(?:for|on|about|regarding|concerning|in support of|to (?:support|back(?: up)?|prove|show)|as (?:(?:a|its|the|their) )?(?:sources?|references?) (?:for|of|on)|when (?:(?:it|he|she|they) )?(?:discuss\\w*|writ\\w+ (?:about|of)|talk\\w* about|say\\w* that|claim\\w* that))';
const claim =
  '(?:(?:the|its|his|her|their) )?(?:claims?|statements?|figures?|numbers?|statistics?|assertions?|ideas?|sentences?|quotations?|quotes?|facts?)(?:,? (?:that|of|about|saying|on))?';
const topic = `(?:${claim} )?(?:(?:saying|claiming|stating) )?(?:that )?(?<topic>.+)`;
const who = `(?<who>${paperPhrase})`;

/** "What does the author cite as the reason for …?" asks for no source, and neither does "What is the source of the threat?". */
const patterns = [
  `(?:what|which|whom?) (?:${source} )?(?:do|does|did|is|are|was|were) ${who} (?:cites?|citing|cited|reference) ${forWhat} ${topic}`,
  `(?:what|which) ${reference} (?:do|does|did) ${who} (?:use|rely on|draw on|give|name|quote|have) ${forWhat} ${topic}`,
  `(?:what|which|who) (?:${source} )?(?:is|are|was|were) (?:cited|referenced)(?: (?:in|by) ${who})? ${forWhat} ${topic}`,
  `(?:what|which) ${reference} (?:is|are|was|were) (?:given|named|used) ${forWhat} ${topic}`,
  `(?:what|which) (?:cited )?(?:sources?|references?|citations?) (?:says?|states?|claims?|reports?|supports?|shows?|argues?|backs?(?: up)?|holds?|proves?|finds?) ${topic}`,
  `(?:what|which) (?:is|are|was|were) (?:the |its |their |@paper )?(?:sources?|references?|citations?) (?:for|of|behind) ${claim} (?<topic>.+)`,
  `(?:what|which) (?:is|are|was|were) the (?:sources?|references?|citations?) (?:for|of|behind) (?:the )?(?<topic>[\\d.,]+ ?(?:%|per ?cent).*)`,
  `(?:what|which) (?:sources?|references?|citations?) (?:are there|exist) ${forWhat} ${topic}`,
].map((pattern) => new RegExp(`${polite}${pattern}$`, 'iu'));

/** What a question asks the sources for; null for a question of another kind. */
export function citedForAsked(question: string, papers: readonly PaperName[]): CitedForAsked | null {
  const text = plainQuestion(question);
  for (const pattern of patterns) {
    const groups = pattern.exec(text)?.groups;
    if (groups?.topic === undefined || contentTerms(groups.topic).length === 0) continue;
    if (groups.who !== undefined && !isPaper(groups.who, papers)) continue;
    return { kind: 'cited-for', topic: groups.topic };
  }
  return null;
}
