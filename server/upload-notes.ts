import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { Library } from '../ingest/library.ts';
import { uploadNoteName, uploadOfNote } from '../ingest/upload-note.ts';
import { type Job, JobSchema } from './wire.ts';

/** Milliseconds between two notes of an upload that goes on. */
const writeMs = 1000;
/** Milliseconds after which a note is written again although nothing has changed: a sign of life. */
const renewMs = 20_000;
/** Milliseconds without a sign of life after which the server that read the file is taken for stopped. */
const silentMs = 60_000;
/** Milliseconds that an upload is remembered after its end, and between two searches for those to forget. */
const forgetMs = 60 * 60 * 1000;
const sweepMs = 60_000;
/** Milliseconds between two looks at an upload of another server. */
const pollMs = 500;

/** `at`: when it was written, in milliseconds since 1970. */
const WhenSchema = z.object({ at: z.number() });
const NoteSchema = WhenSchema.extend({ job: JobSchema });

/** Tries to write how an upload ended. */
const lastTries = 3;

interface Kept {
  job: Job;
  writing: Promise<void> | null;
  /** To be written again as soon as what is being written is. */
  again: boolean;
  writtenAt: number;
  failures: number;
  timer: NodeJS.Timeout | null;
}

/** Uploads as notes in the library, so that every server of it can tell how one goes. */
export class UploadNotes {
  readonly #library: Library;
  readonly #log: Logger;
  readonly #closing: AbortSignal | undefined;
  readonly #kept = new Map<string, Kept>();
  #renewing: NodeJS.Timeout | null = null;
  #sweptAt = -Infinity;

  constructor(parts: { readonly library: Library; readonly log: Logger; readonly closing?: AbortSignal | undefined }) {
    this.#library = parts.library;
    this.#log = parts.log;
    this.#closing = parts.closing;
  }

  /** Notes how an upload of this server goes: its beginning and its end at once, what is between now and then. */
  keep(job: Job): void {
    const known = this.#kept.get(job.id);
    const kept = known ?? { job, writing: null, again: false, writtenAt: -Infinity, failures: 0, timer: null };
    if (!known) this.#kept.set(job.id, kept);
    kept.job = job;
    this.#renewing ??= setInterval(() => this.#renew(), renewMs).unref();
    const atOnce = !known || isOver(job);
    if (atOnce) this.#sweep();
    const due = atOnce ? 0 : kept.writtenAt + writeMs - performance.now();
    if (due <= 0) this.#write(kept);
    else kept.timer ??= setTimeout(() => this.#write(kept), due).unref();
  }

  /** Resolves when what was last noted of an upload is written, or can't be. */
  async written(id: string): Promise<void> {
    await this.#kept.get(id)?.writing;
  }

  /** An upload as any server noted it, or null: unknown, or forgotten. One whose server has stopped has failed. */
  async read(id: string): Promise<Job | null> {
    // Whatever somebody asks for must not lead to another kind of note.
    if (!z.uuid().safeParse(id).success) return null;
    const note = await this.#library.note(uploadNoteName(id));
    const found = note === null ? null : NoteSchema.safeParse(parsed(note)).data;
    if (found?.job.id !== id) return null;
    const { job, at } = found;
    if (isOver(job) || Date.now() - at <= silentMs) return job;
    return {
      ...job,
      state: 'failed',
      error: 'The server that was reading this file stopped. Send the file again.',
    };
  }

  /** An upload of another server now and after each change that is seen, up to its end or the signal's. */
  async *watch(id: string, signal: AbortSignal): AsyncGenerator<Job> {
    let last = '';
    while (!signal.aborted) {
      const job = await this.read(id);
      if (!job) return;
      const now = JSON.stringify(job);
      if (now !== last) yield job;
      if (isOver(job)) return;
      last = now;
      await wait(pollMs, undefined, { signal }).catch(() => undefined);
    }
  }

  #write(kept: Kept): void {
    if (kept.timer) clearTimeout(kept.timer);
    kept.timer = null;
    // One after the other, or an older state could come last.
    if (kept.writing) kept.again = true;
    else kept.writing = this.#writeNow(kept);
  }

  async #writeNow(kept: Kept): Promise<void> {
    const { job } = kept;
    kept.writtenAt = performance.now();
    try {
      await this.#library.setNote(uploadNoteName(job.id), JSON.stringify({ job, at: Date.now() }));
      kept.failures = 0;
    } catch (error) {
      // The upload itself goes on; at the end of the server nobody is left to be told.
      if (kept.failures === 0 && this.#closing?.aborted !== true) {
        this.#log.warn({ err: error, job: job.id }, 'an upload could not be noted');
      }
      kept.failures += 1;
    }
    kept.writing = null;
    const { again } = kept;
    kept.again = false;
    if (again) this.#write(kept);
    else if (isOver(kept.job) && (kept.failures === 0 || kept.failures >= lastTries)) this.#kept.delete(job.id);
  }

  #renew(): void {
    for (const kept of this.#kept.values()) {
      this.#write(kept);
    }
    if (this.#kept.size > 0 || !this.#renewing) return;
    clearInterval(this.#renewing);
    this.#renewing = null;
  }

  #sweep(): void {
    if (performance.now() - this.#sweptAt < sweepMs) return;
    this.#sweptAt = performance.now();
    this.#forgetOld().catch((error: unknown) => {
      if (this.#closing?.aborted !== true) this.#log.warn({ err: error }, 'old uploads could not be forgotten');
    });
  }

  async #forgetOld(): Promise<void> {
    for (const { name, value } of await this.#library.notes()) {
      if (uploadOfNote(name) === null) continue;
      const at = WhenSchema.safeParse(parsed(value)).data?.at ?? -Infinity;
      if (Date.now() - at > forgetMs) await this.#library.setNote(name, null);
    }
  }
}

/** Whether nothing more comes of an upload. */
export function isOver(job: Job): boolean {
  return job.state === 'done' || job.state === 'failed';
}

function parsed(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return null;
  }
}
