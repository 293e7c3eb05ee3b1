import { readdirSync, readFileSync, statSync } from 'node:fs';
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

/** Megabytes resident of the node that listens at `host:port`; 0 where it is not found. */
export function residentOf(address: string): number {
  const flag = `--port=${address.split(':')[1] ?? ''}`;
  for (const id of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      if (!readFileSync(`/proc/${id}/cmdline`, 'utf8').split('\0').includes(flag)) continue;
      const found = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1];
      return Number(found ?? 0) / 1024;
    } catch {
      // A process that has just ended.
    }
  }
  return 0;
}
