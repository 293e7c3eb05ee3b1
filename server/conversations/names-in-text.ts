import { familyNameOf } from '../../ingest/structure/author-names.ts';
import type { Credited } from '../citations/credit.ts';
import { endsNounPhrase, determiners } from './closed-classes.ts';
import { beginsPlace, isDemonym, isPlace, printedPlace } from './places.ts';
import { type Token, tokensOf } from './tokens.ts';

export type NameKind = 'place' | 'demonym' | 'year' | 'person' | 'name';

/** A name or a year where it stands in a text, without a possessive’s ending. */
export interface Name {
  readonly text: string;
  readonly kind: NameKind;
  readonly start: number;
  readonly end: number;
}

/** Names as printed, by their lower case: so that "huawei" is known for one. */
export type Vocabulary = ReadonlyMap<string, string>;

const longestPlace = 4;
const nobody: readonly Credited[] = [];

/** The names of a text in order, none inside another; hyphened compounds ("US-China") are no places. */
export function namesIn(text: string, vocabulary: Vocabulary, papers: readonly Credited[] = nobody): Name[] {
  const tokens = tokensOf(text);
  const families = familiesOf(papers);
  const names: Name[] = [];
  for (let at = 0; at < tokens.length;) {
    const length = lengthOfName(tokens, at, text, vocabulary, families);
    const first = tokens[at];
    const last = tokens[at + length - 1];
    if (!first || !last || length === 0) {
      at += 1;
      continue;
    }
    const end = last.end - (last.possessive ? (/['’]$/.test(last.text) ? 1 : 2) : 0);
    const printed = text.slice(first.start, end);
    names.push({ text: printed, kind: kindOf(printed, families), start: first.start, end });
    at += length;
  }
  return names;
}

function lengthOfName(
  tokens: readonly Token[],
  at: number,
  text: string,
  vocabulary: Vocabulary,
  families: ReadonlySet<string>,
): number {
  const lower = tokens[at]?.lower ?? '';
  for (let count = beginsPlace(lower) ? longestPlace : 0; count > 0; count -= 1) {
    const run = tokens.slice(at, at + count);
    if (run.length === count && isPlace(plainRun(run, text)) && !isPartOfName(tokens, at + count, run)) return count;
  }
  const token = tokens[at];
  if (!token) return 0;
  if (/^(?:19|20)\d{2}$/.test(token.lower)) return 1;
  if (families.has(token.lower) || isDemonym(token.lower)) {
    if (!/^\p{Lu}/u.test(token.text) || isDemonym(token.lower))
      return isPartOfName(tokens, at + 1, [token]) ? capitalRun(tokens, at) : 1;
  }
  if (isCapitalised(token, at === 0, vocabulary)) return capitalRun(tokens, at);
  return !/\p{Lu}/u.test(token.text) && vocabulary.has(token.lower) && !endsNounPhrase(token.lower) ? 1 : 0;
}

function plainRun(run: readonly Token[], text: string): string {
  const [first] = run;
  const last = run.at(-1);
  if (!first || !last) return '';
  if (run.slice(0, -1).some((token) => token.possessive)) return '';
  return text.slice(first.start, last.end).replace(/(?:['’]s|(?<=s)['’])$/, '');
}

/** "India" in "India Today" is no place; "Pakistan’s National Security Council" begins with one. */
function isPartOfName(tokens: readonly Token[], next: number, run: readonly Token[]): boolean {
  const last = run.at(-1);
  const token = tokens[next];
  if (!last || !token || last.possessive || !/^\p{Lu}/u.test(last.text)) return false;
  return token.start - last.end === 1 && /^\p{Lu}\p{Ll}/u.test(token.text) && !isPlace(token.lower);
}

function isCapitalised(token: Token, first: boolean, vocabulary: Vocabulary): boolean {
  if (!/^\p{Lu}/u.test(token.text) && !/^\p{Ll}?\p{Lu}|\p{Lu}.*\p{Lu}|\d\p{Lu}|\p{Lu}\d/u.test(token.text))
    return false;
  if (endsNounPhrase(token.lower) || determiners.has(token.lower) || token.lower === 'i') return false;
  if (!first) return true;
  return /\p{Lu}.*\p{Lu}|\d/u.test(token.text) || vocabulary.has(token.lower);
}

/** Tokens of a name: capitals and numbers in a row, over "of" and "for" between capitals. */
function capitalRun(tokens: readonly Token[], at: number): number {
  let end = at + 1;
  while (end < tokens.length) {
    const before = tokens[end - 1];
    const token = tokens[end];
    if (!before || !token || before.possessive) break;
    if (token.start - before.end > 1) break;
    const capital = /^(?:\p{Lu}|\d+$)/u.test(token.text) && !endsNounPhrase(token.lower);
    const after = tokens[end + 1];
    const connects = /^(?:of|for)$/.test(token.text) && after && /^\p{Lu}/u.test(after.text) && !isPlace(after.lower);
    const joins = token.lower === 'and' && joinsName(tokens, at, end);
    if (!capital && !connects && !joins) break;
    end += 1;
  }
  return end - at;
}

const institution =
  /^(?:act|acts|initiative|law|bill|policy|strategy|agency|authority|administration|council|commission|committee|board|bureau|center|centre|fund|programme|program|plan|framework|organi[sz]ation|institute|ministry|department|office|partnership|treaty|agreement|pact|code|rules|regulations?|force|corporation|group|bank|forum|dialogue)$/;

/** "the Belt and Road Initiative", "the Ministry of Science and Technology" are one name, "Huawei and ZTE" two. */
function joinsName(tokens: readonly Token[], at: number, and: number): boolean {
  const before = tokens.slice(at, and);
  if (isPlace(before.map(({ text }) => text).join(' '))) return false;
  let last = and + 1;
  while (last - and < 6 && /^\p{Lu}/u.test(tokens[last]?.text ?? '') && tokens[last - 1]?.possessive !== true) {
    const gap = (tokens[last]?.start ?? 0) - (tokens[last - 1]?.end ?? 0);
    if (gap !== 1) break;
    last += 1;
  }
  const words = tokens.slice(and + 1, last);
  if (words.length === 0 || before.length > 4 || isPlace(words.map(({ text }) => text).join(' '))) return false;
  const ofOffice = /^(?:ministry|department|office|committee|bureau|school|institute)$/.test(before[0]?.lower ?? '');
  if (ofOffice && before[1]?.lower === 'of') return true;
  const complete = before.some(({ lower }) => institution.test(lower) || /^(?:matrix|project|system)$/.test(lower));
  return (
    tokens[at - 1]?.lower === 'the' && !complete && words.length > 1 && institution.test(words.at(-1)?.lower ?? '')
  );
}

function kindOf(text: string, families: ReadonlySet<string>): NameKind {
  if (/^(?:19|20)\d{2}$/.test(text)) return 'year';
  if (isPlace(text)) return 'place';
  if (isDemonym(text)) return 'demonym';
  const last = text.toLowerCase().split(' ').at(-1) ?? '';
  return families.has(last) ? 'person' : 'name';
}

const familiesOfPapers = new WeakMap<readonly Credited[], ReadonlySet<string>>();

function familiesOf(papers: readonly Credited[]): ReadonlySet<string> {
  const known = familiesOfPapers.get(papers);
  if (known) return known;
  const families = new Set(
    papers.flatMap((paper) => paper.authors.map((author) => familyNameOf(author).toLowerCase())),
  );
  familiesOfPapers.set(papers, families);
  return families;
}

/** What a conversation and the papers’ own titles and authors print with a capital inside a sentence. */
export function vocabularyOf(texts: readonly string[], papers: readonly Credited[]): Map<string, string> {
  const found = new Map<string, string>();
  const none: Vocabulary = new Map();
  for (const paper of papers) {
    for (const author of paper.authors) found.set(familyNameOf(author).toLowerCase(), familyNameOf(author));
  }
  for (const text of texts) {
    for (const { text: name, kind } of namesIn(text, none)) {
      if (kind === 'name' && name.length > 2) found.set(name.toLowerCase(), name);
    }
  }
  return found;
}

/** A name with the capitals that it has elsewhere. */
export function printedName(text: string, vocabulary: Vocabulary): string {
  if (/\p{Lu}/u.test(text)) return text;
  if (isPlace(text)) return printedPlace(text);
  if (isDemonym(text)) return text.slice(0, 1).toUpperCase() + text.slice(1);
  return vocabulary.get(text.toLowerCase()) ?? text;
}
