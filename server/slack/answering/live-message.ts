import type { Logger } from 'pino';
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

export interface LiveParts {
  readonly store: SlackStore;
  /** Something is in the outbox. */
  readonly wakeSender: () => void;
  readonly log: Logger;
  readonly now: () => number;
  readonly live: LivePace;
}

/** Puts an answer into the outbox as far as it is, for all who wait for a slow model. */
export function openLiveMessage(job: Job, parts: LiveParts): LiveMessage {
  const { store, live } = parts;
  let text = '';
  let shown = '';
  let timer = setTimeout(show, live.after);

  function show(): void {
    timer = setTimeout(show, live.every);
    if (text === shown || text.trim() === '') return;
    try {
      store.transaction(() => {
        // One that was stopped meanwhile says so, and nothing else any more.
        if (store.jobs.job(job.id)?.state !== 'waiting') return;
        store.outbox.putDraft(job.id, draftMessage(text, { jobId: job.id }), parts.now());
      });
      shown = text;
      parts.wakeSender();
    } catch (error) {
      parts.log.warn({ err: error, job: job.id }, 'how far an answer is could not be shown');
    }
  }

  return {
    add: (delta) => void (text += delta),
    restart: () => void (text = ''),
    end: () => clearTimeout(timer),
  };
}
