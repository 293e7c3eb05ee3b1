import type { Embedder } from '../../ingest/embedder.ts';
import type { Library } from '../../ingest/library.ts';
import { openChecker } from '../../server/quotes/checker.ts';

export type Checker = ReturnType<typeof openChecker>;

/** The product's checker over a library. */
export function openProductChecker(parts: { library: Library; embedder: Embedder }): Checker {
  return openChecker(parts);
}
