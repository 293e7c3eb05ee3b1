import { pluralForms, prepositions } from './closed-classes.ts';
import type { Conversation } from './conversation.ts';
import { nationsIn } from './nations.ts';
import { isComparative } from './pronouns.ts';
import { asQuestion, withoutMark } from './surface.ts';
import { type TakenUp, takenUp } from './taken-up.ts';
import { tokensOf } from './tokens.ts';

const asksWhoDid = /^wh(?:o|at|ich \p{L}+) (?:did|does|do|has done|had done) $/iu;
const worked = /^(?:work|help|succeed|fail|matter|happen|suffice)(?:s|ed)?$/;

/**
 * A question in which "that", "this" or "it" stands for all of the question before, with that in its place: "Why is
 * that a problem?" → "Why is it a problem that Vietnam restricted Huawei?".
 * Null where the grammar of that question does not say what to put in.
 * @param at where the pronoun begins
 */
export function withWholeNamed(text: string, at: number, conversation: Conversation): string | null {
  const tokens = tokensOf(text);
  const index = tokens.findIndex(({ start }) => start === at);
  const pronoun = tokens[index];
  const before = tokens[index - 1];
  const whole = takenUp(conversation);
  if (!pronoun) return null;
  const [head, tail] = [text.slice(0, pronoun.start), ` ${withoutMark(text.slice(pronoun.end))}`];
  // "Who did it?" asks for a doer, of whom the question before says only what was done.
  if (asksWhoDid.test(head) && tail === ' ') return null;
  const agreeing = whole.plural
    ? head.replace(/\b(is|was|does|has)(\s+)$/, (_, aux: string, gap: string) => `${pluralForms[aux] ?? aux}${gap}`)
    : head;
  const put = (phrase: string) => asQuestion(`${agreeing}${phrase}${tail}`);
  if (before && /^(?:after|before|since)$/.test(before.lower) && whole.statement !== null)
    return put(withPronoun(whole.statement, head));
  const isObject = index > 0 && (tail === ' ' || (before !== undefined && prepositions.has(before.lower)));
  if (whole.statement !== null && /^(?:when|where|on which date|in which year) (?:is|was) $/i.test(head))
    return asQuestion(`${head}it that ${whole.statement}`);
  if (isObject) {
    const phrase = nounPhraseOf(whole);
    if (phrase === null) return null;
    // One learns from a country, whatever of it was spoken of.
    const owner = /\b(?:learn\p{L}*|lessons?) from $/iu.test(head) ? ownerIn(phrase) : null;
    return put(owner !== null && !head.includes(owner) ? owner : phrase);
  }
  const isQuantity = whole.phrase !== null && isComparative(tokens[index + 1]?.lower ?? '');
  if (whole.statement !== null && !isQuantity) {
    const last = tokens.at(-1)?.lower ?? '';
    return asQuestion(
      `${head}${pronoun.start === 0 ? 'It' : 'it'}${tail} ${worked.test(last) ? 'when' : 'that'} ${whole.statement}`,
    );
  }
  if (whole.phrase === null) return null;
  return asQuestion(`${agreeing}${whole.phrase}${tail}`);
}

/** "What are the risks?" with what they are of; null where that is not known. */
export function withGenitive(text: string, conversation: Conversation): string | null {
  const phrase = nounPhraseOf(takenUp(conversation));
  if (phrase === null) return null;
  const noun = tokensOf(text).at(-1)?.lower ?? '';
  // A fact has no alternative.
  if (phrase.startsWith(fact) && /^(?:alternative|exception|solution)s?$/.test(noun)) return null;
  const by = /^(?:alternative|exception|solution)s?$/.test(noun) ? 'to' : /^reasons?$/.test(noun) ? 'for' : 'of';
  return asQuestion(`${withoutMark(text)} ${by} ${phrase}`);
}

/** "Malaysia" of "Malaysia’s ties with the US". */
function ownerIn(phrase: string): string | null {
  const [first] = nationsIn(phrase);
  return first?.kind === 'place' && first.start === 0 && /^['’]/u.test(phrase.slice(first.end)) ? first.text : null;
}

const fact = 'the fact that ';

function nounPhraseOf({ phrase, statement }: TakenUp): string | null {
  return phrase ?? (statement === null ? null : `${fact}${statement}`);
}

/** "What did India do after it suspended that treaty?": who was named in the same sentence is not named twice. */
function withPronoun(statement: string, head: string): string {
  const subject = /^\p{Lu}[\p{L}-]*(?= \p{Ll})/u.exec(statement)?.[0];
  return subject !== undefined && new RegExp(`\\b${subject}\\b`).test(head)
    ? `it${statement.slice(subject.length)}`
    : statement;
}
