import type { MarkedSpan } from './marked-spans.ts';
import { claimsToQuote } from '../../citations/split-quotations.ts';
import { reportingVerb } from './reporting.ts';
import { isTitleCase } from './source-names.ts';

/** What stands round words in marks, as far as it decides what the marks are for. */
export interface Surroundings {
  /** Up to 160 code units of the sentence each side, without the marks. */
  readonly before: string;
  readonly after: string;
  /** A reference in brackets, or a note, follows directly. */
  readonly cited: boolean;
  /** The reference that follows leads to a paper of the library, and the words are not its title. */
  readonly citesPaper?: boolean;
  /** Its sentence introduces somebody as saying something. */
  readonly speaker: boolean;
  /** Its sentence names or refers to any source. */
  readonly source: boolean;
  /** The marks surround the whole text. */
  readonly whole: boolean;
}

const word = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]{1,2}|[\p{L}\p{N}][\p{L}\p{N}\p{M}'’.-]*/gu;
const soCalled = /(?:so[- ]called|self-styled|(?:en)?titled|headed|headlined|code-?named|nicknamed)\s*,?\s*$/i;
const coined =
  /(?:known as|referred to as|the (?:terms?|words?|concepts?|notions?|labels?|ideas?|names?|slogans?|expressions?)(?: of)?|(?:is|are|was|were|often|sometimes|be|been|what is) (?:called|termed|dubbed|labell?ed|named)|under the name(?: of)?)\s*$/i;
const workOrPlan =
  /\b(?:articles?|papers?|books?|essays?|reports?|chapters?|stud(?:y|ies)|commission|plans?|program(?:me)?s?|project|initiative|operation|polic(?:y|ies)|film|song|strategy|vision)\s*,?\s*$/i;
const determiner = /(?:^|[\s(])(?:an?|the|this|that|these|those|its|their|his|her|our|any|some|such|no|every|of)\s*$/i;
/** "a “chilling” dependence": a noun follows. */
const describes =
  /^\s(?!(?:of|on|in|for|that|to|by|from|with|at|and|or|but|as|which|who|when|while|because|is|was|are|were|has|had)\s)\p{Ll}/u;
const introduced = new RegExp(
  `(?:${reportingVerb}(?:\\s+\\p{L}+){0,4}\\s*[,:]?|:|\\bthat|\\baccording to [^,]{1,60},)\\s*$`,
  'iu',
);
/** "argues that “…”": no determiner. */
const saidThat = new RegExp(
  `(?<!\\p{L})${reportingVerb}(?:\\s+\\p{L}+){0,3}(?<!\\s(?:at|by|in|of|on|to|for|with|about))\\s+that\\s*$`,
  'iu',
);
const spokenBehind = new RegExp(`^\\s*,?\\s*(?:\\p{L}+\\s+){0,5}${reportingVerb}(?![\\p{L}])`, 'u');

/** Words in marks of fewer are a term unless somebody is said to have used them. */
export const fewestWords = 3;
/** The same where nobody is named and the marks are single, or an article stands before them. */
const fewestUnnamed = 5;

/**
 * Whether marks quote (Chicago Manual of Style 7.57 names what else they do). Not: words called so or doubted, a coined
 * term, a title or a name of a plan (told by its capitals), code. A few words count where a speaker or a reference makes
 * them somebody's. A title never does, for "“The Impact of X” (Name, 2023)" cites the work and not its words; but words
 * in capitals that are credited to a paper of the library of another title are its words, such as a heading of it.
 */
export function isQuotation(span: MarkedSpan, quoted: string, round: Surroundings): boolean {
  if (!/[\p{L}\p{N}]/u.test(quoted)) return false;
  if (span.opening === '>') return !quoted.startsWith('[!');
  if (round.whole) return true;
  const words = wordCount(quoted);
  const single = span.opening !== '``' && !claimsToQuote(span.opening, 'x');
  if (/^['’`]$/.test(span.opening) && words >= fewestWords && !claimsToQuote(span.opening, quoted)) return false;
  const introducedHere = round.speaker && (introduced.test(round.before) || spokenBehind.test(round.after));
  if (soCalled.test(round.before)) return false;
  if (coined.test(round.before) && !introducedHere && !round.cited) return false;
  const title = isTitleCase(quoted);
  const said = saidThat.test(round.before);
  if (title && determiner.test(round.before) && !(said && (introducedHere || round.cited))) return false;
  if (words < fewestWords && !round.cited && determiner.test(round.before) && describes.test(round.after)) return false;
  const credited =
    (introducedHere && introduced.test(round.before)) || round.citesPaper === true || (round.cited && said);
  if (title && (!credited || workOrPlan.test(round.before))) return false;
  if (words < fewestWords) return (round.cited || introducedHere) && /\p{L}/u.test(quoted);
  if (words < fewestUnnamed && !round.source && (single || determiner.test(round.before))) return false;
  return true;
}

/** Whether words in marks that probably do not quote are long enough to be looked up all the same. */
export function mayQuote(span: MarkedSpan, quoted: string): boolean {
  return claimsToQuote(span.opening, quoted) && !/^['’`]/.test(span.opening) && wordCount(quoted) >= fewestWords;
}

/** Words of a text; a character or two of a script without spaces is one. */
export function wordCount(text: string): number {
  return text.match(word)?.length ?? 0;
}
