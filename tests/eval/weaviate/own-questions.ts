import type { Embedder } from '../../../ingest/embedder.ts';
import type { Library } from '../../../ingest/library.ts';
import { passagesOf } from '../../../ingest/passages.ts';
import { type Candidate, candidateId } from '../../../server/retrieval/diversify.ts';
import { gather } from '../../../server/retrieval/gather.ts';
import { understand } from '../../../server/understand.ts';
import { sadi, sarwar } from '../../fixtures/default-papers.ts';
import { evidenceRecall } from '../questions/measures.ts';
import { answerableQuestions, type Split, unanswerableQuestions } from '../questions/sets.ts';
import type { Figures } from '../results.ts';
import { meanOf } from '../retrieval/measures.ts';
import { printRows, sayProgress } from '../table.ts';
import { isSameAt, overlapAt } from './overlap.ts';
import { openPair } from './pair.ts';

const splits: readonly Split[] = ['dev', 'held-out'];
/** Passages that an answer is made of. */
const wanted = 8;
/** Questions told of dev. */
const worst = 3;

/**
 * What is retrieved for the own questions by both, gathered as for an answer: overlap, and evidence among it. Of dev
 * the questions that differ most are printed.
 */
export async function besideOwnQuestions(embedder: Embedder, nodes: readonly string[]): Promise<Figures> {
  const papers = [sadi, sarwar].map((paper) => ({ paper, passages: passagesOf(paper) }));
  const { embedded, weaviate, close } = await openPair(papers, embedder, nodes, 'own');
  const figures: Record<string, number> = {};
  try {
    for (const split of splits) {
      const answerable = answerableQuestions(split);
      const questions = [
        ...answerable.map(({ question, evidence }) => ({ question, evidence })),
        ...unanswerableQuestions(split).map(({ question }) => ({ question, evidence: null })),
      ];
      const asked: { question: string; overlap: number; same: boolean }[] = [];
      const recall: { embedded: number[]; weaviate: number[] } = { embedded: [], weaviate: [] };
      for (const { question, evidence } of questions) {
        const one = await retrieved(question, { library: embedded, embedder });
        const other = await retrieved(question, { library: weaviate, embedder });
        const [ids, otherIds] = [one.map(candidateId), other.map(candidateId)];
        asked.push({ question, overlap: overlapAt(ids, otherIds, wanted), same: isSameAt(ids, otherIds, wanted) });
        if (evidence) {
          recall.embedded.push(evidenceRecall(one.map(readPassage), evidence, wanted));
          recall.weaviate.push(evidenceRecall(other.map(readPassage), evidence, wanted));
        }
        sayProgress(`questions of ${split}`, asked.length, questions.length);
      }
      figures[`${split}: overlap@8`] = meanOf(asked.map(({ overlap }) => overlap));
      figures[`${split}: the same list`] = meanOf(asked.map(({ same }) => Number(same)));
      figures[`${split}: evidence recall@8, embedded`] = meanOf(recall.embedded);
      figures[`${split}: evidence recall@8, Weaviate`] = meanOf(recall.weaviate);
      // What was set aside is only measured.
      if (split === 'dev') printWorst(asked);
    }
    return figures;
  } finally {
    await close();
  }
}

async function retrieved(question: string, parts: { library: Library; embedder: Embedder }) {
  const understood = await understand({ question }, parts.library);
  const { passages } = await gather({ ...understood, limit: wanted }, parts, new AbortController().signal);
  return passages;
}

function readPassage({ paper, text }: Candidate) {
  return { paperId: paper.id, text };
}

function printWorst(asked: readonly { question: string; overlap: number }[]): void {
  const differing = asked.filter(({ overlap }) => overlap < 1).sort((a, b) => a.overlap - b.overlap);
  if (differing.length === 0) return;
  const rows = differing.slice(0, worst).map(({ question, overlap }) => [question, overlap.toFixed(3)]);
  printRows('Weaviate: the dev questions that differ most', [['', 'overlap@8'], ...rows]);
}
