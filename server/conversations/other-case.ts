import { beForms, doForms, isAuxiliary, singularForms } from './closed-classes.ts';
import type { Conversation } from './conversation.ts';
import { type Fragment, fragmentOf, isShort } from './fragment.ts';
import { saidAbout } from './indirect-question.ts';
import { type Name, namesIn, printedName } from './names-in-text.ts';
import { newSubject } from './new-subject.ts';
import { oneOf } from './ones.ts';
import { otherNamed, otherObject, otherPlural } from './other-object.ts';
import { isPlural, nounPhrasesOf } from './noun-phrases.ts';
import { resolvePronouns } from './pronouns.ts';
import { asQuestion, joined, withoutMark } from './surface.ts';
import { tokensOf } from './tokens.ts';
import { baseOf, pastOf } from './verbs.ts';

/**
 * "And Malaysia?", "what about its navy", "in 2023?": the question before with the parallel part changed for what the
 * fragment names, of the same type; where nothing is parallel, the question before with the fragment behind it. Null
 * for what is no fragment.
 */
export function otherCase(question: string, given: Conversation): string | null {
  const fragment = fragmentOf(question);
  if (!fragment) return null;
  const conversation = given.parallel === null ? given : { ...given, ...rowOf(given.parallel, given) };
  // "What else did Vietnam do?" leaves out what was said of Vietnam, and of nobody else.
  const asked = withoutMark(conversation.question);
  const before = asked.replace(/^(who|what|where|when|why|how) else\b/i, '$1');
  const { body, preposition } = fragment;
  // "And that of India?" is "And India’s?".
  const whole = (preposition === null ? body : body.slice(preposition.length).trim()).replace(
    /^(?:that|those|the ones?) of (?=\p{Lu})(.{2,60})$/u,
    (said: string, whose: string) => (/['’]s?\s/.test(before) ? `${whose}’s` : said),
  );
  // "And Pakistan’s?" of India’s budget.
  const owner = /^(?:the )?\p{L}[\p{L} ]{1,40}(?=['’]s?$)/iu.exec(whole)?.[0];
  const nominal = owner !== undefined && /['’]s?\s/.test(before) && onlyName(owner, conversation) ? owner : whole;
  const name = onlyName(nominal, conversation);
  if (!fragment.marked && !name && !isShort(question, fragment)) return null;
  const printed = name ? nominal.replace(name.text, printedName(name.text, conversation.vocabulary)) : nominal;
  const resolved = resolvePronouns(`of ${printed}`, conversation)?.text.slice(3) ?? printed;

  const one = oneOf(nominal, before, conversation);
  if (one) return asQuestion(before.slice(0, one.start) + one.by + before.slice(one.end));
  const changed =
    (preposition === null && /^who else\b/i.test(asked) ? newSubject(asked, resolved, conversation) : null) ??
    (name && (preposition === null || name.kind !== 'year')
      ? otherName(before, { ...name, text: printed }, conversation)
      : null) ??
    (preposition === null && /^(?:its|their|his|her)\s/i.test(nominal)
      ? otherObject(before, nominal, conversation)
      : null) ??
    (preposition === null
      ? (newSubject(before, resolved, conversation) ?? otherThing(before, resolved, headOf(nominal), conversation))
      : otherPhrase(before, preposition, resolved));
  if (changed !== null) return asQuestion(changed);
  if (preposition !== null) return asQuestion(`${before} ${preposition} ${resolved}`);
  return appended(before, resolved, name, conversation, fragment);
}

/** The question that a row of cases goes on with, and those before it. */
function rowOf(question: string, { earlier }: Conversation): Pick<Conversation, 'question' | 'earlier'> {
  return { question, earlier: earlier.slice(earlier.indexOf(question) + 1) };
}

function headOf(text: string): string {
  return tokensOf(text).at(-1)?.lower ?? '';
}

/** The name that a phrase is, "the" and a possessive aside. */
function onlyName(text: string, { vocabulary, papers }: Conversation): Name | null {
  const bare = text.replace(/^the\s+/i, '');
  const [name, another] = namesIn(`of ${bare}`, vocabulary, papers);
  if (!name || another || name.end - 3 !== bare.length || name.start !== 3) return null;
  return { ...name, start: 0, end: bare.length };
}

/** The question with the name of the same kind changed; null where there is none, or it can't be told which. */
function otherName(before: string, name: Name, conversation: Conversation): string | null {
  const all = namesIn(before, conversation.vocabulary, conversation.papers).filter((one) => !isInCompound(before, one));
  const alike = all.filter((one) => one.kind === name.kind);
  if (name.kind === 'place' && alike.length === 0) {
    return placeForAdjective(before, name, all) ?? placeForStates(before, name);
  }
  const texts = [...new Set(alike.map(({ text }) => text))];
  const same = alike.find((one) => one.text.toLowerCase() === name.text.toLowerCase());
  if (same) return alike.length === 2 ? swapped(before, alike) : null;
  const row = texts.length > 1 ? coordinated(before, alike) : null;
  if (row === 'between') return null;
  if (row) return withAgreement(before, row.start, row.end, name.text);
  const one = chosenAmong(before, alike, conversation);
  const described = one ? describedBy(before, one, name) : null;
  if (described !== null) return described;
  return one
    ? alike
        .filter(({ text }) => text === one.text)
        .reduceRight((text, { start, end }) => spliced(text, start, end, name.text), before)
    : null;
}

const kinds =
  /^(?:drones?|missiles?|systems?|program|programme|project|jets?|fighters?|aircraft|satellites?|law|act|policy|bill|app|network|tool|virus|malware|worm|spyware|platform|framework|initiative|plan|plane|vehicle|robot|software|chip|model)$/;

/** "the Burraq drone" says of what kind Burraq is, which "PECA" need not be: it takes the place of all of that. */
function describedBy(before: string, { start, end, kind }: Name, name: Name): string | null {
  if (kind !== 'name') return null;
  const head = /^ (\p{Ll}+)(?!\p{L})/u.exec(before.slice(end))?.[1];
  if (head === undefined || !kinds.test(head)) return null;
  return before.slice(0, start).replace(/\b(?:the|an?)\s+$/i, '') + name.text + before.slice(end + 1 + head.length);
}

function chosenAmong(before: string, alike: readonly Name[], { earlier }: Conversation): Name | undefined {
  if (alike.length < 2) return alike[0];
  const [previous] = earlier;
  // The name that an earlier "And Malaysia?" put in is the one that the next changes.
  const changed = previous === undefined ? [] : alike.filter((one) => !previous.includes(one.text));
  if (changed.length === 1 && previous !== undefined && alike.some((one) => previous.includes(one.text)))
    return changed[0];
  const last = alike.at(-1);
  if (
    last &&
    /\b(?:than|with|to|against|versus|vs)\s+(?:the\s+)?$/.test(before.slice(0, last.start)) &&
    /\bcompar|\bdiffer|\bthan\b/i.test(before)
  )
    return last;
  return alike[0];
}

/** "US" in "US-China rivalry" is no case of its own. */
function isInCompound(text: string, { start, end }: Name): boolean {
  return text[start - 1] === '-' || text[end] === '-' || text[start - 1] === '–' || text[end] === '–';
}

function coordinated(text: string, names: readonly Name[]): { start: number; end: number } | 'between' | null {
  const [first, ...more] = names;
  const last = more.at(-1);
  if (!first || !last) return null;
  const joinedUp = names.every(
    (one, at) => at === 0 || /^,?\s*(?:and|or|&|,)\s*(?:the\s+)?$/.test(text.slice(names[at - 1]?.end ?? 0, one.start)),
  );
  if (!joinedUp) return null;
  return /\b(?:between|both)\s+(?:the\s+)?$/i.test(text.slice(0, first.start))
    ? 'between'
    : { start: first.start, end: last.end };
}

function swapped(text: string, [a, b]: readonly Name[]): string | null {
  if (!a || !b || coordinated(text, [a, b])) return null;
  return text.slice(0, a.start) + b.text + text.slice(a.end, b.start) + a.text + text.slice(b.end);
}

function spliced(text: string, start: number, end: number, by: string): string {
  const hasArticle = /\bthe\s+$/i.test(text.slice(0, start));
  const bare = hasArticle && /^the\s/i.test(by) ? by.slice(4) : by;
  const dropped =
    hasArticle && !/^the\s/i.test(by) ? text.slice(0, start).replace(/\bthe\s+$/i, '') : text.slice(0, start);
  const isShorter = !/\s/.test(by) && /\s/.test(text.slice(start, end));
  const isFreeName =
    isShorter || /^(?:US|U\.S\.|USA|UK|EU|UAE|UN|United|Philippines|Netherlands)/.test(text.slice(start, end));
  return (isFreeName ? dropped : text.slice(0, start)) + bare + text.slice(end);
}

/** Puts one name where several or a plural stood: "do Vietnam and India react" → "does Malaysia react". */
function withAgreement(text: string, start: number, end: number, by: string): string {
  const head = text.slice(0, start).replace(/\b(do|are|were|have)(\s+(?:the\s+)?)$/i, (_, aux: string, gap: string) => {
    const changed = singularForms[aux.toLowerCase()] ?? aux;
    return `${/^\p{Lu}/u.test(aux) ? changed.charAt(0).toUpperCase() + changed.slice(1) : changed}${gap}`;
  });
  const rest = text
    .slice(end)
    .replace(/^(\s+)(are|were|have|do)\b/, (_, gap: string, aux: string) => `${gap}${singularForms[aux] ?? aux}`);
  return head + by + rest;
}

/** "the Indian army" → "Pakistan’s army". */
function placeForAdjective(before: string, name: Name, all: readonly Name[]): string | null {
  const adjectives = all.filter((one) => one.kind === 'demonym');
  const [adjective] = adjectives;
  if (!adjective || adjectives.length > 1) return null;
  const head = before.slice(0, adjective.start).replace(/\b(?:the|an?)\s+$/i, '');
  return `${head}${name.text}’s${before.slice(adjective.end)}`;
}

/** "How dependent are states on vendors" → "How dependent is Malaysia on vendors". */
function placeForStates(before: string, name: Name): string | null {
  const found =
    /\b(?:(?:the|developing|small|smaller|other|many|most|weak|poor|these|middle|emerging|secondary)\s+)*(?:states|countries|nations|governments)\b(?!['’])/i.exec(
      before,
    );
  if (found && /^how many\b/i.test(before)) return null;
  if (found && /^(?:which|what)\s+$/i.test(before.slice(0, found.index)))
    return stateAsked(before.slice(found.index + found[0].length).trim(), name);
  return found ? withAgreement(before, found.index, found.index + found[0].length, name.text) : null;
}

/** "Which states use surveillance?" of one state: "Does Pakistan use surveillance?". */
function stateAsked(predicate: string, name: Name): string | null {
  const verb = /^[\p{L}-]+/u.exec(predicate)?.[0] ?? '';
  const rest = predicate.slice(verb.length);
  // "Which countries did India sanction?" has another subject.
  if (doForms.has(verb) || rest.trim() === '') return null;
  const noun = /^ (\p{Ll}+)/u.exec(rest)?.[1] ?? '';
  if (beForms.has(verb) && isPlural(noun)) return `${singularForms[verb] ?? verb} ${name.text} one of the${rest}`;
  if (isAuxiliary(verb)) return /^ \p{Ll}/u.test(rest) ? `${singularForms[verb] ?? verb} ${name.text}${rest}` : null;
  const base = baseOf(verb);
  return base === null ? null : `${verb === pastOf(base) ? 'did' : 'does'} ${name.text} ${base}${rest}`;
}

/** A common noun phrase or a name without its like: by its head, its owner, its place behind "how many" or "about". */
function otherThing(before: string, thing: string, head: string, conversation: Conversation): string | null {
  const phrases = nounPhrasesOf(before, conversation.vocabulary);
  const sameHead = phrases.filter(
    (phrase) => phrase.head === head && phrase.text.toLowerCase() !== thing.toLowerCase(),
  );
  const [one, another] = sameHead;
  if (one && !another && tokensOf(thing).length > 1)
    return before.slice(0, one.start) + thing + before.slice(one.start + one.text.length);
  const owner = /^(.{2,60}['’]s?)\s+\S/u.exec(thing)?.[1];
  if (owner !== undefined) return ownedThing(before, thing, owner);
  const counted = /^(how (?:many|much)|which|what (?:share|percentage|proportion|part) of)\s+(?:the\s+)?/i.exec(before);
  const isDefinite = /^(?:the|a|an|its|their|his|her|this|that)\s/i.test(thing);
  const first = phrases[0];
  if (
    counted &&
    first &&
    !isDefinite &&
    first.start <= counted[0].length &&
    (/^how/i.test(before) ? isPlural(head) === first.plural : true) &&
    namesIn(`of ${thing}`, new Map()).length === 0
  ) {
    return before.slice(0, counted[0].length) + thing + before.slice(first.end);
  }
  const parallel =
    otherNamed(before, thing, phrases, conversation) ??
    otherPlural(before, thing, phrases) ??
    otherObject(before, thing, conversation);
  if (parallel !== null) return parallel;
  const about = saidAbout(before);
  const kind = onlyName(thing, conversation)?.kind;
  if (about && kind !== 'place' && kind !== 'person' && kind !== 'year') return before.slice(0, about.start) + thing;
  const definition = /^(what|who) (is|are|was|were)\s+/i.exec(before);
  return definition && phrases.length === 1 ? withNumber(definition, thing, head) : null;
}

function withNumber(definition: RegExpExecArray, thing: string, head: string): string {
  const past = /^w/i.test(definition[2] ?? '');
  const be = isPlural(head) ? (past ? 'were' : 'are') : past ? 'was' : 'is';
  return `${definition[1] ?? ''} ${be} ${thing}`;
}

/** "India’s navy" for "India’s army", or for "India" itself in "How strong is India?". */
function ownedThing(before: string, thing: string, owner: string): string | null {
  const plain = before.replaceAll('’', "'");
  const at = plain.toLowerCase().indexOf(owner.replaceAll('’', "'").toLowerCase());
  if (at >= 0) {
    const phrase = nounPhrasesOf(before, new Map()).find((one) => one.start <= at && at < one.end);
    return phrase ? before.slice(0, phrase.start) + thing + before.slice(phrase.start + phrase.text.length) : null;
  }
  const whole = owner.replace(/['’]s?$/, '');
  const alone = new RegExp(`^(?:how \\p{L}+|what|who|where) (?:is|are|was|were) `, 'iu').test(before)
    ? before.indexOf(whole)
    : -1;
  return alone < 0 ? null : before.slice(0, alone) + thing + before.slice(alone + whole.length);
}

const months =
  /^(?:january|february|march|april|may|june|july|august|september|october|november|december|early|late|mid)$/;

/** "in 2023", "of the startups": for the phrase with the same preposition, of the same kind. */
function otherPhrase(before: string, preposition: string, thing: string): string | null {
  const isYear = /^(?:19|20)\d{2}$/.test(thing);
  if (/^(?:about|on)$/.test(preposition)) {
    const about = saidAbout(before);
    if (about) return before.slice(0, about.start) + thing;
  }
  const tokens = tokensOf(before);
  for (let at = tokens.length - 2; at >= 1; at -= 1) {
    const token = tokens[at];
    const next = tokens[at + 1];
    if (token?.lower !== preposition || !next) continue;
    const month = isYear && months.test(next.lower) ? tokens[at + 2] : undefined;
    if (isYear !== /^(?:19|20)\d{2}$/.test((month ?? next).lower)) continue;
    if (!isYear && preposition !== 'of' && preposition !== 'for') continue;
    const phrase = isYear ? next : nounPhrasesOf(before.slice(next.start), new Map())[0];
    if (!phrase) continue;
    const end = isYear ? (month ?? next).end : next.start + phrase.end;
    return before.slice(0, next.start) + thing + before.slice(end);
  }
  return null;
}

function appended(
  before: string,
  thing: string,
  name: Name | null,
  conversation: Conversation,
  { marked }: Fragment,
): string {
  if (name?.kind === 'year') return asQuestion(`${before} in ${thing}`);
  // "What about Malaysia’s ties with the US?" says whose, and needs nothing of the question before.
  if (!name && marked && /^(?:the )?\p{Lu}.{0,60}['’]s?\s\p{L}/u.test(thing)) return asQuestion(`What about ${thing}`);
  if (name?.kind === 'place' && saidAbout(conversation.question)) return asQuestion(`${before} in ${thing}`);
  return joined(before, marked || name ? `what about ${thing}` : thing);
}
