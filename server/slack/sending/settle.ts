import type { Logger } from 'pino';
import { noticeMessage, textOnly } from '../messages/notice-message.ts';
import { laneOf } from '../store/destination.ts';
import type { Job } from '../store/jobs.ts';
import type { SlackStore } from '../store/open-store.ts';
import type { OutgoingMessage } from '../store/outbox.ts';
import { type Outcome, refusalOf } from './outcome.ts';
import type { Posted } from './post.ts';
import { outOfSight } from './preface.ts';
import type { Pace } from './pace.ts';
import type { WebApi } from './web-api.ts';

export interface SettlingParts {
  readonly store: SlackStore;
  readonly api: WebApi;
  readonly log: Logger;
  readonly now: () => number;
  readonly pace: Pick<Pace, 'retries' | 'token'>;
  /** Nothing goes into a lane before a time. */
  readonly holdLane: (lane: string, until: number) => void;
  /** Nothing that needs the token goes before a time. */
  readonly holdToken: (until: number) => void;
}

const notTaken = 'Slack does not take this part of the answer, however it is written. All of it is in Ibid.';

/** Writes down what came of a try: the message is sent, or comes again, elsewhere, in another shape, or never. */
export type Settle = (row: OutgoingMessage, job: Job, outcome: Outcome<Posted>) => void;

export function openSettling(parts: SettlingParts): Settle {
  const { store, log, now, pace } = parts;
  const { outbox } = store;
  let isAway = false;

  function settle(row: OutgoingMessage, job: Job, outcome: Outcome<Posted>): void {
    const again = now() + (pace.retries[Math.min(row.attempts, pace.retries.length - 1)] ?? 0);
    switch (outcome.kind) {
      case 'done':
        outbox.posted(row.id, outcome.result.version, outcome.result.at, now());
        // Slack is there again: what waits for that need wait no longer.
        if (isAway) outbox.tryAgain();
        isAway = false;
        return;
      case 'limited': {
        const destination = job.destinations[row.aim];
        const until = now() + outcome.retryAfterMs;
        if (destination) parts.holdLane(row.posted?.channel ?? laneOf(destination), until);
        nothingDone(row, until);
        return;
      }
      case 'unreachable':
        log.warn({ message: row.id, why: outcome.why }, 'Slack was not reached; a message is sent again later.');
        isAway = true;
        nothingDone(row, again);
        return;
      case 'unknown':
        log.warn(
          { message: row.id, why: outcome.why },
          'Slack did not say whether it took a message; it is looked up.',
        );
        isAway = true;
        outbox.unclear(row.id, again);
        return;
      case 'out-of-sight':
        log.error(
          { message: row.id, error: outcome.error },
          'Nobody can look whether Slack took a message; the user is told.',
        );
        elsewhere(row, job, () => outbox.put(row.job, row.position, noticeMessage(outOfSight(job)), now()));
        return;
      case 'refused':
        refused(row, job, outcome.error, again);
    }
  }

  /** What may have been done before is still not known after a try that did nothing. */
  function nothingDone(row: OutgoingMessage, until: number): void {
    if (row.state === 'trying') outbox.unclear(row.id, until);
    else outbox.later(row.id, until);
  }

  function refused(row: OutgoingMessage, job: Job, error: string, again: number): void {
    const details = { message: row.id, error };
    const kind = refusalOf(error);
    const content = outbox.message(row.id);
    if (kind === 'token') {
      parts.holdToken(now() + pace.token);
      nothingDone(row, 0);
      log.error(
        details,
        'Slack refuses the bot’s token: install the app again and set SLACK_BOT_TOKEN to its new token.',
      );
    } else if (kind === 'unclear') {
      log.warn(details, 'Slack broke down over a message; it is looked up.');
      outbox.unclear(row.id, again);
    } else if (kind === 'shape' && content.text !== noticeMessage(notTaken).text) {
      const simpler = content.blocks.length > 0 ? textOnly(content) : noticeMessage(notTaken);
      log.warn(details, 'Slack does not take the blocks of a message, or its length; it is sent in a simpler shape.');
      store.transaction(() => {
        outbox.later(row.id, 0);
        const current = outbox.of(row.job).find((message) => message.id === row.id);
        // Content that was put meanwhile may do as it is.
        if (current?.version === row.version) outbox.put(row.job, row.position, simpler, now());
      });
    } else if (row.posted) {
      log.warn(details, 'A message in Slack can’t be edited any more; the answer is posted anew.');
      const { channel, ts } = row.posted;
      // Where it can still be seen it says that the answer is being written, for ever.
      if (error !== 'message_not_found') void parts.api.call('chat.delete', { channel, ts });
      outbox.lost(row.id);
    } else {
      log.warn(details, 'A message can’t be posted where it was to go.');
      elsewhere(row, job);
    }
  }

  /** To the next place, if there is one. */
  function elsewhere(row: OutgoingMessage, job: Job, change: () => void = () => undefined): void {
    if (job.destinations[row.aim + 1]) {
      store.transaction(() => {
        change();
        outbox.redirect(row.job, row.aim + 1);
      });
    } else {
      log.error({ message: row.id }, 'A message can’t be posted in Slack anywhere, and was given up.');
      outbox.fail(row.id);
    }
  }

  return settle;
}
