import type { Embedder } from '../../ingest/embedder.ts';
import { LibraryDamagedError } from '../../ingest/errors.ts';
import type { Library } from '../../ingest/library.ts';
import { type Paper, type PaperId, type Span, parsePassageId } from '../../ingest/paper.ts';
import { read } from '../../ingest/reading-text.ts';
import { mapInTurns, ownTurn } from '../turns.ts';
import { type Candidate, diversify } from './diversify.ts';
import type { Fused } from './fuse.ts';
import { type Ranking, type RankingRequest, rankPassages } from './rank.ts';
import { wordingScores } from './wording.ts';

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

/** Hybrid retrieval: ranked by words, meaning and wording, merged and without near-duplicates. */
export async function retrieve(
  request: RetrievalRequest,
  { library, embedder }: { library: Library; embedder: Embedder },
  signal: AbortSignal,
): Promise<Retrieved> {
  const { limit, ...asked } = request;
  const vector = await embedder.embedQuestion(request.question, signal);
  for (let attempt = 1; ; attempt += 1) {
    const { candidates, complete, similarity, revision } = await rankCandidates(
      { ...asked, vector, lookedAt: limit * lookedAtPerPassage },
      library,
      signal,
    );
    if (complete || attempt >= attempts) {
      await ownTurn();
      return { passages: diversify(candidates, limit), similarity, revision };
    }
  }
}

export interface CandidatesRequest extends RankingRequest {
  /** Passages of the ranking whose text is looked at. */
  readonly lookedAt: number;
}

/** Candidates best first, one a passage; the others of the ranking follow them in `rest`. */
export interface RankedCandidates extends Omit<Ranking, 'hits'> {
  readonly candidates: readonly Candidate[];
  readonly rest: readonly Fused[];
  /** False when the library changed meanwhile. */
  readonly complete: boolean;
}

/** The ranking’s first passages, put in order by their wording and by where they stand in their papers too. */
export async function rankCandidates(
  { lookedAt, ...request }: CandidatesRequest,
  library: Library,
  signal: AbortSignal,
): Promise<RankedCandidates> {
  const { hits, ...ranking } = await rankPassages(request, library, signal);
  await ownTurn();
  const { read: found, complete } = await readCandidates(hits.slice(0, lookedAt), library);
  const { question } = request;
  await ownTurn();
  const wording = wordingScores(
    question,
    found.map(({ text }) => text),
  );
  const candidates = found
    .map((candidate, index) => ({
      ...candidate,
      score: (candidate.score + (wording[index] ?? 0)) * standing(candidate.paper, candidate.span.start, question),
    }))
    .sort((a, b) => b.score - a.score);
  return { ...ranking, candidates, rest: hits.slice(lookedAt), complete };
}

async function readCandidates(
  hits: readonly Fused[],
  library: Library,
): Promise<{ read: Candidate[]; complete: boolean }> {
  const papers = new Map<PaperId, Paper | 'damaged' | null>();
  const found: Omit<Candidate, 'text'>[] = [];
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
    found.push({ paper, span: parsed.span, score: hit.score });
  }
  return { read: await mapInTurns(found, (item) => ({ ...item, text: readOnce(item.paper, item.span) })), complete };
}

/** What was read of papers that are still held; the same passages come near many questions. */
const readBefore = new WeakMap<Paper, Map<string, string>>();

function readOnce(paper: Paper, span: Span): string {
  const known = readBefore.get(paper) ?? new Map<string, string>();
  readBefore.set(paper, known);
  const key = `${span.start}-${span.end}`;
  const text = known.get(key) ?? read(paper, span);
  known.set(key, text);
  return text;
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
    return /\b(?:references?|bibliography|works? cited|cites?|cited|published|journal|doi)\b/i.test(question) ? 1 : 0.7;
  const inFront = offset < (paper.sections[0]?.span.start ?? 0);
  return inFront && !asksForFrontMatter(question) ? 0.8 : 1;
}

/** Whether a question is about what stands before a paper's first section. */
export function asksForFrontMatter(question: string): boolean {
  return /\b(?:authors?|wrote|written|titles?|affiliat\w+|universit\w+|faculty|department|lecturer|professor|works? (?:for|at)|e-?mail|doi|correspond\w+|keywords?|kind of (?:study|paper))\b/i.test(
    question,
  );
}
