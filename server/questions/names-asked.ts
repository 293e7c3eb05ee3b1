import { areOfOneNation } from '../quotes/paraphrase/nations.ts';
import { isEnglishWord } from '../quotes/difference/english.ts';
import { isCapitalOf } from './capitals.ts';
import { isStopWord, stemOf, wordsOf } from '../retrieval/terms.ts';

/** A name or number that a question speaks of; no other word can stand for it in an answer. */
export interface AskedName {
  /** As the question has it, without possessive ending. */
  readonly text: string;
  /** Half-open range of UTF-16 code units of the question. */
  readonly start: number;
  readonly end: number;
}

const token =
  /\p{Lu}[\p{L}\p{M}]*\d+(?:[.,/-]\d+)*|(?:\p{Lu}\.){2,}|\p{L}[\p{L}\p{M}\d]*(?:['’]\p{L}+)*|\d+(?:[.,/]\d+)*\p{L}*/gu;
/** Small words inside names: "National Response Center for Cyber Crimes". */
const joining = /^(?:of|for|the|ul|al|on)$/i;
const opening =
  /^(?:what|which|who|whom|whose|when|where|why|how|does|do|did|is|are|was|were|has|have|had|can|could|will|would|should|may|in|on|at|by|according|and|but|so|also|the|a|an|tell|give|name|list|explain|describe|define|compare|summari[sz]e|please|i|if|whether|under|over|for|from|to|with|about|of|through|during|since|after|before|between|both|many|much|i['’]m|i['’]ve|some|any|no|not|this|that|these|those|it|he|she|they|we|you|there|here|then|now|today|find|show|say|mr|mrs|ms|dr|prof|professor)$/i;
const acronym = /^(?:\p{Lu}[\p{L}\d]*[\p{Lu}\d][\p{L}\d]*|(?:\p{Lu}\.){2,})$/u;
/** Words before a country's name that are part of it. */
const directions = /^(?:north|south|east|west|new|saudi|sri|united|great|northern|southern|eastern|western)$/i;

interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly isName: boolean;
}

/**
 * The names, acronyms and numbers of a question, words in a row as one. What is written in lower case counts where the
 * dictionary knows it only with a capital, or does not know it at all.
 */
export function namesAsked(question: string): AskedName[] {
  const tokens = tokensOf(question);
  const names: AskedName[] = [];
  let at = 0;
  while (at < tokens.length) {
    if (!tokens[at]?.isName) {
      at += 1;
      continue;
    }
    const end = endOfName(tokens, at, question);
    const [first, last] = [tokens[at], tokens[end]];
    if (first && last)
      names.push({ text: withoutPossessive(question.slice(first.start, last.end)), start: first.start, end: last.end });
    at = end + 1;
  }
  return names;
}

function tokensOf(question: string): Token[] {
  const found = [...question.matchAll(token)].map((match) => ({
    text: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }));
  const capitals = found.filter(({ text }) => /^\p{Lu}/u.test(text)).length;
  // In a title or a shout capitals say nothing; without any, the dictionary has to.
  const telling = capitals > 0 && capitals < 0.7 * found.length;
  return found.map((word, index) => {
    const bare = withoutPossessive(word.text);
    const number = /^\d/.test(bare);
    const isAcronym = acronym.test(bare) && (telling || /\d/.test(bare));
    const opens = index === 0 || /[.?!:]\s*["“‘(]*$/.test(question.slice(0, word.start));
    const capital = telling && /^\p{Lu}/u.test(bare) && !(opens && isPlain(bare)) && !opening.test(bare);
    const known = !opening.test(bare) && !isStopWord(bare) && bare.length > 2 && isProper(bare);
    const beforeName = directions.test(bare) && isProper(withoutPossessive(found[index + 1]?.text ?? ''));
    return { ...word, isName: number || isAcronym || capital || known || beforeName };
  });
}

/** Whether a word that opens a sentence is an ordinary one, which has its capital for that. */
function isPlain(word: string): boolean {
  return isEnglishWord(word.toLowerCase());
}

/** "iran" is a name, "weather" is none: the dictionary has it with a capital only. */
function isProper(word: string): boolean {
  if (!/^\p{L}{3,}/u.test(word)) return false;
  const small = word.toLowerCase();
  return !isEnglishWord(small) && isEnglishWord(small.slice(0, 1).toUpperCase() + small.slice(1));
}

/** Index of the last token of the name that begins at one. */
function endOfName(tokens: readonly Token[], from: number, question: string): number {
  let end = from;
  while (end + 1 < tokens.length) {
    const [own, next, behind] = [tokens[end], tokens[end + 1], tokens[end + 2]];
    if (!own || !next || /['’]s$/.test(own.text)) break;
    if (!/^[\s.\-–/]*$/.test(question.slice(own.end, next.start))) break;
    // "UN General Assembly" is two names: papers write them apart.
    const leads = end === from && acronym.test(own.text) && !/\d/.test(next.text);
    if (next.isName && !leads && isCapital(own.text) === isCapital(next.text)) end += 1;
    else if (
      joining.test(next.text) &&
      /^\p{Lu}/u.test(own.text) &&
      behind &&
      /^\p{Lu}/u.test(behind.text) &&
      behind.isName &&
      /^\s+$/.test(question.slice(next.end, behind.start)) &&
      !acronym.test(own.text)
    )
      end += 2;
    else break;
  }
  return end;
}

/** A number goes with either; so does "Vietnam's Force 47". */
function isCapital(text: string): boolean {
  return /^[\p{Lu}\d]/u.test(text);
}

function withoutPossessive(text: string): string {
  return text.replace(/(?:['’]s|s['’])$/u, (ending) => (/^s/i.test(ending) ? 's' : ''));
}

/** What names are compared by: stems, acronyms without their dots. */
export function nameStems(text: string): string[] {
  return wordsOf(text)
    .map((word) => stemOf(word.replaceAll('.', '')))
    .filter((stem) => stem !== '');
}

/**
 * How much of a name stands in a text in its order, 0…1: 1 for all of its words with at most two others between; for
 * less, the share of words in the longest such run. "Chinese" and "Beijing" stand for "China" and the like.
 * @param stems of the text, by `nameStems`
 */
export function nameIn(name: string, stems: readonly string[]): number {
  const own = nameStems(name);
  if (own.length === 0) return 1;
  let best = 0;
  for (const [at, stem] of stems.entries()) {
    for (const [from, word] of own.entries()) {
      if (!same(word, stem)) continue;
      let [matched, place] = [1, at];
      for (const next of own.slice(from + 1)) {
        const found = stems.slice(place + 1, place + 4).findIndex((other) => same(next, other));
        if (found < 0) break;
        matched += 1;
        place += found + 1;
      }
      best = Math.max(best, matched);
    }
  }
  return best / own.length;
}

function same(a: string, b: string): boolean {
  if (a === b || areOfOneNation(a, b) || isCapitalOf(a, b)) return true;
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  return short.length >= 4 && /^\p{L}+$/u.test(long) && long.startsWith(short) && long.length - short.length <= 3;
}
