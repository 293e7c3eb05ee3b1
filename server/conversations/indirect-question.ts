import { beForms, determiners, personalPronouns, prepositions } from './closed-classes.ts';
import { partsOf } from './question-parts.ts';
import { insideSentence } from './surface.ts';
import { type Token, tokensOf } from './tokens.ts';
import { baseOf, isBaseVerb, isNounToo, isReporting, pastOf, thirdPersonOf } from './verbs.ts';

/**
 * A question as the object of "say" or "about": "How did Vietnam respond to hacking?" → "how Vietnam responded to
 * hacking". Null where it isn't certain where the subject ends.
 */
export function indirectQuestion(question: string): string | null {
  const parts = partsOf(question);
  if (!parts) return null;
  const wh = parts.shape === 'polar' ? 'whether' : insideSentence(parts.wh);
  if (parts.shape === 'subject') return `${wh} ${parts.aux === null ? '' : `${parts.aux} `}${parts.rest}`;
  const aux = parts.aux ?? '';
  if (aux.includes("'")) return null;
  if (aux === 'do') return `${wh} ${parts.rest}`;
  const does = /^(?:does|did)$/.test(aux);
  const split = splitSubject(
    parts.rest,
    does || !/^(?:is|are|was|were|has|have|had)$/.test(aux),
    parts.shape === 'polar' ? null : wh,
  );
  if (!split) return null;
  const { subject, predicate } = split;
  if (!does) return `${wh} ${subject} ${aux}${predicate === '' ? '' : ` ${predicate}`}`;
  const verb = /^[\p{L}-]+/u.exec(predicate)?.[0];
  if (verb === undefined) return null;
  return `${wh} ${subject} ${aux === 'did' ? pastOf(verb) : thirdPersonOf(verb)}${predicate.slice(verb.length)}`;
}

/** What a question is about, to stand behind "about": a noun phrase or an indirect question; null where neither is certain. */
export function topicOf(question: string): string | null {
  const named = /^what about ([^?]{2,200})\??$/i.exec(question)?.[1];
  if (named !== undefined) return named;
  const parts = partsOf(question);
  if (
    parts?.shape === 'asked' &&
    beForms.has(parts.aux ?? '') &&
    /^what$/i.test(parts.wh) &&
    isOneNounPhrase(parts.rest)
  ) {
    return parts.rest;
  }
  if (parts?.shape === 'asked' && /^(?:who)$/i.test(parts.wh) && beForms.has(parts.aux ?? '')) return parts.rest;
  const about = saidAbout(question);
  if (about) return about.topic;
  return indirectQuestion(question);
}

/** "What does Sadi say about drones?" → Sadi and drones; null for other questions. */
export function saidAbout(question: string): { speaker: string; topic: string; start: number } | null {
  const parts = partsOf(question);
  if (parts?.shape !== 'asked' || !/^(?:what|how)$/i.test(parts.wh) || !/^(?:do|does|did)$/.test(parts.aux ?? ''))
    return null;
  const tokens = tokensOf(parts.rest);
  const verbAt = tokens.findIndex((token) => isReporting(token.lower));
  const about = tokens[verbAt + 1];
  const verb = tokens[verbAt];
  const next = tokens[verbAt + 2];
  if (!verb || verbAt < 1 || !about || !next || !/^(?:about|on|of|regarding)$/.test(about.lower)) return null;
  const topic = parts.rest.slice(next.start);
  return { speaker: parts.rest.slice(0, verb.start).trim(), topic, start: question.lastIndexOf(topic) };
}

function isOneNounPhrase(text: string): boolean {
  const last = tokensOf(text).at(-1)?.lower ?? '';
  return (
    !prepositions.has(last) &&
    !/ (?:used|called|known|made|based|meant|said|doing|done|expected|supposed) ?/.test(` ${text} `)
  );
}

/** Where the subject of an inverted clause ends: before its verb (`verbal`) or before what follows a form of be or have. */
export function splitSubject(
  rest: string,
  verbal: boolean,
  wh: string | null,
): { subject: string; predicate: string } | null {
  const tokens = tokensOf(rest);
  const [first] = tokens;
  if (!first) return null;
  const cut = (at: number) => {
    const token = tokens[at];
    return token
      ? { subject: rest.slice(0, token.start).trim(), predicate: rest.slice(token.start) }
      : { subject: rest, predicate: '' };
  };
  if (personalPronouns.has(first.lower)) return cut(1);
  const found = verbal ? verbAfterSubject(tokens) : complementAfterSubject(tokens);
  if (found !== null) return cut(found);
  if (verbal) {
    const after = nameLength(tokens);
    return after > 0 && tokens[after] && !prepositions.has(tokens[after].lower) ? cut(after) : null;
  }
  // "How dependent are states | on vendors".
  const degree =
    wh !== null && /^how \p{L}/iu.test(wh)
      ? tokens.findIndex(({ lower }, at) => at > 0 && /^(?:on|to|for|with|about|at|than|towards?|against)$/.test(lower))
      : -1;
  if (degree > 0) return cut(degree);
  return wh === null ? null : { subject: rest, predicate: '' };
}

function verbAfterSubject(tokens: readonly Token[]): number | null {
  let noun: number | null = null;
  for (let at = 1; at < tokens.length; at += 1) {
    const before = tokens[at - 1];
    const token = tokens[at];
    if (!before || !token) break;
    // In "did the air force lose in May" the noun comes first; behind a preposition there is no verb of this subject.
    if (noun !== null && (determiners.has(token.lower) || prepositions.has(token.lower))) break;
    if (token.possessive || before.possessive || /^\p{Lu}/u.test(token.text)) continue;
    if (!isBaseVerb(token.lower) || determiners.has(before.lower) || prepositions.has(before.lower)) continue;
    if (!isNounToo(token.lower)) return at;
    noun = at;
  }
  return noun;
}

function complementAfterSubject(tokens: readonly Token[]): number | null {
  const name = nameLength(tokens);
  if (
    name > 0 &&
    name < tokens.length &&
    !tokens.slice(0, name).some(({ possessive }) => possessive) &&
    tokens[name]?.lower !== 'and'
  )
    return name;
  for (let at = 1; at < tokens.length; at += 1) {
    const before = tokens[at - 1];
    const token = tokens[at];
    if (!before || !token || before.possessive || determiners.has(before.lower) || prepositions.has(before.lower))
      continue;
    const isParticiple = baseOf(token.lower) !== null && !isBaseVerb(token.lower);
    if (
      isParticiple ||
      /^(?:able|ahead|behind|dependent|likely|ready|vulnerable|important|necessary|more|less|not|been|being|so)$/.test(
        token.lower,
      )
    )
      return at;
  }
  return null;
}

function nameLength(tokens: readonly Token[]): number {
  let at = 0;
  while (tokens[at] && /^\p{Lu}|^(?:the|and)$/u.test(tokens[at]?.text ?? '')) at += 1;
  while (at > 0 && /^(?:the|and)$/.test(tokens[at - 1]?.lower ?? '')) at -= 1;
  return at;
}
