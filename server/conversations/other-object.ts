import { determiners, doForms, prepositions } from './closed-classes.ts';
import type { Conversation } from './conversation.ts';
import { splitSubject } from './indirect-question.ts';
import { namesIn } from './names-in-text.ts';
import { type NounPhrase, isPlural } from './noun-phrases.ts';
import { partsOf } from './question-parts.ts';
import { tokensOf } from './tokens.ts';

/**
 * "And strategic culture?" after "How does Héder define technological determinism?": the object that ends the question
 * for another of its kind, names and determiners aside. Null where the question ends otherwise.
 */
export function otherObject(before: string, thing: string, { vocabulary }: Conversation): string | null {
  const parts = partsOf(before);
  if (!parts || (parts.aux !== null && !doForms.has(parts.aux))) return null;
  const predicate = parts.aux === null ? parts.rest : (splitSubject(parts.rest, true, parts.wh)?.predicate ?? '');
  const [verb, ...object] = tokensOf(predicate);
  const [first] = object;
  if (!verb || !first || object.some(({ lower }) => prepositions.has(lower))) return null;
  const old = predicate.slice(first.start);
  const kindOf = (text: string) => {
    const [opening] = tokensOf(text);
    const determiner = opening && determiners.has(opening.lower) ? opening.lower : '';
    return [determiner, namesIn(`of ${text}`, vocabulary).length > 0];
  };
  if (kindOf(old).join() !== kindOf(thing).join()) return null;
  return before.slice(0, before.length - old.length) + thing;
}

/** "no, I meant the CEW program" after "What does the Threat Matrix do?": a named thing for the only one. */
export function otherNamed(
  before: string,
  thing: string,
  phrases: readonly NounPhrase[],
  { vocabulary, papers }: Conversation,
): string | null {
  const isNamedThing = (text: string) => {
    const names = namesIn(`of ${text}`, vocabulary, papers);
    return names.length === 1 && names[0]?.kind === 'name' && !/['’]/.test(text);
  };
  const named = phrases.filter((phrase) => phrase.kind === 'thing' && isNamedThing(phrase.text));
  const [one, another] = named;
  if (!/^the /i.test(thing) || !isNamedThing(thing) || !one || another || one.text === thing) return null;
  const opens = /\bthe $/i.test(before.slice(0, one.start)) ? thing.slice(4) : thing;
  return before.slice(0, one.start) + opens + before.slice(one.start + one.text.length);
}

/** "And the startups?" after "Which cloud do Pakistan’s ministries use?": for the one plural, whose it is stays. */
export function otherPlural(before: string, thing: string, phrases: readonly NounPhrase[]): string | null {
  const noun = /^the (\p{Ll}[\p{L}-]*)$/u.exec(thing)?.[1];
  const asked = partsOf(before)?.wh.length ?? 0;
  const plurals = phrases.filter(({ plural, isName, start }) => plural && !isName && start >= asked);
  const owned = phrases.filter(({ plural, text }) => plural && /['’]s?\s\p{L}+$/u.test(text));
  const [one, another] = owned.length > 0 ? owned : plurals;
  if (noun === undefined || !isPlural(noun) || !one || another) return null;
  const owner = /^(.*['’]s?\s)\p{L}+$/u.exec(one.text)?.[1];
  return (
    before.slice(0, one.start) +
    (owner === undefined ? thing : owner + noun) +
    before.slice(one.start + one.text.length)
  );
}
