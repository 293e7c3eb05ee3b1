import type { Embedder } from '../../../ingest/embedder.ts';
import type { Library } from '../../../ingest/library.ts';
import { LibraryDamagedError } from '../../../ingest/errors.ts';
import { type Paper, type PaperId, parsePassageId } from '../../../ingest/paper.ts';
import { read } from '../../../ingest/reading-text.ts';
import { type Candidate, diversify } from '../../retrieval/diversify.ts';
import { retrieve } from '../../retrieval/retrieve.ts';

/** Passages in which the sentence that decides is looked for. */
const passagesAsked = 8;
/** Of a claim, so much is searched for; UTF-16 code units. */
const mostSearched = 2_000;

/** The passages nearest to a claim, best first, by words and meaning; by words alone without an embedder. */
export async function passagesFor(
  claim: string,
  papers: readonly PaperId[] | null,
  { library, embedder }: { library: Library; embedder: Embedder | null },
  signal: AbortSignal,
): Promise<readonly Candidate[]> {
  const question = claim.replace(/\s+/g, ' ').trim().slice(0, mostSearched);
  if (question === '') return [];
  if (embedder) {
    const found = await retrieve({ question, limit: passagesAsked, papers }, { library, embedder }, signal);
    return found.passages;
  }
  const scope = papers ? { papers } : {};
  const { lexical } = await library.search({ text: question, limit: passagesAsked * 2, ...scope }, signal);
  const candidates: Candidate[] = [];
  for (const hit of lexical) {
    const parsed = parsePassageId(hit.passage);
    const paper = parsed ? await readPaper(library, parsed.paperId) : null;
    if (parsed && paper?.id === parsed.paperId)
      candidates.push({ paper, span: parsed.span, text: read(paper, parsed.span), score: hit.score });
  }
  return diversify(candidates, passagesAsked);
}

/** Nothing of a damaged paper counts. */
async function readPaper(library: Library, id: PaperId): Promise<Paper | null> {
  try {
    return await library.paper(id);
  } catch (error) {
    if (error instanceof LibraryDamagedError) return null;
    throw error;
  }
}
