import type { Embedder } from '../../../ingest/embedder.ts';
import type { Library } from '../../../ingest/library.ts';
import type { PaperId, PassageId } from '../../../ingest/paper.ts';
import { candidateId } from '../../../server/retrieval/diversify.ts';
import { rankCandidates } from '../../../server/retrieval/retrieve.ts';

/** The rankings that are compared. */
export const arms = ['lexical', 'dense', 'hybrid'] as const;
export type Arm = (typeof arms)[number];

/** Hits of each list alone; the deepest measure looks at 100. */
const listLength = 100;
/** As for an answer from eight passages. */
const lookedAt = 32;

/** What the product ranks by words alone, by meaning alone, and by both before it merges passages: best first. */
export async function rankByArms(
  question: string,
  papers: readonly PaperId[] | null,
  { library, embedder }: { library: Library; embedder: Embedder },
): Promise<Record<Arm, PassageId[]>> {
  const signal = new AbortController().signal;
  const vector = await embedder.embedQuestion(question, signal);
  const scope = papers ? { papers } : {};
  const alone = await library.search({ text: question, vector, limit: listLength, ...scope }, signal);
  const both = await rankCandidates({ question, vector, papers, lookedAt }, library, signal);
  return {
    lexical: alone.lexical.map((hit) => hit.passage),
    dense: alone.dense.map((hit) => hit.passage),
    hybrid: [...both.candidates.map(candidateId), ...both.rest.map((hit) => hit.passage)],
  };
}
