import { setImmediate } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Library } from '../../../ingest/library.ts';
import type { SlackStore } from './open-store.ts';

/** Milliseconds that a conversation is remembered. */
const remembered = 90 * 24 * 60 * 60 * 1000;
/** Milliseconds between two looks for what can be forgotten. */
const every = 6 * 60 * 60 * 1000;

/** Forgets what is old, and what was to be forgotten but is not yet. */
export interface Upkeep {
  start(): void;
  /** Deletes from the library the answers that the store gave up. Never rejects. */
  dropAnswers(): Promise<void>;
  stop(): void;
}

export function openUpkeep(parts: {
  readonly store: SlackStore;
  readonly library: Pick<Library, 'dropAnswers'>;
  readonly log: Logger;
  readonly now: () => number;
}): Upkeep {
  const { store, library, log, now } = parts;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  async function dropAnswers(): Promise<void> {
    try {
      const ids = store.droppedAnswers();
      if (ids.length === 0) return;
      await library.dropAnswers(ids);
      if (!stopped) store.answersDropped(ids);
    } catch (error) {
      log.error({ err: error }, 'Answers to questions from Slack could not be deleted; Ibid tries again later.');
    }
  }

  async function lookAfter(): Promise<void> {
    await dropAnswers();
    try {
      while (!stopped && store.jobs.prune(now() - remembered)) await setImmediate();
    } catch (error) {
      log.warn({ err: error }, 'Old conversations in Slack could not be forgotten; Ibid tries again later.');
    }
  }

  return {
    start() {
      void lookAfter();
      timer = setInterval(() => void lookAfter(), every).unref();
    },
    dropAnswers,
    stop() {
      stopped = true;
      clearInterval(timer);
    },
  };
}
