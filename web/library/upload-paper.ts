import type { Job } from '../../server/wire.ts';
import { inWords, RequestFailedError } from '../api/failure.ts';
import { isJobOver } from '../api/uploads.ts';
import type { UploadState } from './uploads.ts';

/** The way to the server. */
export interface UploadDoor {
  readonly send: (file: File, options: { signal: AbortSignal; onSent: (share: number) => void }) => Promise<string>;
  readonly changes: (jobId: string, signal: AbortSignal) => AsyncIterable<Job>;
  readonly job: (jobId: string, signal: AbortSignal) => Promise<Job>;
  /** Resolves after so many milliseconds; rejects when aborted. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
}

interface UploadOptions {
  readonly signal: AbortSignal;
  readonly onState: (state: UploadState) => void;
  readonly door: UploadDoor;
}

/** Milliseconds after which a server that is away, or a stream that broke, is tried again. */
const againMs = 3000;

/** A file is sent anew when the server no longer knows of it, as after a restart, but not for ever. */
const mostSendings = 3;

/**
 * Brings one file into the library and tells how it goes; the last state told is its end. Waits for a server that is
 * away or busy. @throws the signal's reason when aborted
 */
export async function uploadPaper(file: File, options: UploadOptions): Promise<void> {
  for (let sending = 1; sending <= mostSendings; sending += 1) {
    const sent = await sendUntilTaken(file, options);
    if (sent.refused) {
      options.onState(sent.refused);
      return;
    }
    const job = await watchUntilOver(sent.jobId, options);
    if (job) {
      options.onState(stateOf(job));
      return;
    }
    // What was read before the server forgot it is found to be in the library already.
  }
  const reason = 'Ibid was started again each time before this file was read.';
  options.onState({ step: 'refused', reason, again: true });
}

type Sent = { readonly jobId: string; readonly refused?: never } | { readonly refused: UploadState };

async function sendUntilTaken(file: File, { signal, onState, door }: UploadOptions): Promise<Sent> {
  for (;;) {
    onState({ step: 'sending', share: 0 });
    try {
      return { jobId: await door.send(file, { signal, onSent: (share) => onState({ step: 'sending', share }) }) };
    } catch (error) {
      signal.throwIfAborted();
      const status = error instanceof RequestFailedError ? error.status : 0;
      if (status === 0 && !(await canBeRead(file))) {
        const reason = `${file.name} can’t be opened: it was moved or changed, or is a folder. Choose it again.`;
        return { refused: { step: 'refused', reason, again: false } };
      }
      if (!isPassing(status)) {
        return { refused: { step: 'refused', reason: inWords(error), again: status >= 500 || status === 401 } };
      }
      onState({ step: 'waiting', why: whatHappened(error) });
      const seconds = error instanceof RequestFailedError ? error.retryAfter : null;
      await door.wait(seconds === null ? againMs : seconds * 1000, signal);
    }
  }
}

/** The finished job, or null when the server does not know it. */
async function watchUntilOver(jobId: string, { signal, onState, door }: UploadOptions): Promise<Job | null> {
  let last: UploadState = { step: 'reading', queued: true, done: 0, total: 0, why: null };
  onState(last);
  const isEnd = (job: Job) => {
    if (!isJobOver(job)) onState((last = stateOf(job)));
    return isJobOver(job);
  };
  for (;;) {
    try {
      for await (const job of door.changes(jobId, signal)) if (isEnd(job)) return job;
      signal.throwIfAborted();
      // Where events don't come through, asking does.
      const job = await door.job(jobId, signal);
      if (isEnd(job)) return job;
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof RequestFailedError && error.status === 404) return null;
      onState({ ...last, why: whatHappened(error) });
    }
    await door.wait(againMs, signal);
  }
}

/** The first sentence only: what the others advise, the page does by itself. */
function whatHappened(error: unknown): string {
  return inWords(error).split(/(?<=[.!?])\s/)[0] ?? '';
}

/** Whether it is worth asking again by itself: nobody there, or too much to do. */
function isPassing(status: number): boolean {
  return [0, 429, 502, 503, 504].includes(status);
}

async function canBeRead(file: File): Promise<boolean> {
  return file
    .slice(0, 1)
    .arrayBuffer()
    .then(
      () => true,
      () => false,
    );
}

/** What a job says about its file. */
export function stateOf({ state, done, total, paperId, outcome, note, error }: Job): UploadState {
  if (state === 'queued' || state === 'running') {
    return { step: 'reading', queued: state === 'queued', done, total, why: null };
  }
  if (state === 'done' && paperId !== null) return { step: outcome ?? 'added', paperId, note };
  const reason = error ?? 'The file could not be read.';
  return { step: 'refused', reason, again: !reason.startsWith('The file can') };
}
