import { randomUUID } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import type { SlackMessage } from '../messages/slack-message.ts';

/**
 * A message on its way. `waiting`: not yet tried, or Slack has an older version of it. `trying`: a try was begun whose
 * outcome is not known. `posted`: Slack has it. `failed`: it can't be delivered anywhere.
 */
export interface OutgoingMessage {
  readonly id: string;
  readonly job: string;
  /** Zero-based within its job. */
  readonly position: number;
  readonly state: 'waiting' | 'trying' | 'posted' | 'failed';
  readonly message: SlackMessage;
  readonly version: number;
  /** Index of the job's destination that it is sent to. */
  readonly aim: number;
  /** Where Slack has it; null before it was posted, and for messages that have no `ts`. */
  readonly posted: { readonly channel: string; readonly ts: string } | null;
  readonly attempts: number;
  /** Milliseconds since 1970, as the other times. */
  readonly notBefore: number;
  readonly triedAt: number | null;
  readonly editedAt: number | null;
  readonly createdAt: number;
}

/** Messages until Slack has them, and where it has them afterwards. */
export interface Outbox {
  /** Sets the content of a message of a job; a message that was posted is to be edited. */
  put(job: string, position: number, message: SlackMessage, now: number): void;
  /** What has to be sent, oldest first and in the order of each job. */
  unsent(): OutgoingMessage[];
  of(job: string): OutgoingMessage[];
  /** Before a try. `triedAt` stays that of the first one whose outcome is not known. */
  trying(id: string, now: number): void;
  /** After a try that changed nothing in Slack. */
  later(id: string, notBefore: number): void;
  /** After a try whose outcome is not known. */
  unclear(id: string, notBefore: number): void;
  /** Slack has this version; content that was put meanwhile is still to be sent. */
  posted(id: string, version: number, at: { channel: string; ts: string } | null, now: number): void;
  /** What was posted is gone: it has to be posted anew. */
  lost(id: string): void;
  /** All of a job that are not posted go to the next destination. */
  redirect(job: string, aim: number): void;
  fail(id: string): void;
  /** Drops what nobody has seen of a job. */
  drop(job: string): void;
}

interface Row {
  readonly id: string;
  readonly job: string;
  readonly position: number;
  readonly state: OutgoingMessage['state'];
  readonly message: string | null;
  readonly version: number;
  readonly aim: number;
  readonly channel: string | null;
  readonly ts: string | null;
  readonly attempts: number;
  readonly not_before: number;
  readonly tried_at: number | null;
  readonly edited_at: number | null;
  readonly created_at: number;
}

export function openOutbox(db: Database): Outbox {
  const put = db.prepare<{ id: string; job: string; position: number; message: string; now: number }>(
    `INSERT INTO outbox VALUES (@id, @job, @position, 'waiting', @message, 1, 0, 0, NULL, NULL, 0, 0, NULL, NULL, @now)
     ON CONFLICT (job, position) DO UPDATE SET message = excluded.message, version = version + 1,
       state = iif(state = 'trying', 'trying', 'waiting')`,
  );
  const unsent = db.prepare<[], Row>(
    `SELECT * FROM outbox WHERE state IN ('waiting', 'trying') ORDER BY created_at, job, position`,
  );
  const ofJob = db.prepare<[string], Row>('SELECT * FROM outbox WHERE job = ? ORDER BY position');
  const trying = db.prepare<[number, string]>(
    `UPDATE outbox SET state = 'trying', attempts = attempts + 1, tried_at = coalesce(tried_at, ?) WHERE id = ?`,
  );
  const later = db.prepare<[number, string]>(
    `UPDATE outbox SET state = 'waiting', not_before = ?, tried_at = NULL WHERE id = ?`,
  );
  const unclear = db.prepare<[number, string]>('UPDATE outbox SET not_before = ? WHERE id = ?');
  // What Slack has need not be kept here too: only where it is, so that a thread under it is recognised.
  const posted = db.prepare<{ id: string; version: number; channel: string | null; ts: string | null; now: number }>(
    `UPDATE outbox SET channel = coalesce(@channel, channel), ts = coalesce(@ts, ts), sent = @version, edited_at = @now,
       attempts = 0, not_before = 0, tried_at = NULL, state = iif(version = @version, 'posted', 'waiting'),
       message = iif(version = @version, NULL, message) WHERE id = @id`,
  );
  const lost = db.prepare<[string]>(
    `UPDATE outbox SET channel = NULL, ts = NULL, state = 'waiting', edited_at = NULL, tried_at = NULL WHERE id = ?`,
  );
  const redirect = db.prepare<[number, string]>(
    `UPDATE outbox SET aim = ?, state = 'waiting', attempts = 0, not_before = 0, tried_at = NULL
     WHERE job = ? AND ts IS NULL AND state IN ('waiting', 'trying')`,
  );
  const fail = db.prepare<[string]>(`UPDATE outbox SET state = 'failed', message = NULL WHERE id = ?`);
  const drop = db.prepare<[string]>(`DELETE FROM outbox WHERE job = ? AND state = 'waiting' AND ts IS NULL`);
  return {
    put: (job, position, message, now) =>
      void put.run({ id: randomUUID(), job, position, message: JSON.stringify(message), now }),
    unsent: () => unsent.all().map(outgoing),
    of: (job) => ofJob.all(job).map(outgoing),
    trying: (id, now) => void trying.run(now, id),
    later: (id, notBefore) => void later.run(notBefore, id),
    unclear: (id, notBefore) => void unclear.run(notBefore, id),
    posted: (id, version, at, now) =>
      void posted.run({ id, version, channel: at?.channel ?? null, ts: at?.ts ?? null, now }),
    lost: (id) => void lost.run(id),
    redirect: (job, aim) => void redirect.run(aim, job),
    fail: (id) => void fail.run(id),
    drop: (job) => void drop.run(job),
  };
}

const nothing: SlackMessage = { text: '', blocks: [] };

function outgoing(row: Row): OutgoingMessage {
  const { message, channel, ts, not_before, tried_at, edited_at, created_at, ...rest } = row;
  return {
    ...rest,
    message: message === null ? nothing : (JSON.parse(message) as SlackMessage),
    posted: channel !== null && ts !== null ? { channel, ts } : null,
    notBefore: not_before,
    triedAt: tried_at,
    editedAt: edited_at,
    createdAt: created_at,
  };
}
