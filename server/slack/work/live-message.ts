import { draftMessage } from '../messages/draft-message.ts';
import type { Job } from '../store/jobs.ts';
import type { SlackStore } from '../store/open-store.ts';

/** Milliseconds. */
export interface LivePace {
  /** After which an answer that is not done is shown as far as it is. */
  readonly after: number;
  /** Between two looks at how far it is. */
  readonly every: number;
}

/** An answer while it is written. */
export interface LiveMessage {
  add(text: string): void;
  /** What was written is void. */
  restart(): void;
  /** Nothing is shown of it any more. */
  end(): void;
}

/** Puts an answer into the outbox as far as it is, for all who wait for a slow model. */
export function openLiveMessage(
  job: Job,
  parts: { readonly store: SlackStore; readonly wake: () => void; readonly now: () => number; readonly pace: LivePace },
): LiveMessage {
  const { store, pace } = parts;
  let text = '';
  let shown = '';
  let timer = setTimeout(show, pace.after);

  function show(): void {
    timer = setTimeout(show, pace.every);
    if (text === shown || text.trim() === '') return;
    shown = text;
    store.transaction(() => {
      // One that was stopped meanwhile says so, and nothing else any more.
      if (store.jobs.job(job.id)?.state !== 'waiting') return;
      store.outbox.put(job.id, 0, draftMessage(text, { jobId: job.id }), parts.now());
    });
    parts.wake();
  }

  return {
    add: (delta) => void (text += delta),
    restart: () => void (text = ''),
    end: () => clearTimeout(timer),
  };
}
