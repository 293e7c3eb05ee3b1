import { z } from 'zod';
import type { Fault, VerifyReport } from '../../library.ts';
import type { PaperId } from '../../paper.ts';
import type { Catalog } from './catalog.ts';
import type { Cluster } from './cluster.ts';
import type { Collections } from './collections.ts';
import { sweep } from './debris.ts';
import { NodeFailure } from './failures.ts';
import { equal, graphqlFilter } from './filter.ts';
import { paperOfKey } from './publication.ts';
import { faultsOf } from './verify-paper.ts';

export interface VerifyParts {
  readonly cluster: Cluster;
  readonly collections: Collections;
  readonly catalog: Catalog;
}

const CountSchema = z.object({
  data: z.object({ Aggregate: z.object({ held: z.array(z.object({ meta: z.object({ count: z.number() }) })) }) }),
});

/**
 * Proves every paper on every node: that it has the publication, the text, the original and all passages, and nothing
 * besides. What processes that ended half-way left behind is cleared away first.
 * @param onProgress papers proven, papers in all
 */
export async function verifyNodes(
  parts: VerifyParts,
  onProgress: (done: number, total: number) => void,
): Promise<VerifyReport> {
  const { cluster, collections, catalog } = parts;
  await sweep(collections, catalog);
  const view = await catalog.refresh();
  const faults: Fault[] = [];
  const report = (paper: PaperId | null, message: string) => faults.push({ paper, message, repaired: false });
  const whereOf = (node: string) => (cluster.nodes.length > 1 ? ` on node ${node}` : '');
  const { publications } = view;

  const held = new Map<string, number>();
  for (const node of cluster.nodes) {
    const passages = await countPassages(parts, node);
    if (passages === null) report(null, `Weaviate node ${node} does not answer, so nothing was proven there.`);
    else held.set(node, passages);
  }
  for (const key of catalog.damaged) {
    report(paperOfKey(key), 'What is stored of its title, authors and year was changed on the disk.');
  }
  for (const [index, publication] of publications.entries()) {
    const found = await Promise.all([...held.keys()].map((node) => faultsOf(publication, node, parts)));
    for (const [at, node] of [...held.keys()].entries()) {
      for (const fault of found[at] ?? []) report(publication.id, `“${publication.title}”${whereOf(node)}: ${fault}.`);
    }
    onProgress(index + 1, publications.length);
  }
  for (const [node, passages] of held) {
    const strangers = passages - view.passages;
    if (strangers > 0 && !(await isBeingWritten(parts))) {
      report(null, `${strangers} passages${whereOf(node)} belong to no paper.`);
    }
  }
  return { papers: view.summaries.length, passages: view.passages, faults };
}

/** Null: the node does not answer. */
async function countPassages({ cluster, collections }: VerifyParts, node: string): Promise<number | null> {
  const query = `{Aggregate{held:${collections.passages.name}(where:${graphqlFilter(equal('kind', 'passage'))}){meta{count}}}}`;
  const reply = await cluster.askOne(node, { method: 'POST', path: '/v1/graphql', body: { query }, timeoutMs: 10_000 });
  const found = reply instanceof NodeFailure ? null : CountSchema.safeParse(reply.body);
  return found?.success ? (found.data.data.Aggregate.held[0]?.meta.count ?? 0) : null;
}

/** Whether another machine writes or removes a paper just now: its passages are no strangers. */
async function isBeingWritten({ collections, catalog }: VerifyParts): Promise<boolean> {
  const ask = { among: catalog.searchable, limit: 1 };
  return (await collections.catalog.find(equal('kind', 'debris'), ['publication'], ask)).length > 0;
}
