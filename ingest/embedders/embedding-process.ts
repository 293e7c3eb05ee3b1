import type { ChildProcess } from 'node:child_process';
import { Socket } from 'node:net';
import type { Logger } from 'pino';
import { EmbedderUnavailableError } from '../errors.ts';
import { forkSibling } from '../sibling-module.ts';
import { type FromChild, FromChildSchema, type LoadMessage, type ToChild } from './embedding-messages.ts';

/** What the child says of one text. */
type Embedded = Extract<FromChild, { type: 'embedded' }>;

/** A run over several texts; `done.length` says how far it is. */
interface Job {
  readonly texts: readonly string[];
  readonly words: boolean;
  readonly done: Embedded[];
  /** How often a child died over the text that is next. */
  deaths: number;
  readonly resolve: (done: Embedded[]) => void;
  readonly reject: (reason: unknown) => void;
}

/** Since the embedder was opened; milliseconds are the model's own. */
export interface EmbeddingStats {
  readonly texts: number;
  readonly tokens: number;
  readonly milliseconds: number;
  /** The child process, while there is one. */
  readonly pid: number | null;
}

/** Milliseconds for reading a model from a disk that is busy. */
const LOADING_MS = 120_000;
/** Milliseconds for one text; a passage of 250 words takes some tenths of a second. */
const EMBEDDING_MS = 20_000;
const CLOSE_MS = 3_000;

export interface EmbeddingProcessOptions {
  /** Milliseconds after which a model that is loaded and says nothing is taken for dead; 20,000 unless told. */
  readonly silenceMs?: number;
  readonly log?: Logger;
}

/**
 * The child process with its queue. One text is under way at a time and the queue stays here, so a question waits for
 * one passage at most, an aborted job costs nothing more, and a dead child takes one text with it.
 */
export class EmbeddingProcess {
  readonly #message: LoadMessage;
  readonly #log: Logger | undefined;
  readonly #silenceMs: number;
  readonly #urgent: Job[] = [];
  readonly #patient: Job[] = [];
  #child: ChildProcess | null = null;
  #ready = false;
  #current: { readonly job: Job; readonly number: number } | null = null;
  /** What the parent ended the child for, while it has not gone yet. */
  #ended: string | null = null;
  #silence: NodeJS.Timeout | undefined;
  #number = 0;
  #closed = false;
  #stats = { texts: 0, tokens: 0, milliseconds: 0 };

  constructor(message: LoadMessage, { silenceMs = EMBEDDING_MS, log }: EmbeddingProcessOptions = {}) {
    this.#message = message;
    this.#silenceMs = silenceMs;
    this.#log = log;
  }

  stats(): EmbeddingStats {
    return { ...this.#stats, pid: this.#child?.pid ?? null };
  }

  /** Starts loading the model before there is a text; it keeps no command line from ending. */
  warmUp(): void {
    if (this.#child || this.#closed) return;
    this.#start();
    this.#hold(false);
  }

  /**
   * What the model gives for each text, in their order. Urgent jobs go before all others.
   * @throws EmbedderUnavailableError when the model can't be loaded, or its process died twice over one text
   */
  async run(
    texts: readonly string[],
    { urgent = false, words = false }: { readonly urgent?: boolean; readonly words?: boolean },
    signal?: AbortSignal,
  ): Promise<Embedded[]> {
    signal?.throwIfAborted();
    if (this.#closed) throw this.#unavailable('it has been closed; open it again.');
    if (texts.length === 0) return [];
    const { promise, resolve, reject } = promiseParts<Embedded[]>();
    const job: Job = { texts, words, done: [], deaths: 0, resolve, reject };
    const abort = () => this.#drop(job, signal?.reason);
    signal?.addEventListener('abort', abort, { once: true });
    (urgent ? this.#urgent : this.#patient).push(job);
    this.#next();
    try {
      return await promise;
    } finally {
      signal?.removeEventListener('abort', abort);
    }
  }

  /** Ends the child; jobs that wait are rejected. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const job of this.#jobs()) this.#drop(job, this.#unavailable('it was closed before it was done.'));
    const child = this.#child;
    if (!child) return;
    clearTimeout(this.#silence);
    const gone = new Promise<void>((done) => child.once('exit', () => done()));
    const kill = setTimeout(() => child.kill('SIGKILL'), CLOSE_MS);
    child.ref();
    // A model that is being read from the disk is not waited for; a download may keep what it has.
    if (!this.#ready && this.#message.remoteHost === null) child.kill('SIGKILL');
    else if (child.connected) child.disconnect();
    await gone;
    clearTimeout(kill);
  }

  #jobs(): Job[] {
    return [...this.#urgent, ...this.#patient];
  }

  #unavailable(reason: string, cause?: string): EmbedderUnavailableError {
    return new EmbedderUnavailableError(this.#message.model, reason, cause ? { cause } : undefined);
  }

  #remove(job: Job): void {
    for (const queue of [this.#urgent, this.#patient]) {
      const index = queue.indexOf(job);
      if (index >= 0) queue.splice(index, 1);
    }
  }

  #drop(job: Job, reason: unknown): void {
    this.#remove(job);
    job.reject(reason);
    this.#next();
  }

  /** Sends the next text, if the child is free; starts a child, if there is none. */
  #next(): void {
    const job = this.#urgent[0] ?? this.#patient[0];
    this.#hold(job !== undefined);
    if (!job || this.#current || this.#closed) return;
    if (!this.#child) {
      this.#start();
      return;
    }
    const text = job.texts[job.done.length];
    if (!this.#ready || text === undefined) return;
    this.#number += 1;
    this.#current = { job, number: this.#number };
    this.#send({ type: 'embed', number: this.#number, text, words: job.words });
    this.#watch(this.#silenceMs);
  }

  #start(): void {
    const child = forkSibling('transformers-child', import.meta.url, { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
    this.#child = child;
    this.#ready = false;
    child.on('message', (message) => this.#hear(child, FromChildSchema.parse(message)));
    child.stderr?.on('data', (bytes: Buffer) => this.#log?.debug({ stderr: bytes.toString() }, 'embedding process'));
    child.once('error', (error) => this.#lose(child, error.message));
    child.once('exit', (code, signal) => this.#lose(child, signal ?? `exit code ${String(code)}`));
    this.#send(this.#message);
    // A download takes as long as it takes.
    if (this.#message.remoteHost === null) this.#watch(LOADING_MS);
    this.#hold(true);
  }

  #send(message: ToChild): void {
    // A child that is gone is heard of by its exit event.
    this.#child?.send(message, () => undefined);
  }

  /** A child that says nothing for that long is taken for dead. */
  #watch(milliseconds: number): void {
    clearTimeout(this.#silence);
    const child = this.#child;
    this.#silence = setTimeout(() => {
      this.#ended = `it said nothing for ${milliseconds / 1000} seconds`;
      child?.kill('SIGKILL');
    }, milliseconds);
    this.#silence.unref();
  }

  /** An idle child does not keep a command line from ending. */
  #hold(busy: boolean): void {
    const child = this.#child;
    if (!child) return;
    const channel = child.channel;
    if (busy) {
      child.ref();
      channel?.ref();
    } else {
      child.unref();
      channel?.unref();
      if (child.stderr instanceof Socket) child.stderr.unref();
    }
  }

  #hear(child: ChildProcess, message: FromChild): void {
    if (child !== this.#child) return;
    clearTimeout(this.#silence);
    if (message.type === 'ready') {
      this.#ready = true;
    } else if (message.type === 'failed') {
      const waiting = this.#jobs();
      if (waiting.length > 0) this.#log?.error({ reason: message.reason }, 'the embedding model can not be loaded');
      for (const job of waiting) this.#drop(job, this.#unavailable(loadFailure(this.#message), message.reason));
      child.kill('SIGKILL');
      return;
    } else if (this.#current?.number === message.number) {
      const { job } = this.#current;
      this.#current = null;
      if (message.type === 'refused')
        this.#drop(job, this.#unavailable('it can’t embed one of the texts.', message.reason));
      else this.#keep(job, message);
    }
    this.#next();
  }

  #keep(job: Job, embedded: Embedded): void {
    const { texts } = this.#stats;
    this.#stats = {
      texts: texts + 1,
      tokens: this.#stats.tokens + embedded.tokens,
      milliseconds: this.#stats.milliseconds + embedded.milliseconds,
    };
    job.done.push(embedded);
    job.deaths = 0;
    if (job.done.length < job.texts.length) return;
    this.#remove(job);
    job.resolve(job.done);
  }

  /** Whatever the dead child had under way is tried once more on a fresh one. */
  #lose(child: ChildProcess, sign: string): void {
    if (child !== this.#child) return;
    clearTimeout(this.#silence);
    const how = this.#ended ?? sign;
    this.#ended = null;
    const wasReady = this.#ready;
    const hit = this.#current ? [this.#current.job] : this.#ready ? [] : this.#jobs();
    this.#child = null;
    this.#current = null;
    this.#ready = false;
    // Nobody misses one that was not waited for, and Ctrl-C ends one that is only starting, too.
    if (!this.#closed && (hit.length > 0 || wasReady) && how !== 'SIGINT')
      this.#log?.warn({ how }, 'the embedding process ended');
    for (const job of hit) {
      job.deaths += 1;
      if (job.deaths < 2) continue;
      this.#drop(job, this.#unavailable(`its process ended twice (${how}). Free some memory and try again.`));
    }
    this.#next();
  }
}

function loadFailure(message: LoadMessage): string {
  return message.remoteHost !== null
    ? 'it could not be loaded or downloaded. Check the network and the model’s name, or put its files into the models folder.'
    : 'its files could not be loaded. Put the whole model into the models folder again.';
}

function promiseParts<Value>() {
  let resolve: (value: Value) => void = () => undefined;
  let reject: (reason: unknown) => void = () => undefined;
  const promise = new Promise<Value>((onValue, onReason) => {
    resolve = onValue;
    reject = onReason;
  });
  return { promise, resolve, reject };
}
