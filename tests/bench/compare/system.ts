import type { Embedder } from '../../../ingest/embedder.ts';

/** A document that is neither read as a paper nor split: it is found whole. */
export interface WholeDocument {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  /** Title and text as they are embedded and searched. */
  readonly whole: string;
}

/** A library that is being made; nothing needs to be on disk before `finish`. */
export interface Filling {
  /** Reads text files, splits, embeds and adds them. */
  addPapers(paths: readonly string[]): Promise<void>;
  addWhole(documents: readonly WholeDocument[]): Promise<void>;
  /** Writes what is not on disk yet and closes it. Count: passages that it holds. */
  finish(): Promise<number>;
}

/** A library that answers. */
export interface Opened {
  /** Files, or ids of whole documents, that the passages found come from, best first. */
  search(question: string, limit: number): Promise<string[]>;
  close(): Promise<void>;
}

/** What a user can put questions to papers with: Ibid, and what is there to assemble instead of it. */
export interface System {
  make(folder: string, embedder: Embedder): Promise<Filling>;
  open(folder: string, embedder: Embedder): Promise<Opened>;
}

/** Where what is compared stands: the project’s folder, as a file URL that ends in a slash. */
export type OpenSystem = (project: string) => Promise<System>;
