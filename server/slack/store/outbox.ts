import { randomUUID } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import type { SlackMessage } from '../messages/slack-message.ts';

/**
 * A message on its way. `waiting`: not yet tried, or Slack has an older version of it. `trying`: a try was begun whose
 * outcome is not known. `posted`: nothing is to be done. `failed`: it can't be delivered anywhere.
 */
export interface OutgoingMessage {
  readonly id: string;
  readonly job: string;
  /** Zero-based within its job. */
  readonly position: number;
  readonly state: 'waiting' | 'trying' | 'posted' | 'failed';
  /** By which Slack's copy is found again; another one each time that it has to be posted anew. */
  readonly mark: string;
  readonly version: number;
  /** Whether this is an answer that is still written: all else goes first. */
  readonly draft: boolean;
  /** Index of the job's destination that it is sent to. */
  readonly aim: number;
  /** Where Slack has it; null before it was posted, and for messages that have no `ts`. */
  readonly posted: { readonly channel: string; readonly ts: string } | null;
  readonly attempts: number;
  /** Milliseconds since 1970, as the other times. */
  readonly notBefore: number;
  readonly triedAt: number | null;
  readonly editedAt: number | null;
  /** When this content was put. */
  readonly putAt: number;
}

/** Messages until Slack has them, and where it has them afterwards. */
export interface Outbox {
  /** Sets the content of a message of a job; a message that was posted is to be edited. */
  put(job: string, position: number, message: SlackMessage, now: number): void;
  /** Shows how far an answer is, unless an earlier draft is not sent yet, or Slack lets nobody edit. */
  putDraft(job: string, message: SlackMessage, now: number): void;
  /** What has to be sent: drafts last, otherwise oldest first and in the order of each job. */
  unsent(): OutgoingMessage[];
  of(job: string): OutgoingMessage[];
  /** The content; empty once Slack has it. */
  message(id: string): SlackMessage;
  /** Before a try. `triedAt` stays that of the first one whose outcome is not known. */
  trying(id: string, now: number): void;
  /** After a try that changed nothing in Slack. */
  later(id: string, notBefore: number): void;
  /** After a try whose outcome is not known. */
  unclear(id: string, notBefore: number): void;
  /** Slack has this version; content that was put meanwhile is still to be sent. */
  posted(id: string, version: number, at: { channel: string; ts: string } | null, now: number): void;
  /** What was posted is gone: it has to be posted anew, a draft when it is the answer. */
  lost(id: string): void;
  /** All of a job that are not posted go to the next destination. */
  redirect(job: string, aim: number): void;
  fail(id: string): void;
  /** Nothing is looked up before a time. */
  hold(until: number): void;
  /** Whatever waits for another try may have it now. */
  tryAgain(): void;
  /** Drops what nobody has seen of a job. */
  drop(job: string): void;
}

interface Row extends Omit<OutgoingMessage, 'posted' | 'draft'> {
  readonly draft: 0 | 1;
  readonly channel: string | null;
  readonly ts: string | null;
}

const columns =
  'id, job, position, state, mark, version, draft, aim, channel, ts, attempts, not_before AS notBefore, tried_at AS triedAt, edited_at AS editedAt, put_at AS putAt';

export function openOutbox(db: Database): Outbox {
  // A new part goes where the others of its answer go.
  const aim = 'coalesce((SELECT max(aim) FROM outbox WHERE job = @job), 0)';
  const put = db.prepare<{
    id: string;
    mark: string;
    job: string;
    position: number;
    message: string;
    draft: 0 | 1;
    now: number;
  }>(
    `INSERT INTO outbox VALUES
       (@id, @job, @position, 'waiting', @mark, @message, 1, @draft, 1, ${aim}, NULL, NULL, 0, 0, NULL, NULL, @now, @now)
     ON CONFLICT (job, position) DO UPDATE SET message = excluded.message, version = version + 1, draft = excluded.draft,
       put_at = excluded.put_at, state = iif(state = 'trying', 'trying', 'waiting')
     WHERE excluded.draft = 0 OR (state = 'posted' AND editable = 1)`,
  );
  const unsent = db.prepare<[], Row>(
    `SELECT ${columns} FROM outbox WHERE state IN ('waiting', 'trying')
     ORDER BY draft, iif(draft, coalesce(edited_at, 0), created_at), job, position`,
  );
  const ofJob = db.prepare<[string], Row>(`SELECT ${columns} FROM outbox WHERE job = ? ORDER BY position`);
  const message = db.prepare<[string], { message: string | null }>('SELECT message FROM outbox WHERE id = ?');
  const trying = db.prepare<[number, string]>(
    `UPDATE outbox SET state = 'trying', attempts = attempts + 1, tried_at = coalesce(tried_at, ?) WHERE id = ?`,
  );
  const later = db.prepare<[number, string]>(
    `UPDATE outbox SET state = 'waiting', not_before = ?, tried_at = NULL WHERE id = ?`,
  );
  const unclear = db.prepare<[number, string]>('UPDATE outbox SET not_before = ? WHERE id = ?');
  // What Slack has need not be kept here too: only where it is, so that a thread under it is recognised.
  const posted = db.prepare<{ id: string; version: number; channel: string | null; ts: string | null; now: number }>(
    `UPDATE outbox SET channel = coalesce(@channel, channel), ts = coalesce(@ts, ts), edited_at = @now, attempts = 0,
       not_before = 0, tried_at = NULL, state = iif(version = @version, 'posted', 'waiting'),
       message = iif(version = @version, NULL, message) WHERE id = @id`,
  );
  const lost = db.prepare<[string, string]>(
    `UPDATE outbox SET mark = ?, channel = NULL, ts = NULL, edited_at = NULL, tried_at = NULL, attempts = 0, not_before = 0,
       editable = 0, state = iif(draft, 'posted', 'waiting'), message = iif(draft, NULL, message) WHERE id = ?`,
  );
  const redirect = db.prepare<[number, string]>(
    `UPDATE outbox SET aim = ?, state = 'waiting', attempts = 0, not_before = 0, tried_at = NULL
     WHERE job = ? AND ts IS NULL AND state IN ('waiting', 'trying')`,
  );
  const fail = db.prepare<[string]>(`UPDATE outbox SET state = 'failed', message = NULL WHERE id = ?`);
  const hold = db.prepare<[number]>(`UPDATE outbox SET not_before = max(not_before, ?) WHERE state = 'trying'`);
  const tryAgain = db.prepare(`UPDATE outbox SET not_before = 0 WHERE state IN ('waiting', 'trying')`);
  const drop = db.prepare<[string]>(`DELETE FROM outbox WHERE job = ? AND state = 'waiting' AND ts IS NULL`);

  const set = (job: string, position: number, content: SlackMessage, draft: 0 | 1, now: number) =>
    void put.run({ id: randomUUID(), mark: randomUUID(), job, position, message: JSON.stringify(content), draft, now });
  return {
    put: (job, position, content, now) => set(job, position, content, 0, now),
    putDraft: (job, content, now) => set(job, 0, content, 1, now),
    unsent: () => unsent.all().map(outgoing),
    of: (job) => ofJob.all(job).map(outgoing),
    message(id) {
      const content = message.get(id)?.message;
      return content ? (JSON.parse(content) as SlackMessage) : nothing;
    },
    trying: (id, now) => void trying.run(now, id),
    later: (id, notBefore) => void later.run(notBefore, id),
    unclear: (id, notBefore) => void unclear.run(notBefore, id),
    posted: (id, version, at, now) =>
      void posted.run({ id, version, channel: at?.channel ?? null, ts: at?.ts ?? null, now }),
    lost: (id) => void lost.run(randomUUID(), id),
    redirect: (job, next) => void redirect.run(next, job),
    fail: (id) => void fail.run(id),
    hold: (until) => void hold.run(until),
    tryAgain: () => void tryAgain.run(),
    drop: (job) => void drop.run(job),
  };
}

const nothing: SlackMessage = { text: '', blocks: [] };

function outgoing({ channel, ts, draft, ...rest }: Row): OutgoingMessage {
  return { ...rest, draft: draft === 1, posted: channel !== null && ts !== null ? { channel, ts } : null };
}
