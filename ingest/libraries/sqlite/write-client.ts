import type { Worker } from 'node:worker_threads';
import { LibraryDamagedError, LibraryUnavailableError } from '../../errors.ts';
import type { AddOptions, NewPaper, StoredAnswer } from '../../library.ts';
import type { PaperId } from '../../paper.ts';
import { startSiblingWorker } from '../../sibling-module.ts';
import type { WriteReply, WriteRequest, WriteWorkerData } from './write-messages.ts';

/** The thread that writes what would take long: the caller's thread stays free. One request at a time. */
export interface WriteClient {
  add(paper: NewPaper, options: AddOptions): Promise<'added' | 'replaced' | 'present'>;
  remove(paper: PaperId): Promise<{ readonly removed: boolean; readonly logEmptied: boolean }>;
  /** All or, rejecting, none. */
  keep(answers: readonly StoredAnswer[]): Promise<void>;
  close(): Promise<void>;
}

const gone = 'The change to the library was broken off: nothing of it was written. Try again.';

function failureOf({ kind, message }: Extract<WriteReply, { type: 'failed' }>): Error {
  if (kind === 'range') return new RangeError(message);
  if (kind === 'damaged') return new LibraryDamagedError(message);
  return kind === 'unavailable' ? new LibraryUnavailableError(message) : new Error(message);
}

/** The thread starts with the first request; one that failed is replaced at the next. */
export function startWriting(data: WriteWorkerData): WriteClient {
  let worker: Worker | null = null;

  const start = () => {
    const thread = startSiblingWorker('write-worker', import.meta.url, { workerData: data });
    thread.on('exit', () => {
      if (worker === thread) worker = null;
    });
    // Whoever waits listens, too; without this an error between requests would end the process.
    thread.on('error', () => undefined);
    thread.unref();
    return thread;
  };

  const request = (message: WriteRequest) =>
    new Promise<WriteReply>((resolve, reject) => {
      const thread = (worker ??= start());
      const settle = () => {
        thread.off('message', reply);
        thread.off('error', fail);
        thread.off('exit', fail);
        thread.unref();
      };
      const reply = (given: WriteReply) => {
        settle();
        resolve(given);
      };
      const fail = (cause: unknown) => {
        settle();
        reject(new LibraryUnavailableError(gone, { cause }));
      };
      thread.on('message', reply);
      thread.on('error', fail);
      thread.on('exit', fail);
      thread.ref();
      thread.postMessage(message);
    });

  return {
    async add(paper, options) {
      const given = await request({ type: 'add', paper, options });
      if (given.type === 'added') return given.outcome;
      throw given.type === 'failed' ? failureOf(given) : new Error('The writing thread gave another answer.');
    },
    async remove(paper) {
      const given = await request({ type: 'remove', paper });
      if (given.type === 'removed') return given;
      throw given.type === 'failed' ? failureOf(given) : new Error('The writing thread gave another answer.');
    },
    async keep(answers) {
      const given = await request({ type: 'keep', answers });
      if (given.type === 'kept') return;
      throw given.type === 'failed' ? failureOf(given) : new Error('The writing thread gave another answer.');
    },
    async close() {
      const thread = worker;
      if (!thread) return;
      const ended = new Promise((resolve) => thread.once('exit', resolve));
      thread.ref();
      thread.postMessage({ type: 'close' } satisfies WriteRequest);
      await ended;
    },
  };
}
