import type { Embedder } from '../../../ingest/embedder.ts';
import { type PaperId, type PassageId, type Span, parsePassageId } from '../../../ingest/paper.ts';
import { rankByArms } from './arms.ts';
import { passageLibrary } from './passage-library.ts';
import { type EvidenceQuestion, readQasper } from './qasper.ts';
import { type QuestionScores, type RetrievalRow, rowsOf, scoreArms } from './rows.ts';

/** Share of a piece of evidence that the passages must hold: some pieces are several sentences. */
const enough = 0.5;

/** Share of the pieces of evidence of which the first k passages hold half or more: 0…1. */
export function evidenceRecallAt(
  ranking: readonly PassageId[],
  evidence: readonly Span[],
  paper: PaperId,
  k: number,
): number {
  const first = ranking.slice(0, k).map(parsePassageId);
  const held = evidence.filter((wanted) => {
    const covered = new Set<number>();
    for (const passage of first) {
      if (passage?.paperId !== paper) continue;
      const end = Math.min(passage.span.end, wanted.end);
      for (let at = Math.max(passage.span.start, wanted.start); at < end; at += 1) covered.add(at);
    }
    return covered.size >= enough * (wanted.end - wanted.start);
  });
  return held.length / evidence.length;
}

function scoresOf({ paper, evidence }: EvidenceQuestion, rankings: Parameters<typeof scoreArms<PassageId[]>>[0]) {
  const at = (k: number) => scoreArms(rankings, (ranking) => evidenceRecallAt(ranking, evidence, paper.id, k));
  return { 'evidence recall@5': at(5), 'evidence recall@10': at(10) };
}

/** Evidence recall@5 and @10 of Qasper-mini, each question over its own paper and over all papers. */
export async function evaluateEvidence(embedder: Embedder): Promise<RetrievalRow[]> {
  const { papers, questions } = await readQasper();
  const library = await passageLibrary(papers, embedder);
  try {
    const own: QuestionScores[] = [];
    const all: QuestionScores[] = [];
    for (const question of questions) {
      const parts = { library, embedder };
      own.push(scoresOf(question, await rankByArms(question.question, [question.paper.id], parts)));
      all.push(scoresOf(question, await rankByArms(question.question, null, parts)));
    }
    return [...rowsOf('Qasper-mini, one paper', own), ...rowsOf('Qasper-mini, all papers', all)];
  } finally {
    await library.close();
  }
}
