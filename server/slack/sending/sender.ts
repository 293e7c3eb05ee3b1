import type { Logger } from 'pino';
import { textOnly, withPreface } from '../messages/notice-message.ts';
import { type Destination, laneOf } from '../store/destination.ts';
import type { Job } from '../store/jobs.ts';
import type { SlackStore } from '../store/open-store.ts';
import type { OutgoingMessage } from '../store/outbox.ts';
import { type Outcome, refusalOf } from './outcome.ts';
import { edit, post, type Posted, type PostParts } from './post.ts';

/** How fast messages go, in milliseconds. */
export interface Pace {
  /** Between two messages to one channel: Slack takes one a second. */
  readonly lane: number;
  /** Between two versions of one message. */
  readonly edit: number;
  /** Before the second, third, … try; the last one repeats. */
  readonly retries: readonly number[];
  /** Before anything is tried again with a token that Slack refused. */
  readonly token: number;
  /** After which a message is given up. */
  readonly giveUp: number;
}

export const standardPace: Pace = {
  lane: 1050,
  edit: 3000,
  retries: [1000, 2000, 5000, 15_000, 30_000, 60_000, 120_000, 300_000],
  token: 60_000,
  giveUp: 24 * 60 * 60 * 1000,
};

export interface SenderParts extends PostParts {
  readonly store: SlackStore;
  readonly log: Logger;
  readonly pace: Pace;
}

/** Sends what is in the outbox, in the order of each job and each channel at its own speed, until it is closed. */
export interface Sender {
  /** There is something new in the outbox. */
  wake(): void;
  /** Begins nothing more, and waits for what is on its way. */
  close(): Promise<void>;
}

export function openSender(parts: SenderParts): Sender {
  const { store, log, pace, now } = parts;
  const { outbox, jobs } = store;
  /** Lanes in which a message is on its way. */
  const busy = new Map<string, Promise<void>>();
  /** When the next message may go into a lane. */
  const free = new Map<string, number>();
  let tokenRefusedUntil = 0;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  function wake(): void {
    if (closed) return;
    clearTimeout(timer);
    const time = now();
    for (const [lane, at] of free) if (at <= time) free.delete(lane);
    let next = Infinity;
    const begun = new Set<string>();
    for (const row of outbox.unsent()) {
      // The second message of an answer waits for the first.
      if (begun.has(row.job)) continue;
      begun.add(row.job);
      const job = jobs.job(row.job);
      const destination = job?.destinations[row.aim];
      if (!job || !destination) continue;
      const lane = row.posted?.channel ?? laneOf(destination);
      if (busy.has(lane)) continue;
      const due = dueAt(row, destination, lane);
      if (due > time) {
        next = Math.min(next, due);
        continue;
      }
      const sent = send(row, job, destination)
        .catch((error: unknown) => log.error({ err: error, message: row.id }, 'a message to Slack failed'))
        .then(() => {
          busy.delete(lane);
          free.set(lane, Math.max(free.get(lane) ?? 0, now() + pace.lane));
          wake();
        });
      busy.set(lane, sent);
    }
    if (next < Infinity) timer = setTimeout(wake, Math.min(next - time, 60_000));
  }

  function dueAt(row: OutgoingMessage, destination: Destination, lane: string): number {
    const edited = row.posted && row.editedAt !== null ? row.editedAt + pace.edit : 0;
    const token = destination.to === 'response-url' ? 0 : tokenRefusedUntil;
    return Math.max(row.notBefore, free.get(lane) ?? 0, edited, token);
  }

  async function send(row: OutgoingMessage, job: Job, destination: Destination): Promise<void> {
    if (now() - row.createdAt > pace.giveUp) {
      outbox.fail(row.id);
      log.error({ message: row.id }, 'A message could not be sent to Slack for a day, and was given up.');
      return;
    }
    outbox.trying(row.id, now());
    const letter = {
      id: row.id,
      message: row.aim > 0 && row.position === 0 ? withPreface(row.message, prefaceOf(job, destination)) : row.message,
      version: row.version,
      destination,
      triedAt: row.state === 'trying' ? row.triedAt : null,
    };
    const outcome = row.posted ? await edit(letter, row.posted, parts.api) : await post(letter, parts);
    settle(row, job, outcome);
  }

  function settle(row: OutgoingMessage, job: Job, outcome: Outcome<Posted>): void {
    if (outcome.kind === 'done') {
      outbox.posted(row.id, outcome.result.version, outcome.result.at, now());
      return;
    }
    const wait = pace.retries[Math.min(row.attempts, pace.retries.length - 1)] ?? 0;
    // What may have been done before is still not known after a try that did nothing.
    const unsettled = (until: number) =>
      row.state === 'trying' ? outbox.unclear(row.id, until) : outbox.later(row.id, until);
    if (outcome.kind === 'limited') {
      const until = now() + outcome.retryAfterMs;
      const destination = job.destinations[row.aim];
      if (destination) free.set(row.posted?.channel ?? laneOf(destination), until);
      unsettled(until);
    } else if (outcome.kind === 'unreachable') {
      log.warn({ message: row.id, why: outcome.why }, 'Slack was not reached; a message is sent again later.');
      unsettled(now() + wait);
    } else if (outcome.kind === 'unknown') {
      log.warn({ message: row.id, why: outcome.why }, 'Slack did not say whether it took a message; it is looked up.');
      outbox.unclear(row.id, now() + wait);
    } else refused(row, job, outcome.error, unsettled, wait);
  }

  function refused(
    row: OutgoingMessage,
    job: Job,
    error: string,
    unsettled: (until: number) => void,
    wait: number,
  ): void {
    const details = { message: row.id, error };
    const kind = refusalOf(error);
    if (kind === 'token') {
      tokenRefusedUntil = now() + pace.token;
      unsettled(0);
      log.error(
        details,
        'Slack refuses the bot’s token: install the app again and set SLACK_BOT_TOKEN to its new token.',
      );
    } else if (kind === 'unclear') {
      log.warn(details, 'Slack broke down over a message; it is looked up.');
      outbox.unclear(row.id, now() + wait);
    } else if (kind === 'shape' && row.message.blocks.length > 0) {
      log.warn(details, 'Slack does not take the blocks of a message; it is sent as text.');
      store.transaction(() => {
        outbox.later(row.id, 0);
        const current = outbox.of(row.job).find((message) => message.id === row.id);
        // Content that was put meanwhile may do as it is.
        if (current?.version === row.version) outbox.put(row.job, row.position, textOnly(row.message), now());
      });
    } else if (row.posted) {
      log.warn(details, 'A message in Slack can’t be edited any more; it is posted anew.');
      outbox.lost(row.id);
    } else if (job.destinations[row.aim + 1]) {
      log.warn(details, 'A message can’t be posted where it was to go; the next place is tried.');
      outbox.redirect(row.job, row.aim + 1);
    } else {
      log.error(details, 'A message can’t be posted in Slack anywhere, and was given up.');
      outbox.fail(row.id);
    }
  }

  return {
    wake,
    async close() {
      closed = true;
      clearTimeout(timer);
      await Promise.all(busy.values());
    },
  };
}

/** Why a message comes where nobody expects it. */
function prefaceOf(job: Job, destination: Destination): string {
  const asked = job.text.length > 150 ? `${job.text.slice(0, 150).toWellFormed().trim()} …` : job.text;
  const what = asked === '' ? 'what you asked for' : `the answer to “${asked}”`;
  const why = destination.to === 'direct' ? 'Ibid could not post it there, so it is here' : 'it comes a little later';
  return `This is ${what}: ${why}.`;
}
