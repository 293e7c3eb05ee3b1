import type { Paper } from '../../../ingest/paper.ts';
import { familyNameOf, withoutParticles } from '../../../ingest/structure/author-names.ts';
import { spellingDistance } from '../../quotes/difference/pair-cost.ts';

/** What tells papers apart in a question. */
export type PaperName = Pick<Paper, 'id' | 'title' | 'authors' | 'year'>;

/** Characters of a question that are looked at: what asks for a summary or a list is short. */
export const longestQuestion = 400;

/** Words that are recognised with a typo, since what is asked hangs on them. */
const mended =
  'summarise summarize summarising summary summaries overview synopsis article articles paper papers study document argument arguments conclusion conclusions conclude findings methodology purpose reference references referenced bibliography citation citations missing entries zusammenfassung zusammenfassen'.split(
    ' ',
  );
/** Words that a single slip makes of one of these. */
const apart = /^(?:papier|papiers|paperi|pauper|caper|taper|piper|concluded|concludes|studs|sturdy|studdy)$/;

/**
 * The words of a question in lower case, without diacritics, possessives and punctuation, one space between; slips in
 * the words that what is asked hangs on are mended, and what names a paper is one word: "@paper".
 */
export function wordsOfQuestion(question: string, papers: readonly PaperName[]): string {
  const words = plainWords(question.slice(0, longestQuestion).replace(/\btl\s?[;:,.]?\s?dr\b/gi, 'tldr'));
  const named = withPapers(words, papers).map(mend);
  return named
    .join(' ')
    .replace(/@paper(?: (?:and|und|et) (?=@paper)| (?=@paper))/g, '')
    .replace(/@paper(?: @paper| et al| n d)+/g, '@paper');
}

/** A question as it is typed, one space between its words, without its mark. */
export function plainQuestion(question: string): string {
  return question
    .slice(0, longestQuestion)
    .replace(/\s+/g, ' ')
    .replace(/[\s?.!]+$/, '')
    .trim();
}

/** Lower-case words without diacritics and possessives. */
export function plainWords(text: string): string[] {
  return (
    text
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .replace(/(?<=\p{L})['’]s\b/gu, '')
      .match(/\p{L}+|\d+/gu) ?? []
  );
}

function mend(word: string): string {
  if (word === 'teh' || word === 'hte') return 'the';
  if (word.length < 4 || mended.includes(word) || apart.test(word)) return word;
  const limit = word.length >= 9 ? 2 : 1;
  return (
    mended.find(
      (known) =>
        known.startsWith(word.charAt(0)) &&
        (known.length >= 6 || known === 'paper') &&
        spellingDistance(word, known, limit) <= limit,
    ) ?? word
  );
}

/** Words of a title in a row from which they name it. */
const titleRun = 3;

/** What names a paper, in plain words. */
interface Names {
  readonly title: readonly string[];
  readonly authors: readonly { readonly family: readonly string[]; readonly whole: ReadonlySet<string> }[];
}

const namesOf = new WeakMap<PaperName, Names>();

/** A library gives the same papers to all questions. */
function namesOfPaper(paper: PaperName): Names {
  const known = namesOf.get(paper);
  if (known) return known;
  const authors = paper.authors.map((author) => ({
    family: plainWords(withoutParticles(familyNameOf(author))),
    whole: new Set(plainWords(author)),
  }));
  const made = { title: plainWords(paper.title), authors };
  namesOf.set(paper, made);
  return made;
}

function withPapers(words: readonly string[], papers: readonly PaperName[]): string[] {
  const named = words.map(() => false);
  for (const paper of papers) {
    const { year } = paper;
    const { title, authors } = namesOfPaper(paper);
    markRuns(words, title, named);
    let byName = false;
    for (const { family, whole } of authors) {
      for (const at of placesOf(words, family)) {
        byName = true;
        for (let index = at; index < at + family.length; index += 1) named[index] = true;
        for (let index = at - 1; index >= 0 && whole.has(words[index] ?? ''); index -= 1) named[index] = true;
      }
    }
    words.forEach((word, index) => {
      const near = byName || /^(?:papers?|article|study|the)$/.test(words[index - 1] ?? '');
      if (near && word === String(year)) named[index] = true;
    });
  }
  return words.map((word, index) => (named[index] === true ? '@paper' : word));
}

function placesOf(words: readonly string[], run: readonly string[]): number[] {
  if (run.length === 0 || (run.length === 1 && (run[0]?.length ?? 0) < 3)) return [];
  return words.flatMap((_, at) => (run.every((word, index) => words[at + index] === word) ? [at] : []));
}

/** Marks every run of words of a title, as long as it goes. */
function markRuns(words: readonly string[], title: readonly string[], named: boolean[]): void {
  const shortest = Math.min(titleRun, title.length);
  if (title.length < 2) return;
  for (let at = 0; at < words.length; at += 1) {
    let longest = 0;
    title.forEach((first, from) => {
      let length = 0;
      while (first === words[at] && at + length < words.length && words[at + length] === title[from + length])
        length += 1;
      longest = Math.max(longest, length);
    });
    if (longest < shortest) continue;
    for (let index = at; index < at + longest; index += 1) named[index] = true;
    at += longest - 1;
  }
}
