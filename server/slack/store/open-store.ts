import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { SlackStoreBusyError } from './busy-error.ts';
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
 * of it. `version` grows with each new content of a message, `sent` is the version that Slack has.
 */
const tables = `
CREATE TABLE seen (key TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX seen_by_time ON seen (at);
CREATE TABLE jobs (
  id TEXT PRIMARY KEY, subject TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, state TEXT NOT NULL, channel TEXT NOT NULL,
  thread TEXT, message TEXT, user TEXT NOT NULL, text TEXT NOT NULL, about TEXT, destinations TEXT NOT NULL,
  answer TEXT, created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX jobs_by_thread ON jobs (channel, thread, created_at);
CREATE INDEX jobs_by_state ON jobs (state, created_at);
CREATE TABLE outbox (
  id TEXT PRIMARY KEY, job TEXT NOT NULL REFERENCES jobs (id) ON DELETE CASCADE, position INTEGER NOT NULL,
  state TEXT NOT NULL, message TEXT, version INTEGER NOT NULL, sent INTEGER NOT NULL, aim INTEGER NOT NULL,
  channel TEXT, ts TEXT, attempts INTEGER NOT NULL, not_before INTEGER NOT NULL, tried_at INTEGER, edited_at INTEGER,
  created_at INTEGER NOT NULL, UNIQUE (job, position)
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
   * Deletes all but the marks of what was taken: those say nothing of anybody, and keep a late delivery from doing it
   * again. Gives the ids of the jobs and of their answers.
   */
  forget(): { readonly jobs: readonly string[]; readonly answers: readonly string[] };
  /** Leaves no copy of what was deleted in the log of changes; not inside a transaction. */
  compact(): void;
  close(): void;
}

/**
 * Opens `slack.db` in a folder, for this process alone: two that answer the same events would answer twice.
 * @throws SlackStoreBusyError when another process has it
 */
export function openStore(folder: string): SlackStore {
  mkdirSync(folder, { recursive: true });
  const db = new Database(join(folder, storeName), { timeout: 1000 });
  try {
    db.pragma('locking_mode = EXCLUSIVE');
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    db.pragma('foreign_keys = ON');
    db.pragma('secure_delete = ON');
    db.transaction(() => {
      if (db.pragma('user_version', { simple: true }) === 0) {
        db.exec(tables);
        db.pragma(`user_version = ${format}`);
      }
    }).exclusive();
  } catch (error) {
    db.close();
    const busy = error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY');
    throw busy ? new SlackStoreBusyError(folder, { cause: error }) : error;
  }
  return {
    deliveries: openDeliveries(db),
    jobs: openJobs(db),
    outbox: openOutbox(db),
    threads: openThreads(db),
    transaction: (work) => db.transaction(work).immediate(),
    forget() {
      const all = db.prepare<[], { id: string; answer: string | null }>('SELECT id, answer FROM jobs').all();
      db.exec('DELETE FROM outbox; DELETE FROM jobs;');
      return { jobs: all.map(({ id }) => id), answers: all.flatMap(({ answer }) => answer ?? []) };
    },
    compact: () => void db.pragma('wal_checkpoint(TRUNCATE)'),
    close: () => void db.close(),
  };
}
