import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { LibraryFormatError, LibraryMismatchError, LibraryUnavailableError } from '../../errors.ts';
import { libraryBehind } from './alias.ts';
import { collectionName, type Part, parts } from './names.ts';
import type { Cluster } from './cluster.ts';
import { Collection } from './collection.ts';
import { NodeFailure } from './failures.ts';
import { messagesOf } from './node.ts';

/** Grows with every change that an older version could not read. */
export const format = 1;

/** Whose vectors a library holds. */
export interface LibraryEmbedder {
  readonly id: string;
  readonly dimensions: number;
}

export interface Spread {
  /** How many nodes keep each object; null: every node, up to three. */
  readonly replicas: number | null;
  readonly shards: number;
}

/** The collections of one library. */
export interface Collections {
  /** One object a paper that can be seen, and one for what is left of a paper that can't. */
  readonly catalog: Collection;
  /** One object for each change of the catalog: their number is the revision. */
  readonly changes: Collection;
  /** Texts with their structure, and original files, in parts. */
  readonly contents: Collection;
  readonly passages: Collection;
  /** Answers, keys and notes. */
  readonly records: Collection;
  readonly embedder: LibraryEmbedder;
  /** How many nodes keep each object. */
  readonly replicas: number;
}

/** Milliseconds within which every node knows of new collections. */
const spreadMs = 5000;

const DescriptionSchema = z.object({ ibid: z.int(), embedder: z.string(), dimensions: z.int() });
const ClassSchema = z.object({
  description: z.string().optional(),
  replicationConfig: z.object({ factor: z.int() }).optional(),
});
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
 * The collections of a library that is there; null: it is not.
 * @throws LibraryFormatError, LibraryUnavailableError
 */
export async function findCollections(cluster: Cluster, name: string): Promise<Collections | null> {
  return await collectionsOf(cluster, await libraryBehind(cluster, name));
}

/** The same for a library by its own name, whatever alias there is. */
export async function collectionsOf(cluster: Cluster, library: string): Promise<Collections | null> {
  const catalog = collectionName(library, 'Catalog');
  const reply = await cluster.ask({ method: 'GET', path: `/v1/schema/${catalog}`, timeoutMs: 3000 });
  if (reply.status === 404) return null;
  const found = ClassSchema.safeParse(reply.body);
  const description = DescriptionSchema.safeParse(parsedJson(found.data?.description));
  if (!description.success) {
    throw new LibraryUnavailableError(
      `The collection ${catalog} in Weaviate was not made by Ibid. Give the library another name at the end of IBID_LIBRARY, such as …/papers.`,
    );
  }
  const { ibid, embedder, dimensions } = description.data;
  if (ibid !== format) throw new LibraryFormatError(ibid, format);
  const collection = (part: Part) => new Collection(cluster, collectionName(library, part));
  return {
    catalog: collection('Catalog'),
    changes: collection('Changes'),
    contents: collection('Contents'),
    passages: collection('Passages'),
    records: collection('Records'),
    embedder: { id: embedder, dimensions },
    replicas: found.data?.replicationConfig?.factor ?? 1,
  };
}

/**
 * The collections of a library, made where there are none: the catalog, which says what they are, last.
 * @throws LibraryMismatchError, LibraryFormatError, LibraryUnavailableError
 */
export async function ensureCollections(
  cluster: Cluster,
  name: string,
  embedder: LibraryEmbedder,
  spread: Spread,
): Promise<Collections> {
  let found = await findCollections(cluster, name);
  if (!found) {
    const replicas = spread.replicas ?? Math.min(3, await countNodes(cluster));
    for (const part of parts) await makeCollection(cluster, name, part, embedder, { replicas, shards: spread.shards });
    await untilEverywhere(cluster, name);
    found = await findCollections(cluster, name);
  }
  if (!found) {
    throw new LibraryUnavailableError('Weaviate lost the library’s collections while they were made. Try again.');
  }
  refuseOtherEmbedder(found.embedder, embedder);
  return found;
}

function refuseOtherEmbedder(stored: LibraryEmbedder, set: LibraryEmbedder): void {
  if (stored.id !== set.id) throw new LibraryMismatchError(stored.id, set.id);
  if (stored.dimensions !== set.dimensions) {
    throw new LibraryMismatchError(
      `${stored.id} with ${stored.dimensions} dimensions`,
      `${set.id} with ${set.dimensions} dimensions`,
    );
  }
}

async function makeCollection(
  cluster: Cluster,
  library: string,
  part: Part,
  embedder: LibraryEmbedder,
  { replicas, shards }: { readonly replicas: number; readonly shards: number },
): Promise<void> {
  const hasVectors = part === 'Passages';
  const body = {
    class: collectionName(library, part),
    description: JSON.stringify({ ibid: format, embedder: embedder.id, dimensions: embedder.dimensions }),
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
  const nodes = /not enough (?:storage )?(?:replicas|nodes)|replication factor/i.test(said);
  throw new LibraryUnavailableError(
    nodes
      ? `Weaviate can’t keep ${replicas} copies of each paper: it has fewer nodes. Add nodes, or set IBID_WEAVIATE_REPLICAS to fewer.`
      : 'Weaviate refused to make the library’s collections. Its log says why.',
    { cause: new Error(said.slice(0, 1000)) },
  );
}

/** A node hears of new collections a moment after the one that made them. */
async function untilEverywhere(cluster: Cluster, library: string): Promise<void> {
  const until = performance.now() + spreadMs;
  for (const part of parts) {
    const path = `/v1/objects?class=${collectionName(library, part)}&limit=1`;
    for (const node of cluster.nodes) {
      for (;;) {
        const reply = await cluster.askOne(node, { method: 'GET', path, timeoutMs: 2000 });
        const isThere = reply instanceof NodeFailure || reply.status < 300;
        if (isThere || performance.now() >= until) break;
        await wait(50);
      }
    }
  }
}

async function countNodes(cluster: Cluster): Promise<number> {
  const reply = await cluster.ask({ method: 'GET', path: '/v1/nodes', timeoutMs: 3000 });
  const found = NodesSchema.safeParse(reply.body);
  return found.success ? Math.max(1, found.data.nodes.length) : 1;
}

function parsedJson(text: string | undefined): unknown {
  try {
    return text === undefined ? null : (JSON.parse(text) as unknown);
  } catch {
    return null;
  }
}
