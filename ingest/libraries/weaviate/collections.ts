import { z } from 'zod';
import { LibraryFormatError, LibraryUnavailableError } from '../../errors.ts';
import { type LibraryEmbedder, refuseOtherEmbedder } from '../library-embedder.ts';
import { libraryBehind } from './alias.ts';
import type { Cluster } from './cluster.ts';
import { Collection } from './collection.ts';
import { makeCollections, type Spread } from './make-collections.ts';
import { collectionName, type Part } from './names.ts';
import { parsedJson } from './parsed-json.ts';

/** Grows with every change that an older version could not read. */
export const format = 1;

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

const DescriptionSchema = z.object({ ibid: z.int(), embedder: z.string(), dimensions: z.int() });
const ClassSchema = z.object({
  description: z.string().optional(),
  replicationConfig: z.object({ factor: z.int() }).optional(),
});

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
  const description = DescriptionSchema.safeParse(parsedJson(found.data?.description ?? ''));
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
    const { id, dimensions } = embedder;
    await makeCollections(cluster, name, JSON.stringify({ ibid: format, embedder: id, dimensions }), spread);
    found = await findCollections(cluster, name);
  }
  if (!found) {
    throw new LibraryUnavailableError('Weaviate lost the library’s collections while they were made. Try again.');
  }
  refuseOtherEmbedder(found.embedder, embedder);
  return found;
}
