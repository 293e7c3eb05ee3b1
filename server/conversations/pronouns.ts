import { type Antecedent, antecedentsOf } from './antecedents.ts';
import {
  asksOfResearch,
  asksWhoDid,
  isAgent,
  isDocument,
  isMadeOrPublished,
  isSubjectOfReporting,
} from './asked-of-pronoun.ts';
import {
  beForms,
  conjunctions,
  determiners,
  doForms,
  endsNounPhrase,
  haveForms,
  isAuxiliary,
  prepositions,
  pluralForms,
  singularForms,
} from './closed-classes.ts';
import type { Conversation } from './conversation.ts';
import { isFiller } from './filler-it.ts';
import { namesIn } from './names-in-text.ts';
import { nounPhrasesOf } from './noun-phrases.ts';
import { type Token, tokensOf } from './tokens.ts';
import { baseOf, isNounToo } from './verbs.ts';

/** A question whose pronouns were filled in as far as it is clear what they stand for. */
export interface Resolved {
  readonly text: string;
  /** Whether a pronoun is left that says nothing by itself: "this", "that", or one whose antecedent is unknown. */
  readonly open: boolean;
}

type Person = 'he' | 'it' | 'they' | 'these' | 'there' | 'that';
const persons: Readonly<Record<string, Person>> = {
  he: 'he',
  him: 'he',
  his: 'he',
  she: 'he',
  her: 'he',
  hers: 'he',
  it: 'it',
  its: 'it',
  they: 'they',
  them: 'they',
  their: 'they',
  these: 'these',
  those: 'these',
  there: 'there',
  this: 'that',
  that: 'that',
};

/** The pronouns of a question for what they stand for; null where it has none that points out of it. */
export function resolvePronouns(question: string, conversation: Conversation): Resolved | null {
  const candidates = antecedentsOf(conversation);
  let text = question;
  let open = false;
  let found = false;
  const done = new Set<Person>();
  const used = new Set<string>();
  for (let at = 0; at < tokensOf(text).length && at < 300; at += 1) {
    const tokens = tokensOf(text);
    const token = tokens[at];
    const person = token && Object.hasOwn(persons, token.lower) ? persons[token.lower] : undefined;
    if (!token || !person || !pointsOut(tokens, at, text, conversation)) continue;
    found = true;
    if (done.has(person)) continue;
    done.add(person);
    const antecedent = choose(
      person,
      tokens,
      at,
      text,
      candidates.filter((one) => !used.has(one.text)),
    );
    if (!antecedent) {
      open = true;
      continue;
    }
    used.add(antecedent.text);
    text = put(text, tokens, at, antecedent);
  }
  return found ? { text, open } : null;
}

/** Where the first "this", "that" or "it" begins that stands for something outside a question; null where none does. */
export function openPronounIn(text: string, conversation: Conversation): number | null {
  const tokens = tokensOf(text).slice(0, 300);
  const open = tokens.find(
    ({ lower }, at) => /^(?:this|that|it)$/.test(lower) && pointsOut(tokens, at, text, conversation),
  );
  return open?.start ?? null;
}

function choose(
  person: Person,
  tokens: readonly Token[],
  at: number,
  text: string,
  candidates: readonly Antecedent[],
): Antecedent | null {
  const lower = text.toLowerCase();
  // "India’s army’s navy" is nobody’s: what belongs to an owner leaves the pronoun to the owner.
  const owns = /^(?:its|their|his|her)$/.test(tokens[at]?.lower ?? '');
  const fresh = candidates.filter(
    (one) => !lower.includes(one.text.toLowerCase()) && !(owns && /['’]s?\s/.test(one.text)),
  );
  const says = isSubjectOfReporting(tokens, at);
  const first = (...tests: ((one: Antecedent) => boolean)[]) =>
    tests.map((test) => fresh.find(test)).find(Boolean) ?? null;
  switch (person) {
    case 'he': {
      // A woman may be any author who wrote alone, and none of several.
      const isWoman = /^(?:she|hers?)$/.test(tokens[at]?.lower ?? '');
      return first(
        (one) => one.kind === 'person' && !one.plural && !(isWoman && one.isOneOfSeveral === true),
        (one) => isWoman && one.kind === 'authors' && !one.plural,
        (one) => isWoman && one.isOnlyAuthor === true,
        (one) => one.kind === 'authors' && one.isOnlyAuthor !== true,
      );
    }
    case 'it': {
      if (asksWhoDid(tokens, at)) return null;
      const adjective = owns ? first((one) => one.kind === 'adjective') : null;
      if (adjective) return adjective;
      if (says)
        return first(
          // A named thing reports and suggests, but hardly argues.
          (one) =>
            one.kind === 'thing' &&
            one.isTopic === true &&
            one.isName === true &&
            !one.plural &&
            /^(?:report|suggest|recommend|propose|find|state|define|mention|say)$/.test(
              baseOf(tokens[at + 1]?.lower ?? '') ?? '',
            ),
          (one) => one.kind === 'thing' && !one.plural && isDocument(one.text),
          (one) => one.kind === 'paper',
          (one) => one.kind === 'place',
        );
      if (isMadeOrPublished(text)) {
        const thing = (one: Antecedent) => one.kind === 'thing' && !one.plural;
        const work = first(
          (one) => thing(one) && one.isTopic === true,
          (one) => thing(one) && isDocument(one.text),
          thing,
        );
        if (work) return work;
      }
      if (asksItsNature(text)) {
        const named = first((one) => one.kind === 'thing' && !one.plural && one.isName === true && !one.isSubject);
        if (named) return named;
      } else if (isAgent(tokens, at)) {
        const agent = first(
          (one) => one.kind === 'place' && !one.plural && one.isSubject === true,
          (one) => one.kind === 'place' && !one.plural && one.isOwner !== true,
        );
        if (agent) return agent;
      }
      return first(
        (one) => (one.kind === 'thing' || one.kind === 'place') && (!one.plural || one.isEither === true),
        (one) => one.kind === 'paper',
      );
    }
    case 'they':
      if (tokens[at]?.lower === 'them' && tokens[at - 1]?.lower === 'of')
        return restricted(first((one) => (one.plural || one.isEither === true) && one.kind !== 'authors'));
      if (asksOfResearch.test(text) && tokens[at]?.lower === 'they') {
        const authors = first(
          (one) => one.kind === 'person' && one.plural,
          (one) => one.kind === 'authors' && one.plural,
          (one) => one.kind === 'authors' && one.isOnlyAuthor !== true,
        );
        if (authors) return authors;
      }
      if (says)
        return first(
          (one) => one.kind === 'person' && one.plural,
          (one) => one.kind === 'authors' && one.plural,
          (one) => one.kind === 'person',
          (one) => one.kind === 'authors' && one.isOnlyAuthor !== true,
        );
      return first(
        (one) => one.kind !== 'authors' && (one.plural || one.isEither === true) && one.isSet !== true,
        (one) => one.kind === 'place',
        (one) => one.kind === 'authors' && one.plural,
        (one) => one.kind === 'person',
        // Nobody owns or leads an author.
        (one) => one.kind === 'authors' && one.isOnlyAuthor !== true && tokens[at]?.lower !== 'them',
      );
    case 'these':
      return first((one) => one.kind === 'thing' && one.plural);
    case 'there':
      return first((one) => one.kind === 'place' && !one.plural);
    case 'that':
      return null;
  }
}

/** "one of the countries that the road connects": a part is of all that was asked for. */
function restricted(one: Antecedent | null): Antecedent | null {
  return one?.restricted === undefined ? one : { ...one, text: one.restricted };
}

/** "What does it do?", "How does it work?": asked of a device or a law, not of the state that made it. */
export function asksItsNature(text: string): boolean {
  return /\b(?:does|can) it (?:do|work|mean|contain|include|cover|cost|look like|stand for|consist of|apply to)(?:,? (?:then|exactly|actually))?\W*$/i.test(
    text,
  );
}

/** Whether a pronoun points out of its own sentence; a filler ("Is it true that", "Are there") and one that is bound in it don’t. */
function pointsOut(tokens: readonly Token[], at: number, text: string, { vocabulary, papers }: Conversation): boolean {
  const token = tokens[at];
  const before = tokens[at - 1]?.lower ?? '';
  const next = tokens[at + 1]?.lower ?? '';
  if (!token) return false;
  switch (persons[token.lower]) {
    case 'there':
      return !isAuxiliary(next) && !isAuxiliary(before) && !/^(?:exist|exists|seem|be)$/.test(next);
    case 'that':
      return isDemonstrative(tokens, at, text);
    case 'these':
      return (
        (next === '' || endsNounPhrase(next) || baseOf(next) !== null) &&
        !/^(?:who|that|which|of|in|with|from|for)$/.test(next)
      );
    case 'it':
    case 'he':
    case 'they':
    case undefined:
      if (token.lower === 'it' && isFiller(tokens, at)) return false;
  }
  return !isBound(tokens, at, text, vocabulary, papers);
}

/** "more", "bigger", "enough": what a quantity is said to be. */
export function isComparative(word: string): boolean {
  return /^(?:more|less|fewer|better|worse|enough|\p{L}{3,20}[^aeiou]er)$/u.test(word);
}

/** "that" by itself: neither "the law that Vietnam adopted", "says that …" nor "that law". */
function isDemonstrative(tokens: readonly Token[], at: number, text: string): boolean {
  const token = tokens[at];
  const before = tokens[at - 1];
  const next = tokens[at + 1];
  if (!token) return false;
  if (!next) return true;
  if (before && beForms.has(before.lower) && /^(?:an?|the)$/.test(next.lower)) return true;
  if (before && beForms.has(before.lower) && at + 2 === tokens.length && !next.lower.endsWith('s')) return true;
  const endsHere = endsNounPhrase(next.lower) && !/^(?:it|he|she|they|we|there|the|not)$/.test(next.lower);
  const isVerb = baseOf(next.lower) !== null && !/^\p{Lu}/u.test(next.text);
  const comparing = isComparative(next.lower);
  // "answer this attack" has a noun, "what does this show" a verb.
  const isNoun = before !== undefined && isNounToo(next.lower) && !isAuxiliary(before.lower);
  if (token.lower === 'this') return endsHere || comparing || (isVerb && !isNoun);
  // A noun before "that" begins a relative clause, a verb of saying a that-clause.
  const follows =
    before === undefined ||
    isAuxiliary(before.lower) ||
    prepositions.has(before.lower) ||
    conjunctions.has(before.lower) ||
    /^(?:why|how|when|where|who)$/.test(before.lower);
  if (/[,;]/.test(text.slice(before?.end ?? 0, token.start))) return endsHere || isVerb;
  return (
    (follows && (endsHere || isVerb || comparing)) ||
    (before !== undefined &&
      /^(?:do|does|did|say|said|mean|cause|know|explain|call|support)$/.test(before.lower) &&
      prepositions.has(next.lower))
  );
}

/** "How does Pakistan protect its networks?" needs nothing from before. */
function isBound(
  tokens: readonly Token[],
  at: number,
  text: string,
  vocabulary: Conversation['vocabulary'],
  papers: Conversation['papers'],
): boolean {
  const token = tokens[at];
  if (!token) return false;
  const person = persons[token.lower];
  const phrases = nounPhrasesOf(text.slice(0, token.start), vocabulary);
  const people = namesIn(text.slice(0, token.start), vocabulary, papers).filter((name) => name.kind === 'person');
  const fitting = phrases.filter((phrase) => {
    const isPerson =
      phrase.kind === 'person' || people.some((name) => name.start >= phrase.start && name.end <= phrase.end);
    if (/^(?:papers?$|the papers?$|this\b|that\b|these\b|those\b)/i.test(phrase.text)) return false;
    if (person === 'he')
      return isPerson || /\b(?:author|president|minister|leader|scholar|researcher)$/i.test(phrase.text);
    if (person === 'they') return phrase.plural || phrase.kind === 'place' || isPerson;
    return !phrase.plural && !isPerson;
  });
  if (fitting.length === 0) return false;
  const isPossessive = /^(?:its|their|his)$/.test(token.lower) || (token.lower === 'her' && isNounNext(tokens, at));
  if (isPossessive) return true;
  // A pronoun in a clause of its own may take up what the main clause names; an object doesn’t take up its own subject.
  const last = fitting.at(-1);
  const between = tokens.filter((one) => last && one.start >= last.end && one.start < token.start);
  // "Do Sarwar and Rashid mention them?" has one subject.
  const apart = fitting.filter((one, nth) => {
    const following = fitting[nth + 1];
    return !following || !/^\s+and\s+$/.test(text.slice(one.end, following.start));
  });
  const newClause = between.some(
    (one) =>
      conjunctions.has(one.lower) || /^(?:that|who|which|because|before|after|why|how|when|what)$/.test(one.lower),
  );
  return newClause || apart.length > 1;
}

function isNounNext(tokens: readonly Token[], at: number): boolean {
  const next = tokens[at + 1];
  return next !== undefined && !endsNounPhrase(next.lower) && !determiners.has(next.lower);
}

/** Puts the antecedent in the pronoun’s place, in its case, its auxiliary in the number that follows. */
function put(text: string, tokens: readonly Token[], at: number, antecedent: Antecedent): string {
  const token = tokens[at];
  if (!token) return text;
  const { kind } = antecedent;
  const by = ownerNamedOnce(antecedent.text, text);
  const plural = antecedent.isEither === true ? persons[token.lower] !== 'it' : antecedent.plural;
  const lower = token.lower;
  const possessive = /^(?:its|their|his)$/.test(lower) || (lower === 'her' && isNounNext(tokens, at));
  const capital = token.start === 0 ? by.charAt(0).toUpperCase() + by.slice(1) : by;
  if (possessive && kind === 'adjective') return text.slice(0, token.start) + capital + text.slice(token.end);
  if (possessive) return owned(text, token, capital, by);
  if (lower === 'there') return `${text.slice(0, token.start)}in ${by}${text.slice(token.end)}`;
  const wasPlural = persons[lower] === 'they' || persons[lower] === 'these';
  const put = text.slice(0, token.start) + capital + text.slice(token.end);
  if (wasPlural === plural || /^(?:him|them|her)$/.test(lower)) return put;
  return agreed(put, tokens, at, capital.length - token.text.length, plural);
}

/** "Why did Taddeo propose the principles?": whose they are is said once. */
function ownerNamedOnce(phrase: string, text: string): string {
  const owner = /^(\p{Lu}[\p{L}-]+)['’]s? (?=\p{L})/u.exec(phrase);
  return owner?.[1] !== undefined && new RegExp(`\\b${owner[1]} `).test(text)
    ? `the ${phrase.slice(owner[0].length)}`
    : phrase;
}

function owned(text: string, token: Token, capital: string, by: string): string {
  const long = by.split(' ').length > 4 || / (?:of|that|who) /.test(by);
  const rest = text.slice(token.end);
  if (long) {
    const noun = nounPhrasesOf(rest, new Map())[0];
    if (noun && rest.slice(0, noun.start).trim() === '') {
      return `${text.slice(0, token.start)}${token.start === 0 ? 'The' : 'the'} ${noun.text} of ${by}${rest.slice(noun.end)}`;
    }
  }
  return `${text.slice(0, token.start)}${capital}${capital.endsWith('s') && !/^\p{Lu}\p{L}*$/u.test(capital) ? '’' : '’s'}${rest}`;
}

const singular: Readonly<Record<string, string>> = {
  ...singularForms,
  "don't": "doesn't",
  "aren't": "isn't",
};
const plurals: Readonly<Record<string, string>> = {
  ...pluralForms,
  "doesn't": "don't",
  "isn't": "aren't",
};

/** Changes the auxiliary beside the subject that was put in. */
function agreed(text: string, tokens: readonly Token[], at: number, grown: number, plural: boolean): string {
  const forms = plural ? plurals : singular;
  const before = tokens[at - 1];
  const next = tokens[at + 1];
  const isAux = (token: Token | undefined) =>
    token !== undefined && (doForms.has(token.lower) || beForms.has(token.lower) || haveForms.has(token.lower));
  if (before && isAux(before)) {
    const form = forms[before.lower];
    if (form === undefined) return text;
    const cased = /^\p{Lu}/u.test(before.text) ? form.charAt(0).toUpperCase() + form.slice(1) : form;
    return text.slice(0, before.start) + cased + text.slice(before.end);
  }
  if (next && isAux(next)) {
    const form = forms[next.lower];
    return form === undefined ? text : text.slice(0, next.start + grown) + form + text.slice(next.end + grown);
  }
  return text;
}
