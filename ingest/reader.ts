import type { Paper } from './paper.ts';

/** A file as it came in: its name without folders, and its bytes. */
export interface Source {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Seam: turns one kind of file into a paper. Readers keep no state and may run side by side. */
export interface Reader {
  /** By name and leading bytes, without parsing. */
  accepts(source: Source): boolean;
  /**
   * The paper, structure included.
   * @throws UnreadablePaperError with a sentence that says why, for anything that is wrong with the file
   * @throws the signal's reason when aborted
   */
  read(source: Source, signal: AbortSignal): Promise<Paper>;
}
