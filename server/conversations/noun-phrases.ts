import { determiners, endsNounPhrase, isAuxiliary, prepositions } from './closed-classes.ts';
import { type Vocabulary, namesIn } from './names-in-text.ts';
import { splitSubject } from './indirect-question.ts';
import { partsOf } from './question-parts.ts';
import { tokensOf } from './tokens.ts';
import { baseOf, isBaseVerb, isNounToo, isReporting } from './verbs.ts';

export interface NounPhrase {
  /** As it stands, with what "of" adds to it. */
  readonly text: string;
  /** Its last word before "of", in lower case. */
  readonly head: string;
  readonly kind: 'person' | 'place' | 'thing';
  readonly plural: boolean;
  readonly isName: boolean;
  readonly isSubject: boolean;
  readonly start: number;
  readonly end: number;
}

/** Nouns that are no thing to speak of later. */
const empty =
  /^(?:way|ways|extent|kind|kinds|sort|role|part|year|years|time|thing|things|lot|example|order|terms|page|section|difference)$/;
const singularInS =
  /(?:ss|us|is|ics|news)$|^(?:united states|philippines|netherlands|maldives|bahamas|united nations|means|series)$/;
const irregularPlural = /^(?:people|men|women|children|data|media|police|criteria|phenomena|staff)$/;

/** The noun phrases of a clause, found without a lexicon of nouns: what stands between closed-class words and verbs. */
export function nounPhrasesOf(text: string, vocabulary: Vocabulary): NounPhrase[] {
  const tokens = tokensOf(text).slice(0, 300);
  const names = namesIn(text, vocabulary);
  const subject = subjectOf(text);
  const found: NounPhrase[] = [];
  let from = 0;
  for (let at = 0; at <= tokens.length; at += 1) {
    const token = tokens[at];
    const before = tokens[at - 1];
    const inName =
      token && names.some((name) => name.kind !== 'year' && name.start <= token.start && token.start < name.end);
    const next = tokens[at + 1];
    const isVerb =
      token !== undefined &&
      (token.start === subject.verb ||
        (before !== undefined &&
          from < at &&
          !before.possessive &&
          !determiners.has(before.lower) &&
          ((baseOf(token.lower) !== null && !isNounToo(token.lower)) ||
            // "the ministries use that cloud": behind a plural and before a determiner no noun stands.
            (isBaseVerb(token.lower) && isPlural(before.lower) && next !== undefined && determiners.has(next.lower)) ||
            // "are cyberattacks growing in": behind a plural and before no noun.
            (token.lower.endsWith('ing') && isPlural(before.lower) && (!next || prepositions.has(next.lower))) ||
            // "is defensive realism grounded in": a participle behind its noun.
            (token.lower.endsWith('ed') && (!next || prepositions.has(next.lower))))));
    const afterComma = token && before && /[,;:—–(]/.test(text.slice(before.end, token.start));
    const beginsAnew = token !== undefined && determiners.has(token.lower) && from < at;
    const ends =
      !token || (!inName && (endsNounPhrase(token.lower) || isVerb || (from === at && isLeadVerb(tokens, at))));
    if (ends || afterComma || beginsAnew) {
      push(from, at);
      from = ends ? at + 1 : at;
    }
  }
  return withOf(found, text);

  function push(start: number, end: number): void {
    const run = tokens.slice(start, end);
    const first = run[0];
    const last = run.at(-1);
    if (!first || !last || (run.length === 1 && determiners.has(first.lower)) || empty.test(last.lower)) return;
    const phrase = text.slice(first.start, last.end);
    const name = names.find((one) => one.end >= last.end - 2 && one.start <= last.start && one.start >= first.start);
    const kind =
      name?.kind === 'place'
        ? 'place'
        : isPersonName(phrase, tokens[end]?.lower, name !== undefined)
          ? 'person'
          : 'thing';
    if (/^\d+$/.test(phrase)) return;
    found.push({
      text: phrase.replace(/(?:['’]s|(?<=s)['’])$/, ''),
      head: last.lower,
      kind,
      plural: isPlural(last.lower, name?.text ?? ''),
      isName:
        name?.start === first.start || (name !== undefined && /^the\s/i.test(phrase) && name.start <= first.end + 1),
      isSubject: first.start === subject.start,
      start: first.start,
      end: last.end,
    });
  }
}

function isLeadVerb(tokens: ReturnType<typeof tokensOf>, at: number): boolean {
  const token = tokens[at];
  const before = tokens[at - 1];
  if (!token || baseOf(token.lower) === null) return false;
  return (
    before !== undefined &&
    (isAuxiliary(before.lower) || /^(?:to|who|which|that|not)$/.test(before.lower)) &&
    !token.lower.endsWith('s')
  );
}

/** "the impact of AI" is one phrase. */
function withOf(phrases: readonly NounPhrase[], text: string): NounPhrase[] {
  const merged: NounPhrase[] = [];
  for (const phrase of phrases) {
    const before = merged.at(-1);
    if (before && /^\s+of\s+$/.test(text.slice(before.end, phrase.start))) {
      merged[merged.length - 1] = {
        ...before,
        text: text.slice(before.start, phrase.end).replace(/['’]s$/, ''),
        end: phrase.end,
        isName: false,
      };
      merged.push(phrase);
    } else merged.push(phrase);
  }
  return merged.map((phrase) => withYear(phrase, text));
}

/** "the policy of 2021" is another than that of 2014. */
function withYear(phrase: NounPhrase, text: string): NounPhrase {
  const year = /^ of (?:19|20)\d{2}\b/.exec(text.slice(phrase.end))?.[0];
  return year === undefined ? phrase : { ...phrase, text: phrase.text + year, end: phrase.end + year.length };
}

/** A name that says or holds something is somebody's. */
function isPersonName(phrase: string, next: string | undefined, isName: boolean): boolean {
  if (/^(?:Dr|Mr|Mrs|Ms|Prof|President|Professor|Minister)\.?\s/.test(phrase)) return true;
  return isName && next !== undefined && isReporting(next) && !/^the\s/i.test(phrase);
}

/** Whether a noun, by its last word, stands for several. */
export function isPlural(head: string, name = ''): boolean {
  if (irregularPlural.test(head)) return true;
  if (name !== '' && (/^\p{Lu}+s?$/u.test(name) || singularInS.test(name.toLowerCase()))) return false;
  return /[^s]s$/.test(head) && !singularInS.test(head);
}

/** Where a question’s subject begins, and the verb behind it; −1 where that is not seen. */
function subjectOf(text: string): { start: number; verb: number } {
  const parts = partsOf(text);
  if (parts?.shape === 'subject' && parts.aux === null) return { start: -1, verb: text.indexOf(parts.rest) };
  if (!parts || parts.shape === 'subject' || parts.aux === null) return { start: -1, verb: -1 };
  const start = text.indexOf(parts.rest);
  const split = /^(?:is|are|was|were|has|have|had)$/.test(parts.aux) ? null : splitSubject(parts.rest, true, parts.wh);
  return { start, verb: split && split.predicate !== '' ? start + parts.rest.length - split.predicate.length : -1 };
}

/** Whether a word begins a prepositional phrase. */
export function isPreposition(word: string): boolean {
  return prepositions.has(word.toLowerCase());
}
