import { noticeMessage } from '../messages/notice-message.ts';
import type { Job } from '../store/jobs.ts';
import type { SlackStore } from '../store/open-store.ts';
import type { StopDecision } from './route-event.ts';

/**
 * `stopped`: a word that it was comes also where nothing of the answer can be seen yet. `withdrawn`: who asked took the
 * question back, and it comes only where something can be seen.
 */
export type WhyStopped = 'stopped' | 'withdrawn';

/**
 * Whether an event may stop a job. In a thread it is about what all see there; who sees Slack’s own button decides
 * Slack, but by a word everybody stops only what they asked themselves.
 */
export function mayStop(job: Job, { by, thread, user, said }: StopDecision): boolean {
  // Slack may tell of the word twice, the second time when something else was asked.
  if (said !== null && job.message !== null && Number(said) < Number(job.message)) return false;
  // Commands, checks and buttons are between Ibid and one user, also those in a thread.
  const isPublic = job.kind === 'question' && job.thread !== null;
  return by === 'session' ? isPublic : job.user === user && (isPublic || thread === null);
}

/**
 * Stops what is not done of some jobs: nothing more of it is posted, and what all can see of an unfinished answer
 * becomes a word that it was stopped. An answer that is done stays whole. Gives the ids of those that were still at work.
 */
export function stopJobs(store: SlackStore, jobs: readonly Job[], why: WhyStopped, now: number): string[] {
  const stopped: string[] = [];
  for (const { id } of jobs) {
    if (!store.jobs.stop(id)) {
      const unseen = store.outbox.of(id).every(({ state, posted }) => state === 'waiting' && posted === null);
      if (why === 'withdrawn' && unseen) store.outbox.drop(id);
      continue;
    }
    store.outbox.drop(id);
    stopped.push(id);
    // Of several in one thread one word is enough.
    const isSaid = why === 'withdrawn' || stopped.length > 1;
    if (!isSaid || store.outbox.of(id).length > 0) {
      store.outbox.put(id, 0, noticeMessage('Stopped. Ask again when you like.'), now);
    }
  }
  return stopped;
}
