import { isEnglishWord } from '../quotes/difference/english.ts';
import { isFunctionWord } from '../quotes/words/function-words.ts';

/** A word of a statement with its half-open range of UTF-16 code units. */
interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Behind these a verb does not begin: "the ban", "its role", "of trade". */
const opensNoun =
  /^(?:an?|the|this|that|these|those|its|his|her|their|our|my|your|all|every|each|some|any|no|most|many|more|several|of|in|on|at|by|for|from|with|into|about|between|under|over|against|among|through|and|or)$/i;
const adverb = /^(?:also|never|not|still|even|already|only|often|always|suddenly|\p{L}{3,}ly)$/iu;
/** Common verbs that have a past of their own. */
const past =
  /^(?:broke|won|lost|went|gave|took|made|came|left|kept|built|bought|sold|sent|led|began|chose|drew|fell|fought|held|met|paid|ran|sought|spent|stood|struck|taught|told|thought|threw|withdrew|wrote|grew|became|\p{L}{3,}ed)$/u;
/** Verbs that have what is done behind "to". */
const purpose =
  /^(?:want|decide|plan|aim|hope|seek|need|begin|start|continue|agree|manage|tend|intend|choose|try|wish|promise|offer|learn|dare)$/i;
/** Written alike as verb and noun, and nearly always the noun in the middle of a subject. */
const seldomVerb =
  /^(?:system|paper|people|power|state|country|party|army|law|data|war|drone|weapon|policy|network|security|military|force|program|programme|intelligence|technology|minister|president|author|wrong|right|better|best|last|own|free|clear|short)s?$/i;

/**
 * Where the verb of a statement in the order subject, verb, object begins, in the base form that stands behind "do",
 * "does" and "did": the first word behind a noun that English inflects as a verb. Null where none is found.
 */
export function verbOf(statement: string): Word | null {
  const words = [...statement.matchAll(/[\p{L}\p{M}\d]+(?:['’-][\p{L}\p{M}\d]+)*/gu)].map((match) => ({
    text: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }));
  const found = words.find((word, index) => {
    const before = words[index - 1];
    if (!before || !/^\p{Ll}{2,}$/u.test(word.text) || isFunctionWord(word.text) || adverb.test(word.text))
      return false;
    if (seldomVerb.test(word.text) || opensNoun.test(before.text) || /['’]s?$/.test(before.text)) return false;
    if (/s['’]\s*$/.test(statement.slice(before.start, word.start))) return false;
    return isVerb(word.text) || past.test(word.text);
  });
  // "decide to shut": what is done is the second.
  const [to, next] = found && purpose.test(found.text) ? words.slice(words.indexOf(found) + 1) : [];
  return to && next && /^to$/i.test(to.text) && isVerb(next.text) ? next : (found ?? null);
}

/** Whether English makes "-ing" and "-s" or "-es" of a word. */
function isVerb(word: string): boolean {
  const stem = word.replace(/e$/, '');
  const last = word.at(-1) ?? '';
  return [`${word}ing`, `${stem}ing`, `${word}${last}ing`].some(isEnglishWord);
}
