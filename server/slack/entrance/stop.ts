import { noticeMessage } from '../messages/notice-message.ts';
import type { Job } from '../store/jobs.ts';
import type { SlackStore } from '../store/open-store.ts';

/** `always`: the word that it was stopped comes also where nothing of the answer can be seen yet. */
export type SayStopped = 'always' | 'where something is seen';

/**
 * Stops what is not done of some jobs: nothing more of it is posted, and what all can see of an unfinished answer
 * becomes a word that it was stopped. Gives the ids of those that were still at work.
 */
export function stopJobs(store: SlackStore, jobs: readonly Job[], say: SayStopped, now: number): string[] {
  const stopped: string[] = [];
  for (const { id } of jobs) {
    const wasAtWork = store.jobs.stop(id);
    store.outbox.drop(id);
    if (!wasAtWork) continue;
    stopped.push(id);
    if (say === 'always' || store.outbox.of(id).length > 0) {
      store.outbox.put(id, 0, noticeMessage('Stopped. Ask again when you like.'), now);
    }
  }
  return stopped;
}
