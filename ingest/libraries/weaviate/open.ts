import { LibraryUnavailableError } from '../../errors.ts';
import type { Library } from '../../library.ts';

/** How a cluster is reached, and how its collections are made. */
export interface WeaviateLibraryOptions {
  /** `host:port`. */
  readonly nodes: readonly string[];
  readonly name: string;
  readonly key: string | null;
  /** Nodes that keep each paper; null: every node, up to 3. */
  readonly replicas: number | null;
  readonly shards: number;
  readonly tls: boolean;
  readonly log?: { warn(sentence: string): void };
}

const absent = 'This version of Ibid can’t open a library in Weaviate. Name a folder with IBID_LIBRARY.';

/** @throws LibraryUnavailableError */
export function openWeaviateLibrary(
  options: WeaviateLibraryOptions & { readonly embedder: { readonly id: string; readonly dimensions: number } },
): Promise<Library> {
  return Promise.reject(new LibraryUnavailableError(absent, { cause: options.name }));
}

/** @throws LibraryUnavailableError */
export function openStoredWeaviateLibrary(options: WeaviateLibraryOptions): Promise<Library | null> {
  return Promise.reject(new LibraryUnavailableError(absent, { cause: options.name }));
}
