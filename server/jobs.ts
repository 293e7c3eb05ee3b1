import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { IngestProgress, PaperOutcome } from '../ingest/add-paper.ts';
import { isAbort, problemOf, RequestError } from './errors.ts';
import type { AppParts, Limits } from './http/parts.ts';
import { isOver, UploadNotes } from './upload-notes.ts';
import type { Job } from './wire.ts';

/** Finished jobs that are remembered, so that whoever sent a file can still ask what became of it. */
const maxFinished = 1000;

interface Entry {
  job: Job;
  /** Null once it is read: a finished job holds no file. */
  bytes: Uint8Array | null;
  readonly watchers: Set<() => void>;
}

/**
 * Uploads, read into the library one after the other in the order they came in. The files wait in memory; how each goes
 * is noted in the library, for its other servers.
 */
export class UploadQueue {
  readonly #addPaper: AppParts['addPaper'];
  readonly #limits: Limits;
  readonly #log: Logger;
  readonly #closing: AbortSignal | undefined;
  readonly #breakOff: AbortSignal | undefined;
  readonly #notes: UploadNotes;
  readonly #entries = new Map<string, Entry>();
  readonly #waiting: Entry[] = [];
  #reserved = 0;
  #reservedBytes = 0;
  #heldBytes = 0;
  #running = false;

  constructor(parts: Pick<AppParts, 'library' | 'addPaper' | 'log' | 'closing' | 'breakOff'>, limits: Limits) {
    this.#addPaper = parts.addPaper;
    this.#limits = limits;
    this.#log = parts.log;
    this.#closing = parts.closing;
    this.#breakOff = parts.breakOff;
    this.#notes = new UploadNotes(parts);
  }

  /** Uploads that wait for their turn. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /**
   * Sets room aside for an upload of so many bytes while its body comes in; what is returned gives it back.
   * @throws RequestError (503) with Retry-After when there is none
   */
  reserve(bytes: number): () => void {
    const tooMany = this.#waiting.length + this.#reserved >= this.#limits.waitingUploads;
    // A single file always fits, whatever the bounds say about several.
    const held = this.#heldBytes + this.#reservedBytes;
    const tooLarge = held > 0 && held + bytes > this.#limits.waitingUploadBytes;
    if (tooMany || tooLarge || this.#closing?.aborted) {
      const message = 'Too many papers are waiting to be read. Send this one again in a little while.';
      throw new RequestError(503, 'uploads-full', message, 20);
    }
    this.#reserved += 1;
    this.#reservedBytes += bytes;
    return () => {
      this.#reserved -= 1;
      this.#reservedBytes -= bytes;
    };
  }

  /** Puts a file into the queue. `name` has no folders. */
  add(name: string, bytes: Uint8Array): Job {
    const unknown = { done: 0, total: 0, paperId: null, outcome: null, note: null, error: null };
    const job: Job = { id: randomUUID(), state: 'queued', file: name, ...unknown };
    const entry: Entry = { job, bytes, watchers: new Set() };
    this.#heldBytes += bytes.byteLength;
    this.#entries.set(job.id, entry);
    this.#notes.keep(job);
    this.#waiting.push(entry);
    if (!this.#running) void this.#run();
    return job;
  }

  /** Whether a job is this server's. */
  isOwn(id: string): boolean {
    return this.#entries.has(id);
  }

  /** Resolves when other servers of the library can tell of a job. */
  async noted(id: string): Promise<void> {
    await this.#notes.written(id);
  }

  /** The job as it stands, of any server of the library, or null: unknown, or forgotten. */
  async get(id: string): Promise<Job | null> {
    return this.#entries.get(id)?.job ?? (await this.#notes.read(id));
  }

  /** The job now and after each change, up to its end or the signal's; quick changes in a row come as one. */
  async *watch(id: string, signal: AbortSignal): AsyncGenerator<Job> {
    const entry = this.#entries.get(id);
    if (!entry) yield* this.#notes.watch(id, signal);
    let last: Job | null = null;
    while (entry && !signal.aborted) {
      if (entry.job === last) await nextChange(entry, signal);
      else yield (last = entry.job);
      if (entry.job === last && isOver(last)) return;
    }
  }

  async #run(): Promise<void> {
    this.#running = true;
    for (let entry = this.#waiting.shift(); entry; entry = this.#waiting.shift()) await this.#read(entry);
    this.#running = false;
  }

  async #read(entry: Entry): Promise<void> {
    const bytes = entry.bytes ?? new Uint8Array();
    const name = entry.job.file;
    try {
      this.#closing?.throwIfAborted();
      this.#update(entry, { state: 'running' });
      const outcome = await this.#addPaper(
        { name, origin: `upload:${name}`, bytes: () => Promise.resolve(bytes) },
        {
          ...(this.#breakOff ? { signal: this.#breakOff } : {}),
          onProgress: ({ done, total }: IngestProgress) => this.#update(entry, { done, total }),
        },
      );
      this.#update(entry, outcomeOf(outcome));
    } catch (error) {
      const stopped = isAbort(error) || this.#breakOff?.aborted === true;
      if (!stopped) this.#log.error({ err: error, job: entry.job.id }, 'an uploaded paper could not be added');
      const message = stopped
        ? 'Ibid was shut down before this file was read. Send it again.'
        : problemOf(error).message;
      this.#update(entry, { state: 'failed', error: message });
    } finally {
      entry.bytes = null;
      this.#heldBytes -= bytes.byteLength;
      this.#forgetOld();
    }
  }

  #update(entry: Entry, change: Partial<Job>): void {
    entry.job = { ...entry.job, ...change };
    this.#notes.keep(entry.job);
    for (const wake of entry.watchers) wake();
  }

  #forgetOld(): void {
    for (const [id, { job }] of this.#entries) {
      if (this.#entries.size - this.#waiting.length <= maxFinished) break;
      if (isOver(job)) this.#entries.delete(id);
    }
  }
}

function outcomeOf({ state, paperId, passages, reason }: PaperOutcome): Partial<Job> {
  if (state !== 'unreadable') {
    const note = reason === null ? null : `${reason.charAt(0).toUpperCase()}${reason.slice(1)}.`;
    return { state: 'done', paperId, done: passages, total: passages, outcome: state, note };
  }
  return { state: 'failed', error: `The file can’t be read: ${reason ?? 'it is damaged or of another kind'}.` };
}

function nextChange(entry: Entry, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const wake = () => {
      entry.watchers.delete(wake);
      signal.removeEventListener('abort', wake);
      resolve();
    };
    entry.watchers.add(wake);
    signal.addEventListener('abort', wake, { once: true });
  });
}
