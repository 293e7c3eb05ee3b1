import { contentTerms } from '../retrieval/terms.ts';
import { isAuxiliary } from './closed-classes.ts';
import { namesIn } from './names-in-text.ts';
import { type NounPhrase, nounPhrasesOf } from './noun-phrases.ts';
import type { QuestionParts } from './question-parts.ts';
import { tokensOf } from './tokens.ts';
import { baseOf } from './verbs.ts';

const nobody: ReadonlyMap<string, string> = new Map();

/**
 * What a quotation of the answer says did what "Who …?" and "What was …?" ask of: the name or the definite noun phrase
 * before the question’s verb, or behind "by"; null where no sentence has one beside a word of the question.
 */
export function answeredSubject(parts: QuestionParts, answer: string): NounPhrase | null {
  if (parts.shape !== 'subject' || !/^(?:who|what|which)\b/i.test(parts.wh)) return null;
  const verb = /^[\p{L}-]+/u.exec(parts.rest)?.[0].toLowerCase() ?? '';
  const base = baseOf(verb) ?? (verb.endsWith('ed') ? verb : null);
  if (base === null || /^(?:be|have|do|say)$/.test(base)) return null;
  const asked = contentTerms(parts.rest.slice(verb.length));
  const passive = parts.aux !== null && /^(?:is|are|was|were)$/.test(parts.aux) && !verb.endsWith('ing');
  for (const [, quotation = ''] of answer.matchAll(/“([^”]{1,600})”/g)) {
    for (const sentence of quotation.split(/(?<=[.;!?])\s/)) {
      const terms = new Set(contentTerms(sentence));
      if (asked.length > 0 && !asked.some((term) => terms.has(term))) continue;
      const found = subjectIn(sentence, verb, base, passive);
      if (found) return found;
    }
  }
  return null;
}

function subjectIn(sentence: string, verb: string, base: string, passive: boolean): NounPhrase | null {
  const tokens = tokensOf(sentence).slice(0, 120);
  for (const [at, token] of tokens.entries()) {
    if (token.lower !== verb && baseOf(token.lower) !== base) continue;
    const before = tokens[at - 1];
    if (!before) continue;
    const isPassive = /^(?:is|are|was|were|been|being)$/.test(before.lower);
    if (!passive && isPassive) {
      const by = tokens[at + 1];
      if (by?.lower !== 'by') continue;
      const agent = phraseIn(sentence.slice(by.end + 1), (phrase) => phrase.start === 0);
      if (agent) return agent;
      continue;
    }
    if (passive && !isPassive && token.lower === verb) {
      // "India launched the programme" answers "What was launched?".
      const done = phraseIn(sentence.slice(token.end + 1), (phrase) => phrase.start === 0);
      if (done) return done;
    }
    if (passive !== isPassive) continue;
    let end = at;
    while (end > 0 && /^(?:also|has|have|had|been)$|ly$/.test(tokens[end - 1]?.lower ?? '')) end -= 1;
    while (end > 0 && isAuxiliary(tokens[end - 1]?.lower ?? '')) end -= 1;
    const last = tokens[end - 1];
    if (!last) continue;
    const found = phraseIn(sentence.slice(0, last.end), (phrase) => phrase.end >= last.end);
    if (found) return found;
  }
  return null;
}

/** A phrase that says by itself which thing is meant: a name, "the policy", "Pakistan’s warriors". */
function phraseIn(text: string, fits: (phrase: NounPhrase) => boolean): NounPhrase | null {
  // Behind a word in lower case a capital is a name’s.
  const opening = 'of ';
  const shifted = opening + text.replace(/^(?:The|An?|In|By|On|At|While|Although|However|Moreover)\b/, lowerCase);
  const phrases = nounPhrasesOf(shifted, nobody).map((phrase) => ({
    ...phrase,
    start: phrase.start - opening.length,
    end: phrase.end - opening.length,
  }));
  const at = phrases.findIndex(fits);
  const other = phrases[at - 1];
  const one = phrases[at];
  // "Israel and the US" are two who did it.
  const two =
    one &&
    other?.isName === true &&
    one.isName &&
    /^ and (?:the )?$/.test(shifted.slice(other.end + opening.length, one.start + opening.length));
  const phrase = two ? { ...one, text: `${other.text} and ${one.text}`, plural: true, start: other.start } : one;
  if (!phrase || phrase.text.length > 80 || !/^(?:the\s|\p{Lu})/u.test(phrase.text)) return null;
  return namesIn(`of ${phrase.text}`, nobody).length > 0 ? phrase : null;
}

function lowerCase(word: string): string {
  return word.toLowerCase();
}
