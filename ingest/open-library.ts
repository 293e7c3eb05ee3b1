import type { Logger } from 'pino';
import type { IngestParts } from './add-paper.ts';
import { openTransformersEmbedder, type TransformersEmbedder } from './embedders/transformers.ts';
import { openSqliteLibrary, openStoredSqliteLibrary } from './libraries/sqlite/open.ts';
import { startPreparing } from './preparing-thread.ts';
import type { Library } from './library.ts';
import type { IngestSettings } from './settings.ts';

/** A library with what it takes to put papers into it. */
export interface OpenedLibrary extends IngestParts {
  readonly embedder: TransformersEmbedder;
  /** Closes the library and ends the embedder. */
  close(): Promise<void>;
}

export interface OpenLibraryOptions {
  /** A question comes soon: the model and the search start while the library opens. */
  readonly soon?: boolean;
  readonly log?: Logger;
}

/**
 * Opens the library that the settings name, with their embedder: the one place that chooses implementations.
 * @throws EmbedderUnavailableError, LibraryUnavailableError, LibraryMismatchError, LibraryFormatError
 */
export async function openLibrary(settings: IngestSettings, options: OpenLibraryOptions = {}): Promise<OpenedLibrary> {
  const embedder = await openTransformersEmbedder({
    model: settings.embedder,
    modelsFolder: settings.modelsFolder,
    allowRemote: settings.downloadEmbedder,
    ...options,
  });
  const preparing = startPreparing();
  try {
    const library = await openSqliteLibrary(settings.libraryFolder, { embedder, ...options });
    return {
      library,
      embedder,
      prepare: preparing.prepare,
      close: async () => {
        await preparing.close();
        try {
          await library.close();
        } finally {
          await embedder.close();
        }
      },
    };
  } catch (error) {
    await embedder.close();
    throw error;
  }
}

/**
 * Opens the library that the settings name, whatever embedder made it and whether or not a model is there: for what
 * embeds nothing. Null: there is no library yet.
 * @throws LibraryUnavailableError, LibraryFormatError
 */
export async function openStoredLibrary(settings: IngestSettings, log?: Logger): Promise<Library | null> {
  return await openStoredSqliteLibrary(settings.libraryFolder, log ? { log } : {});
}
