import { readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

/** What a node's data folder is made of. */
export type Bucket = 'objects' | 'vector index' | 'inverted index' | 'other parts of papers' | 'the rest';

/** Bytes on disk of a node's data folder by bucket; the passages' collection apart from the others. */
export function diskByBucket(folder: string, passages: string): Map<Bucket, number> {
  const sizes = new Map<Bucket, number>();
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const bucket = bucketOf(relative(folder, path), passages.toLowerCase());
    // Files of the engine have holes: what counts is what they take up.
    sizes.set(bucket, (sizes.get(bucket) ?? 0) + statSync(path).blocks * 512);
  }
  return sizes;
}

function bucketOf(path: string, passages: string): Bucket {
  const [collection = ''] = path.split('/');
  if (collection === passages) {
    if (path.includes('/lsm/objects/')) return 'objects';
    return /\/lsm\/(?!vectors)/.test(path) ? 'inverted index' : 'vector index';
  }
  return collection.startsWith('ibid_') ? 'other parts of papers' : 'the rest';
}
