import { z } from 'zod';
import { LibraryUnavailableError } from '../../errors.ts';
import type { Cluster } from './cluster.ts';
import { collectionName, type Part, parts } from './names.ts';
import { messagesOf } from './node.ts';

export interface Spread {
  /** How many nodes keep each object; null: every node, up to three. */
  readonly replicas: number | null;
  readonly shards: number;
}

const NodesSchema = z.object({ nodes: z.array(z.unknown()) });

const exact = (name: string, more = {}) => ({
  name,
  dataType: ['text'],
  tokenization: 'field',
  indexFilterable: true,
  indexSearchable: false,
  ...more,
});
// Numbers, not integers: GraphQL's have 32 bits.
const kept = (name: string, dataType = 'text') => ({
  name,
  dataType: [dataType],
  indexFilterable: false,
  indexSearchable: false,
});

const propertiesOf: Readonly<Record<Part, readonly object[]>> = {
  Changes: [
    exact('publication'),
    { name: 'at', dataType: ['number'], indexFilterable: true, indexRangeFilters: true, indexSearchable: false },
  ],
  Contents: [exact('publication'), kept('data')],
  Passages: [
    // The same in all: what a node has is counted by it.
    exact('kind'),
    exact('publication'),
    // Terms are made by Ibid as for the embedded library, so Weaviate shall only part them.
    { name: 'terms', dataType: ['text'], tokenization: 'whitespace', indexFilterable: false, indexSearchable: true },
    kept('passage'),
    kept('vector'),
    kept('checksum', 'number'),
    kept('words', 'number'),
  ],
  Records: [
    exact('kind'),
    exact('name'),
    exact('papers', { dataType: ['text[]'] }),
    kept('json'),
    kept('first', 'number'),
  ],
  Catalog: [exact('kind'), exact('publication'), exact('paper'), kept('json')],
};

/**
 * Makes the collections of a library, those that are there already left out.
 * @param description what the catalog says of the library
 * @throws LibraryUnavailableError
 */
export async function makeCollections(
  cluster: Cluster,
  library: string,
  description: string,
  { replicas, shards }: Spread,
): Promise<void> {
  const copies = replicas ?? Math.min(3, await countNodes(cluster));
  for (const part of parts) await makeCollection(cluster, library, part, description, { replicas: copies, shards });
}

async function makeCollection(
  cluster: Cluster,
  library: string,
  part: Part,
  description: string,
  { replicas, shards }: { readonly replicas: number; readonly shards: number },
): Promise<void> {
  const hasVectors = part === 'Passages';
  const body = {
    class: collectionName(library, part),
    description,
    vectorizer: 'none',
    vectorIndexType: 'hnsw',
    // Recall before speed: an answer must not depend on which replica was asked.
    vectorIndexConfig: hasVectors ? { distance: 'cosine', efConstruction: 128, ef: 500 } : { skip: true },
    invertedIndexConfig: { bm25: { k1: 1.2, b: 0.75 }, stopwords: { preset: 'none' } },
    replicationConfig: {
      factor: replicas,
      asyncEnabled: replicas > 1,
      // A removal that a node missed must not come back; ids are never given again.
      deletionStrategy: 'DeleteOnConflict',
      ...(replicas > 1 ? { asyncConfig: { frequency: 5000, propagationDelay: 2000 } } : {}),
    },
    // Only what grows with the passages is spread: one shard of the others is small enough for any node.
    shardingConfig: { desiredCount: hasVectors || part === 'Contents' ? shards : 1 },
    properties: propertiesOf[part],
  };
  const reply = await cluster.ask(
    { method: 'POST', path: '/v1/schema', body, timeoutMs: 20_000 },
    { patienceMs: 20_000 },
  );
  if (reply.status !== 422) return;
  const said = messagesOf(reply.body).join('; ');
  // Another server makes the same library at the same moment.
  if (/already exists/i.test(said)) return;
  const nodes = /enough (?:storage |weaviate )?(?:replicas|nodes)|replication factor/i.test(said);
  throw new LibraryUnavailableError(
    nodes
      ? `Weaviate can’t keep ${replicas} copies of each paper: it has fewer nodes. Add nodes, or set IBID_WEAVIATE_REPLICAS to fewer.`
      : 'Weaviate refused to make the library’s collections. Its log says why.',
    { cause: new Error(said.slice(0, 1000)) },
  );
}

async function countNodes(cluster: Cluster): Promise<number> {
  const reply = await cluster.ask({ method: 'GET', path: '/v1/nodes', timeoutMs: 3000 });
  const found = NodesSchema.safeParse(reply.body);
  return found.success ? Math.max(1, found.data.nodes.length) : 1;
}
