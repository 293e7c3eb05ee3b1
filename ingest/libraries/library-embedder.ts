import { LibraryMismatchError } from '../errors.ts';

/** Whose vectors a library holds. */
export interface LibraryEmbedder {
  readonly id: string;
  readonly dimensions: number;
}

/** @throws LibraryMismatchError when a library was made with another embedder than the one that is set */
export function refuseOtherEmbedder(stored: LibraryEmbedder, set: LibraryEmbedder): void {
  if (stored.id !== set.id) throw new LibraryMismatchError(stored.id, set.id);
  if (stored.dimensions !== set.dimensions) {
    throw new LibraryMismatchError(
      `${stored.id} with ${stored.dimensions} dimensions`,
      `${set.id} with ${set.dimensions} dimensions`,
    );
  }
}
