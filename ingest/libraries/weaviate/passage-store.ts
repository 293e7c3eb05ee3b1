import { z } from 'zod';
import type { NewPaper } from '../../library.ts';
import { type PassageId, passageIdOf, type Passage, type PaperId } from '../../paper.ts';
import { checksumOf, decodeVector, encodeVector } from '../vectors.ts';
import type { Collection, StoredObject } from './collection.ts';
import { graphqlFilter } from './filter.ts';
import { objectIdOf } from './object-id.ts';

/** Passages in one request: some 2.5 MB. */
const passagesPerWrite = 250;
/** Passages asked for by their ids in one request. */
const passagesPerRead = 500;

/** A passage as Weaviate has it. */
export interface StoredPassage {
  readonly passage: PassageId;
  /** The publication that it belongs to. */
  readonly key: string;
  /** Null when its bytes are not those that were written. */
  readonly vector: Float32Array | null;
  /** Whether its terms are those that were written; true where they were not asked for. */
  readonly sound: boolean;
}

const RowSchema = z.object({
  passage: z.string(),
  publication: z.string(),
  vector: z.string().optional(),
  checksum: z.number().optional(),
  terms: z.string().nullable().optional(),
  words: z.number().optional(),
});

/** The properties to ask for where a passage with its vector is wanted. */
export const passageFields = 'passage publication vector checksum';

const TableSchema = z.array(z.tuple([z.int(), z.int(), z.int().nullable()]));

/** The id of a passage's object. */
function passageObjectId(key: string, passage: PassageId): string {
  return objectIdOf(key, 'passage', passage);
}

/** A row that was asked for with `passageFields`, with or without terms; null: it is no passage. */
export function passageOfRow(row: unknown, dimensions: number): StoredPassage | null {
  const found = RowSchema.safeParse(row);
  if (!found.success) return null;
  const { passage, publication, vector, checksum, terms, words } = found.data;
  return {
    passage: passage as PassageId,
    key: publication,
    vector: vector ? decodeVector(Buffer.from(vector, 'base64'), dimensions, checksum ?? -1) : null,
    sound: terms === undefined || words === undefined || checksumOf(Buffer.from(terms ?? '')) === words,
  };
}

/**
 * Writes a paper's passages under a key; all of them, on every node that runs, when it returns. False: a node failed in
 * the midst of it, and may never find some of them.
 */
export async function writePassages(
  passages: Collection,
  key: string,
  given: Pick<NewPaper, 'passages' | 'vectors' | 'searchTexts'>,
  termsOf: (text: string) => string[],
): Promise<boolean> {
  let atOnce = true;
  let last: StoredObject[] = [];
  for (let from = 0; from < given.passages.length; from += passagesPerWrite) {
    const objects = given.passages.slice(from, from + passagesPerWrite).map(({ id }, index): StoredObject => {
      const vector = given.vectors[from + index] ?? new Float32Array();
      const bytes = encodeVector(vector);
      const terms = termsOf(given.searchTexts[from + index] ?? '').join(' ');
      const properties = {
        kind: 'passage',
        publication: key,
        passage: id,
        terms,
        vector: bytes.toString('base64'),
        checksum: checksumOf(bytes),
        words: checksumOf(Buffer.from(terms)),
      };
      return { id: passageObjectId(key, id), properties, vector };
    });
    atOnce = (await passages.write(objects)) && atOnce;
    last = objects.slice(-1);
  }
  // Weaviate 1.38 puts a batch's vectors into their index only after it has flushed that index's log, so that a node
  // which is killed then has passages that no vector finds, for ever. The next batch flushes them: here one of nothing new.
  await passages.write(last);
  return atOnce;
}

/**
 * Passages by their ids, in no order; those that are not there are left out.
 * @param options.among nodes that are asked
 */
export async function readPassages(
  passages: Collection,
  ids: readonly { readonly key: string; readonly passage: PassageId }[],
  dimensions: number,
  { among, terms = false }: { readonly among?: readonly string[]; readonly terms?: boolean } = {},
): Promise<StoredPassage[]> {
  const found: StoredPassage[] = [];
  for (let from = 0; from < ids.length; from += passagesPerRead) {
    const asked = ids.slice(from, from + passagesPerRead);
    const any = asked.map(({ key, passage }) => passageObjectId(key, passage));
    const rows = await passages.query(
      `where:${graphqlFilter({ property: 'id', any })} limit:${asked.length}`,
      terms ? `${passageFields} terms words` : passageFields,
      among ? { among } : {},
    );
    for (const row of rows) {
      const passage = passageOfRow(row, dimensions);
      if (passage) found.push(passage);
    }
  }
  return found;
}

/** The passages of a paper as they were given, as a content. */
export function passageTable(passages: readonly Passage[]): Uint8Array {
  const rows = passages.map(({ span, section }) => [span.start, span.end, section] as const);
  return Buffer.from(JSON.stringify(rows));
}

/** The same read back. */
export function passagesOfTable(bytes: Uint8Array, paperId: PaperId): Passage[] {
  return TableSchema.parse(JSON.parse(Buffer.from(bytes).toString())).map(([start, end, section]) => {
    const span = { start, end };
    return { id: passageIdOf(paperId, span), paperId, span, section };
  });
}
