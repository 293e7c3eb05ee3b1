import { withoutSource } from './according-to.ts';
import { answeredSubject } from './answered-subject.ts';
import { beForms, doForms } from './closed-classes.ts';
import { type Conversation, authorsInProse, paperInProse, papersNamedIn, papersTalkedOf } from './conversation.ts';
import { indirectQuestion, saidAbout } from './indirect-question.ts';
import { namesIn } from './names-in-text.ts';
import { type NounPhrase, isPlural, nounPhrasesOf } from './noun-phrases.ts';
import { isDemonym, isPlace } from './places.ts';
import { partsOf } from './question-parts.ts';
import { subjectInAnswer } from './reasked.ts';
import { tokensOf } from './tokens.ts';
import { baseOf, isReporting } from './verbs.ts';

/** What a pronoun may stand for. */
export interface Antecedent {
  /** As it is put into a sentence. */
  readonly text: string;
  readonly kind: 'person' | 'authors' | 'paper' | 'place' | 'thing' | 'adjective';
  readonly plural: boolean;
  /** Whether it was the subject of its question. */
  readonly isSubject?: boolean;
  readonly isName?: boolean;
  /** Whether it only owns what was spoken of: Pakistan, of "Pakistan’s military". */
  readonly isOwner?: boolean;
  /** Whether it stands for all that a question asks for: "the things that the air force lost". */
  readonly isSet?: boolean;
  /** Whether the question was about just this, or about what somebody says of it. */
  readonly isTopic?: boolean;
  /** Whether its form is the same for one and for several: "aircraft". */
  readonly isEither?: boolean;
  /** Whether it is one of several who wrote a paper together. */
  readonly isOneOfSeveral?: boolean;
  /** Whether it is the only author in the library who wrote alone. */
  readonly isOnlyAuthor?: boolean;
  /** With the clause that restricts it: "the countries that the road connects". */
  readonly restricted?: string;
}

/** Questions back that a pronoun reaches when the last one names nothing that fits. */
const reach = 3;

/** What the conversation speaks of, the likeliest first: the last question’s subject, its other phrases, the answer’s authors, earlier questions. */
export function antecedentsOf(conversation: Conversation): Antecedent[] {
  const { question, earlier } = conversation;
  return [
    ...askedFor(question, conversation),
    ...setAskedFor(question),
    ...phrasesOf(question, conversation),
    ...circumstanceOf(question),
    ...creditedIn(conversation),
    ...earlier.slice(0, reach).flatMap((text) => phrasesOf(text, conversation)),
    ...onlyAuthorIn(conversation),
  ];
}

/** Whom an answer’s quotations report: "Buzan and Wæver" of "Buzan and Wæver believe that …". */
function reporterIn(answer: string): string | null {
  const names =
    /(?<who>\p{Lu}[\p{L}’'-]{2,30}(?:(?:,? and|,| &) \p{Lu}[\p{L}’'-]{2,30}){0,3}) (?<verb>\p{Ll}{3,20})(?!\p{L})/gu;
  for (const [quotation] of answer.matchAll(/“[^”]{1,600}”/g)) {
    for (const { groups } of quotation.matchAll(names)) {
      if (groups?.who !== undefined && isReporting(groups.verb ?? '') && !startsSentence.test(groups.who))
        return groups.who;
    }
  }
  return null;
}

const startsSentence = /^(?:It|He|She|They|This|That|The|These|Those|We|And|But|Many|Some)\b/;

/** "Which companies operate the network?" speaks of the companies that operate the network. */
function askedFor(question: string, { answer }: Conversation): Antecedent[] {
  const parts = partsOf(question);
  if (!parts || parts.shape === 'polar') return [];
  const named = parts.shape === 'subject' ? subjectInAnswer(parts, answer) : null;
  const subject = answeredSubject(parts, answer);
  if (subject && (named === null || subject.text.endsWith(named))) {
    const isPerson = /^who$/i.test(parts.wh) && subject.isName && subject.kind !== 'place' && !subject.plural;
    return [{ text: subject.text, kind: isPerson ? 'person' : subject.kind, plural: subject.plural }];
  }
  if (named !== null)
    return [
      { text: named, kind: isPlace(named) ? 'place' : /^who$/i.test(parts.wh) ? 'person' : 'thing', plural: false },
    ];
  const told = /^who$|\b(?:scholars?|authors?|researchers?|writers?|experts?)$/i.test(parts.wh)
    ? reporterIn(answer)
    : null;
  if (told !== null) return [{ text: told, kind: 'person', plural: / (?:and|&) /.test(told) }];
  // Who wrote a paper is its author, whom the answer credits.
  if (/^who$/i.test(parts.wh) && parts.shape === 'subject' && !asksForAuthor.test(parts.rest)) {
    const aux = parts.aux === null ? '' : `${parts.aux} `;
    return [{ text: `the one who ${aux}${parts.rest}`, kind: 'person', plural: false }];
  }
  const whole = /^how (?:much|many) of (.+)$/i.exec(parts.wh)?.[1];
  if (whole !== undefined) {
    const plural = isPlural(tokensOf(whole).at(-1)?.lower ?? '');
    // "its share" of what is Chinese is the Chinese share.
    const owner: Antecedent[] = isDemonym(parts.rest)
      ? [{ text: `the ${parts.rest}`, kind: 'adjective', plural: false }]
      : [];
    return [...owner, { text: whole, kind: 'thing', plural }];
  }
  const noun = /^(?:which|what|how many)\s+(.+)$/i.exec(parts.wh)?.[1];
  if (
    noun === undefined ||
    /^(?:else|year|share|percentage|proportion|way|extent|kind|part|page|section)\b/i.test(noun)
  )
    return [];
  const head = tokensOf(noun.split(/\s(?:of|in|for|from|on)\s/)[0] ?? '').at(-1)?.lower ?? '';
  const indirect = indirectQuestion(question);
  const rest = indirect?.slice(parts.wh.length).trim();
  // Of a question with another subject the noun is enough: "the law", not "the law that Vietnam adopted".
  const clause = parts.shape === 'subject' && rest !== undefined ? ` that ${rest}` : '';
  return [
    {
      text: `the ${noun}${clause}`,
      kind: 'thing',
      plural: isPlural(head),
      isEither: /(?:craft|series|species)$/.test(head),
      ...(rest === undefined ? {} : { restricted: `the ${noun} that ${rest}` }),
    },
  ];
}

const asksForAuthor = /^(?:wrote|written|authored|is the author of)\b.*\b(?:paper|article|study|essay)\b/i;

/** "In which plan does China want to lead?" speaks of the plan too. */
function circumstanceOf(question: string): Antecedent[] {
  const noun = /^\p{L}+ (?:which|what) (.+)$/iu.exec(partsOf(question)?.wh ?? '')?.[1];
  if (noun === undefined || /^(?:year|month|date|day|way|extent|case|cases|point|time|page|section|part)\b/i.test(noun))
    return [];
  const head = tokensOf(noun.split(/\s(?:of|in|for|from|on)\s/)[0] ?? '').at(-1)?.lower ?? '';
  return [{ text: `the ${noun}`, kind: 'thing', plural: isPlural(head) }];
}

/** "What stands in its way?" asks for the things that stand in its way. */
function setAskedFor(question: string): Antecedent[] {
  const asked = withoutSource(question);
  const parts = partsOf(asked);
  const clause = /^what$/i.test(parts?.wh ?? '') ? indirectQuestion(asked)?.slice('what '.length) : undefined;
  if (!parts || clause === undefined || beForms.has(parts.aux ?? '')) return [];
  const verb = /^[\p{L}-]+/u.exec(clause)?.[0] ?? '';
  const base = parts.shape === 'subject' && parts.aux === null && verb.endsWith('s') ? baseOf(verb) : null;
  const told = base === null ? clause : base + clause.slice(verb.length);
  return [{ text: `the things that ${told}`, kind: 'thing', plural: true, isSet: true }];
}

function phrasesOf(question: string, { vocabulary, papers, question: last, earlier }: Conversation): Antecedent[] {
  const about = saidAbout(question) ?? mentionedIn(question);
  const defined = definedIn(question);
  const phrases = nounPhrasesOf(question, vocabulary).filter(
    ({ start }) => start > 0 || !/^(?:which|what|how)\b/i.test(question),
  );
  const wh = partsOf(question)?.wh.length ?? 0;
  const told = phrases.filter(({ start }) => start >= wh);
  const names = namesIn(question, vocabulary, papers);
  const isAuthor = (phrase: NounPhrase) =>
    names.some(
      (name) =>
        name.kind === 'person' &&
        name.start >= phrase.start &&
        name.end <= phrase.end &&
        !/^['’]s?\s/.test(question.slice(name.end, phrase.end)),
    );
  const inTopic = (phrase: NounPhrase) => about !== null && phrase.start >= about.start;
  // "hacking" is less likely spoken of again than "the fund" or "Pakistan".
  const isBare = (phrase: NounPhrase) => !phrase.isName && !phrase.plural && !/^(?:the|an?)\s|['’]/i.test(phrase.text);
  const others = told.filter((one) => !inTopic(one) && !one.isSubject);
  const ranked = [
    ...told.filter(inTopic),
    // "When does China want to lead in AI, in which plan?" goes on about the plan.
    ...told.filter(({ text }) => /^(?:which|what)\s/i.test(text)),
    ...told.filter((one) => one.isSubject),
    ...others.filter((one) => !isBare(one)),
    ...others.filter(isBare),
  ];
  const antecedents = [...new Set(ranked)]
    .filter(({ text }) => !/^(?:i|you|we|me|us|paper|papers|the papers?|the authors?)$/i.test(text))
    .filter(({ text }) => !/^(?:it|its|their|his|her)\b|^(?:this|that|these|those)$/i.test(text) && !isDemonym(text))
    .map((phrase): Antecedent => ({
      text: definite(phrase.text, phrase.isName),
      kind: isAuthor(phrase) ? 'person' : phrase.kind,
      plural: numberOf(phrase, question, [last, ...earlier]),
      isSubject: phrase.isSubject,
      isName: phrase.isName,
      isOneOfSeveral: isAuthor(phrase) && papersNamedIn(phrase.text, papers).every(({ authors }) => authors.length > 1),
      isTopic: inTopic(phrase) || phrase.text === defined,
    }));
  const owners = names
    .filter((name) => name.kind === 'place' && /^['’]/.test(question.slice(name.end)))
    .map((name): Antecedent => ({ text: name.text, kind: 'place', plural: false, isOwner: true }));
  const cited = names
    .filter((name) => isSingleName(name.text) && work.test(question.slice(name.end)))
    .map((name): Antecedent => ({ text: name.text, kind: 'person', plural: false, isOwner: true }));
  const together = coordinatedIn(question, names);
  return [
    ...(together?.isSubject ? [together] : []),
    ...antecedents,
    ...owners,
    ...cited,
    ...(together ? [together] : []),
  ];
}

/** What is somebody’s own: "Taddeo’s five principles". */
const work =
  /^['’]s? (?:[\p{L}-]+ ){0,3}(?:principles?|theor(?:y|ies)|arguments?|frameworks?|definitions?|concepts?|views?|models?|stud(?:y|ies)|papers?|articles?|books?|questions?|methods?|methodology|claims?|conclusions?|findings?|recommendations?|typology)(?!\p{L})/iu;

function isSingleName(text: string): boolean {
  return /^\p{Lu}\p{Ll}[\p{L}-]*$/u.test(text) && !isPlace(text) && !isDemonym(text);
}

/** "What is Sharp Eyes?" is about Sharp Eyes and nothing else. */
function definedIn(question: string): string | null {
  const parts = partsOf(question);
  return parts?.shape === 'asked' && /^(?:what|who)$/i.test(parts.wh) && beForms.has(parts.aux ?? '')
    ? parts.rest
    : null;
}

/** "Does Sadi mention Symantec?" is about Symantec. */
function mentionedIn(question: string): { start: number } | null {
  const parts = partsOf(question);
  if (parts?.shape !== 'polar' || !doForms.has(parts.aux ?? '')) return null;
  const mention =
    /\b(?:mention|cite|discuss|define|describe|quote|refer to|name|talk about|write about)\s+(?=\S)/i.exec(parts.rest);
  return mention && mention.index > 0
    ? { start: question.indexOf(parts.rest) + mention.index + mention[0].length }
    : null;
}

/** By the auxiliary that a subject agrees with ("What is Sharp Eyes?"), here or earlier; else by its last word. */
function numberOf(phrase: NounPhrase, question: string, questions: readonly string[]): boolean {
  if (!phrase.plural && !phrase.isSubject) return false;
  const own = phrase.isSubject ? partsOf(question)?.aux : undefined;
  if (phrase.isName && phrase.plural) {
    return ![question, ...questions].some((text) => {
      const parts = partsOf(text);
      return /^(?:is|was|does|has)$/.test(parts?.aux ?? '') && parts?.rest.startsWith(phrase.text) === true;
    });
  }
  return phrase.plural && !(own != null && /^(?:is|was|does|has)$/.test(own) && phrase.kind !== 'place');
}

/** "India and Pakistan" are a "they", most of all side by side; so are the two of "Is Pakistan ahead of India?". */
function coordinatedIn(question: string, names: ReturnType<typeof namesIn>): Antecedent | null {
  const places = names.filter(
    (name) => name.kind === 'place' && !/[-–]/.test(`${question[name.start - 1] ?? ''}${question[name.end] ?? ''}`),
  );
  const [first, second] = places;
  const things = names.filter((name) => name.kind === 'name');
  for (const [at, name] of things.entries()) {
    const next = things[at + 1];
    // "Huawei and ZTE", and not "the Rafale and Sukhoi jets".
    if (
      !next ||
      !/^ and (?:the )?$/.test(question.slice(name.end, next.start)) ||
      /^['’]|^ \p{Ll}+s\b/u.test(question.slice(next.end))
    )
      continue;
    const isSubject = partsOf(question)?.rest.startsWith(name.text) === true;
    return { text: question.slice(name.start, next.end), kind: 'thing', plural: true, isSubject };
  }
  if (!first || !second || first.text === second.text) return null;
  const together = /^ and (?:the )?$/.test(question.slice(first.end, second.start));
  return { text: `${first.text} and ${second.text}`, kind: 'place', plural: true, isSubject: together };
}

function creditedIn(conversation: Conversation): Antecedent[] {
  const [paper, another] = papersTalkedOf(conversation);
  if (!paper || another) return [];
  const { text, plural } = authorsInProse(paper);
  return [
    { text, kind: 'authors', plural },
    { text: paperInProse(paper), kind: 'paper', plural: false },
  ];
}

function onlyAuthorIn({ papers }: Conversation): Antecedent[] {
  const [paper, another] = papers.filter(({ authors }) => authors.length === 1);
  return paper && !another
    ? [{ text: authorsInProse(paper).text, kind: 'authors', plural: false, isOnlyAuthor: true }]
    : [];
}

/** What was "a fund" is "the fund" when it is spoken of again. */
function definite(text: string, isName: boolean): string {
  if (/^(?:an?|any|some|which|what|this|that|these|those)\s/i.test(text)) return text.replace(/^\S+/, 'the');
  return isName || !/^The\s/.test(text) ? text : `the${text.slice(3)}`;
}
