import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { faultOf, SlackStoreError } from './store-error.ts';
import { openDeliveries, type Deliveries } from './deliveries.ts';
import { type Jobs, openJobs } from './jobs.ts';
import { openOutbox, type Outbox } from './outbox.ts';
import { openThreads, type Threads } from './threads.ts';

/** The file in the library's folder that holds what came from Slack and what has to go there. */
export const storeName = 'slack.db';

/** Kept in `PRAGMA user_version`. */
const format = 1;

/**
 * `seen` is what was taken already. A job is one thing that somebody asked for, an outbox row one message of what came
 * of it. `lives` counts the processes that began with a job and never came to its end. `dropped_answers` are to be
 * deleted from the library.
 */
const tables = `
CREATE TABLE seen (key TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX seen_by_time ON seen (at);
CREATE TABLE jobs (
  id TEXT PRIMARY KEY, subject TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, state TEXT NOT NULL, channel TEXT NOT NULL,
  thread TEXT, message TEXT, user TEXT NOT NULL, text TEXT NOT NULL, about TEXT, destinations TEXT NOT NULL,
  answer TEXT, lives INTEGER NOT NULL, created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX jobs_by_thread ON jobs (channel, thread, created_at);
CREATE INDEX jobs_by_time ON jobs (created_at);
CREATE INDEX jobs_by_state ON jobs (state, created_at);
CREATE TABLE dropped_answers (id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TABLE outbox (
  id TEXT PRIMARY KEY, job TEXT NOT NULL REFERENCES jobs (id) ON DELETE CASCADE, position INTEGER NOT NULL,
  state TEXT NOT NULL, mark TEXT NOT NULL, message TEXT, version INTEGER NOT NULL, draft INTEGER NOT NULL,
  editable INTEGER NOT NULL, aim INTEGER NOT NULL, channel TEXT, ts TEXT, attempts INTEGER NOT NULL,
  not_before INTEGER NOT NULL, tried_at INTEGER, edited_at INTEGER, put_at INTEGER NOT NULL, created_at INTEGER NOT NULL,
  UNIQUE (job, position)
) STRICT;
CREATE INDEX outbox_by_state ON outbox (state, created_at, position);
CREATE INDEX outbox_by_message ON outbox (channel, ts);
`;

/** What is kept of Slack, on disk: each change is there when its function returns. */
export interface SlackStore {
  readonly deliveries: Deliveries;
  readonly jobs: Jobs;
  readonly outbox: Outbox;
  readonly threads: Threads;
  /** All of it, or nothing. */
  transaction<Result>(work: () => Result): Result;
  /**
   * Deletes all but the marks of what was taken, which keep a late delivery from doing it again and go after 26 hours.
   * Gives the ids of the jobs; their answers are in `droppedAnswers`.
   */
  forget(): string[];
  /** Answers that have to be deleted from the library, until `answersDropped` is told. */
  droppedAnswers(): string[];
  answersDropped(ids: readonly string[]): void;
  /** Leaves no copy of what was deleted in the log of changes; not inside a transaction. */
  compact(): void;
  close(): void;
}

/**
 * Opens `slack.db` in a folder, for this process alone: two that answer the same events would answer twice.
 * @throws SlackStoreError when another process has it, or when it can't be read
 */
export function openStore(folder: string): SlackStore {
  mkdirSync(folder, { recursive: true });
  const db = openFile(folder);
  try {
    db.pragma('locking_mode = EXCLUSIVE');
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    db.pragma('foreign_keys = ON');
    db.pragma('secure_delete = ON');
    db.transaction(() => {
      const version = db.pragma('user_version', { simple: true });
      if (version === 0) {
        db.exec(tables);
        db.pragma(`user_version = ${format}`);
      } else if (version !== format) throw new SlackStoreError(folder, 'of another version of Ibid');
    }).exclusive();
  } catch (error) {
    db.close();
    throw inWords(error, folder);
  }
  return {
    deliveries: openDeliveries(db),
    jobs: openJobs(db),
    outbox: openOutbox(db),
    threads: openThreads(db),
    transaction: (work) => db.transaction(work).immediate(),
    forget() {
      const jobs = db.prepare<[], { id: string }>('SELECT id FROM jobs').all();
      db.exec(`
        INSERT OR IGNORE INTO dropped_answers SELECT answer FROM jobs WHERE answer IS NOT NULL;
        DELETE FROM outbox;
        DELETE FROM jobs;`);
      return jobs.map(({ id }) => id);
    },
    droppedAnswers: () =>
      db
        .prepare<[], { id: string }>('SELECT id FROM dropped_answers')
        .all()
        .map(({ id }) => id),
    answersDropped(ids) {
      const drop = db.prepare<[string]>('DELETE FROM dropped_answers WHERE id = ?');
      db.transaction(() => ids.forEach((id) => drop.run(id)))();
    },
    compact: () => void db.pragma('wal_checkpoint(TRUNCATE)'),
    close: () => void db.close(),
  };
}

/** Milliseconds that a server that is ending has to let go of the file. */
const busyTimeout = 1000;

function openFile(folder: string): Database.Database {
  try {
    return new Database(join(folder, storeName), { timeout: busyTimeout });
  } catch (error) {
    throw inWords(error, folder);
  }
}

function inWords(error: unknown, folder: string): unknown {
  return error instanceof Database.SqliteError ? new SlackStoreError(folder, faultOf(error), { cause: error }) : error;
}
