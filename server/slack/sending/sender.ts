import type { Logger } from 'pino';
import { withPreface } from '../messages/notice-message.ts';
import { type Destination, laneOf } from '../store/destination.ts';
import type { Job } from '../store/jobs.ts';
import type { SlackStore } from '../store/open-store.ts';
import type { OutgoingMessage } from '../store/outbox.ts';
import { edit, type Letter, post, type PostParts } from './post.ts';
import type { Pace } from './pace.ts';
import { prefaceOf } from './preface.ts';
import { openSettling } from './settle.ts';

export interface SenderParts extends PostParts {
  readonly store: SlackStore;
  readonly log: Logger;
  readonly pace: Pace;
}

/** Sends what is in the outbox, in the order of each job and each channel at its own speed, until it is closed. */
export interface Sender {
  /** There is something new in the outbox. */
  wake(): void;
  /** Begins nothing more, and waits for what is on its way, but not for long: it is looked up the next time. */
  close(): Promise<void>;
}

/** Milliseconds that a closing sender waits for Slack. */
const closeTimeout = 2000;
/** Milliseconds until it looks again when it could not look into the outbox. */
const lookAgain = 5000;
/** How many times as long as it looked it leaves the processor to others: a long outbox takes some time to look through. */
const restAfterLook = 4;
/** Milliseconds after which it looks in any case. */
const longestSleep = 60_000;

export function openSender(parts: SenderParts): Sender {
  const { store, log, pace, now } = parts;
  const { outbox, jobs } = store;
  /** Lanes in which a message is on its way. */
  const busy = new Map<string, Promise<void>>();
  /** When the next message may go into a lane. */
  const free = new Map<string, number>();
  let tokenRefusedUntil = 0;
  let timer: NodeJS.Timeout | undefined;
  let restUntil = 0;
  let closing = false;
  /** The outbox may be closed: what comes of a try is not written down any more. */
  let closed = false;
  const settle = openSettling({
    ...parts,
    holdLane: (lane, until) => void free.set(lane, until),
    holdToken: (until) => (tokenRefusedUntil = until),
  });

  /** Never throws: it is called by timers. */
  function wake(): void {
    if (closing) return;
    clearTimeout(timer);
    const begun = performance.now();
    if (begun < restUntil) {
      timer = setTimeout(wake, restUntil - begun);
      return;
    }
    let next = Infinity;
    try {
      next = sendWhatIsDue();
    } catch (error) {
      log.error({ err: error }, 'Messages to Slack can’t be read from the outbox; Ibid goes on trying.');
      next = now() + lookAgain;
    }
    const ended = performance.now();
    restUntil = ended + restAfterLook * (ended - begun);
    if (next < Infinity) timer = setTimeout(wake, Math.min(next - now(), longestSleep));
  }

  /** Gives the time at which the next one is due. */
  function sendWhatIsDue(): number {
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
      if (due > time) next = Math.min(next, due);
      else occupy(lane, send(row, job, destination));
    }
    return next;
  }

  function occupy(lane: string, sending: Promise<void>): void {
    const sent = sending.then(() => {
      busy.delete(lane);
      free.set(lane, Math.max(free.get(lane) ?? 0, now() + pace.lane));
      wake();
    });
    busy.set(lane, sent);
  }

  function dueAt(row: OutgoingMessage, destination: Destination, lane: string): number {
    const edited = row.posted && row.editedAt !== null ? row.editedAt + pace.edit : 0;
    const token = destination.to === 'response-url' ? 0 : tokenRefusedUntil;
    return Math.max(row.notBefore, free.get(lane) ?? 0, edited, token);
  }

  /** Never rejects. */
  async function send(row: OutgoingMessage, job: Job, destination: Destination): Promise<void> {
    try {
      if (now() - row.putAt > pace.giveUp) {
        outbox.fail(row.id);
        log.error({ message: row.id }, 'A message could not be sent to Slack for a day, and was given up.');
        return;
      }
      outbox.trying(row.id, now());
      const letter = letterOf(row, job, destination);
      const outcome = row.posted ? await edit(letter, row.posted, parts.api) : await post(letter, parts);
      if (!closed) settle(row, job, outcome);
    } catch (error) {
      log.error({ err: error, message: row.id }, 'a message to Slack failed');
      // It may be the disk: what can't be written now is not tried without end.
      free.set(row.posted?.channel ?? laneOf(destination), now() + lookAgain);
    }
  }

  function letterOf(row: OutgoingMessage, job: Job, destination: Destination): Letter {
    const content = outbox.message(row.id);
    const preface = row.aim > 0 && isFirstThere(row) ? prefaceOf(job, destination) : null;
    return {
      mark: row.mark,
      message: preface === null ? content : withPreface(content, preface),
      version: row.version,
      destination,
      triedAt: row.state === 'trying' ? row.triedAt : null,
    };
  }

  function isFirstThere({ job, position, aim }: OutgoingMessage): boolean {
    return !outbox.of(job).some((other) => other.position < position && other.aim === aim);
  }

  return {
    wake,
    async close() {
      closing = true;
      clearTimeout(timer);
      const done = Promise.all(busy.values());
      let late: NodeJS.Timeout | undefined;
      await Promise.race([done, new Promise((resolve) => (late = setTimeout(resolve, closeTimeout)))]);
      clearTimeout(late);
      closed = true;
    },
  };
}
