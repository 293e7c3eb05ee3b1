import type { Logger } from 'pino';
import type { IngestParts } from './add-paper.ts';
import type { Embedder } from './embedder.ts';
import { openTransformersEmbedder, type TransformersEmbedder } from './embedders/transformers.ts';
import { openSqliteLibrary, openStoredSqliteLibrary } from './libraries/sqlite/open.ts';
import { startPreparing } from './preparing-thread.ts';
import type { Library } from './library.ts';
import type { LibraryLocation } from './library-location.ts';
import type { IngestSettings } from './settings.ts';

/** A library with what it takes to put papers into it. */
export interface OpenedLibrary extends IngestParts {
  readonly embedder: TransformersEmbedder;
  /** Closes the library, and ends the embedder and the thread that reads files. */
  close(): Promise<void>;
}

/** What comes next to a library that is opened. */
export type Soon = 'question' | 'paper';

export interface OpenLibraryOptions {
  /** What comes soon: the model, and the search or the thread that reads files, start while the library opens. */
  readonly soon?: Soon | null;
  readonly log?: Logger;
}

/**
 * Opens the library that the settings name, with their embedder: the one place that chooses implementations.
 * @throws EmbedderUnavailableError, LibraryUnavailableError, LibraryMismatchError, LibraryFormatError
 */
export async function openLibrary(
  settings: IngestSettings,
  { soon = null, log }: OpenLibraryOptions = {},
): Promise<OpenedLibrary> {
  const logging = log ? { log } : {};
  const opened: { close(): Promise<void> }[] = [];
  const close = async () => {
    const results = await Promise.allSettled(opened.splice(0).map((part) => part.close()));
    for (const result of results) if (result.status === 'rejected') throw result.reason;
  };
  try {
    const preparing = startPreparing({ soon: soon === 'paper' });
    opened.push(preparing);
    const embedder = await openTransformersEmbedder({
      model: settings.embedder,
      modelsFolder: settings.modelsFolder,
      allowRemote: settings.downloadEmbedder,
      soon: soon !== null,
      ...logging,
    });
    opened.push(embedder);
    const library = await openLocation(settings, embedder, { soon: soon === 'question', ...logging });
    opened.push(library);
    return { library, embedder, prepare: preparing.prepare, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * Opens the library that the settings name, whatever embedder made it and whether or not a model is there: for what
 * embeds nothing. Null: there is no library yet.
 * @throws LibraryUnavailableError, LibraryFormatError
 */
export async function openStoredLibrary(
  settings: Pick<IngestSettings, 'library' | 'weaviate'>,
  log?: Logger,
): Promise<Library | null> {
  const logging = log ? { log } : {};
  if (settings.library.kind === 'folder') return await openStoredSqliteLibrary(settings.library.folder, logging);
  const { openStoredWeaviateLibrary } = await import('./libraries/weaviate/open.ts');
  const { nodes, name } = settings.library;
  return await openStoredWeaviateLibrary({ nodes, name, ...settings.weaviate, ...logging });
}

/**
 * Opens the library that the settings name for vectors of an embedder that need not run, and makes it where there is
 * none: for what brings its vectors along.
 * @throws LibraryUnavailableError, LibraryMismatchError, LibraryFormatError
 */
export async function openLibraryOf(
  embedder: Pick<Embedder, 'id' | 'dimensions'>,
  settings: Pick<IngestSettings, 'library' | 'weaviate'>,
  log?: Logger,
): Promise<Library> {
  return await openLocation(settings, embedder, log ? { log } : {});
}

/**
 * Makes the name of a library in Weaviate lead to another one there; null: there is no such library.
 * @throws LibraryUnavailableError, LibraryFormatError
 */
export async function switchLibrary(
  { nodes, name }: Extract<LibraryLocation, { readonly kind: 'weaviate' }>,
  { weaviate }: Pick<IngestSettings, 'weaviate'>,
  target: string,
): Promise<{ readonly library: string; readonly embedderId: string } | null> {
  const { switchWeaviateLibrary } = await import('./libraries/weaviate/open.ts');
  return await switchWeaviateLibrary({ nodes, name, ...weaviate }, target);
}

async function openLocation(
  { library, weaviate }: Pick<IngestSettings, 'library' | 'weaviate'>,
  embedder: Pick<Embedder, 'id' | 'dimensions'>,
  { soon = false, ...logging }: { readonly soon?: boolean; readonly log?: Logger },
): Promise<Library> {
  if (library.kind === 'folder') return await openSqliteLibrary(library.folder, { embedder, soon, ...logging });
  // Who has a folder need not load what speaks to a cluster.
  const { openWeaviateLibrary } = await import('./libraries/weaviate/open.ts');
  return await openWeaviateLibrary({ nodes: library.nodes, name: library.name, ...weaviate, ...logging, embedder });
}
