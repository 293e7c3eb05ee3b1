import { isAuxiliary, prepositions, questionWords, determiners, personalPronouns } from './closed-classes.ts';
import { type Token, tokensOf } from './tokens.ts';
import { baseOf, isNounToo } from './verbs.ts';
import { withoutMark } from './surface.ts';

/** A question taken apart at its auxiliary: "How | did | Vietnam respond to hacking". */
export interface QuestionParts {
  /** `asked`: the question word stands before the subject; `subject`: it is the subject; `polar`: yes or no. */
  readonly shape: 'asked' | 'subject' | 'polar';
  /** "Which companies", "In what year"; empty in a polar question. */
  readonly wh: string;
  /** In lower case; null where the question word's own verb follows it ("Who mediated …"). */
  readonly aux: string | null;
  /** All behind wh and auxiliary, without the mark. */
  readonly rest: string;
}

/** Words of a question's beginning among which the auxiliary is looked for. */
const longestOpening = 14;

/** The parts of a question in one clause; null for what is no question. */
export function partsOf(question: string): QuestionParts | null {
  const text = withoutMark(question);
  const tokens = tokensOf(text).slice(0, 400);
  const [first, second] = tokens;
  if (!first) return null;
  if (isAuxiliary(first.lower)) {
    return tokens.length > 1 ? { shape: 'polar', wh: '', aux: first.lower, rest: text.slice(first.end).trim() } : null;
  }
  const asks =
    questionWords.has(first.lower) || (prepositions.has(first.lower) && second && questionWords.has(second.lower));
  if (!asks) return null;
  const whAt = questionWords.has(first.lower) ? 0 : 1;
  for (let at = whAt + 1; at < Math.min(tokens.length, longestOpening); at += 1) {
    const token = tokens[at];
    if (!token) break;
    if (isAuxiliary(token.lower)) {
      const rest = text.slice(token.end).trim();
      if (rest === '') return null;
      const shape =
        /^(?:why|when|where|how)$/.test(first.lower) && !/^how (?:many|much)/i.test(text)
          ? 'asked'
          : // "How much of the network is Chinese?"
            /^how (?:many|much) of\b/i.test(text) && !/^(?:do|does|did)$/.test(token.lower)
            ? 'subject'
            : shapeBy(token.lower, tokens, at);
      return { shape, wh: text.slice(0, token.start).trim(), aux: token.lower, rest };
    }
    if (
      at > whAt &&
      (baseOf(token.lower) !== null || (at === whAt + 1 && /^\p{Ll}+ed$/u.test(token.text))) &&
      !token.possessive &&
      isSubjectVerb(tokens, at, whAt)
    ) {
      return {
        shape: 'subject',
        wh: text.slice(0, token.start).trim(),
        aux: null,
        rest: text.slice(token.start).trim(),
      };
    }
  }
  return null;
}

/** "Who mediated", "Which country leads"; in "which attack patterns did" and "what share is" the noun is no verb. */
function isSubjectVerb(tokens: readonly Token[], at: number, whAt: number): boolean {
  const wh = tokens[whAt]?.lower ?? '';
  const adjoins = at === whAt + 1;
  if (adjoins ? !/^(?:who|what|which)$/.test(wh) : !/^(?:which|what|whose|how)$/.test(wh)) return false;
  const isNoun = isNounToo(tokens[at]?.lower ?? '');
  return !tokens
    .slice(at + 1, at + 9)
    .some(({ lower }) => (isNoun ? isAuxiliary(lower) : /^(?:do|does|did)$/.test(lower)));
}

/** Behind do there is a subject; behind be, have and modals the verb may come at once: then wh is the subject. */
function shapeBy(aux: string, tokens: readonly Token[], at: number): 'asked' | 'subject' {
  if (/^(?:do|does|did)/.test(aux)) return 'asked';
  const next = tokens[at + 1]?.lower ?? '';
  const subjectBegins =
    determiners.has(next) || personalPronouns.has(next) || /^\p{Lu}/u.test(tokens[at + 1]?.text ?? '');
  if (subjectBegins) return 'asked';
  if (
    next.endsWith('ing') ||
    prepositions.has(next) ||
    baseOf(next) !== null ||
    /^(?:not|been|be|also|already|wrong|new|different|special|unique|true|missing|left)$/.test(next)
  )
    return 'subject';
  return /(?:ed|en)$/.test(next) ? 'subject' : 'asked';
}
