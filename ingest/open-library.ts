import type { Logger } from 'pino';
import type { IngestParts } from './add-papers.ts';
import { openTransformersEmbedder } from './embedders/transformers.ts';
import { openSqliteLibrary } from './libraries/sqlite/open.ts';
import { docxReader, epubReader } from './readers/langchain.ts';
import { pdfReader } from './readers/pdf.ts';
import { plainTextReader } from './readers/plain-text.ts';
import type { IngestSettings } from './settings.ts';

/** A library with what it takes to put papers into it. */
export interface OpenedLibrary extends IngestParts {
  /** Closes the library and ends the embedder. */
  close(): Promise<void>;
}

/**
 * Opens the library that the settings name, with their embedder: the one place that chooses implementations.
 * @throws EmbedderUnavailableError, LibraryUnavailableError, LibraryMismatchError, LibraryFormatError
 */
export async function openLibrary(settings: IngestSettings, log?: Logger): Promise<OpenedLibrary> {
  const logging = log ? { log } : {};
  const embedder = await openTransformersEmbedder({
    model: settings.embedder,
    modelsFolder: settings.modelsFolder,
    allowRemote: settings.downloadEmbedder,
    ...logging,
  });
  try {
    const library = await openSqliteLibrary(settings.libraryFolder, { embedder, ...logging });
    return {
      library,
      embedder,
      readers: [pdfReader(), docxReader(), epubReader(), plainTextReader()],
      close: async () => {
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
