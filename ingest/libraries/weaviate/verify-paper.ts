import { z } from 'zod';
import { LibraryDamagedError } from '../../errors.ts';
import { paperIdOf, sha256Of } from '../../paper.ts';
import { StructureSchema } from '../paper-structure.ts';
import { lengthOf, unitTolerance } from '../vectors.ts';
import { publicationObjectId } from './catalog.ts';
import type { Cluster } from './cluster.ts';
import type { Collections } from './collections.ts';
import { type ContentKind, readContent } from './contents.ts';
import { equal, graphqlFilter } from './filter.ts';
import { parsedJson } from './parsed-json.ts';
import { passagesOfTable, readPassages } from './passage-store.ts';
import { type Publication, readPublication } from './publication.ts';
import { queryTogether } from './query.ts';

const PaperSchema = StructureSchema.extend({ text: z.string() });
/** The most rows that a query gives. */
const mostRows = 10_000;

/** What is wrong with a paper on a node by itself. */
export interface NodeFaults {
  /** Each a sentence's end without its full stop. */
  readonly faults: readonly string[];
  /** It has everything, but not everything is found: nothing but writing it again under another key heals that. */
  readonly unindexed: boolean;
}

/** Proves one paper on one node. */
export async function faultsOf(
  publication: Publication,
  node: string,
  { cluster, collections }: { readonly cluster: Cluster; readonly collections: Collections },
): Promise<NodeFaults> {
  const { key, id, contents, originalKey } = publication;
  const faults = await catalogFaults(publication, node, collections);
  const read = async (kind: ContentKind, from: string, what: string) => {
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
  const paper = PaperSchema.safeParse(parsedJson(Buffer.from((await read('paper', key, 'its text')) ?? '').toString()));
  const table = await read('passages', key, 'its list of passages');
  await read('original', originalKey, 'its original file');
  if (paper.success) {
    const { text } = paper.data;
    if (sha256Of(text) !== publication.sha256) {
      faults.push('the text is not the one that was stored (its SHA-256 differs)');
    }
    if (paperIdOf(text) !== id) faults.push('the id does not belong to the text');
  }
  if (!table) return { faults, unindexed: false };

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
  const isUnit = (vector: Float32Array | null) => vector && Math.abs(lengthOf(vector) - 1) <= unitTolerance;
  count(found.filter(({ vector }) => !isUnit(vector)).length, 'have a damaged vector');
  count(found.filter(({ sound }) => !sound).length, 'have changed words');
  const isWhole = faults.length === 0;
  const indexed = await countIndexed(publication, node, cluster, collections);
  count(Math.min(held.size, mostRows) - indexed.byKey, 'are not found by their paper');
  count(Math.min(held.size, mostRows) - indexed.byVector, 'are not found by their vector');
  return { faults, unindexed: isWhole && faults.length > 0 };
}

async function catalogFaults(publication: Publication, node: string, { catalog }: Collections): Promise<string[]> {
  const stored = await catalog.get(publicationObjectId(publication.key), node);
  if (!stored) return ['it is missing from the catalog'];
  const own = readPublication(stored);
  if (!own) return ['its entry in the catalog was changed'];
  return JSON.stringify(own) === JSON.stringify(publication) ? [] : ['its entry in the catalog is an older one'];
}

/** A disk that filled up in the midst of a write leaves passages that are stored, but in none of the indexes. */
async function countIndexed({ key }: Publication, node: string, cluster: Cluster, { passages, embedder }: Collections) {
  const where = `where:${graphqlFilter(equal('publication', key))} limit:${mostRows}`;
  const anywhere = Array.from({ length: embedder.dimensions }, (_, index) => (index === 0 ? 1 : 0));
  const queries = [where, `nearVector:{vector:[${anywhere.join(',')}]} ${where}`];
  const [byKey = [], byVector = []] = await queryTogether(
    cluster,
    queries.map((args) => ({ collection: passages.name, args, fields: 'kind' })),
    { among: [node] },
  );
  return { byKey: byKey.length, byVector: byVector.length };
}
