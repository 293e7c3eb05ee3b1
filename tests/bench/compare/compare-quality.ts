import { join } from 'node:path';
import type { Embedder } from '../../../ingest/embedder.ts';
import { embeddingText } from '../../../ingest/passages.ts';
import { abstractPaper } from '../../eval/retrieval/abstract-papers.ts';
import type { Document, DocumentSet } from '../../eval/retrieval/document-sets.ts';
import { ndcgAt } from '../../eval/retrieval/measures.ts';
import type { WholeDocument } from './system.ts';
import { openSystem, type SystemName, systemNames } from './systems.ts';

/** Abstracts as documents that are not split; embedded as in the evaluation, whose vectors serve again. */
export function wholeDocuments(documents: readonly Document[]): WholeDocument[] {
  return documents.map((document) => {
    const { paper, passage } = abstractPaper(document);
    return { ...document, whole: embeddingText(paper, passage) };
  });
}

/** Mean nDCG@10 of each system over a collection, its abstracts as documents that are not split. */
export async function compareQuality(
  { documents, queries }: DocumentSet,
  embedder: Embedder,
  { project, folder }: { project: string; folder: string },
): Promise<Record<SystemName, number>> {
  const whole = wholeDocuments(documents);
  const means: [SystemName, number][] = [];
  for (const name of systemNames) {
    const system = await openSystem[name](project);
    const own = join(folder, name);
    const filling = await system.make(own, embedder);
    await filling.addWhole(whole);
    await filling.finish();
    const opened = await system.open(own, embedder);
    let sum = 0;
    for (const { text, relevant } of queries) {
      const found = await opened.search(text, 10);
      const ids = new Set(found.map((source) => source.replace(/\.txt$/, '')));
      sum += ndcgAt([...ids], relevant, 10);
    }
    await opened.close();
    means.push([name, sum / queries.length]);
  }
  return Object.fromEntries(means) as Record<SystemName, number>;
}
