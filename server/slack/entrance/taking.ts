import type { Logger } from 'pino';
import type { Job, NewJob } from '../store/jobs.ts';
import { openGroupCommit } from '../store/group-commit.ts';
import type { SlackStore } from '../store/open-store.ts';
import { stopJobs, type WhyStopped } from './stop.ts';
import type { Delivery } from './slack-entrance.ts';

/** What is left to do about a delivery once it is stored; null: nothing. */
export type Afterwards = (() => void) | null;

export interface TakingParts {
  readonly store: SlackStore;
  readonly log: Logger;
  readonly now: () => number;
  /** There is a new job. */
  readonly wakeWorker: () => void;
  /** Something is in the outbox. */
  readonly wakeSender: () => void;
  /** Breaks off the work on these jobs. */
  readonly abort: (jobs: readonly string[]) => void;
}

/** Stores what came, each thing once. */
export interface Taking {
  /**
   * Runs `work` in a transaction unless there was a delivery with this key or signature before; it is on disk when the
   * promise resolves.
   */
  once(key: string, delivery: Delivery, work: () => Afterwards): Promise<'taken' | 'replayed'>;
  addJob(job: NewJob): Afterwards;
  stop(jobs: readonly Job[], why: WhyStopped): Afterwards;
}

export function openTaking({ store, log, now, wakeWorker, wakeSender, abort }: TakingParts): Taking {
  const inTransaction = openGroupCommit(store);

  /** Slack waits for the acknowledgement, and nobody for this: nobody else hears of it when it fails. */
  function logFailure(afterwards: () => void): void {
    try {
      afterwards();
    } catch (error) {
      log.error({ err: error }, 'What came from Slack is stored, but not all was done about it.');
    }
  }

  return {
    async once(key, { signature, retry }, work) {
      const { deliveries } = store;
      const [outcome, afterwards] = await inTransaction<['taken' | 'replayed', Afterwards]>(() => {
        const first = signature === null || deliveries.firstTime(`signature:${signature}`, now());
        // Slack's own retry within the same second is the same request.
        if (!first && retry === null) return ['replayed', null];
        return ['taken', deliveries.firstTime(key, now()) ? work() : null];
      });
      if (afterwards) setImmediate(() => logFailure(afterwards));
      return outcome;
    },

    addJob: (job) => (store.jobs.add(job, now()) ? wakeWorker : null),

    stop(jobs, why) {
      const stopped = stopJobs(store, jobs, why, now());
      return () => {
        abort(stopped);
        wakeSender();
      };
    },
  };
}
