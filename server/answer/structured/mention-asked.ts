import { contentTerms } from '../../retrieval/terms.ts';
import { isPaper, paperPhrase, polite } from './asking-paper.ts';
import { type PaperName, plainQuestion, wordsOfQuestion } from './question-words.ts';

/** Whether, and where, papers speak of something. */
export interface MentionAsked {
  readonly kind: 'mentioned';
  /** What is looked for by its words, as the question has it. */
  readonly topic: string;
  /** Whether the words themselves are asked for, rather than what they are about, for which there may be others. */
  readonly byWords: boolean;
  /** Whether the question says which papers, by name. */
  readonly named: boolean;
}

const adverb =
  '(?:(?:also|ever|even|both|either|explicitly|actually|directly|specifically|really|all|each|anywhere) )*';
const something = '(?:anything|something|much|a lot|more|a word|a thing)(?: at all)?';
const about = '(?:about|on|of|regarding|concerning)';
/** As after "does", after "which paper", and after "is". */
const verbs = {
  base: `(?:mention|discuss|talk (?:${something} )?about|speak (?:about|of)|refer to|deal with|touch (?:up)?on|cover|address|bring up|write (?:${something} )?about|say ${something} ${about}|(?:have|contain|include) ${something}(?: to say)? ${about})`,
  third: `(?:mentions?|mentioned|discuss(?:es|ed)?|talks? (?:${something} )?about|speaks? (?:about|of)|refers? to|referred to|deals? with|touch(?:es)? (?:up)?on|covers?|addresse?s?|brings? up|writes? (?:${something} )?about|says? ${something} ${about}|(?:has|have|contains?|includes?) ${something}(?: to say)? ${about}|(?:is|are) about)`,
  done: `(?:mentioned|discussed|talked about|spoken (?:about|of)|referred to|dealt with|touched (?:up)?on|covered|addressed|brought up|(?:written|said) (?:${something} )?about)`,
};
const who = `(?<who>${paperPhrase})`;
const topic = '(?<topic>\\S.*?)';
const where = '(?: (?:anywhere|somewhere|at all|here|too|as well|or not|by name))*';
const which =
  '(?:(?:which|what)(?: one)?(?: of (?:the (?:two |three |\\d )?|these (?:two )?|those (?:two )?)?(?:papers|articles|studies|authors|texts|documents|them))?|(?:which|what) (?:papers?|articles?|stud(?:y|ies)|authors?|texts?|documents?|one))';

/** Tried in turn; who talks of a thing may be somebody in the world, so that verbs of doing ask no paper there. */
const patterns = [
  `(?:do|does|did|has|have) ${who} ${adverb}${verbs.base} ${topic}`,
  `(?:has|have) ${who} ${adverb}${verbs.done} ${topic}`,
  `(?:is|are) ${who} ${adverb}about ${topic}`,
  `(?:is|are|was|were) ${topic} ${adverb}${verbs.done}(?:${where} (?:in|by) ${who})?`,
  `${which} (?:do |does )?${adverb}${verbs.third} ${topic}`,
  `who (?:else )?${adverb}(?:mention(?:s|ed)?|talk(?:s|ed)? about|speaks? (?:about|of)|writes? about|discusse?s?) ${topic}`,
  `(?:in )?${which} (?:is|are|was|were) ${topic} ${adverb}${verbs.done}`,
  `where (?:do|does|did) ${who} ${adverb}mention ${topic}`,
  `where (?:is|are|was|were) ${topic} ${adverb}mentioned(?: in ${who})?`,
].map((pattern) => new RegExp(`${polite}${pattern}${where}$`, 'iu'));

/** A clause is no thing that can be looked for by its words, and no more is one of a kind. */
const clause =
  /(?<!\p{L})(?:that|which|who|whom|whose|how|why|when|where|what|whether|if|because|is|are|was|were|be|been|being|can|could|will|would|should|has|have|had|do|does|did|as|than|not|it|this|these|those|them|he|she|they)(?!\p{L})|^(?:any|some|other|another|more|such|several|specific|examples?|instances?|all|each|every|no)(?!\p{L})/iu;
/** What is told of a thing need not be called so: a paper that gives a budget seldom says "budget". */
const detail =
  /^(?:numbers?|reasons?|causes?|costs?|price|names?|dates?|years?|amount|percentage|share|rank(?:ing)?|population|budget|effects?|impacts?|consequences?|results?|size|age|limitations?|ways?|methods?|details?|definitions?|meaning|author|authors|sources?|references?|paper|papers) (?:of|for|to|on|about|between|in)(?!\p{L})/iu;
const lead =
  /^(?:an?|its|their|his|her) |^(?:(?:the )?(?:topic|subject|issue|theme|term|terms|word|words|phrase|name|concept|idea|notion|question) of |(?:the )?(?:term|terms|word|words|phrase|acronym|concept|topic) (?=["“‘']))/iu;
/** Longer ones are said in other words than the question's. */
const mostTerms = 5;

/** What a question asks papers to speak of; null for a question of another kind. */
export function mentionAsked(question: string, papers: readonly PaperName[]): MentionAsked | null {
  const text = plainQuestion(question);
  for (const pattern of patterns) {
    const groups = pattern.exec(text)?.groups;
    if (groups?.topic === undefined) continue;
    if (groups.who !== undefined && !isAsked(groups.who, papers)) continue;
    const thing = thingOf(groups.topic, papers);
    if (thing === null) continue;
    const byWords = /\b(?:mention|refer|by name)/iu.test(text);
    return { kind: 'mentioned', topic: thing, byWords, named: namesPaper(text, papers) };
  }
  return null;
}

function isAsked(asked: string, papers: readonly PaperName[]): boolean {
  const bare = asked.replace(/\b(?:either|any|anyone|anybody|one|each|all|them|first|second|here)\b/giu, 'the');
  return isPaper(bare, papers);
}

function namesPaper(text: string, papers: readonly PaperName[]): boolean {
  return wordsOfQuestion(text, papers).includes('@paper');
}

function thingOf(found: string, papers: readonly PaperName[]): string | null {
  let thing = found.replace(/,? (?:in|by) (?<who>[^,]{1,80})$/iu, (place, by: string) =>
    isAsked(by, papers) ? '' : place,
  );
  for (let before = ''; before !== thing;) {
    before = thing;
    thing = thing.replace(lead, '');
  }
  thing = thing.replace(/["“”]|^['‘]|['’]$/gu, '').trim();
  const terms = contentTerms(thing).length;
  if (terms === 0 || terms > mostTerms || clause.test(thing) || detail.test(thing.replace(/^the /iu, ''))) return null;
  return isPaper(thing, papers) ? null : thing;
}
