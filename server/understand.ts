import type { Library, PaperSummary } from '../ingest/library.ts';
import { standaloneQuestion } from './conversations/standalone-question.ts';
import { recentTurns } from './conversations/turns.ts';
import { withoutInstructions } from './questions/instructions.ts';
import { askedByOrder } from './questions/papers-by-order.ts';
import { namedPapers } from './retrieval/named-papers.ts';
import { UnknownPaperError } from './retrieval/unknown-paper.ts';
import type { AskRequest, Turn } from './wire.ts';

/** A question as it is searched and answered. */
export interface UnderstoodQuestion {
  /** Standalone: what the conversation leaves out is filled in. */
  readonly question: string;
  readonly history: readonly Turn[];
  /** Passages wanted. */
  readonly limit: number;
  /** The papers that it is about: those named, those chosen, or all. */
  readonly about: readonly PaperSummary[];
  /** Whether these are all that there are. */
  readonly all: boolean;
  /** Papers that the question itself names, some of those that could be asked. */
  readonly named: readonly PaperSummary[];
  /** Papers that could be asked: those chosen, or all. */
  readonly chosen: readonly PaperSummary[];
}

const passagesWanted = 8;

/**
 * What is asked, of which papers.
 * @throws UnknownPaperError when a paper is chosen that is not here
 */
export async function understand(request: AskRequest, library: Library): Promise<UnderstoodQuestion> {
  const history = recentTurns(request.history ?? []);
  const papers = await library.papers();
  const bare = withoutInstructions(request.question);
  const standalone = standaloneQuestion(bare, request.history ?? [], papers);
  const chosen = request.papers?.length ? await choosePapers(request.papers, papers, library) : papers;
  const ordered = askedByOrder(standalone, chosen);
  const question = ordered?.question ?? standalone;
  const names =
    namedPapers(bare, history, chosen) ?? (standalone === bare ? null : namedPapers(standalone, history, chosen));
  const named = chosen.filter(({ id }) => names?.includes(id) === true || ordered?.papers.includes(id) === true);
  const about = named.length > 0 ? named : chosen;
  return {
    question,
    history,
    limit: request.limit ?? passagesWanted,
    about,
    all: about.length === papers.length,
    named: named.length < chosen.length ? named : [],
    chosen,
  };
}

/** The papers with these ids, an id of a replaced paper leading to the one that replaced it. */
async function choosePapers(
  ids: readonly string[],
  papers: readonly PaperSummary[],
  library: Library,
): Promise<PaperSummary[]> {
  const wanted = new Set<string>();
  for (const id of ids) {
    const paper = await library.paper(id);
    if (!paper) throw new UnknownPaperError(id);
    wanted.add(paper.id);
  }
  return papers.filter((paper) => wanted.has(paper.id));
}
