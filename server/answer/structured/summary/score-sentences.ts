import type { Aspect } from '../summary-asked.ts';
import { cueOf } from './cue-phrases.ts';
import type { PaperSentence } from './paper-sentences.ts';
import type { SectionRole } from './section-role.ts';

/** A sentence that can stand in a summary; higher carries more. */
export interface Carrying extends PaperSentence {
  readonly score: number;
}

/** What of the words, the passage's vector, the place and the cue phrases counts, in parts of 1. */
const share = { words: 0.3, passage: 0.15, place: 0.25, cue: 0.3 };

/** Sections that answer, best first: each is worth a step less than the one before; others nothing. */
const sectionsFor: Readonly<Record<Aspect, readonly SectionRole[]>> = {
  overview: ['abstract', 'conclusion', 'introduction', 'results', 'discussion', 'body', 'aim', 'method'],
  argument: ['abstract', 'introduction', 'conclusion', 'discussion'],
  conclusion: ['conclusion', 'discussion', 'abstract'],
  aim: ['aim', 'abstract', 'introduction'],
  method: ['method', 'abstract', 'aim', 'introduction'],
  findings: ['results', 'abstract', 'conclusion', 'discussion'],
  recommendations: ['conclusion', 'body', 'discussion', 'abstract'],
};

/** Sentences that lean on the one before say too little alone. */
const leans =
  /^["“‘(]?(?:(?:this|these|that|those|such|it|its|they|their|he|she|his|her|both|another|others|the (?:former|latter|same|other|above))\b(?! (?:paper|article|study|research|work|essay|thesis))|(?:however|but|moreover|additionally|furthermore|also|similarly|simultaneously|meanwhile|nevertheless|nonetheless|instead|likewise|conversely|consequently|hence|thus|therefore|lastly|next|second(?:ly)?|third(?:ly)?|as such|in (?:this|that|these|those|their|its|addition|contrast|turn|doing)(?! (?:paper|article|study|work|research))|to (?:that|this) end|that is|indeed|specifically|finally|first(?:ly)?|accordingly|furthermore|as (?:mentioned|reported|shown|can be seen)|although (?:it|this|they)|besides|further|by contrast|on the (?:contrary|other)|at the same time|for (?:example|instance)|and|or|yet|so|then|here|not only)\b)/i;
/** "The significance of this finding": what it means stands before it. */
const leansSoon = /^.{0,35}\b(?:this|these|those|such)\b(?! (?:paper|article|study|research|essay|thesis|as\b))/i;
/** Traces of a broken page, of figures and formulas. */
const broken =
  /\p{L}\)\p{Lu}\p{Ll}|\p{Ll},\p{L}|\b(?:Figure|Fig\.|Table|Eq\.|Section|Line) ?\d|\b(?:TAB|FIG|SEC|EQ)REF\d|@xmath|INLINEFORM|DISPLAYFORM|https?:|licen[cs]ed under|\$|[=<>∑∫§]|\bin (?:this|the (?:following|next|previous)) (?:sub)?section\b/iu;

/** What is planned, and what comes where. */
const roadmap =
  /\b(?:future work|would (?:also )?like to|(?:we|also) plan to|we (?:begin|start) by|we (?:will )?first (?:introduce|describe|present)|(?:is|are) (?:organi[sz]ed|structured) as follows|as follows\.)/i;

/** Scores of what can stand in a summary; sentences that can't are left out. */
export function scoreSentences(
  sentences: readonly PaperSentence[],
  words: readonly number[],
  passages: readonly number[],
  aspect: Aspect,
): Carrying[] {
  return sentences.flatMap((sentence, index) => {
    if (!canStand(sentence, aspect)) return [];
    const cue = cueOf(sentence.text, aspect);
    const score =
      share.words * (words[index] ?? 0) +
      share.passage * (passages[index] ?? 0) +
      share.place * placeOf(sentence, aspect) +
      share.cue * (isQuestion(sentence) && aspect === 'aim' ? 2 : cue) -
      faultsOf(sentence, aspect);
    return [{ ...sentence, score }];
  });
}

function canStand({ text, words, item, role }: PaperSentence, aspect: Aspect): boolean {
  // What is still to be done, and what comes where, is not what a paper says.
  if (aspect === 'overview' && (role === 'literature' || roadmap.test(text))) return false;
  const list = item && !(aspect === 'aim' && /\?["”’)]*$/.test(text));
  const whole = /[.!?]["”’)\]]*(?:\s*[[(][^()[\]]{0,80}[)\]])?$/.test(text) || /\((?:[^()]{0,80})\)$/.test(text);
  return (
    words >= 6 &&
    words <= 70 &&
    whole &&
    !list &&
    role !== 'aside' &&
    !/^(?:keywords?|index terms|figure|table|fig\.)\b/i.test(text)
  );
}

/** A question that a paper asks itself, in the section that is for it. */
function isQuestion({ text, role, item }: PaperSentence): boolean {
  return (role === 'aim' || item) && /\?["”’)]*$/.test(text);
}

function placeOf({ role, position, of }: PaperSentence, aspect: Aspect): number {
  const order = sectionsFor[aspect];
  const rank = order.indexOf(role);
  const section = rank < 0 ? 0 : 1 - rank / (order.length + 1);
  // A conclusion begins with what it is about, and says what follows later.
  const edge = position === 0 ? (role === 'conclusion' ? 0.3 : 1) : position === of - 1 ? 0.7 : position < 3 ? 0.4 : 0;
  return 0.65 * section + 0.35 * edge;
}

function faultsOf({ text, words, mentions, role }: PaperSentence, aspect: Aspect): number {
  const asks = text.includes('?') && aspect !== 'aim' ? 0.3 : 0;
  const long = words > 30 ? Math.min(0.3, (words - 30) * 0.012) : words < 10 ? 0.1 : 0;
  // What others have said is not what the paper says.
  const sources = mentions + (text.match(/\[\d{1,3}\]/g)?.length ?? 0);
  const others = role === 'literature' ? 0.5 : Math.min(0.3, sources * 0.12);
  return asks + long + others + (leans.test(text) || leansSoon.test(text) ? 0.2 : 0) + (broken.test(text) ? 0.4 : 0);
}
