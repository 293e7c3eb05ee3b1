import type { Embedder } from '../../ingest/embedder.ts';
import type { Library, PaperSummary } from '../../ingest/library.ts';
import { type QuestionPart, partsOf } from '../questions/parts.ts';
import { mayBeMisspelled, respelled } from '../questions/spelling.ts';
import { ownTurn } from '../turns.ts';
import { type Candidate, candidateId } from './diversify.ts';
import { type Retrieved, retrieve } from './retrieve.ts';
import { wordsOf } from './terms.ts';

/** One thing that is asked, with what was retrieved for it. */
export interface GatheredPart extends QuestionPart {
  readonly passages: readonly Candidate[];
}

/** What was retrieved for a question, part by part. */
export interface Gathered extends Retrieved {
  /** With misspelled words put right. */
  readonly question: string;
  /** One at least; their passages are among `passages`. */
  readonly parts: readonly GatheredPart[];
}

export interface GatherRequest {
  readonly question: string;
  /** Passages wanted. */
  readonly limit: number;
  /** The papers that the question is about. */
  readonly about: readonly PaperSummary[];
  /** Whether these are all that there are. */
  readonly all: boolean;
}

/** Papers whose titles and authors a misspelled word may be put right by. */
const mostTitles = 200;

/**
 * Retrieval for a question as a person asks it: each thing that it asks by itself, in the words that it is about, its
 * misspelled words put right by what was found. The parts take turns in the passages, best first.
 */
export async function gather(
  request: GatherRequest,
  parts: { readonly library: Library; readonly embedder: Embedder },
  signal: AbortSignal,
): Promise<Gathered> {
  const first = await gatherOnce(request, parts, signal);
  if (!mayBeMisspelled(request.question)) return first;
  await ownTurn();
  const titles = request.about.slice(0, mostTitles).flatMap(({ title, authors }) => [title, ...authors]);
  const printed = [...first.passages.map(({ text }) => text), ...titles].flatMap(wordsOf);
  const question = respelled(request.question, new Set(printed));
  return question === request.question ? first : await gatherOnce({ ...request, question }, parts, signal);
}

async function gatherOnce(
  { question, limit, about, all }: GatherRequest,
  parts: { readonly library: Library; readonly embedder: Embedder },
  signal: AbortSignal,
): Promise<Gathered> {
  const scope = all ? null : about.map(({ id }) => id);
  const found: { part: QuestionPart; retrieved: Retrieved }[] = [];
  for (const part of partsOf(question, about)) {
    const search = { question: part.bare, limit, papers: part.papers ?? scope };
    found.push({ part, retrieved: await retrieve(search, parts, signal) });
  }
  const passages = inTurns(
    found.map(({ retrieved }) => retrieved.passages),
    limit,
  );
  const kept = new Set(passages.map(candidateId));
  const similarities = found.flatMap(({ retrieved }) => retrieved.similarity ?? []);
  return {
    question,
    passages,
    parts: found.map(({ part, retrieved }) => ({
      ...part,
      passages: retrieved.passages.filter((passage) => kept.has(candidateId(passage))),
    })),
    similarity: similarities.length > 0 ? Math.max(...similarities) : null,
    revision: Math.max(...found.map(({ retrieved }) => retrieved.revision)),
  };
}

/** The best of each list, then the second best of each, and so on; a passage that stands in another only once. */
function inTurns(lists: readonly (readonly Candidate[])[], limit: number): Candidate[] {
  const taken: Candidate[] = [];
  const longest = Math.max(0, ...lists.map((list) => list.length));
  for (let rank = 0; rank < longest; rank += 1) {
    for (const list of lists) {
      const next = list[rank];
      if (!next || taken.length >= limit || taken.some((other) => overlap(other, next))) continue;
      taken.push(next);
    }
  }
  return taken;
}

function overlap(a: Candidate, b: Candidate): boolean {
  return a.paper.id === b.paper.id && a.span.start < b.span.end && b.span.start < a.span.end;
}
