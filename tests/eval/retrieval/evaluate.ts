import { printFigures } from '../figures.ts';
import { groupsOf } from '../groups.ts';
import { openEmbedder } from '../library.ts';
import type { Figures, Kept } from '../results.ts';
import { type Bar, printRows } from '../table.ts';
import { arms } from './arms.ts';
import { barsOf } from './bars.ts';
import { readCranfield, readScifact, readScifactTrain } from './document-sets.ts';
import { evaluateDocuments } from './documents.ts';
import { evaluateEvidence } from './evidence.ts';
import { figureName, figuresOf } from './rows.ts';
import { withVectorCache } from './vector-cache.ts';

/**
 * Retrieval by words, by meaning and by both over SciFact, Cranfield and Qasper-mini: prints a table for each beside
 * the kept figures, and gives the figures with the floors that they are held against. SciFact’s train claims stand
 * beside, for choosing constants.
 */
export async function evaluateRetrieval(
  kind: 'model' | 'hashing',
  kept: Kept | null,
): Promise<{ readonly figures: Figures; readonly bars: readonly Bar[] }> {
  const embedder = withVectorCache(await openEmbedder(kind));
  try {
    const rows = [
      ...(await evaluateDocuments([readScifact(), readScifactTrain()], embedder)),
      ...(await evaluateDocuments([readCranfield()], embedder)),
      ...(await evaluateEvidence(embedder)),
    ];
    const figures = figuresOf(rows);
    for (const [set, own] of groupsOf(rows, (row) => row.set)) {
      const nameOf = (measure: string, arm: string) => figureName(set, measure, arm);
      const table = { title: `Retrieval, ${set}`, rows: own.map(({ measure }) => measure), columns: arms, nameOf };
      printFigures(table, figures, kept);
    }
    const judged = kind === 'model' ? barsOf(rows) : [];
    if (judged.length > 0) {
      const cells = judged.map(({ what, measured, floor, target }) => [what, measured, floor, target].map(cellOf));
      printRows('Retrieval, held against', [['', 'measured', 'floor', 'target'], ...cells]);
    }
    return { figures, bars: judged.map(({ what, reached }) => ({ what, reached })) };
  } finally {
    await embedder.close();
  }
}

function cellOf(value: string | number | null): string {
  return typeof value === 'number' ? value.toFixed(3) : (value ?? '–');
}
