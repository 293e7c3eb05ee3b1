import { LibraryUnavailableError } from '../../errors.ts';
import type { Fault, Library } from '../../library.ts';
import { closedError } from '../closed-error.ts';
import { queueAnswers } from './answer-queue.ts';
import { keptAnswersOf } from './answers.ts';
import { backUp } from './backup.ts';
import { openDatabase, storedEmbedder } from './connect.ts';
import { emptyLog } from './empty-log.ts';
import { asLibraryError, inLibraryTerms } from './failures.ts';
import { dropGraph } from './graph-file.ts';
import { keepKeys } from './keys.ts';
import { keepNotes } from './notes.ts';
import { watchPlace } from './place.ts';
import { readPapers } from './read-papers.ts';
import { startSearch } from './search-client.ts';
import { verifyInThread } from './verify-client.ts';
import { readWholePapers } from './whole-paper.ts';
import { startWriting } from './write-client.ts';
import { writePapers } from './write-papers.ts';
import { takeTurns } from './write-turns.ts';

export interface SqliteLibraryOptions {
  /** Whose vectors it holds; an Embedder fits. */
  readonly embedder: { readonly id: string; readonly dimensions: number };
  /** Told in a sentence what was mended or could not be saved; a pino logger fits. */
  readonly log?: { warn(sentence: string): void };
  /** Count of passages from which searches use a graph; 4,000 unless told: below it a scan is as fast and exact. */
  readonly graphFrom?: number;
  /** A search comes soon: its thread starts at once. */
  readonly soon?: boolean;
  /** The most pages of 4,096 bytes that the file may take; the disk's size unless told. */
  readonly pageLimit?: number;
}

/** Milliseconds to wait for readers when the log is emptied: while the library is in use, and at its end. */
const logPatience = { inUse: 40, atEnd: 250 };

/**
 * Passages from which a change is written in a thread of its own: so many in a paper that is added, so many in a library
 * whose index is merged after a removal. Fewer hold the caller's thread up for 20 ms at most.
 */
const threadFrom = { adding: 100, removing: 1000 };

/**
 * Opens the library in a folder (`library.db` and, as a cache, a graph), and makes both where there is none.
 * Any number of processes may have it open; each sees the others' changes at its next call.
 * @throws LibraryUnavailableError, LibraryMismatchError, LibraryFormatError
 */
export async function openSqliteLibrary(folder: string, options: SqliteLibraryOptions): Promise<Library> {
  try {
    return await open(folder, options);
  } catch (error) {
    throw asLibraryError(error);
  }
}

/**
 * Opens the library in a folder for what needs no embedder: to list, to prove, to copy, to remove. Null: there is none.
 * @throws LibraryUnavailableError, LibraryFormatError
 */
export async function openStoredSqliteLibrary(
  folder: string,
  options: Omit<SqliteLibraryOptions, 'embedder'>,
): Promise<Library | null> {
  try {
    const embedder = storedEmbedder(folder);
    return embedder && (await open(folder, { ...options, embedder }));
  } catch (error) {
    throw asLibraryError(error);
  }
}

async function open(
  folder: string,
  { embedder, log, graphFrom = 4000, soon = false, pageLimit }: SqliteLibraryOptions,
): Promise<Library> {
  const { id: embedderId, dimensions } = embedder;
  const warn = (sentence: string) => log?.warn(sentence);
  const db = await openDatabase(folder, { id: embedderId, dimensions }, pageLimit);
  const reader = readPapers(db, dimensions);
  const readWhole = readWholePapers(db, dimensions);
  const checkPlace = watchPlace(folder);
  const writer = writePapers(db, dimensions);
  const search = startSearch({ folder, embedder: embedderId, dimensions, graphFrom }, { soon, log: warn });
  const thread = startWriting({ folder, dimensions, pageLimit });
  // By itself: an answer does not wait until a large paper is prepared.
  const answerThread = startWriting({ folder, dimensions, pageLimit });
  const answerQueue = queueAnswers((group) => answerThread.keep(group));
  const turns = takeTurns(db);
  const answers = keptAnswersOf(db);
  const keys = keepKeys(db);
  const notes = keepNotes(db);
  let logHoldsRemoved = false;
  let closing = false;

  const settleLog = (patience = logPatience.inUse) => {
    if (logHoldsRemoved) logHoldsRemoved = !emptyLog(db, patience);
  };
  const inTerms = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    if (closing) throw closedError();
    try {
      return await work();
    } catch (error) {
      throw asLibraryError(error);
    }
  };

  return {
    embedderId,
    embedderDimensions: dimensions,
    revision: () => inLibraryTerms(() => reader.revision()),
    papers: () => inLibraryTerms(() => reader.summaries()),
    findIds: (prefix) => inLibraryTerms(() => reader.findIds(prefix)),
    paper: (id) => inLibraryTerms(() => reader.paper(id)),
    passagesOf: (id) => inLibraryTerms(() => reader.passagesOf(id)),
    vectorsOf: (ids) => inLibraryTerms(() => reader.vectorsOf(ids)),
    original: (id) => inLibraryTerms(() => reader.original(id)),
    whole: (id) => inLibraryTerms(() => readWhole(id)),
    findOriginal: (sha256) => inLibraryTerms(() => reader.findOriginal(sha256)),
    findOrigin: (origin) => inLibraryTerms(() => reader.findOrigin(origin)),

    add: (paper, options = {}) =>
      inTerms(async () => {
        const replaced = options.replaces === undefined ? 0 : reader.passageCount(options.replaces);
        const outcome = await (paper.passages.length + replaced < threadFrom.adding
          ? turns.here(() => writer.add(paper, options))
          : turns.inThread(() => thread.add(paper, options)));
        settleLog();
        return outcome;
      }),
    remove: (id) =>
      inTerms(async () => {
        // What is left of the index is merged, too.
        const { removed, logEmptied } = await (reader.passageCount() < threadFrom.removing
          ? turns.here(() => ({ removed: writer.remove(id), logEmptied: false }))
          : turns.inThread(() => thread.remove(id)));
        if (!removed) return false;
        logHoldsRemoved = !logEmptied;
        settleLog();
        await dropGraph(folder);
        return true;
      }),
    correct: (id, correction) => inTerms(() => turns.here(() => writer.correct(id, correction))),

    search: (query, signal) => search.search(query, signal),

    ...answers,
    keepAnswer: (answer) => inTerms(() => answerQueue.keep(answer)),
    dropAnswers: (ids) => inTerms(() => turns.here(() => answers.dropAnswers(ids))),
    giveFeedback: (id, feedback) => inTerms(() => turns.here(() => answers.giveFeedback(id, feedback))),
    ...keys,
    addKey: (key) => inTerms(() => turns.here(() => keys.addKey(key))),
    revokeKey: (id) => inTerms(() => turns.here(() => keys.revokeKey(id))),
    ...notes,
    setNote: (name, value) => inTerms(() => turns.here(() => notes.setNote(name, value))),

    check: () => Promise.resolve(closing ? closedError().reason : checkPlace()),
    verify: (onProgress = () => undefined) =>
      inTerms(async () => {
        const report = await verifyInThread({ folder, dimensions }, onProgress);
        const graphFaults = await search.checkGraph().catch((error: unknown): Fault[] => {
          // A library that is damaged can't be searched, and what is damaged was named.
          if (!(error instanceof LibraryUnavailableError) || !db.open) throw error;
          return report.faults.length > 0 ? [] : [{ paper: null, message: error.reason, repaired: false }];
        });
        return { ...report, faults: [...report.faults, ...graphFaults] };
      }),
    backup: (file) => inTerms(() => backUp(folder, file)),
    async close() {
      closing = true;
      await search.close();
      await turns.over();
      await answerQueue.over();
      await Promise.all([thread.close(), answerThread.close()]);
      if (!db.open) return;
      settleLog(logPatience.atEnd);
      db.close();
    },
  };
}
