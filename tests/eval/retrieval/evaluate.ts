import { openEmbedder } from '../library.ts';
import { type Bar, printRows } from '../table.ts';
import { barsOf } from './bars.ts';
import { readCranfield, readScifact, readScifactTrain } from './document-sets.ts';
import { evaluateDocuments } from './documents.ts';
import { evaluateEvidence } from './evidence.ts';
import type { RetrievalRow } from './rows.ts';
import { withVectorCache } from './vector-cache.ts';

/**
 * Retrieval by words, by meaning and by both over SciFact, Cranfield and Qasper-mini: prints the table and gives its
 * rows with the floors that they are held against. SciFact’s train claims stand beside, for choosing constants.
 */
export async function evaluateRetrieval(
  kind: 'model' | 'hashing',
): Promise<{ readonly rows: readonly RetrievalRow[]; readonly bars: readonly Bar[] }> {
  const embedder = withVectorCache(await openEmbedder(kind));
  try {
    const rows = [
      ...(await evaluateDocuments([readScifact(), readScifactTrain()], embedder)),
      ...(await evaluateDocuments([readCranfield()], embedder)),
      ...(await evaluateEvidence(embedder)),
    ];
    const judged = kind === 'model' ? barsOf(rows) : [];
    printTable(rows);
    if (judged.length > 0) {
      const cells = judged.map(({ what, measured, floor, target }) => [what, measured, floor, target].map(cellOf));
      printRows('Retrieval, held against', [['', 'measured', 'floor', 'target'], ...cells]);
    }
    return { rows, bars: judged.map(({ what, reached }) => ({ what, reached })) };
  } finally {
    await embedder.close();
  }
}

function cellOf(value: string | number | null): string {
  return typeof value === 'number' ? value.toFixed(3) : (value ?? '–');
}

function printTable(rows: readonly RetrievalRow[]): void {
  const cells = rows.map(({ set, measure, lexical, dense, hybrid }) => [
    `${set}: ${measure}`,
    ...[lexical, dense, hybrid].map((value) => value.toFixed(3)),
  ]);
  printRows('Retrieval', [['', 'lexical', 'dense', 'hybrid'], ...cells]);
}
