import { z } from 'zod';
import { LibraryDamagedError } from '../../errors.ts';
import type { Fault, VerifyReport } from '../../library.ts';
import { type PaperId, paperIdOf, sha256Of } from '../../paper.ts';
import { StructureSchema } from '../paper-structure.ts';
import { lengthOf, unitTolerance } from '../vectors.ts';
import type { Catalog } from './catalog.ts';
import { publicationObjectId } from './catalog.ts';
import type { Cluster } from './cluster.ts';
import type { Collections } from './collections.ts';
import { readContent } from './contents.ts';
import { sweep } from './debris.ts';
import { NodeFailure } from './failures.ts';
import { passagesOfTable, readPassages } from './passage-store.ts';
import { paperOfKey, type Publication, readPublication } from './publication.ts';

export interface VerifyParts {
  readonly cluster: Cluster;
  readonly collections: Collections;
  readonly catalog: Catalog;
}

const CountSchema = z.object({
  data: z.object({ Aggregate: z.object({ held: z.array(z.object({ meta: z.object({ count: z.number() }) })) }) }),
});
const PaperSchema = StructureSchema.extend({ text: z.string() });

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

/** What is wrong with a paper on a node, each a sentence's end without its full stop. */
async function faultsOf(publication: Publication, node: string, { collections }: VerifyParts): Promise<string[]> {
  const { key, id, contents, originalKey } = publication;
  const faults: string[] = [];
  const stored = await collections.catalog.get(publicationObjectId(key), node);
  const own = stored && readPublication(stored);
  if (!own) faults.push(stored ? 'its entry in the catalog was changed' : 'it is missing from the catalog');
  else if (JSON.stringify(own) !== JSON.stringify(publication)) faults.push('its entry in the catalog is an older one');

  const read = async (kind: 'paper' | 'passages' | 'original', from: string, what: string) => {
    try {
      const bytes = await readContent(collections.contents, from, kind, contents[kind], what, node);
      if (!bytes) faults.push(`${what} is missing`);
      return bytes;
    } catch (error) {
      if (!(error instanceof LibraryDamagedError)) throw error;
      faults.push(`${what} is damaged`);
      return null;
    }
  };
  const paper = PaperSchema.safeParse(parsedJson(await read('paper', key, 'its text')));
  const table = await read('passages', key, 'its list of passages');
  await read('original', originalKey, 'its original file');
  if (paper.success) {
    const { text } = paper.data;
    if (sha256Of(text) !== publication.sha256)
      faults.push('the text is not the one that was stored (its SHA-256 differs)');
    if (paperIdOf(text) !== id) faults.push('the id does not belong to the text');
  }
  if (!table) return faults;

  const passages = passagesOfTable(table, id);
  const found = await readPassages(
    collections.passages,
    passages.map((passage) => ({ key, passage: passage.id })),
    collections.embedder.dimensions,
    { among: [node], terms: true },
  );
  const count = (wrong: number, what: string) => {
    if (wrong > 0) faults.push(`${wrong} of ${publication.passages} passages ${what}`);
  };
  const held = new Map(found.map((passage) => [passage.passage, passage]));
  count(publication.passages - Math.min(held.size, passages.length), 'are missing');
  count(found.length - held.size, 'are there twice');
  count(
    found.filter(({ vector }) => !vector || !(Math.abs(lengthOf(vector) - 1) <= unitTolerance)).length,
    'have a damaged vector',
  );
  count(found.filter(({ sound }) => !sound).length, 'are not found by their own words');
  return faults;
}

/** Null: the node does not answer. */
async function countPassages({ cluster, collections }: VerifyParts, node: string): Promise<number | null> {
  const query = `{Aggregate{held:${collections.passages.name}{meta{count}}}}`;
  const reply = await cluster.askOne(node, { method: 'POST', path: '/v1/graphql', body: { query }, timeoutMs: 10_000 });
  const found = reply instanceof NodeFailure ? null : CountSchema.safeParse(reply.body);
  return found?.success ? (found.data.data.Aggregate.held[0]?.meta.count ?? 0) : null;
}

/** Whether another machine writes or removes a paper just now: its passages are no strangers. */
async function isBeingWritten({ collections, catalog }: VerifyParts): Promise<boolean> {
  const ask = { among: catalog.searchable, limit: 1 };
  return (await collections.catalog.find({ property: 'kind', any: ['debris'] }, ['publication'], ask)).length > 0;
}

function parsedJson(bytes: Uint8Array | null): unknown {
  try {
    return bytes && (JSON.parse(Buffer.from(bytes).toString()) as unknown);
  } catch {
    return null;
  }
}
