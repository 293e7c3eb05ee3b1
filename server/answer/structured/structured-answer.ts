import type { Embedder } from '../../../ingest/embedder.ts';
import type { Library } from '../../../ingest/library.ts';
import { parsePassageId } from '../../../ingest/paper.ts';
import { type StructuredAnswer, nothing } from './answer.ts';
import { type PaperName, wordsOfQuestion } from './question-words.ts';
import { listEntries } from './bibliography/list-entries.ts';
import { citedFor } from './bibliography/cited-for.ts';
import { sourceEntry } from './bibliography/source-entry.ts';
import { uncitedReferences, unmatchedReferences } from './bibliography/unmatched.ts';
import { frontMatter } from './front-matter/front-matter.ts';
import { type FrontMatterAsked, frontMatterAsked } from './front-matter-asked.ts';
import { type CitedForAsked, citedForAsked } from './cited-for-asked.ts';
import { CitedPassages } from './cited-passages.ts';
import { readPapers } from './read-papers.ts';
import { type EntriesAsked, type UnmatchedAsked, referencesAsked } from './references-asked.ts';
import { type MentionAsked, mentionAsked } from './mention-asked.ts';
import { mentioned } from './mentions/mentioned.ts';
import { type LibraryAsked, libraryAsked } from './library-asked.ts';
import { listPapers } from './list-papers.ts';
import { type SourceAsked, sourceAsked } from './source-asked.ts';
import { type SummaryAsked, summaryAsked } from './summary-asked.ts';
import { summarise } from './summary/summarise.ts';

/** What a question asks of papers as wholes, rather than of what they say. */
export type Asked =
  | SummaryAsked
  | EntriesAsked
  | UnmatchedAsked
  | SourceAsked
  | CitedForAsked
  | FrontMatterAsked
  | MentionAsked
  | LibraryAsked;

/** More papers than this are not read for one question. */
export const mostPapers = 10;

/** What a question asks of papers as wholes; null for a question about what stands in them, which retrieval answers. */
export function askedOf(question: string, papers: readonly PaperName[]): Asked | null {
  return (
    libraryAsked(question) ??
    frontMatterAsked(question, papers) ??
    summaryAsked(wordsOfQuestion(question, papers)) ??
    referencesAsked(question, papers) ??
    sourceAsked(question, papers) ??
    citedForAsked(question, papers) ??
    mentionAsked(question, papers)
  );
}

export interface StructuredParts {
  readonly embedder: Embedder | null;
  readonly library: Library;
}

/**
 * The answer, without a model, to a question about a paper as a whole (what stands at its head, its summary, argument, aim,
 * method, findings, recommendations, conclusion), about its references (which it lists, which fail, what it cites for
 * something, the entry behind one), about whether papers mention something, or about the library's list of papers;
 * null where the question is of another kind. `papers` are those that the question is about: ids, titles, authors and
 * years are enough. Where there is nothing to show, the only part is an abstention.
 */
export async function structuredAnswer(
  question: string,
  papers: readonly PaperName[],
  parts: StructuredParts,
  signal: AbortSignal,
): Promise<StructuredAnswer | null> {
  const asked = askedOf(question, papers);
  if (!asked || papers.length === 0) return null;
  if (asked.kind === 'library') return await listPapers(parts.library);
  const chosen = papers.length <= mostPapers ? papers : await nearestPapers(asked, papers, parts, signal);
  if (!chosen) return tooMany(asked, papers.length);
  const whole = await readPapers(chosen, parts.library);
  signal.throwIfAborted();
  if (asked.kind === 'summary') return summarise(asked, whole, parts.library, signal);
  const cited = await CitedPassages.of(whole, parts.library);
  switch (asked.kind) {
    case 'front-matter':
      return frontMatter(asked, question, whole, cited);
    case 'entries':
      return listEntries(whole, asked.count, cited);
    case 'unmatched':
      return asked.uncited ? uncitedReferences(whole, cited) : unmatchedReferences(whole, cited);
    case 'source':
      return sourceEntry(asked, whole, cited);
    case 'cited-for':
      return citedFor(asked.topic, whole, cited, parts.embedder, signal);
    case 'mentioned':
      return mentioned(asked, whole, whole.length === papers.length, cited, parts.embedder, signal);
  }
}

/** Passages looked at to find the papers that name a source or a topic. */
const passagesSearched = 60;

/** Of many papers, those whose passages come nearest to the source or the topic; null where none is named. */
async function nearestPapers(
  asked: Asked,
  papers: readonly PaperName[],
  { library, embedder }: StructuredParts,
  signal: AbortSignal,
): Promise<PaperName[] | null> {
  if (asked.kind === 'mentioned') {
    const scope = { limit: passagesSearched, papers: papers.map(({ id }) => id) };
    const { holding } = await library.search({ phrases: [asked.topic], ...scope }, signal);
    return firstPapers(holding, papers);
  }
  const text = asked.kind === 'source' ? asked.source.text : asked.kind === 'cited-for' ? asked.topic : null;
  if (text === null || (asked.kind === 'source' && asked.source.number !== null)) return null;
  const vector = asked.kind === 'cited-for' ? await embedder?.embedQuestion(text, signal) : undefined;
  const scope = { limit: passagesSearched, papers: papers.map(({ id }) => id) };
  const { lexical, dense } = await library.search({ text, ...scope, ...(vector ? { vector } : {}) }, signal);
  const hits = lexical.flatMap((hit, index) => [hit, ...dense.slice(index, index + 1)]);
  return firstPapers(
    (hits.length > 0 ? hits : dense).map(({ passage }) => passage),
    papers,
  );
}

function firstPapers(passages: readonly string[], papers: readonly PaperName[]): PaperName[] {
  const ids = new Set<string | undefined>(passages.map((passage) => parsePassageId(passage)?.paperId));
  return [...ids].slice(0, mostPapers).flatMap((id) => papers.filter((paper) => paper.id === id));
}

function tooMany(asked: Asked, count: number): StructuredAnswer {
  const what = asked.kind === 'summary' ? 'summarise' : 'go through';
  const instead =
    asked.kind === 'summary'
      ? ', or ask what the papers say about a topic'
      : ', or ask for one source by author and year';
  return nothing(
    `There are ${count.toLocaleString('en')} papers here, too many to ${what} at once. Name one or a few by author or title${instead}.`,
  );
}
