import { promisify } from 'node:util';
import { deflate, inflateSync } from 'node:zlib';
import { z } from 'zod';
import { LibraryDamagedError, paperRemedy } from '../../errors.ts';
import { sha256Of } from '../../paper.ts';
import type { Collection, StoredObject } from './collection.ts';
import { objectIdOf } from './object-id.ts';

const compress = promisify(deflate);

/** What of a paper is kept in parts. */
export type ContentKind = 'paper' | 'passages' | 'original';

/** In how many parts a content is kept, with the SHA-256 of the whole before it was compressed. */
export interface Sealed {
  readonly parts: number;
  readonly sha256: string;
}

/** Bytes of a part before base64: with the others of a request it stays well within what Weaviate takes at once. */
const partBytes = 1_500_000;

const PartSchema = z.object({ data: z.string() });

/** The id of a part's object; parts count from 0. */
export function contentId(key: string, kind: ContentKind, part: number): string {
  return objectIdOf(key, kind, part);
}

/** Writes bytes under a publication's key, compressed, in parts; all of them when it returns. */
export async function writeContent(
  contents: Collection,
  key: string,
  kind: ContentKind,
  bytes: Uint8Array,
): Promise<Sealed> {
  const packed = await compress(bytes);
  const parts = Math.max(1, Math.ceil(packed.length / partBytes));
  for (let part = 0; part < parts; part += 1) {
    const data = packed.subarray(part * partBytes, (part + 1) * partBytes).toString('base64');
    const object: StoredObject = { id: contentId(key, kind, part), properties: { publication: key, data } };
    await contents.write([object]);
  }
  return { parts, sha256: sha256Of(bytes) };
}

/**
 * The bytes written under a key, proven; null where a part is missing, as when the paper was removed meanwhile.
 * @param node asks this node alone for what it has itself
 * @throws LibraryDamagedError naming `what`
 */
export async function readContent(
  contents: Collection,
  key: string,
  kind: ContentKind,
  sealed: Sealed,
  what: string,
  node?: string,
): Promise<Uint8Array | null> {
  const read: string[] = [];
  for (let part = 0; part < sealed.parts; part += 1) {
    const properties = await contents.get(contentId(key, kind, part), node);
    if (!properties) return null;
    const found = PartSchema.safeParse(properties);
    if (!found.success) throw damaged(what);
    read.push(found.data.data);
  }
  const bytes = unpack(read, sealed);
  if (!bytes) throw damaged(what);
  return bytes;
}

/** What was written, of all its parts in order; null where a byte is another. */
export function unpack(parts: readonly string[], { sha256 }: Sealed): Uint8Array | null {
  try {
    const bytes = inflateSync(Buffer.concat(parts.map((data) => Buffer.from(data, 'base64'))));
    return sha256Of(bytes) === sha256 ? bytes : null;
  } catch {
    return null;
  }
}

function damaged(what: string): LibraryDamagedError {
  return new LibraryDamagedError(`${what} is damaged. ${paperRemedy}`);
}
