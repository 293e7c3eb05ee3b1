import { verbOf } from './predicate.ts';

/** A statement that a question takes for granted. */
export interface Presupposition {
  /** As a statement, in the question's words; verbs may stand in their base form, some words of order are missing. */
  readonly text: string;
  /** Its verb, half-open range of UTF-16 code units of the text; null where none was found. */
  readonly verb: { readonly start: number; readonly end: number } | null;
  /** Whether its subject stands first and does what the verb says. */
  readonly active: boolean;
  /** Whose view it is, "defensive realists" of "Why do defensive realists think …"; '' where it is nobody's. */
  readonly holder: string;
}

const doing = /^(?:do|does|did)$/i;
const auxiliary = 'is|are|was|were|does|do|did|has|have|had|can|could|will|would|should|must|may|might';
/** What may stand before the question word: "In", "For", "Since". */
const preposition = '(?:(?:in|on|at|by|for|from|to|with|under|since|until|of|through|against|over|during|within) )?';

/** A question word with its noun, an auxiliary, and the statement that it asks about. */
const inverted = new RegExp(
  `^${preposition}(?:why|how|when|where|who(?:m|se)?|what|which)(?<what>(?: [\\p{L}\\p{M}\\d'’“”-]+){0,6}?) (?<aux>${auxiliary})(?<not>n['’]t| not)? (?<rest>.+)$`,
  'iu',
);
/** "Which company makes …", "Who led …": what is asked for is the subject. */
const subjectAsked =
  /^(?:who|(?:what|which|whose)(?<what>(?: of (?:the|these|those))?(?: [\p{L}\p{M}\d'’-]+){1,4}?))(?: (?:have|has|had|will|would|could|can))? (?<verb>\p{L}+(?:ed|ew|ook|ame|ent|oke|old|ade|ave|et|ut|ot|elt|ound|ought|eld|ept|ost|eft|aid|ead|rote|ote|an)|\p{L}{2,}s(?! (?:have|has|had|are|were|is|was|can|could|will|would|did|do|does|\p{L}+ed)\b))(?<rest> .+)$/iu;
const isPerfect = /^(?:has|have|had)$/i;
const participle = /^(?:\p{L}+(?:ed|en|wn|ung|ade|ost|one|ld|pt|ent|nt|ught|un|ut))\b/iu;
const cause =
  /^(?:what|who|which [\p{L}\p{M}\d'’ -]{1,60}?) (?:has |have |had |could |would |will )?(?:made|makes?|led|leads?|caused|causes?|drove|drives?|allow(?:s|ed)?|enable[sd]?|prompt(?:s|ed)?|push(?:es|ed)?|force[sd]?|convince[sd]?|persuade[sd]?|kept|keeps?|brought|brings?|motivate[sd]?|moved?|moves|got|gets?|let|lets|help(?:s|ed)?|encourage[sd]?|pressure[sd]?|compel(?:s|led)?) (?<rest>.+)$/iu;
const prevention =
  /^(?:what|who) (?:has |have |had )?(?:stops?|stopped|prevents?|prevented|keeps?|kept|hinder(?:s|ed)?) (?<who>.+?) from (?<rest>.+)$/iu;
const explained =
  /^(?:what|who|which [\p{L} ]{1,30}?) (?:explain(?:s|ed)?|account(?:s|ed)? for|(?:is|was|are|were|lies|lay|stands|stood) behind|trigger(?:s|ed)?|caused|causes|justif(?:ies|ied)|motivate[sd]|brought about|led to|leads to|follow(?:s|ed)|came (?:of|from|out of)|comes of|became of|resulted from|results from) (?<rest>.+)$/iu;
const ofWhat =
  /^(?:what|which|who|how (?:big|large|great|serious|important|high|strong))(?:['’]s| is| was| were| are| has been| have been)? (?:the |an? )?(?:\p{L}+ ){0,2}?(?:outcomes?|results?|consequences?|effects?|impact|purpose|aims?|goals?|causes?|reasons?|point|significance|benefits?|costs?|upshot|motives?|motivation|explanation|success|failure|lessons?|response|reaction|background|basis|grounds?) (?:of|for|behind|to|from) (?<rest>.+)$/iu;
const ofDoing =
  /^what (?:did|does|do|has|have|had|will|would|could|can|might) (?<who>.+?) (?:gain|gained|get|got|achieve|achieved|lose|lost|win|won|learn|learned|hope to \p{L}+|want to \p{L}+|earn|earned|save|saved|risk|risked) (?:from|by|with|through|in|when|after) (?<rest>(?:its |their |his |her )?\p{L}+ing .+)$/iu;
/** Two that are compared are not said to be anything. */
const comparing = /\b(?:differ|compare|compared|contrast|resemble|relate|vary)\b/iu;
/** A clause that sets the scene, before the question or behind it. */
const sceneBefore =
  /^(?:given(?: that)?|seeing that|considering(?: that)?|granted that|now that|since|because|as|although|though|even though|while|after|when|once|with) (?<scene>[^,?]+), (?<rest>.+)$/iu;
const sceneBehind =
  /^(?<rest>\S+ \S+ \S+ .*?),? (?:so that|given that|now that|even though|although|because|after|once|when|while|since|before) (?<scene>\S+ \S+ \S+.*)$/iu;
const yesNo = new RegExp(`^(?:${auxiliary})\\b`, 'iu');
const relative =
  /\b(?<who>(?:\p{L}[\p{L}\p{M}'’-]* ){0,4}\p{L}[\p{L}\p{M}'’-]*),? (?:that|which|who) (?<rest>[^,?]+)/iu;
/** "the seven principles of …", "which of the six levels": how many there are is taken for granted. */
const counted =
  /\b(?:the|these|all|both|its|their|\p{Lu}\p{L}+['’]s) (?<what>(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,3}) (?!of\b|per ?cent\b|%|years?\b|days?\b|weeks?\b|months?\b|papers?\b|countries\b)[^?]+?)(?= (?:is|are|was|were|does|do|did|has|have|had|can|could|will|would|should|matters?)\b|$)/iu;
/** Who doubts a thing holds that it is not so. */
const doubting =
  /^(?<who>.{1,80}?) (?:doubt|doubts|doubted|deny|denies|denied|dispute|disputes|disputed|reject|rejects|rejected|question|questions|questioned)(?: the (?:idea|claim|view|notion))? (?:that|whether) (?<rest>\S+ \S+.*)$/iu;
/** Who refuses to do a thing does not do it. */
const refusing =
  /\b(?:refuse[sd]?|refusing|decline[sd]?|declining|neglect(?:s|ed)?|omit(?:s|ted)?|forget|forgot|forgets|hesitate[sd]?|fail(?:s|ed|ing)?) to /iu;
/** What somebody says is taken for granted, not that it is said. */
const saying =
  /^(?<who>.{1,80}?) (?:say|says|said|think|thinks|thought|argue|argues|argued|claim|claims|claimed|believe|believes|believed|write|writes|wrote|hold|holds|held|conclude|concludes|concluded|warn|warns|warned|find|finds|found|suggest|suggests|suggested)(?: that)? (?<rest>\S+ \S+.*)$/iu;

/** Who describes a thing says something of it, and what that is, is asked. */
const describing =
  /^.{1,80}? (?:define|describe|explain|characteri[sz]e|portray|depict|see|view|regard|call|name|mention|discuss|present|assess|understand|interpret|frame|treat|evaluate|judge|rate|compare|recommend|propose|suggest|say|write|argue|claim|cite|use the (?:term|word))\b/iu;
/** "says which cloud …" is no statement. */
const askedAgain = /^(?:what|which|who|whom|whose|where|when|why|how|whether|if)\b/iu;

/**
 * What a question takes for granted, as statements: of "Why did Vietnam let Huawei build its network?" that "Vietnam
 * let Huawei build its network"; of "What was the outcome of India's raid?" that there was "India's raid". A question
 * of yes or no takes nothing for granted. [] where it is little.
 */
export function presuppositionsOf(question: string): Presupposition[] {
  const text = question
    .trim()
    .replace(/[?.!\s]+$/u, '')
    .replace(/^(?:and|but|so|then|also|well|please|ok(?:ay)?|i wonder|tell me|do you know),? /iu, '')
    .replace(/,? (?:according to|in the (?:paper|article|view)|in \p{Lu}\p{L}+['’]s (?:paper|article|view))\b.*$/iu, '')
    .replace(/^according to [^,]+, /iu, '')
    .replace(/, regarding .*$/iu, '');
  const found = [...scenesOf(text), ...countedIn(text)].filter(
    (statement) => /\S+ \S+/.test(statement) && !comparing.test(statement),
  );
  const holder = holderOf(text);
  return [...new Set(found)].map((statement) => {
    const plain = statement.replace(refusing, 'not ');
    const verb = verbOf(plain) ?? inflectedIn(plain, text);
    return { text: plain, verb, active: !isBe(text), holder };
  });
}

/** Whether a question asks for yes or no, and so takes nothing for granted. */
export function isYesNo(question: string): boolean {
  return yesNo.test(question.trim());
}

function isBe(text: string): boolean {
  return /^(?:is|are|was|were)$/i.test(inverted.exec(text)?.groups?.aux ?? '');
}

/** Where the subject is asked for, the verb has an ending, and its place is known. */
function inflectedIn(statement: string, text: string): Presupposition['verb'] {
  const verb = subjectAsked.exec(text)?.groups?.verb;
  const at = verb === undefined || inverted.test(text) ? -1 : ` ${statement} `.indexOf(` ${verb} `);
  return verb === undefined || at < 0 ? null : { start: at, end: at + verb.length };
}

function holderOf(text: string): string {
  const { aux = '', rest = '' } = inverted.exec(text)?.groups ?? {};
  return (doing.test(aux) ? (doubting.exec(rest) ?? saying.exec(rest))?.groups?.who : undefined) ?? '';
}

function scenesOf(text: string): string[] {
  const before = sceneBefore.exec(text)?.groups;
  if (before?.rest !== undefined && before.scene !== undefined) return [before.scene, ...scenesOf(before.rest)];
  const own = statementsOf(text);
  const behind = sceneBehind.exec(text)?.groups;
  if (behind?.rest === undefined || behind.scene === undefined || yesNo.test(text)) return own;
  return [...statementsOf(behind.rest), behind.scene];
}

function statementsOf(text: string): string[] {
  const come = /^how come (?<rest>.+)$/iu.exec(text)?.groups?.rest;
  if (come !== undefined) return [come];
  const prevented = prevention.exec(text)?.groups;
  if (prevented) return [`${prevented.who ?? ''} not ${prevented.rest ?? ''}`];
  for (const form of [explained, ofWhat]) {
    const rest = form.exec(text)?.groups?.rest;
    if (rest !== undefined) return [rest, ...relativesOf(rest)];
  }
  const made = cause.exec(text)?.groups?.rest;
  if (made !== undefined) return [made];
  const done = ofDoing.exec(text)?.groups;
  if (done) return [`${done.who ?? ''} ${done.rest ?? ''}`];
  const asked = inverted.exec(text)?.groups;
  // Behind an auxiliary of its own subject the order is that of a statement: "Which groups have attacked Vietnam".
  if (asked && !(isPerfect.test(asked.aux ?? '') && participle.test(asked.rest ?? ''))) return ofInverted(text, asked);
  const subject = subjectAsked.exec(text)?.groups;
  return subject
    ? [`${subject.what?.trim() ?? ''} ${subject.verb ?? ''}${subject.rest ?? ''}`.trim(), ...relativesOf(text)]
    : [];
}

function ofInverted(
  text: string,
  { what = '', aux = '', not = '', rest = '' }: Record<string, string | undefined>,
): string[] {
  const noun = what
    .replace(/^ (?:many|much|long|often|far|soon|fast|well|exactly|else)\b/iu, '')
    .trim()
    .replace(/^of (?:the|these|those|its|their) (?:two|three|four|five|six|seven|eight|nine|ten|\d+) /iu, '');
  const doubted = doing.test(aux) ? doubting.exec(rest)?.groups?.rest : undefined;
  if (doubted !== undefined) return [not === '' ? negated(doubted) : doubted];
  const said = doing.test(aux) ? saying.exec(rest)?.groups?.rest : undefined;
  if (said !== undefined && !askedAgain.test(said)) return [not === '' ? said : negated(said), ...relativesOf(rest)];
  if (doing.test(aux) && not === '' && describing.test(rest) && !/^why\b/iu.test(text)) return relativesOf(rest);
  const whole = /^(?:why|how|when|where|since|in|by|for)/iu.test(text);
  if (doing.test(aux)) {
    // "What does Sadi recommend?" takes nothing for granted but that there is something.
    if (noun === '' && !whole) return relativesOf(rest);
    const statement = not === '' ? rest : negated(rest);
    return [noun === '' ? statement : `${statement} ${noun}`, ...relativesOf(rest)];
  }
  if (noun === '' && !whole) return relativesOf(rest);
  // Where the subject ends can't be told without a parser; order matters little.
  return [`${rest}${not === '' ? '' : ' not'}${noun === '' ? '' : ` ${noun}`}`, ...relativesOf(rest)];
}

/** "the military use drones" as "the military not use drones". */
function negated(statement: string): string {
  const be = /^(?<subject>.+? (?:is|are|was|were|can|could|will|would|has|have|had)) (?<rest>.+)$/iu.exec(
    statement,
  )?.groups;
  if (be?.subject !== undefined && be.rest !== undefined) return `${be.subject} not ${be.rest}`;
  const verb = verbOf(statement);
  return verb ? `${statement.slice(0, verb.start)}not ${statement.slice(verb.start)}` : `not ${statement}`;
}

/** "the mediation that ended the war" says that it ended the war. */
function relativesOf(text: string): string[] {
  const found = relative.exec(text)?.groups;
  return found?.who !== undefined && found.rest !== undefined && /\S \S/.test(found.rest)
    ? [`${found.who} ${found.rest}`]
    : [];
}

function countedIn(text: string): string[] {
  // "How many of the five" may be answered by the others' number alone.
  if (yesNo.test(text) || /^how many of\b/iu.test(text)) return [];
  const what = counted.exec(text)?.groups?.what;
  return what === undefined ? [] : [what];
}
