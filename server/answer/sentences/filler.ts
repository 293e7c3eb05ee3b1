import { monthNames, type Slot, slotsOf } from '../../questions/answer-slots.ts';
import type { ReadQuestion } from '../../questions/read-question.ts';
import { focusOf } from '../../questions/focus.ts';
import { alignTerms } from '../../quotes/paraphrase/align-terms.ts';
import { type Term, termsOf } from '../../quotes/paraphrase/terms.ts';
import { nearlyBest } from './nearly-best.ts';
import type { ScoredSentence } from './scored-sentence.ts';

/** Words between a date and what it dates, where "and" or "which" stands between them. */
const near = 6;
/** Share of a question's words that a sentence has to speak of before what it does not name is not named. */
const nearlyAll = 0.7;

/** A reference dates the literature; another year in brackets may be the one asked for. */
const bracketed = /\([^()]*\)/g;
const citedYear = /,\s*(?:1[5-9]|20)\d{2}/;
/** How many words stand between a kind of thing and its name: "groups like", "program, called". */
const linked =
  /^[\s"“‘'(]*(?:,|:|–|-|\()?\s*(?:(?:such as|like|including|namely|e\.g\.|i\.e\.|especially|notably|called|named|titled|entitled|dubbed|known as|is|are|was|were|of|by|from|the|an?|as|for instance|for example|that is)[\s,]+){0,3}["“‘'(]*$/iu;
const listing = /^[^.;]{0,30}(?:,? including|,? such as|,? like|:|,? namely|,? e\.g\.)/iu;
const indefinite =
  /\b(?:an?|some|several|many|various|certain|numerous|multiple|\d+|two|three|four|five|six|seven|eight|nine|ten|dozens of|hundreds of)\s+(?:[\p{L}-]+\s+){0,4}$/iu;
const lasting =
  /\bhow long\b[^?]*\b(?:last(?:s|ed|ing)?|tak(?:e|es|en|ing)|took|stay(?:s|ed|ing)?|without)\b|\bfor how (?:long|many (?:years|months|weeks|days|hours))\b|\bhow many (?:years|months|weeks|days|hours|minutes)\b/i;
const durations =
  /\b(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|several|few|many)[ -](?:\p{L}+ )?(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|decades?|centur(?:y|ies))\b|\bdecades\b|\b(?:since|until|from) (?:\p{L}+ )?(?:1[5-9]|20)\d{2}\b/giu;
const reaching =
  /\b[Hh]ow far (?:can|could|does|do|did|will)\b[^?]*\b(?:fly|sail|travel|reach|shoot|swim|drive|march|hit)\b|\b[Hh]ow (?:far (?:away|apart)|tall)\b|\b[Ww]hat(?:['’]s| is| was) the (?:\p{L}+ )?(?:(?:distance|height) of|range of (?:the|an?|its|their|this|\p{Lu}\p{L}*)\b(?! \p{L}*(?:ages|values|scores|prices|options)\b))/u;
const distances =
  /\b\d[\d.,]*\s?(?:km|cm|mm|centimet\p{L}+|millimet\p{L}+|kilomet\p{L}+|miles?|met(?:re|er)s?|m|feet|ft|nautical)\b/giu;
const hurrying = /\b(?:maximum|top|cruising) speed\b|\bhow fast (?:can|could)\b/i;
const speeds =
  /(?:\b|(?<=\d))(?:[GMk]bit\/s|[GMk]bps|m\/s|km\/h|kph|mph|knots|mach|kilomet\p{L}+ (?:per|an) hour|miles (?:per|an) hour)\b/giu;

const inMonth = /\b(?:what|which) month\b/i;
const month = `(?:(?:${monthNames})\\b|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\\b\\.?)`;
const months = new RegExp(`\\b${month}`, 'gu');
const onDay = /\b(?:what|which) (?:exact |precise )?(?:day|weekday)\b/i;
const ordinal = '\\d{1,2}(?:st|nd|rd|th)?';
const dayNames = new RegExp(
  `\\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\\b|${month} ${ordinal}\\b|${ordinal}(?: of)? ${month})`,
  'gu',
);
/** Asks on what occasion a thing is, or is to be, done; "before meals" answers. */
const generally = /\bwhen (?:should|must|may|can|ought|do|does)\b/iu;
const occasion = /\b(?:before|after|during|while|when|whenever|once|until|every|daily|at)\b/giu;

/** Measures that only a unit of their own tells. */
const measures: readonly (readonly [RegExp, RegExp])[] = [
  [hurrying, speeds],
  [lasting, durations],
  [reaching, distances],
  [inMonth, months],
  [onDay, dayNames],
];

/** "When Vietnam shut Huawei out, which …": what is asked comes behind the comma. */
const scene = /^(?:when|since|after|before|once|as|while) [^,?]+, /iu;

/**
 * Whether a question asks for a measure, a date or a name that no sentence has for what it asks: a sentence that speaks
 * of nearly as much of the question as the best does, with a filler of that kind that belongs to it.
 */
export function lacksFiller(read: ReadQuestion, sentences: readonly ScoredSentence[]): boolean {
  const speaking = nearlyBest(sentences);
  const measure = measures.find(([asked]) => asked.test(read.text));
  if (measure) return !speaking.some(({ text }) => holdsNear(read, text, [...text.matchAll(measure[1])].map(spanOf)));
  if (read.kind === 'time' && !scene.test(read.text)) return !speaking.some((sentence) => isDated(read, sentence));
  return read.kind === 'name' && isUnnamed(read, speaking);
}

function spanOf(match: RegExpExecArray): Slot {
  return { text: match[0], start: match.index, end: match.index + match[0].length };
}

/** Whether a sentence has a date for what is asked. */
function isDated(read: ReadQuestion, { text }: ScoredSentence): boolean {
  const plain = text
    .replace(bracketed, (found) => (isReference(found) ? ' '.repeat(found.length) : found))
    .replace(/[()]/g, ' ');
  const occasions = generally.test(read.text) ? [...plain.matchAll(occasion)].map(spanOf) : [];
  const days = [...plain.matchAll(dayNames)].map(spanOf);
  return holdsNear(read, plain, [...(slotsOf('time', read.text, plain) ?? []), ...days, ...occasions]);
}

/** "(Nansen, 1897)", "(see Nansen et al., 1897, p. 4)". */
function isReference(inBrackets: string): boolean {
  const name = /\p{Lu}\p{L}/u.exec(inBrackets);
  return name !== null && citedYear.test(inBrackets.slice(name.index));
}

/** Whether one of the stretches stands in a clause with a word of the question, or near one. */
function holdsNear(read: ReadQuestion, text: string, stretches: readonly Slot[]): boolean {
  const terms = termsOf(text);
  const own = alignTerms(read.terms, terms).flatMap((pair) =>
    pair.kind === 'opposite' ? [] : (terms[pair.source] ?? []),
  );
  return stretches.some(({ start, end }) => {
    const there =
      terms.find((term) => term.end > start && term.start < end) ??
      terms.find((term) => term.start >= start) ??
      terms.at(-1);
    const others = own.filter((term) => term.end <= start || term.start >= end);
    return (
      there !== undefined && others.some((term) => term.clause === there.clause || Math.abs(term.at - there.at) <= near)
    );
  });
}

/** Whether the best sentences only mention the kind of thing asked for, "six bases", and none names one. */
function isUnnamed(read: ReadQuestion, sentences: readonly ScoredSentence[]): boolean {
  const kind = headOf(read);
  if (!kind) return false;
  const having = sentences.filter(({ features, text }) => features.words >= nearlyAll && kindIn(kind, text).length > 0);
  return (
    having.length > 0 &&
    having.some(({ text }) => kindIn(kind, text).some((term) => indefinite.test(text.slice(0, term.start)))) &&
    !having.some(({ text }) => kindIn(kind, text).some((term) => hasName(read, text, term)))
  );
}

/** The noun of "which air bases": the last word of what is asked for before its verb. */
function headOf(read: ReadQuestion): Term | undefined {
  const range = focusOf(read.text);
  if (!range) return undefined;
  const words = [...read.text.slice(range.start, range.end).matchAll(/[\p{L}\d’'-]+/gu)];
  const verb = words.findIndex((word, index) => index > 0 && /(?:ed|ught|ew|ook)$/.test(word[0]));
  const head = words[verb > 0 ? verb - 1 : words.length - 1];
  const at = range.start + (head?.index ?? 0);
  return [...read.focus].find((term) => term.start <= at && term.end > at);
}

function kindIn(kind: Term, sentence: string): Term[] {
  const terms = termsOf(sentence);
  return alignTerms([kind], terms)
    .flatMap((pair) => (pair.kind === 'same' || pair.kind === 'synonym' ? (terms[pair.source] ?? []) : []))
    .filter(({ key }) => !/(?:ed|ing)$/.test(key) || /(?:ed|ing)$/.test(kind.key));
}

/** "the Indus-Water treaty", "groups like APT41", 'program, "Threat Matrix"'; "factors, including unrest". */
function hasName(read: ReadQuestion, sentence: string, kind: Term): boolean {
  if (listing.test(sentence.slice(kind.end))) return true;
  return (slotsOf('name', read.text, sentence) ?? []).some(({ start, end }) => {
    if (start <= kind.start && end >= kind.end) return true;
    if (start >= kind.end) return linked.test(sentence.slice(kind.end, start));
    return /^[\s"”’'),-]*(?:\p{L}+[ -]){0,2}$/u.test(sentence.slice(end, kind.start));
  });
}
