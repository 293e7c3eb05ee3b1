import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyLibrary } from '../../ingest/copy-library.ts';
import type { Library } from '../../ingest/library.ts';
import { openSqliteLibrary } from '../../ingest/libraries/sqlite/open.ts';
import { openWeaviateLibrary, type WeaviateLibraryOptions } from '../../ingest/libraries/weaviate/open.ts';

interface TestEmbedder {
  readonly id: string;
  readonly dimensions: number;
}

/** What a place is called in Weaviate: the same place is the same library. */
export function libraryName(place: string): string {
  return `t${createHash('sha256').update(place).digest('hex').slice(0, 12)}`;
}

/** Opens a library on some nodes; each call sees what was written before it, unless told otherwise. */
export function openTestLibrary(
  nodes: readonly string[],
  name: string,
  embedder: TestEmbedder,
  more: Partial<WeaviateLibraryOptions> = {},
): Promise<Library> {
  const standard = { key: null, replicas: null, shards: 1, tls: false, freshMs: 0 };
  return openWeaviateLibrary({ nodes, name, ...standard, ...more, embedder });
}

/** Makes a backup file a library in Weaviate, as `ibid migrate` does. */
export async function restoreInto(nodes: readonly string[], name: string, file: string, embedder: TestEmbedder) {
  const folder = await mkdtemp(join(tmpdir(), 'ibid-restore-'));
  try {
    await mkdir(join(folder, 'library'));
    await copyFile(file, join(folder, 'library', 'library.db'));
    const from = await openSqliteLibrary(join(folder, 'library'), { embedder });
    const to = await openTestLibrary(nodes, name, embedder);
    await copyLibrary(from, to);
    await Promise.all([from.close(), to.close()]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Deletes the collections of a library. */
export async function dropLibrary(node: string, name: string): Promise<void> {
  for (const part of ['Catalog', 'Changes', 'Contents', 'Passages', 'Records']) {
    await fetch(`http://${node}/v1/schema/Ibid_${name}_${part}`, { method: 'DELETE' });
  }
}
