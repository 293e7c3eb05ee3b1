/** A file that can't become a paper; the others go on. `reason` is a sentence without the file's name. */
export class UnreadablePaperError extends Error {
  readonly source: string;
  readonly reason: string;

  constructor(source: string, reason: string, options?: ErrorOptions) {
    super(`${source}: ${reason}`, options);
    this.source = source;
    this.reason = reason;
    this.name = 'UnreadablePaperError';
  }
}

/** The library was made with another embedder than the one that is set. */
export class LibraryMismatchError extends Error {
  readonly libraryEmbedder: string;
  readonly currentEmbedder: string;

  constructor(libraryEmbedder: string, currentEmbedder: string) {
    super(
      `This library was made with the embedding model ${libraryEmbedder}, but ${currentEmbedder} is set. ` +
        `Set IBID_EMBEDDER to the library’s model, or copy it for the other with ibid migrate --embed and name the copy with IBID_LIBRARY.`,
    );
    this.libraryEmbedder = libraryEmbedder;
    this.currentEmbedder = currentEmbedder;
    this.name = 'LibraryMismatchError';
  }
}

/** The library has a format that this version does not read: a newer one, or one from before. */
export class LibraryFormatError extends Error {
  readonly found: number;
  readonly known: number;

  constructor(found: number, known: number) {
    super(
      `This library has format ${found}; this version of Ibid reads format ${known}. ` +
        (found > known
          ? `Update Ibid, or name another library with IBID_LIBRARY.`
          : `Name another library with IBID_LIBRARY, and ingest the papers again.`),
    );
    this.found = found;
    this.known = known;
    this.name = 'LibraryFormatError';
  }
}

/** The library can't be opened, read or written: no permission, full disk, not a library. `reason` says what to do. */
export class LibraryUnavailableError extends Error {
  readonly reason: string;

  constructor(reason: string, options?: ErrorOptions) {
    super(reason, options);
    this.reason = reason;
    this.name = 'LibraryUnavailableError';
  }
}

/** What the library has stored is not what it wrote: a cut file, a lost table, a row that can't be read. */
export class LibraryDamagedError extends LibraryUnavailableError {
  constructor(reason: string, options?: ErrorOptions) {
    super(reason, options);
    this.name = 'LibraryDamagedError';
  }
}

/** What to do about one damaged paper. */
export const paperRemedy = 'Remove the paper and ingest it again, or restore a backup.';

/** The embedding model is missing, damaged, or its process failed. `reason` says what to do. */
export class EmbedderUnavailableError extends Error {
  readonly embedder: string;
  readonly reason: string;

  constructor(embedder: string, reason: string, options?: ErrorOptions) {
    super(`Embedding model ${embedder}: ${reason}`, options);
    this.embedder = embedder;
    this.reason = reason;
    this.name = 'EmbedderUnavailableError';
  }
}
