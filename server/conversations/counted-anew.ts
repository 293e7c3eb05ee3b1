import { withoutSource } from './according-to.ts';
import { beForms, determiners, doForms, haveForms, prepositions } from './closed-classes.ts';
import { splitSubject } from './indirect-question.ts';
import { isPlural, nounPhrasesOf } from './noun-phrases.ts';
import { partsOf, type QuestionParts } from './question-parts.ts';
import { asQuestion } from './surface.ts';
import { tokensOf } from './tokens.ts';

const counts = /^(which|how many)(?: ones?)?$/i;

/**
 * "Which ones?", "How many?" of the one plural that the question before speaks of: "Does Sadi give examples?" → "Which
 * examples does Sadi give?". Null for other turns, and where the plural isn’t the subject or the object.
 */
export function countedAnew(asked: string, before: string): string | null {
  const word = counts.exec(asked)?.[1];
  const parts = partsOf(withoutSource(before));
  if (word === undefined || !parts) return null;
  return ofAskedNoun(word, parts) ?? ofSubject(word, parts) ?? ofObject(word, parts);
}

/** "How many?" of "Which jets were shot down?". */
function ofAskedNoun(word: string, { wh, aux, rest }: QuestionParts): string | null {
  const noun = /^(?:which|what|how many) (?!of )(.+)$/i.exec(wh)?.[1];
  const [head] = tokensOf(noun ?? '').slice(-1);
  if (noun === undefined || !head || !isPlural(head.lower)) return null;
  const again = asQuestion(`${word} ${noun} ${aux === null ? '' : `${aux} `}${rest}`);
  return wh.toLowerCase().startsWith(word.toLowerCase()) ? null : again;
}

/** "How many?" of "Were the drones shot down?". */
function ofSubject(word: string, { wh, shape, aux, rest }: QuestionParts): string | null {
  const adverbial = /^(?:when|where|why|how|by whom?)$/i.test(wh);
  if (aux === null || !(shape === 'polar' || adverbial) || !(beForms.has(aux) || haveForms.has(aux))) return null;
  const [first, ...more] = tokensOf(rest);
  const noun = more[0];
  const next = more[1];
  const isDetermined = first !== undefined && /^(?:the|these|those|any|some)$/.test(first.lower);
  const head = isDetermined ? noun : first;
  const verb = isDetermined ? next : noun;
  if (!head || !verb || head.possessive || !isPlural(head.lower)) return null;
  if (!/(?:ed|en|ing)$|^(?:shot|hit|lost|built|made|sent|sold|bought|cut|put|set|struck|won)$/.test(verb.lower))
    return null;
  return asQuestion(`${word} ${rest.slice(head.start, head.end)} ${aux} ${rest.slice(verb.start)}`);
}

/** "Which ones?" of "Does Sadi give examples?". */
function ofObject(word: string, { shape, aux, rest }: QuestionParts): string | null {
  if (shape !== 'polar' || aux === null || !doForms.has(aux)) return null;
  const split = splitSubject(rest, true, null);
  const [verb, next] = tokensOf(split?.predicate ?? '');
  if (!split || !verb || !next || prepositions.has(next.lower)) return null;
  if (determiners.has(next.lower) && !/^(?:any|some|several|many)$/.test(next.lower)) return null;
  const behind = split.predicate.slice(next.start);
  const object = nounPhrasesOf(`of ${behind}`, new Map())[0];
  if (object?.start !== 3 || !isPlural(object.head)) return null;
  const noun = behind.slice(0, object.end - 3).replace(/^(?:any|some|several|many) /i, '');
  const tail = behind.slice(object.end - 3).trim();
  return asQuestion(`${word} ${noun} ${aux} ${split.subject} ${split.predicate.slice(0, verb.end)} ${tail}`);
}

/** "Which frameworks?" of "What share of the startups depends on China?": those that the startups have. */
export function ofTheWhole(asked: string, before: string): string | null {
  const measured = /^(?:what|which|how) (?:share|percentage|proportion|part|much|many) (?=of )/i.exec(before)?.[0];
  const whole = measured === undefined ? undefined : nounPhrasesOf(before.slice(measured.length), new Map())[0]?.text;
  const noun = /^which (\p{L}+)$/iu.exec(asked)?.[1];
  if (whole === undefined || noun === undefined || /^ones?$/i.test(noun)) return null;
  return isPlural(tokensOf(whole).at(-1)?.lower ?? '') ? asQuestion(`${asked} do ${whole} have`) : null;
}
