import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import { isAbort, problemOf } from '../../errors.ts';
import { noticeMessage } from '../messages/notice-message.ts';
import type { Job } from '../store/jobs.ts';
import type { Indicator } from './indicator.ts';
import { type LivePace, openLiveMessage } from './live-message.ts';
import { audienceOf, type JobOutcome, type Progress, runJob, type RunParts } from './run-job.ts';

export interface WorkerParts extends RunParts {
  readonly indicator: Indicator;
  /** Something is in the outbox. */
  readonly wakeSender: () => void;
  readonly log: Logger;
  readonly now: () => number;
  /** Jobs at a time. */
  readonly atOnce: number;
  readonly live: LivePace;
  /** Milliseconds of a second that is waited before a failed answer is tried again. */
  readonly secondMs: number;
}

/** Works off the jobs, several at a time, but in each thread one after the other. */
export interface Worker {
  /** There is a new job. */
  wake(): void;
  /** Breaks off the work on a job. */
  abort(job: string): void;
  /** Breaks off all; what was not done stays to be done. */
  close(): Promise<void>;
}

const wentWrong =
  'Something went wrong inside Ibid, so there is no answer. Ask again; if it happens again, whoever runs Ibid finds the reason in its log.';

/** Tries before a failure is said to the user. */
const tries = 3;

export function openWorker(parts: WorkerParts): Worker {
  const { store, log } = parts;
  const running = new Map<
    string,
    { readonly thread: string; readonly control: AbortController; work: Promise<void> }
  >();
  let closed = false;

  function wake(): void {
    if (closed || running.size >= parts.atOnce) return;
    const threads = new Set([...running.values()].map(({ thread }) => thread));
    for (const job of store.jobs.waiting()) {
      if (running.size >= parts.atOnce) return;
      // A follow-up leans on the answer before it.
      const thread = `${job.channel} ${job.thread ?? job.id}`;
      if (running.has(job.id) || threads.has(thread)) continue;
      threads.add(thread);
      const control = new AbortController();
      const entry = { thread, control, work: Promise.resolve() };
      running.set(job.id, entry);
      entry.work = run(job, control.signal)
        .catch((error: unknown) => log.error({ err: error, job: job.id }, 'a job from Slack failed'))
        .then(() => {
          running.delete(job.id);
          wake();
        });
    }
  }

  async function run(job: Job, signal: AbortSignal): Promise<void> {
    const shown = parts.indicator.show(job);
    const live =
      audienceOf(job) === 'everyone'
        ? openLiveMessage(job, { ...parts, wake: parts.wakeSender, pace: parts.live })
        : null;
    const begun = parts.now();
    try {
      const { messages, answer } = await outcomeOf(job, signal, live ?? unheard);
      store.transaction(() => {
        if (!store.jobs.finish(job.id, answer)) return;
        for (const [position, message] of messages.entries()) {
          store.outbox.put(job.id, position, message, parts.now());
        }
      });
      log.info({ job: job.id, kind: job.kind, ms: parts.now() - begun }, 'a job from Slack is done');
      parts.wakeSender();
    } catch (error) {
      if (!isAbort(error) || !signal.aborted) throw error;
    } finally {
      live?.end();
      void shown.then((hide) => hide());
    }
  }

  /** Rejects only when broken off: every failure becomes a message. */
  async function outcomeOf(job: Job, signal: AbortSignal, progress: Progress): Promise<JobOutcome> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await runJob(job, parts, signal, progress);
      } catch (error) {
        signal.throwIfAborted();
        const problem = problemOf(error);
        if (problem.unexpected) log.error({ err: error, job: job.id }, 'a job from Slack failed');
        if (problem.retryAfter === null || attempt === tries) {
          return { messages: [noticeMessage(problem.code === 'internal' ? wentWrong : problem.message)], answer: null };
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
      const entries = [...running.values()];
      for (const { control } of entries) control.abort();
      await Promise.all(entries.map(({ work }) => work));
    },
  };
}

/** For what one user sees alone: it comes whole. */
const unheard: Progress = { add: () => undefined, restart: () => undefined };
