import { setTimeout as wait } from 'node:timers/promises';
import type { Library } from '../../../ingest/library.ts';
import { isAbort, problemOf } from '../../errors.ts';
import { noticeMessage } from '../messages/notice-message.ts';
import { isDirect } from '../store/destination.ts';
import type { Job } from '../store/jobs.ts';
import type { Indicator } from './indicator.ts';
import { type LiveParts, openLiveMessage } from './live-message.ts';
import { audienceOf, type JobOutcome, type Progress, runJob, type RunParts } from './run-job.ts';

export interface WorkerParts extends RunParts, LiveParts {
  readonly library: RunParts['library'] & Pick<Library, 'dropAnswers'>;
  readonly indicator: Indicator;
  /** Jobs at a time. */
  readonly atOnce: number;
  /** Milliseconds of a second that is waited before something is tried again. */
  readonly secondMs: number;
}

/** Works off the jobs, several at a time, but in each thread one after the other. */
export interface Worker {
  /** There is a new job. Never throws. */
  wake(): void;
  /** Breaks off the work on a job. */
  abort(job: string): void;
  /** Breaks off all; what was not done stays to be done. */
  close(): Promise<void>;
}

/** Tries before a failure is said to the user. */
const tries = 3;
/** Processes that may end over one job before it is left. */
const mostLives = 5;
/** Seconds before an outcome is stored again that could not be; the last one repeats. */
const storeAgain = [5, 30, 120, 300];

export function openWorker(parts: WorkerParts): Worker {
  const { store, log } = parts;
  const running = new Map<
    string,
    { readonly thread: string; readonly control: AbortController; work: Promise<void> }
  >();
  let closed = false;

  function wake(): void {
    if (closed || running.size >= parts.atOnce) return;
    try {
      beginWhatCan();
    } catch (error) {
      log.error({ err: error }, 'Jobs from Slack can’t be read; Ibid looks again with the next one.');
    }
  }

  function beginWhatCan(): void {
    const threads = new Set([...running.values()].map(({ thread }) => thread));
    const begun: Job[] = [];
    for (const job of store.jobs.waiting()) {
      if (running.size + begun.length >= parts.atOnce) break;
      const thread = conversationOf(job);
      if (running.has(job.id) || threads.has(thread)) continue;
      threads.add(thread);
      begun.push(job);
    }
    if (begun.length > 0)
      store.jobs.count(
        begun.map(({ id }) => id),
        1,
      );
    for (const job of begun) {
      const thread = conversationOf(job);
      const control = new AbortController();
      const entry = { thread, control, work: Promise.resolve() };
      running.set(job.id, entry);
      entry.work = run(job, control.signal)
        .catch((error: unknown) => {
          if (!isAbort(error)) log.error({ err: error, job: job.id }, 'a job from Slack failed');
        })
        .then(() => {
          running.delete(job.id);
          wake();
        });
    }
  }

  async function run(job: Job, signal: AbortSignal): Promise<void> {
    const hide = parts.indicator.show(job);
    const live = audienceOf(job) === 'everyone' ? openLiveMessage(job, parts) : null;
    const begun = parts.now();
    try {
      const outcome = await outcomeOf(job, signal, live ?? unheard);
      live?.end();
      if (await stored(job, outcome, signal)) {
        log.info({ job: job.id, kind: job.kind, ms: parts.now() - begun }, 'a job from Slack is done');
        parts.wakeSender();
      }
    } finally {
      live?.end();
      hide();
    }
  }

  /** Whether the outcome is in the outbox: not when the job was stopped or forgotten meanwhile. */
  async function stored(
    job: Job,
    { messages, answer, failed = false }: JobOutcome,
    signal: AbortSignal,
  ): Promise<boolean> {
    for (let attempt = 0; ; attempt += 1) {
      try {
        const isDone = store.transaction(() => {
          // What came to nothing can be pressed again.
          const again = failed && (job.kind === 'share' || job.kind === 'keep');
          if (!(again ? store.jobs.stop(job.id) : store.jobs.finish(job.id, answer))) return false;
          for (const [position, message] of messages.entries()) {
            store.outbox.put(job.id, position, message, parts.now());
          }
          return true;
        });
        // Whoever removed the app meanwhile takes this answer along too.
        if (!isDone && answer !== null && store.jobs.job(job.id) === null) await parts.library.dropAnswers([answer]);
        return isDone;
      } catch (error) {
        signal.throwIfAborted();
        log.error({ err: error, job: job.id }, 'The outcome of a job from Slack can’t be stored; Ibid tries again.');
        await wait((storeAgain[attempt] ?? storeAgain.at(-1) ?? 0) * parts.secondMs, undefined, { signal });
      }
    }
  }

  /** Rejects only when broken off: every failure becomes a message. */
  async function outcomeOf(job: Job, signal: AbortSignal, progress: Progress): Promise<JobOutcome> {
    if (job.lives >= mostLives) return { messages: [noticeMessage(wentWrong)], answer: null, failed: true };
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await runJob(job, parts, signal, progress);
      } catch (error) {
        signal.throwIfAborted();
        const problem = problemOf(error);
        if (problem.unexpected) log.error({ err: error, job: job.id }, 'a job from Slack failed');
        if (problem.retryAfter === null || attempt === tries) {
          const message = noticeMessage(problem.code === 'internal' ? wentWrong : problem.message);
          return { messages: [message], answer: null, failed: true };
        }
        progress.restart();
        await wait(problem.retryAfter * parts.secondMs, undefined, { signal });
      }
    }
  }

  return {
    wake,
    abort: (job) => running.get(job)?.control.abort(),
    async close() {
      closed = true;
      const left = [...running.keys()];
      const entries = [...running.values()];
      for (const { control } of entries) control.abort();
      await Promise.all(entries.map(({ work }) => work));
      // It was not these that ended the process.
      if (left.length > 0) store.jobs.count(left, -1);
    },
  };
}

/** A follow-up leans on the answer before it, so the jobs of one conversation wait for each other. */
function conversationOf({ id, channel, thread }: Job): string {
  if (thread === null) return id;
  // In direct messages people write one message after the other, threaded or not.
  return isDirect(channel) ? channel : `${channel} ${thread}`;
}

const wentWrong =
  'Something went wrong inside Ibid, so there is no answer. Ask again; if it happens again, whoever runs Ibid finds the reason in its log.';

/** For what one user sees alone: it comes whole. */
const unheard: Progress = { add: () => undefined, restart: () => undefined };
