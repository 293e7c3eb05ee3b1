import type { Embedder } from '../../../ingest/embedder.ts';
import type { Figures } from '../results.ts';
import { type Arm, arms, rankByArms } from '../retrieval/arms.ts';
import { readScifact } from '../retrieval/document-sets.ts';
import { scoresOf } from '../retrieval/documents.ts';
import { meanOf } from '../retrieval/measures.ts';
import { type QuestionScores, rowsOf } from '../retrieval/rows.ts';
import { sayProgress } from '../table.ts';
import { isSameAt, overlapAt } from './overlap.ts';
import { openPair } from './pair.ts';
import { volumesOf } from './volumes.ts';

const measure = 'nDCG@10';
const depth = 8;

/** The name of SciFact's figure of one library. */
export function scifactFigure(arm: Arm, library: string): string {
  return `SciFact: ${measure}, ${arm}, ${library}`;
}

/** nDCG@10 of SciFact's test queries over both, by each arm, and how alike the arms' first eight are. */
export async function besideScifact(embedder: Embedder, nodes: readonly string[]): Promise<Figures> {
  const { documents, queries } = readScifact();
  const volumes = volumesOf(documents);
  const documentOf = new Map(volumes.flatMap((volume) => [...volume.documentOf]));
  const { embedded, weaviate, close } = await openPair(volumes, embedder, nodes, 'scifact');
  const scores: { embedded: QuestionScores[]; weaviate: QuestionScores[] } = { embedded: [], weaviate: [] };
  const overlaps: Record<Arm, number[]> = { lexical: [], dense: [], hybrid: [] };
  const same: number[] = [];
  try {
    for (const [index, { text, relevant }] of queries.entries()) {
      const one = await rankByArms(text, null, { library: embedded, embedder });
      const other = await rankByArms(text, null, { library: weaviate, embedder });
      scores.embedded.push(scoresOf(one, relevant, documentOf));
      scores.weaviate.push(scoresOf(other, relevant, documentOf));
      for (const arm of arms) overlaps[arm].push(overlapAt(one[arm], other[arm], depth));
      same.push(Number(isSameAt(one.hybrid, other.hybrid, depth)));
      sayProgress('queries of SciFact', index + 1, queries.length);
    }
  } finally {
    await close();
  }
  const of = (library: keyof typeof scores, shown: string) =>
    rowsOf('SciFact', scores[library])
      .filter((row) => row.measure === measure)
      .flatMap((row) => arms.map((arm) => [scifactFigure(arm, shown), row[arm]] as const));
  return Object.fromEntries([
    ...of('embedded', 'embedded'),
    ...of('weaviate', 'Weaviate'),
    ...arms.map((arm) => [`SciFact: overlap@8, ${arm}`, meanOf(overlaps[arm])] as const),
    ['SciFact: the same list, hybrid', meanOf(same)],
  ]);
}
