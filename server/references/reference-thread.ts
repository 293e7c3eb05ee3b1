import type { Worker } from 'node:worker_threads';
import { startSiblingWorker } from '../../ingest/sibling-module.ts';
import type { CitationItem } from './citation-item.ts';
import type { ReferenceStyle } from './format-reference.ts';
import type { ReferenceReply } from './reference-messages.ts';

/** Milliseconds after the last reference for which the thread is kept: it holds some 50 MB. */
const keptFor = 300_000;

interface Waiting {
  readonly resolve: (reference: string) => void;
  readonly reject: (error: unknown) => void;
}

let thread: Worker | null = null;
let idle: ReturnType<typeof setTimeout> | undefined;
let nextId = 1;
const waiting = new Map<number, Waiting>();

function start(): Worker {
  const started = startSiblingWorker('reference-worker', import.meta.url);
  // A server that stops does not wait for it.
  started.unref();
  started.on('message', (reply: ReferenceReply) => {
    const asked = waiting.get(reply.id);
    waiting.delete(reply.id);
    if ('reference' in reply) asked?.resolve(reply.reference);
    else asked?.reject(reply.error);
  });
  const end = (cause: unknown) => {
    if (thread === started) thread = null;
    for (const { reject } of waiting.values()) reject(new Error('the references’ thread ended', { cause }));
    waiting.clear();
  };
  started.on('error', end);
  started.on('exit', end);
  return started;
}

/**
 * An item as a style has it, made in a thread that starts with the first one and ends when none was asked for long.
 * @throws when it can't be made; the next one is tried in a new thread
 */
export function formatInThread(item: CitationItem, style: ReferenceStyle): Promise<string> {
  thread ??= start();
  clearTimeout(idle);
  idle = setTimeout(() => {
    if (waiting.size === 0) void thread?.terminate();
  }, keptFor).unref();
  const id = nextId++;
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve, reject });
    thread?.postMessage({ id, item, style });
  });
}
