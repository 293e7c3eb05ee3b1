import type { Embedder } from '../../../ingest/embedder.ts';
import { LibraryDamagedError } from '../../../ingest/errors.ts';
import type { Library } from '../../../ingest/library.ts';
import type { Paper } from '../../../ingest/paper.ts';
import { type StructuredAnswer, nothing } from './answer.ts';
import { type PaperName, wordsOfQuestion } from './question-words.ts';
import { type SummaryAsked, summaryAsked } from './summary-asked.ts';
import { summarise } from './summary/summarise.ts';

/** What a question asks of papers as wholes, rather than of what they say. */
export type Asked = SummaryAsked;

/** More papers than this are not read for one question. */
export const mostPapers = 10;

/** What a question asks of papers as wholes; null for a question about what stands in them, which retrieval answers. */
export function askedOf(question: string, papers: readonly PaperName[]): Asked | null {
  return summaryAsked(wordsOfQuestion(question, papers));
}

/**
 * The answer to a question about a paper as a whole (its summary, argument, aim, method, findings, conclusion), without
 * a model; null where the question is of another kind. `papers` are those that the question is about; their ids, titles,
 * authors and years are enough. Where there is nothing to show, the only part is an abstention.
 */
export async function structuredAnswer(
  question: string,
  papers: readonly PaperName[],
  parts: { readonly embedder: Embedder | null; readonly library: Library },
  signal: AbortSignal,
): Promise<StructuredAnswer | null> {
  const asked = askedOf(question, papers);
  if (!asked) return null;
  if (papers.length > mostPapers) return tooMany(papers.length);
  const whole = await readPapers(papers, parts.library);
  signal.throwIfAborted();
  return summarise(asked, whole, parts.library, signal);
}

function tooMany(count: number): StructuredAnswer {
  const message =
    `There are ${count.toLocaleString('en')} papers here, too many to summarise at once. Name one or a few, by author or ` +
    'title, or ask what the papers say about a topic.';
  return nothing(message);
}

/** What is stored of one paper can be damaged: nothing of it is quoted, and the others answer. */
async function readPapers(names: readonly PaperName[], library: Library): Promise<Paper[]> {
  const papers: Paper[] = [];
  for (const { id } of names) {
    try {
      const paper = await library.paper(id);
      if (paper) papers.push(paper);
    } catch (error) {
      if (!(error instanceof LibraryDamagedError)) throw error;
    }
  }
  return papers;
}
