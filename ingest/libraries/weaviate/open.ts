import { LibraryDamagedError, LibraryUnavailableError } from '../../errors.ts';
import type { Library } from '../../library.ts';
import { closedError } from '../closed-error.ts';
import { openTermReader, openTokenizer } from '../words/tokenizer.ts';
import { backUpToFile } from './backup.ts';
import { pointAlias } from './alias.ts';
import { Catalog } from './catalog.ts';
import { Cluster } from './cluster.ts';
import { type Collections, collectionsOf, ensureCollections, findCollections } from './collections.ts';
import { sweep } from './debris.ts';
import { greet } from './greet.ts';
import { keepBeside } from './kept.ts';
import { waitUntilKnown } from './known-everywhere.ts';
import { PaperShelf } from './paper-shelf.ts';
import type { Publication } from './publication.ts';
import { readPapers } from './read-papers.ts';
import { Records } from './records.ts';
import { openSearch } from './search.ts';
import { VectorCache } from './vector-cache.ts';
import { verifyNodes } from './verify.ts';
import { writePapers } from './write-papers.ts';

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
  /** Milliseconds for which a server goes on with what it knows of the library; 500 unless told. */
  readonly freshMs?: number;
}

/**
 * Opens the library of that name in a Weaviate cluster, and makes its collections where there are none. Any number of
 * servers may have it open; each sees the others' changes within a second.
 * @throws LibraryUnavailableError, LibraryMismatchError, LibraryFormatError
 */
export async function openWeaviateLibrary(
  options: WeaviateLibraryOptions & { readonly embedder: { readonly id: string; readonly dimensions: number } },
): Promise<Library> {
  const cluster = new Cluster(options);
  await greet(cluster);
  const { id, dimensions } = options.embedder;
  const collections = await ensureCollections(cluster, options.name, { id, dimensions }, options);
  return await open(cluster, collections, options);
}

/**
 * Opens the library of that name for what needs no embedder. Null: there is none.
 * @throws LibraryUnavailableError, LibraryFormatError
 */
export async function openStoredWeaviateLibrary(options: WeaviateLibraryOptions): Promise<Library | null> {
  const cluster = new Cluster(options);
  await greet(cluster);
  const collections = await findCollections(cluster, options.name);
  return collections && (await open(cluster, collections, options));
}

/**
 * Makes the name of the options lead to a library of the cluster, by its own name: whoever opens it from then on gets
 * that one.
 * Null: there is no such library. Otherwise the embedder of the library that it leads to now.
 * @throws LibraryUnavailableError, LibraryFormatError
 */
export async function switchWeaviateLibrary(
  options: WeaviateLibraryOptions,
  library: string,
): Promise<{ readonly library: string; readonly embedderId: string } | null> {
  const cluster = new Cluster(options);
  await greet(cluster);
  const collections = await collectionsOf(cluster, library);
  if (!collections) return null;
  await pointAlias(cluster, options.name, library);
  return { library, embedderId: collections.embedder.id };
}

async function open(
  cluster: Cluster,
  collections: Collections,
  { freshMs = 500, log }: WeaviateLibraryOptions,
): Promise<Library> {
  await waitUntilKnown(cluster, collections.catalog.name);
  const { embedder } = collections;
  const letGoMs = freshMs * 2;
  const catalog = new Catalog(cluster, collections, freshMs);
  const vectors = new VectorCache();
  const shelf = new PaperShelf(collections, catalog);
  const [tokenize, termsOf] = [openTokenizer(), openTermReader()];
  const records = new Records(collections.records, catalog);
  const search = openSearch({ cluster, collections, catalog, vectors, shelf, tokenize, termsOf });
  await catalog.refresh();
  const sweeping = sweep(collections, catalog, letGoMs).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    log?.warn(`What was left half-written is not cleared away yet: ${reason}`);
  });
  let closed = false;
  const whileOpen = <Parts extends unknown[], Result>(work: (...parts: Parts) => Promise<Result>) => {
    return (...parts: Parts): Promise<Result> => (closed ? Promise.reject(closedError()) : work(...parts));
  };
  const papers = readPapers({ collections, catalog, vectors, shelf });
  const writing = writePapers({
    collections,
    catalog,
    termsOf,
    letGoMs,
    dropAnswersOf: (ids) => records.removeOf('answer', ids),
  });
  const kept = keepBeside(records, catalog);
  const rewrite = async (publication: Publication) => {
    try {
      const whole = await shelf.whole(publication, catalog.searchable);
      if (whole) await writing.rewrite(publication, whole);
      return whole !== null;
    } catch (error) {
      if (error instanceof LibraryDamagedError) return false;
      throw error;
    }
  };

  const library: Library = {
    embedderId: embedder.id,
    embedderDimensions: embedder.dimensions,
    revision: whileOpen(papers.revision),
    papers: whileOpen(papers.papers),
    findIds: whileOpen(papers.findIds),
    paper: whileOpen(papers.paper),
    passagesOf: whileOpen(papers.passagesOf),
    vectorsOf: whileOpen(papers.vectorsOf),
    original: whileOpen(papers.original),
    whole: whileOpen(papers.whole),
    findOriginal: whileOpen(papers.findOriginal),
    findOrigin: whileOpen(papers.findOrigin),
    add: whileOpen(writing.add),
    remove: whileOpen(writing.remove),
    correct: whileOpen(writing.correct),
    search: whileOpen(search),
    keepAnswer: whileOpen(kept.keepAnswer),
    answer: whileOpen(kept.answer),
    answers: kept.answers,
    dropAnswers: whileOpen(kept.dropAnswers),
    giveFeedback: whileOpen(kept.giveFeedback),
    addKey: whileOpen(kept.addKey),
    keys: whileOpen(kept.keys),
    revokeKey: whileOpen(kept.revokeKey),
    note: whileOpen(kept.note),
    notes: whileOpen(kept.notes),
    setNote: whileOpen(kept.setNote),
    async check() {
      try {
        if (closed) throw closedError();
        await catalog.refresh();
        return null;
      } catch (error) {
        if (error instanceof LibraryUnavailableError) return error.reason;
        throw error;
      }
    },
    verify: whileOpen((onProgress = () => undefined) =>
      verifyNodes({ cluster, collections, catalog, letGoMs, rewrite }, onProgress),
    ),
    backup: whileOpen((file) => backUpToFile(library, file)),
    async close() {
      closed = true;
      await sweeping;
    },
  };
  return library;
}
