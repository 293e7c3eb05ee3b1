import type { Worker } from 'node:worker_threads';
import { LibraryUnavailableError } from '../../errors.ts';
import type { Fault, SearchQuery, SearchResult } from '../../library.ts';
import { startSiblingWorker } from '../../sibling-module.ts';
import { closedError } from '../closed-error.ts';
import type { SearchReply, SearchRequest, SearchWorkerData } from './search-messages.ts';

/** Milliseconds after which the thread starts although nobody searches: a short command is over by then. */
const startDelay = 200;

interface Waiting {
  readonly resolve: (reply: SearchReply) => void;
  readonly reject: (error: Error) => void;
}

/** The thread that searches: the caller's thread stays free. */
export interface SearchClient {
  search(query: SearchQuery, signal?: AbortSignal): Promise<SearchResult>;
  checkGraph(): Promise<readonly Fault[]>;
  /** Saves the graph and ends the thread. */
  close(): Promise<void>;
}

/**
 * The thread starts with the first search, or a moment later without one; with `soon` at once. It reads the library, and
 * searches wait for that.
 */
export function startSearch(
  data: SearchWorkerData,
  { soon, log }: { readonly soon: boolean; readonly log: (sentence: string) => void },
): SearchClient {
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  let closed = false;
  let worker: Worker | null = null;

  const start = () => {
    const thread = startSiblingWorker('search-worker', import.meta.url, { workerData: data });
    thread.unref();
    thread.on('message', (reply: SearchReply) => {
      if (reply.type === 'log') {
        log(reply.sentence);
        return;
      }
      waiting.get(reply.id)?.resolve(reply);
      waiting.delete(reply.id);
      if (waiting.size === 0 && !closed) thread.unref();
    });
    const end = (cause?: unknown) => {
      if (worker === thread) worker = null;
      const error = closed
        ? closedError(cause)
        : new LibraryUnavailableError(
            'The search of the library failed. Ask again; if it fails again, run “ibid verify”.',
            {
              cause,
            },
          );
      for (const { reject } of waiting.values()) reject(error);
      waiting.clear();
    };
    thread.on('error', end);
    thread.on('exit', () => end());
    return thread;
  };

  const request = (make: (id: number) => SearchRequest, signal?: AbortSignal) =>
    new Promise<SearchReply>((resolve, reject) => {
      if (closed) {
        reject(closedError());
        return;
      }
      const id = (lastId += 1);
      const stop = () => {
        waiting.delete(id);
        const reason: unknown = signal?.reason;
        reject(reason instanceof Error ? reason : new Error(String(reason)));
      };
      signal?.addEventListener('abort', stop, { once: true });
      waiting.set(id, {
        resolve: (reply) => {
          signal?.removeEventListener('abort', stop);
          resolve(reply);
        },
        reject: (error) => {
          signal?.removeEventListener('abort', stop);
          reject(error);
        },
      });
      worker ??= start();
      worker.ref();
      worker.postMessage(make(id));
    });

  const warmUp = setTimeout(() => {
    worker ??= start();
  }, startDelay);
  warmUp.unref();
  if (soon) worker = start();
  return {
    async search(query, signal) {
      signal?.throwIfAborted();
      const reply = await request((id) => ({ type: 'search', id, query }), signal);
      if (reply.type === 'found') return reply.result;
      throw new LibraryUnavailableError(
        reply.type === 'failed' ? reply.reason : 'The search gave no result. Ask again.',
      );
    },
    async checkGraph() {
      const reply = await request((id) => ({ type: 'check-graph', id }));
      if (reply.type === 'checked') return reply.faults;
      throw new LibraryUnavailableError(
        reply.type === 'failed' ? reply.reason : 'The check gave no result. Try again.',
      );
    },
    async close() {
      if (closed) return;
      closed = true;
      clearTimeout(warmUp);
      const thread = worker;
      if (!thread) return;
      const ended = new Promise((resolve) => thread.once('exit', resolve));
      thread.ref();
      // Never terminate(): a thread that is stopped inside the native graph takes the process with it.
      thread.postMessage({ type: 'close' } satisfies SearchRequest);
      await ended;
    },
  };
}
