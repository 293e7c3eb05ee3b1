import { stemmer } from 'stemmer';
import type { CheckResult } from '../../wire.ts';
import { certaintyOf, isHedge } from '../difference/hedges.ts';
import { differByAffix, isNegator } from '../difference/negation.ts';
import { isNumber, valueOf } from '../difference/numbers.ts';
import { areOpposites } from '../difference/opposites.ts';
import { isFunctionWord } from '../words/function-words.ts';
import { type Word, wordsOf } from '../words/words.ts';
import { isAcronymOf, sameWord, sameWords, tenses } from './same-word.ts';

type Warning = CheckResult['warnings'][number];

/** The source round the place of a bracket, as it reads. */
export interface BracketContext {
  /** Of its sentence. */
  readonly before: string;
  readonly after: string;
  /** The two sentences before it. */
  readonly sentencesBefore: string;
}

const singular = new Set('it its itself he him his himself she her hers herself this that'.split(' '));
const plural = new Set('they them their theirs themselves these those we us our ours both'.split(' '));
const personal = new Set('i me my mine you your yours one'.split(' '));
/** Nouns that name what is meant by its kind only, so that the text before need not hold them. */
const kinds = new Set(
  (
    'country state nation government power company firm technology system study paper article author researcher policy ' +
    'law theory problem issue approach method model group people person man woman party side city region area idea ' +
    'argument claim question event process development change threat competition organisation organization body ' +
    'institution participant respondent patient student user scientist scholar finding result'
  )
    .split(' ')
    .map((word) => stemmer(word)),
);
/** Grammatically single names of many: "they" can mean them. */
const collective =
  /(?:government|team|group|police|staff|company|firm|committee|council|board|army|military|party|public|industry|union|army|bank|agency|taliban|eu|un|inc|corp|ltd)$/i;
const singularInS =
  /^(?:united states|united nations|netherlands|philippines|politics|economics|physics|mathematics|news|.*(?:ss|us|is|ics))$/i;

/**
 * A warning where a square bracket changes who or what is meant; null for what brackets are for: a pronoun made plain,
 * a tense or an ending fitted in, an article, an acronym spelled out, a word that the text beside it holds.
 * @param inserted what stands in the bracket (a whole word where it holds part of one)
 * @param replaced the source's words that it stands for, '' where it only adds
 */
export function bracketWarning(inserted: string, replaced: string, context: BracketContext): Warning | null {
  const put = wordsOf(inserted);
  const lost = wordsOf(replaced);
  if (put.length === 0 || isNote(inserted)) return null;
  const reason =
    turnedRound(put, lost) ??
    addedWeight(put, lost, context) ??
    (sameWords(put, lost) || isAcronymOf(inserted, replaced) ? null : referentReason(inserted, put, lost, context));
  if (reason === null) return null;
  const instead = replaced.trim() === '' ? 'is put in' : `stands for “${replaced.trim()}”`;
  return { kind: 'bracket-changes-referent', message: `The bracket “[${inserted.trim()}]” ${instead}: ${reason}.` };
}

function isNote(inserted: string): boolean {
  return /^\s*(?:sic|(?:emphasis|italics?|bold|emphases) (?:added|mine|ours|in (?:the )?original|removed|supplied)|(?:my|our) (?:emphasis|italics)|citations? omitted|…|\.{3})\s*!?\s*$/i.test(
    inserted,
  );
}

const comparison = /^(?:more|less|fewer|most|least|fewest)$/;

/** A word for its opposite, and "less" or "more" put in: what the source says is turned round. */
function turnedRound(put: readonly Word[], lost: readonly Word[]): string | null {
  const has = (words: readonly Word[], key: string) => words.some((word) => word.key === key);
  const alone = put.length === 1 && lost.length === 1;
  for (const word of put.filter(({ key }) => !has(lost, key))) {
    const opposite = lost.find(
      ({ key }) =>
        !has(put, key) &&
        (alone || comparison.test(key) || !isFunctionWord(key)) &&
        (areOpposites(word.key, key) || differByAffix(word.key, key)),
    );
    if (opposite)
      return `the source says something else there, “${opposite.raw}”, and “${word.raw}” turns the meaning round`;
  }
  const compares = put.find(({ key }) => comparison.test(key));
  if (!compares || lost.some(({ key }) => comparison.test(key))) return null;
  const turns = /^(?:less|fewer|least|fewest)$/.test(compares.key) ? ', which turns the meaning round' : '';
  return `the source does not say “${compares.raw}” there${turns}`;
}

/** A negation, a number, a hedge or a booster that the source does not have. */
function addedWeight(put: readonly Word[], lost: readonly Word[], context: BracketContext): string | null {
  const negator = put.find(({ key }) => isNegator(key));
  if (negator && !lost.some(({ key }) => isNegator(key)))
    return `it brings in the negation “${negator.raw}”, which turns the meaning round`;
  const near = wordsOf(`${context.sentencesBefore} ${context.before} ${context.after}`);
  const several = lost.some(({ key }) => plural.has(key));
  for (const { key, raw } of put) {
    if (!isNumber(key) || /^(?:one|first|second|single)$/.test(key)) continue;
    const same = (word: Word) => word.key === key || (valueOf(word.key) !== null && valueOf(word.key) === valueOf(key));
    if (lost.some(same) || near.some(same)) continue;
    // "they" → "the two countries" counts what is there.
    if (several && key === 'two') continue;
    return `it brings in the number “${raw}”`;
  }
  if (
    lost.length > 0 &&
    put.every(({ key }) => tenses.some((forms) => forms.has(key) && lost.some((word) => forms.has(word.key))))
  )
    return null;
  const weight = put.find(
    ({ key }) =>
      (isHedge(key) || /^(?:only|all|always|every|entirely|never|must)$/.test(key)) && certaintyOf(key) !== 1,
  );
  if (
    weight &&
    !lost.some((word) => word.key === weight.key) &&
    !tenses.some((forms) => forms.has(weight.key) && lost.some(({ key }) => forms.has(key)))
  )
    return `“${weight.raw}” changes how far the statement goes`;
  return null;
}

function referentReason(
  inserted: string,
  put: readonly Word[],
  lost: readonly Word[],
  context: BracketContext,
): string | null {
  const pronoun = lost.length === 1 ? lost[0] : appositive(lost, context.before);
  const near = stems(`${context.sentencesBefore} ${context.before} ${context.after}`);
  const content = put.filter((word) => !isFunctionWord(word.key) && !/^(?:'s|namely|ie|eg|viz)$/.test(word.key));
  if (content.length === 0) return lost.every(({ key }) => isFunctionWord(key)) ? pronounClash(put, lost) : null;
  const known = ({ key }: Word) => near.has(stemmer(bare(key))) || near.has(bare(key));
  const beside = wordsOf(`${context.before} ${context.after}`).some((word) => isAcronymOf(word.raw, inserted));
  if (beside) return null;
  if (pronoun && (singular.has(pronoun.key) || plural.has(pronoun.key) || personal.has(pronoun.key))) {
    return (
      numberReason(inserted, pronoun, context) ??
      unknownReason(
        content.filter((word) => !known(word)),
        put,
      )
    );
  }
  if (lost.length === 0) {
    if (/^\s*(?:that is|i\.\s?e\.|namely|viz\.?|or)[,:\s]/i.test(inserted)) return null;
    return unknownReason(
      content.filter((word) => !known(word)),
      put,
    );
  }
  const lostContent = lost.filter(({ key }) => !isFunctionWord(key));
  if (lostContent.length === 0)
    return unknownReason(
      content.filter((word) => !known(word)),
      put,
    );
  const kept = (word: Word) => lostContent.some((other) => sameWord(word, other));
  const added = content.filter((word) => !kept(word));
  if (added.length === 0) return null;
  const gone = lostContent.filter((word) => !content.some((other) => sameWord(other, word)));
  if (gone.length === 0)
    return unknownReason(
      added.filter((word) => !known(word)),
      put,
    );
  // "this country" → "Pakistan": named by its kind there, by its name here.
  const definite =
    /^\s*(?:the|this|that|these|those|both|its|their|his|her|such)\s/i.test(lostWords(lost)) &&
    gone.every(({ raw }) => /^\p{Ll}/u.test(raw));
  const kind = gone.some(({ key }) => kinds.has(stemmer(key)) || /^(?:former|latter|same)$/.test(key));
  if (definite && (kind || added.some(isName)))
    return unknownReason(
      added.filter((word) => !known(word)),
      put,
    );
  return 'the source says something else there';
}

function lostWords(lost: readonly Word[]): string {
  return lost.map(({ raw }) => raw).join(' ');
}

/** "it [the Bill]": the pronoun stands before the bracket. */
function appositive(lost: readonly Word[], before: string): Word | undefined {
  if (lost.length > 0) return undefined;
  const last = wordsOf(before).at(-1);
  return last && /^(?:it|they|them|he|she|him)$/.test(last.key) ? last : undefined;
}

/** A pronoun for a pronoun of another number: "it" → "they". */
function pronounClash(put: readonly Word[], lost: readonly Word[]): string | null {
  const [a, b] = [put[0]?.key ?? '', lost[0]?.key ?? ''];
  if (lost.length === 0 || !(singular.has(a) || plural.has(a)) || !(singular.has(b) || plural.has(b))) return null;
  return 'the one can’t stand for the other';
}

function numberReason(inserted: string, pronoun: Word, context: BracketContext): string | null {
  if (!/^(?:it|its|itself|he|him|she|her|his|they|them|their|themselves)$/.test(pronoun.key)) return null;
  const name = inserted
    .replace(/['’]s?\s*$/u, '')
    .replace(/\s*\([^)]*\)/g, '')
    .trim();
  const head = name.split(/\s+(?:of|in|for|to|that|which|from|with|on)\s/)[0] ?? name;
  const isPlural =
    /\s(?:and|&)\s|^(?:both|all|these|those|two|three|several)\b|^the (?:two|three|four)\b/i.test(head) ||
    (/[^s]s$/i.test(head) &&
      !singularInS.test(head.replace(/^the\s+/i, '')) &&
      !singularInS.test(head.split(' ').at(-1) ?? ''));
  if (singular.has(pronoun.key) && isPlural && !isNameInS(head))
    return `“${pronoun.raw}” is one, “${name}” are several`;
  if (
    plural.has(pronoun.key) &&
    !isPlural &&
    isSingleName(head) &&
    !collective.test(head) &&
    !context.sentencesBefore.includes(`${head} et al`)
  )
    return `“${pronoun.raw}” are several, “${name}” is one`;
  return null;
}

/** "Hughes", "Paris": the name of one that ends in s. */
function isNameInS(head: string): boolean {
  return /^(?:\p{Lu}[\p{L}.]*\s){0,2}\p{Lu}\p{Ll}+s$/u.test(head);
}

function isSingleName(head: string): boolean {
  return (
    /^(?:the\s+)?(?:\p{Lu}[\p{L}.'’-]*)(?:\s\p{Lu}[\p{L}.'’-]*)*$/u.test(head) && !/[^s]s$|ese$|people$/.test(head)
  );
}

function unknownReason(unknown: readonly Word[], put: readonly Word[]): string | null {
  const names = unknown.filter(isName);
  if (names.length > 0) return `${shown(names)} is not named in the sentence or the two before it`;
  const nouns = unknown.filter(({ key }) => !kinds.has(stemmer(key)));
  const content = put.filter(({ key }) => !isFunctionWord(key) && !kinds.has(stemmer(key)));
  // Something that the text holds stands with it: "the technology push" for "it".
  if (nouns.length === 0 || nouns.length < content.length) return null;
  return `${shown(nouns)} does not stand in the sentence or the two before it`;
}

function shown(words: readonly Word[]): string {
  return `“${words.map(({ raw }) => raw).join(' ')}”`;
}

function isName({ raw }: Word): boolean {
  return /^\p{Lu}/u.test(raw);
}

function bare(key: string): string {
  return key.replace(/'s?$/, '');
}

function stems(text: string): Set<string> {
  const words = wordsOf(text).flatMap(({ key }) => [bare(key), stemmer(bare(key))]);
  // "the United States" and "the U.S.", whichever stands there.
  const spaced = ` ${text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ')} `;
  if (/ u s | us | usa /.test(spaced))
    words.push('united', stemmer('united'), 'states', stemmer('states'), 'america', 'us');
  if (spaced.includes(' united states ')) words.push('us', 'usa', 'america');
  if (spaced.includes(' united kingdom ')) words.push('uk');
  return new Set(words);
}
