import type { Fault, VerifyReport } from '../../library.ts';
import type { PaperId } from '../../paper.ts';
import type { Catalog } from './catalog.ts';
import type { Cluster } from './cluster.ts';
import type { Collections } from './collections.ts';
import { sweep } from './debris.ts';
import { equal } from './filter.ts';
import { paperOfKey, type Publication } from './publication.ts';
import { faultsOf } from './verify-paper.ts';

export interface VerifyParts {
  readonly cluster: Cluster;
  readonly collections: Collections;
  readonly catalog: Catalog;
  /** Milliseconds after which every server has noticed a change. */
  readonly letGoMs: number;
  /** Writes a paper again under another key; false: no node has all of it. */
  readonly rewrite: (publication: Publication) => Promise<boolean>;
}

/**
 * Proves every paper on every node: that it has the publication, the text, the original and all passages, and nothing
 * besides. What processes that ended half-way left behind is cleared away first; a paper that a node has, but does not
 * find, is written again.
 * @param onProgress papers proven, papers in all
 */
export async function verifyNodes(
  parts: VerifyParts,
  onProgress: (done: number, total: number) => void,
): Promise<VerifyReport> {
  const { cluster, collections, catalog } = parts;
  await sweep(collections, catalog, parts.letGoMs);
  const view = await catalog.refresh();
  const faults: Fault[] = [];
  const report = (paper: PaperId | null, message: string, repaired = false) =>
    faults.push({ paper, message, repaired });
  const whereOf = (node: string) => (cluster.nodes.length > 1 ? ` on node ${node}` : '');
  const { publications } = view;

  const held = new Map<string, number>();
  for (const node of cluster.nodes) {
    const passages = await collections.passages.countAt(node, equal('kind', 'passage'));
    if (passages === null) report(null, `Weaviate node ${node} does not answer, so nothing was proven there.`);
    else held.set(node, passages);
  }
  for (const key of catalog.damaged) {
    report(paperOfKey(key), 'What is stored of its title, authors and year was changed on the disk.');
  }
  for (const [index, publication] of publications.entries()) {
    const found = await Promise.all([...held.keys()].map((node) => faultsOf(publication, node, parts)));
    const isThere =
      found.every((one) => one.faults.length === 0) || (await catalog.refresh()).byKey.has(publication.key);
    // What a node lacks it gets from the others; what is there and is not found stays so.
    const repaired = isThere && found.some(({ unindexed }) => unindexed) && (await parts.rewrite(publication));
    for (const [at, node] of [...held.keys()].entries()) {
      const own = isThere ? (found[at]?.faults ?? []) : [];
      for (const fault of own) report(publication.id, `“${publication.title}”${whereOf(node)}: ${fault}.`, repaired);
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

/** Whether another machine writes or removes a paper just now: its passages are no strangers. */
async function isBeingWritten({ collections, catalog }: VerifyParts): Promise<boolean> {
  const ask = { among: catalog.searchable, limit: 1 };
  return (await collections.catalog.find(equal('kind', 'debris'), ['publication'], ask)).length > 0;
}
