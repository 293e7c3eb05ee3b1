import type { Embedder } from '../../../ingest/embedder.ts';
import type { PassageId } from '../../../ingest/paper.ts';
import { sayProgress } from '../table.ts';
import { abstractPaper } from './abstract-papers.ts';
import { type Arm, rankByArms } from './arms.ts';
import type { DocumentSet } from './document-sets.ts';
import { ndcgAt, recallAt } from './measures.ts';
import { passageLibrary } from './passage-library.ts';
import { type QuestionScores, type RetrievalRow, rowsOf, scoreArms } from './rows.ts';

/** What the arms' rankings score for one query. */
export function scoresOf(
  rankings: Readonly<Record<Arm, readonly PassageId[]>>,
  relevant: ReadonlySet<string>,
  documentOf: ReadonlyMap<PassageId, string>,
): QuestionScores {
  const score = (scoreOf: (ids: readonly string[]) => number) =>
    scoreArms(rankings, (passages) => scoreOf(passages.map((passage) => documentOf.get(passage) ?? '')));
  return {
    'nDCG@10': score((ids) => ndcgAt(ids, relevant, 10)),
    'recall@10': score((ids) => recallAt(ids, relevant, 10)),
    'recall@100': score((ids) => recallAt(ids, relevant, 100)),
  };
}

/**
 * nDCG@10 and recall@10 and @100 of collections that search the same documents: each abstract is a paper of one
 * passage, ranked before passages are merged.
 */
export async function evaluateDocuments(sets: readonly DocumentSet[], embedder: Embedder): Promise<RetrievalRow[]> {
  const documents = (sets[0]?.documents ?? []).filter(({ title, text }) => title !== '' || text !== '');
  const papers = documents.map((document) => ({ id: document.id, ...abstractPaper(document) }));
  const documentOf = new Map(papers.map(({ id, passage }) => [passage.id, id]));
  const library = await passageLibrary(
    papers.map(({ paper, passage }) => ({ paper, passages: [passage] })),
    embedder,
  );
  try {
    const rows: RetrievalRow[] = [];
    for (const { name, queries } of sets) {
      const scores: QuestionScores[] = [];
      for (const { text, relevant } of queries) {
        const rankings = await rankByArms(text, null, { library, embedder });
        scores.push(scoresOf(rankings, relevant, documentOf));
        sayProgress(`queries of ${name}`, scores.length, queries.length);
      }
      rows.push(...rowsOf(name, scores));
    }
    return rows;
  } finally {
    await library.close();
  }
}
