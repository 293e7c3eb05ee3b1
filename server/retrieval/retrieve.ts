import type { Embedder } from '../../ingest/embedder.ts';
import { LibraryDamagedError } from '../../ingest/errors.ts';
import type { Library } from '../../ingest/library.ts';
import { type Paper, type PaperId, parsePassageId } from '../../ingest/paper.ts';
import { read } from '../../ingest/reading-text.ts';
import { type Candidate, diversify } from './diversify.ts';
import type { Fused } from './fuse.ts';
import { rankPassages } from './rank.ts';

/** Fused passages whose text is looked at, for each one asked for: merging and dropping use some up. */
const lookedAtPerPassage = 4;
/** How often a question is retrieved again because the library changed meanwhile. */
const attempts = 5;

export interface RetrievalRequest {
  readonly question: string;
  /** Passages wanted. */
  readonly limit: number;
  /** Only these papers; null: all. */
  readonly papers: readonly PaperId[] | null;
}

/** Passages best first, all of one library revision; `similarity` is the best cosine, null for an empty library. */
export interface Retrieved {
  readonly passages: readonly Candidate[];
  readonly similarity: number | null;
  readonly revision: number;
}

/** Hybrid retrieval: BM25 and vectors, fused, once more with dense feedback, merged and without near-duplicates. */
export async function retrieve(
  request: RetrievalRequest,
  { library, embedder }: { library: Library; embedder: Embedder },
  signal: AbortSignal,
): Promise<Retrieved> {
  const vector = await embedder.embedQuestion(request.question, signal);
  for (let attempt = 1; ; attempt += 1) {
    const found = await retrieveOnce(request, vector, library, signal);
    if (found.consistent || attempt >= attempts) return found.retrieved;
  }
}

async function retrieveOnce(
  { question, limit, papers }: RetrievalRequest,
  vector: Float32Array,
  library: Library,
  signal: AbortSignal,
): Promise<{ retrieved: Retrieved; consistent: boolean }> {
  const ranking = await rankPassages({ question, vector, papers }, library, signal);
  const candidates = await readCandidates(ranking.hits.slice(0, limit * lookedAtPerPassage), library, question);
  const consistent = ranking.consistent && candidates.complete;
  const retrieved = {
    passages: diversify(candidates.read, limit),
    similarity: ranking.similarity,
    revision: ranking.revision,
  };
  return { retrieved, consistent };
}

async function readCandidates(
  hits: readonly Fused[],
  library: Library,
  question: string,
): Promise<{ read: Candidate[]; complete: boolean }> {
  const papers = new Map<PaperId, Paper | 'damaged' | null>();
  const found: Candidate[] = [];
  let complete = true;
  for (const hit of hits) {
    const parsed = parsePassageId(hit.passage);
    if (!parsed) continue;
    const known = papers.get(parsed.paperId);
    const paper = known === undefined ? await readPaper(library, parsed.paperId) : known;
    papers.set(parsed.paperId, paper);
    if (paper === 'damaged') continue;
    if (paper?.id !== parsed.paperId) {
      complete = false;
      continue;
    }
    const weight = standing(paper, parsed.span.start, question);
    found.push({ paper, span: parsed.span, text: read(paper, parsed.span), score: hit.score * weight });
  }
  return { read: found.sort((a, b) => b.score - a.score), complete };
}

/** What is stored of one paper can be damaged: nothing of it may be quoted, and the others answer. */
async function readPaper(library: Library, id: PaperId): Promise<Paper | 'damaged' | null> {
  try {
    return await library.paper(id);
  } catch (error) {
    if (error instanceof LibraryDamagedError) return 'damaged';
    throw error;
  }
}

/**
 * Reference entries and what stands before the first section repeat a question's words without answering it, unless
 * that is what it asks for.
 */
function standing(paper: Paper, offset: number, question: string): number {
  const inReferences = paper.references.some(({ span }) => span.start <= offset && offset < span.end);
  if (inReferences)
    return /\b(?:references?|bibliography|works? cited|cites?|cited|published|journal|doi)\b/i.test(question) ? 1 : 0.5;
  const inFront = offset < (paper.sections[0]?.span.start ?? 0);
  return inFront && !asksForFrontMatter(question) ? 0.6 : 1;
}

/** Whether a question is about what stands before a paper's first section. */
export function asksForFrontMatter(question: string): boolean {
  return /\b(?:authors?|wrote|written|titles?|affiliat\w+|universit\w+|e-?mail|doi|correspond\w+)\b/i.test(question);
}
