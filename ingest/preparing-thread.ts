import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import { UnreadablePaperError } from './errors.ts';
import type { PreparedPaper, PreparePaper } from './prepare-paper.ts';
import type { PreparingReply, PreparingRequest } from './preparing-messages.ts';
import type { Source } from './reader.ts';
import { startSiblingWorker } from './sibling-module.ts';

/** What one file may take before it is refused, and when the thread starts. */
export interface PreparingOptions {
  /** Seconds from start to answer; 180 unless told, more than a PDF has. */
  readonly seconds?: number;
  /** Megabytes of JavaScript heap; 1,024 unless told. */
  readonly megabytes?: number;
  /** A file comes soon: the thread starts at once, not with the first. */
  readonly soon?: boolean;
}

/** The thread in which files become papers, so that the caller's thread stays free. */
export interface PreparingThread {
  /** One after the other; the thread starts with the first and stays for the next. */
  readonly prepare: PreparePaper;
  /** Ends the thread; a file that is being read rejects. */
  close(): Promise<void>;
}

/** Milliseconds in which the thread may end by itself what it has begun, a child process among it. */
const breakOffPatience = 500;

/** A file that takes the thread down, or too long, is unreadable; the next one gets a new thread. */
export function startPreparing({
  seconds = 180,
  megabytes = 1024,
  soon = false,
}: PreparingOptions = {}): PreparingThread {
  let worker: Promise<Worker> | null = null;
  let turn: Promise<unknown> = Promise.resolve();
  const closing = new AbortController();

  const start = async (): Promise<Worker> => {
    const thread = startSiblingWorker('preparing-worker', import.meta.url, {
      resourceLimits: { maxOldGenerationSizeMb: megabytes },
    });
    thread.once('exit', () => {
      worker = null;
    });
    // A thread that can't even start says nothing about the file.
    await once(thread, 'message');
    // Listened to without a break: an error that nobody hears would end the process.
    thread.on('error', () => undefined);
    return thread;
  };

  const run = async (source: Source, signal: AbortSignal): Promise<PreparedPaper> => {
    signal.throwIfAborted();
    worker ??= start();
    const thread = await worker;
    thread.ref();
    const over = new AbortController();
    const answer = replyOf(thread, source, megabytes, over.signal);
    try {
      const reply = await Promise.race([
        answer,
        afterSeconds(seconds, source.name, over.signal),
        whenAborted(signal, over.signal),
      ]);
      if (reply.type === 'prepared') return reply.prepared;
      if (reply.type === 'unreadable') throw new UnreadablePaperError(source.name, reply.reason);
      throw reply.error instanceof Error ? reply.error : new Error(String(reply.error));
    } catch (error) {
      if (!(await endsSoon(thread, answer))) await thread.terminate();
      throw error;
    } finally {
      over.abort();
      thread.unref();
    }
  };

  if (soon) {
    worker = start();
    // It keeps no command line from ending; that it can't start is heard of by whoever gives it a file.
    worker.then(
      (thread) => thread.unref(),
      () => undefined,
    );
  }
  return {
    prepare(source, signal) {
      const either = AbortSignal.any([signal, closing.signal]);
      const prepared = turn.then(() => run(source, either));
      turn = prepared.catch(() => undefined);
      return prepared;
    },
    async close() {
      closing.abort(new Error('The library is closed. Open it again.'));
      await turn;
      await (await worker?.catch(() => null))?.terminate();
    },
  };
}

function replyOf(thread: Worker, source: Source, megabytes: number, over: AbortSignal): Promise<PreparingReply> {
  return new Promise((resolve, reject) => {
    const refuse = (reason: string, cause?: unknown) =>
      reject(new UnreadablePaperError(source.name, reason, { cause }));
    const onError = (cause: unknown) => {
      const full = cause instanceof Error && 'code' in cause && cause.code === 'ERR_WORKER_OUT_OF_MEMORY';
      if (full) refuse(`reading it took more than ${megabytes} MB of memory, so it was stopped; split it`, cause);
      else refuse('the reader failed on it; save it again from the program that made it', cause);
    };
    const onExit = () => refuse('the reader failed on it; save it again from the program that made it');
    thread.once('message', resolve).once('error', onError).once('exit', onExit);
    over.addEventListener('abort', () => thread.off('message', resolve).off('error', onError).off('exit', onExit));
    thread.postMessage({ type: 'prepare', source } satisfies PreparingRequest);
  });
}

function afterSeconds(seconds: number, name: string, over: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const reason = `reading it took more than ${seconds} seconds, so it was stopped; split it, and add the parts`;
    const timer = setTimeout(() => reject(new UnreadablePaperError(name, reason)), seconds * 1000);
    over.addEventListener('abort', () => clearTimeout(timer));
  });
}

function whenAborted(signal: AbortSignal, over: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const fail = () => reject(signal.reason instanceof Error ? signal.reason : new Error(String(signal.reason)));
    signal.addEventListener('abort', fail, { signal: over });
    if (signal.aborted) fail();
  });
}

/** Whether the thread has answered, or answers once it is told that nobody waits any more. */
async function endsSoon(thread: Worker, answer: Promise<PreparingReply>): Promise<boolean> {
  thread.postMessage({ type: 'break-off' } satisfies PreparingRequest);
  const patience = new AbortController();
  try {
    return await Promise.race([
      answer.then(() => true),
      wait(breakOffPatience, false, { signal: patience.signal }).catch(() => false),
    ]);
  } catch {
    return false;
  } finally {
    patience.abort();
  }
}
