import { randomUUID } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import type { Destination } from './destination.ts';

export type JobKind = 'question' | 'check' | 'share' | 'keep';

/** Something that a user asked for. */
export interface NewJob {
  readonly kind: JobKind;
  /** What it is about, such as a message: there is one job for it, however often it comes. */
  readonly subject: string;
  readonly channel: string;
  /** `ts` of the first message of its thread; null outside of threads. */
  readonly thread: string | null;
  /** `ts` of the message that asks; null for commands and buttons. */
  readonly message: string | null;
  readonly user: string;
  /** The question, or the text to check, as a person reads it; '' for what is shared or kept. */
  readonly text: string;
  /** The job whose outcome is shared or kept. */
  readonly about: string | null;
  /** Tried in this order, each when the one before can't be had. */
  readonly destinations: readonly Destination[];
}

export interface Job extends NewJob {
  readonly id: string;
  readonly state: 'waiting' | 'done' | 'stopped';
  /** Id of the answer in the library. */
  readonly answer: string | null;
  /** Processes that ended over it: one that ends all of them is not to be done again and again. */
  readonly lives: number;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
}

/** What users asked for: waiting, until its messages are in the outbox. */
export interface Jobs {
  /** Null: there is a job about this already. */
  add(job: NewJob, now: number): Job | null;
  job(id: string): Job | null;
  /** Oldest first. */
  waiting(): Job[];
  /** This process begins with these, or leaves them of its own will. */
  count(ids: readonly string[], lives: 1 | -1): void;
  /** False when it is no longer waiting: it was stopped, or forgotten. */
  finish(id: string, answer: string | null): boolean;
  /** Whether it was still waiting. */
  stop(id: string): boolean;
  /** Those at work, in a thread, or in a whole channel what a user asked. */
  unfinished(channel: string, of: { readonly thread: string } | { readonly user: string }): Job[];
  /** The job about a subject. */
  find(subject: string): Job | null;
  /** Deletes some of those that were made before and have nothing left to send; true: there may be more of them. */
  prune(before: number): boolean;
}

interface Row extends Omit<Job, 'destinations' | 'createdAt'> {
  readonly destinations: string;
  readonly created_at: number;
}

/** Nobody waits noticeably for so many. */
const prunedAtOnce = 500;

export function openJobs(db: Database): Jobs {
  const insert = db.prepare<Row>(
    `INSERT INTO jobs VALUES
     (@id, @subject, @kind, @state, @channel, @thread, @message, @user, @text, @about, @destinations, @answer, @lives, @created_at)
     ON CONFLICT DO NOTHING`,
  );
  const byId = db.prepare<[string], Row>('SELECT * FROM jobs WHERE id = ?');
  const bySubject = db.prepare<[string], Row>('SELECT * FROM jobs WHERE subject = ?');
  const waiting = db.prepare<[], Row>(`SELECT * FROM jobs WHERE state = 'waiting' ORDER BY created_at, rowid`);
  const finish = db.prepare<[string | null, string]>(
    `UPDATE jobs SET state = 'done', answer = ? WHERE id = ? AND state = 'waiting'`,
  );
  const stop = db.prepare<[string]>(`UPDATE jobs SET state = 'stopped' WHERE id = ? AND state = 'waiting'`);
  const count = db.prepare<[number, string]>('UPDATE jobs SET lives = lives + ? WHERE id = ?');
  const countAll = db.transaction((ids: readonly string[], lives: number) => ids.forEach((id) => count.run(lives, id)));
  const unfinished = (column: 'thread' | 'user') =>
    db.prepare<[string, string], Row>(
      `SELECT * FROM jobs INDEXED BY jobs_by_state WHERE state = 'waiting' AND channel = ? AND ${column} = ?
       ORDER BY created_at, rowid`,
    );
  const inThread = unfinished('thread');
  const byUser = unfinished('user');
  const prune = db.prepare<[number]>(
    `DELETE FROM jobs WHERE id IN (
       SELECT id FROM jobs WHERE created_at < ? AND state <> 'waiting' AND NOT EXISTS
         (SELECT 1 FROM outbox WHERE outbox.job = jobs.id AND outbox.state IN ('waiting', 'trying'))
       LIMIT ${prunedAtOnce})`,
  );
  return {
    add(job, now) {
      const { destinations, ...rest } = job;
      const id = randomUUID();
      const row = { ...rest, id, state: 'waiting' as const, answer: null, lives: 0, created_at: now };
      const added = insert.run({ ...row, destinations: JSON.stringify(destinations) }).changes > 0;
      return added ? { ...job, id, state: 'waiting', answer: null, lives: 0, createdAt: now } : null;
    },
    job: (id) => oneOf(byId.get(id)),
    find: (subject) => oneOf(bySubject.get(subject)),
    count: (ids, lives) => countAll.immediate(ids, lives),
    waiting: () => waiting.all().map(jobOf),
    finish: (id, answer) => finish.run(answer, id).changes > 0,
    stop: (id) => stop.run(id).changes > 0,
    unfinished: (channel, of) =>
      ('thread' in of ? inThread.all(channel, of.thread) : byUser.all(channel, of.user)).map(jobOf),
    prune: (before) => prune.run(before).changes === prunedAtOnce,
  };
}

function oneOf(row: Row | undefined): Job | null {
  return row ? jobOf(row) : null;
}

function jobOf({ destinations, created_at: createdAt, ...rest }: Row): Job {
  return { ...rest, createdAt, destinations: JSON.parse(destinations) as Destination[] };
}
