import { contentTerms } from '../retrieval/terms.ts';
import type { Abstention } from '../wire.ts';
import { isOnlyInstructions } from './instructions.ts';
import { foreignLanguage } from './language.ts';

/** What is said without looking into a paper. */
export type PlainReply = Pick<Abstention, 'reason' | 'message'>;

const aboutItself =
  /^(?:(?:hi|hello|hey)[,!. ]+)?(?:who|what) (?:are|r) (?:you|u)\b|\bwhat can (?:you|ibid|i ask|this)\b|\bwhat (?:do|can) (?:you|ibid) (?:do|know|help)|\bhow (?:do|does|can) (?:you|ibid|this (?:work|tool|app|assistant|bot)|i use (?:you|this|ibid))\b(?! (?:.*\b(?:paper|author|sadi)))|\bwhat(?:['’]s| is) ibid\b|\bwho (?:made|built|created|wrote|trained) (?:you|ibid|this (?:tool|app|assistant|bot))\b|\b(?:are|r) (?:you|u) (?:an? )?(?:ai|bot|robot|human|person|real|chatgpt|gpt|claude|llm|language model|chatbot)\b|\bwhich (?:language )?model (?:are|do) you\b|\byour (?:name|system prompt|instructions|training data|source code)\b|\bdo you (?:have|use|store|keep|remember|speak|understand)\b|\bcan i trust you\b|^(?:help|help me|\?+)$/iu;
const greeting =
  /^(?:(?:good (?:morning|afternoon|evening)|hi|hello|hey|salam|salaam|greetings|yo|thanks?|thank you(?: very much)?|thx|bye|goodbye|ok|okay|test)(?:[\s,!.]+(?:there|ibid|everyone|all|again|friend))?[\s!.]*)+$/iu;
/** Thanks, praise and blame: what is said to somebody, and asks nothing. */
const courtesy =
  /^(?:(?:many |lots of )?(?:thanks|thank (?:you|u)|thx|cheers)\b(?! to\b)[^?]{0,80}|(?:ok(?:ay)?|well|wow|great)?[\s,!]*(?:you(?:['’]re| are|r)?|that(?:['’]s| is| was)?|this (?:is|was)|it(?:['’]s| is| was)) (?:(?:so|very|really|quite|pretty|just|not|too|all|a|an|the) ){0,3}(?:great|good|nice|cool|awesome|amazing|brilliant|perfect|helpful|useful|useless|smart|clever|funny|wrong|bad|stupid|dumb|best|worst|interesting|fine|welcome)(?: (?:job|work|answer|bot|help|one))?[\s!.]*|(?:good|great|nice|well) (?:job|work|done|answer|one|point)[\s!.]*)$/iu;
/** Views and help of its own, which it has not; "what do you think the paper means" is asked of the paper. */
const personal =
  /\bwhat (?:do|would|did) you (?:think|feel|prefer|like|believe|make) (?:about|of|if|is|to)?\b|\b(?:do|would) you (?:like|love|hate|think|believe|agree|prefer|support)\b|\b(?:what(?:['’]s| is)|tell me) your (?:own |personal )?(?:opinion|view|favou?rite|age)\b|^(?:can|could|will|would) (?:you|u) (?:please )?(?:help|assist) me\b/iu;
const ofPapers = /\b(?:papers?|articles?|authors?|study|library|quot\p{L}+|cit\p{L}+|sentence|passage)\b/iu;
const arithmetic =
  /^(?:(?:what(?:['’]s| is)|how much is|calculate|compute|solve)\s+)?[\d.,()]+(?:\s*(?:[+*/×÷^]|(?<=\s)[–-](?=\s))\s*[\d.,()]+)+\s*=?\s*\??$/iu;

const what =
  'I answer from the papers in this library, with the words of the papers and the place where each stands, and I check quotations against them.';
const ask = 'Ask what the papers say about a topic, name or number, or ask for a summary of one.';

/** The answer to what asks nothing of the papers; null for a question to them. */
export function plainReply(question: string, hasModel: boolean): PlainReply | null {
  const text = question.trim();
  if (greeting.test(text)) return reply(`Hello. ${what} ${ask}`);
  if (courtesy.test(text)) return reply(`You’re welcome to ask on. ${ask}`);
  if (arithmetic.test(text) || (personal.test(text) && !ofPapers.test(text)))
    return reply(`I have neither views nor knowledge of my own. ${what} ${ask}`);
  if (aboutItself.test(text)) return reply(`This is Ibid. ${what} ${ask}`);
  if (isOnlyInstructions(text)) return reply(`${what} What a message tells me to do instead changes nothing. ${ask}`);
  const language = hasModel ? null : foreignLanguage(text);
  if (language !== null) {
    return reply(
      `This question is in ${language}; without a chat model I can only look for English questions in these papers. Please ask it in English.`,
    );
  }
  return null;
}

/** The answer to words that say nothing to look for; null where they say something. */
export function tooLittle(question: string): PlainReply | null {
  return contentTerms(question).length === 0 ? reply(`That is too little to look for in the papers. ${ask}`) : null;
}

function reply(message: string): PlainReply {
  return { reason: 'not-about-the-library', message };
}
