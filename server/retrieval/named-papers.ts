import type { PaperSummary } from '../../ingest/library.ts';
import type { PaperId } from '../../ingest/paper.ts';
import { familyNameOf, withoutParticles } from '../../ingest/structure/author-names.ts';
import type { Turn } from '../wire.ts';

const small = /^(?:a|an|and|as|at|by|for|from|in|into|its?|of|on|or|over|the|to|with|vs)$/;

/**
 * The papers that a question asks about by author, year ("the 2025 paper"), title or "the other paper"; null when it
 * names none, so all are asked. Titles count from four words in a row; an author by family name, unless it cites
 * another's work.
 */
export function namedPapers(
  question: string,
  history: readonly Turn[],
  papers: readonly PaperSummary[],
): PaperId[] | null {
  const named = papersIn(question, papers);
  if (named.length > 0) return named.map((paper) => paper.id);

  const year =
    /\b(?:paper|article|study|essay)\b[^.?!]{0,12}\b((?:19|20)\d{2})\b|\b((?:19|20)\d{2})\s+(?:paper|article|study|essay)\b/i.exec(
      question,
    );
  const ofYear = year ? papers.filter((paper) => String(paper.year) === (year[1] ?? year[2])) : [];
  if (ofYear.length > 0) return ofYear.map((paper) => paper.id);

  if (/\b(?:the|that) other (?:paper|article|study|one|authors?)\b/i.test(question)) {
    const turns = history
      .toReversed()
      .map((turn) => papersIn(turn.answer, papers).concat(papersIn(turn.question, papers)));
    const before = turns.find((found) => found.length > 0);
    const rest = before ? papers.filter((paper) => !before.includes(paper)) : [];
    if (rest.length > 0 && rest.length < papers.length) return rest.map((paper) => paper.id);
  }
  return null;
}

function papersIn(text: string, papers: readonly PaperSummary[]): PaperSummary[] {
  const plain = withoutAccents(text);
  // As regular expressions ignore case: the long s is an s.
  const folded = plain.toLowerCase().replaceAll('ſ', 's');
  const asked = ` ${words(text).join(' ')} `;
  return papers.filter((paper) => namesAuthor(plain, folded, paper) || namesTitle(asked, paper));
}

/** What of a paper can be named. */
interface Names {
  /** Family names without accents; a text that has one holds `part` in lower case. */
  readonly authors: readonly { readonly name: string; readonly part: string }[];
  /** Runs of the title's words that name it, a space on each side. */
  readonly title: readonly string[];
}

const namesOf = new WeakMap<PaperSummary, Names>();

/** A library gives the same summaries to all questions. */
function namesOfPaper(paper: PaperSummary): Names {
  const known = namesOf.get(paper);
  if (known) return known;
  const authors = paper.authors.map((author) => {
    const name = withoutAccents(withoutParticles(familyNameOf(author))).replace(/[^\p{L}\s'’-]/gu, '');
    return { name, part: /^[a-z]*/i.exec(name)?.[0].toLowerCase() ?? '' };
  });
  const made = { authors, title: runsOf(words(paper.title)) };
  namesOf.set(paper, made);
  return made;
}

function namesAuthor(plain: string, folded: string, paper: PaperSummary): boolean {
  // Short family names are words too ("May", "Long"): in lower case they count where everything is in lower case.
  const shortest = /\p{Lu}/u.test(plain) ? 5 : 4;
  return namesOfPaper(paper).authors.some(({ name, part }, index) => {
    if (name.length < 2 || !folded.includes(part)) return false;
    const flags = name.length < shortest ? 'u' : 'iu';
    const found = plain.matchAll(new RegExp(`(?<!\\p{L})${name.replace(/[-'’\s]/g, '.')}(?!\\p{L})`, `g${flags}`));
    return [...found].some((match) => !citesAnother(plain.slice(match.index + match[0].length), paper, index === 0));
  });
}

/** What stands between a name and its year in a citation: "& Jones", "et al.", "’s". */
const between =
  /^(?<people>(?:\s*(?:,|,?\s*&)\s*\p{Lu}[\p{L}'’-]+){0,6}),?(?<others>\s+(?:et\.? al\b\.?|(?:and|&) (?:colleagues|others|co-?(?:authors|workers))\b))?(?:['’]s\b)?/u;
/** A year in a citation's brackets; "According to Sadi, 2017 was …" has none. */
const citedYear = /^,?\s*(?:[([]\s*((?:19|20)\d{2})[a-z]?\b|((?:19|20)\d{2})[a-z]?\s*(?:[);\]]|[,:]\s*(?:pp?\.|\d)))/u;

/**
 * Whether a name, by what follows it, cites a work that is not this paper: "Smith et al." is not a paper whose first
 * author is another, and "(Smith, 2020)" not a paper of 2009.
 */
function citesAnother(after: string, paper: PaperSummary, isFirst: boolean): boolean {
  const found = between.exec(after);
  if (!isFirst && found?.groups?.people === '' && found.groups.others !== undefined) return true;
  const year = citedYear.exec(after.slice(found?.[0].length ?? 0));
  return year !== null && paper.year !== null && Number(year[1] ?? year[2]) !== paper.year;
}

/** Many type "Blagojevic" for "Blagojević". */
function withoutAccents(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '');
}

function namesTitle(asked: string, paper: PaperSummary): boolean {
  return namesOfPaper(paper).title.some((run) => asked.includes(run));
}

function runsOf(title: readonly string[]): string[] {
  if (title.length < 4) return title.length > 1 ? [` ${title.join(' ')} `] : [];
  return title.slice(3).flatMap((_, from) => {
    const run = title.slice(from, from + 4);
    return run.filter((word) => !small.test(word)).length >= 3 ? [` ${run.join(' ')} `] : [];
  });
}

function words(text: string): string[] {
  return (
    text
      .toLowerCase()
      .replace(/['’]s\b/g, '')
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}
