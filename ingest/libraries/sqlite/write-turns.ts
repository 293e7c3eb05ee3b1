import { setTimeout as wait } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { busyTimeout } from './connect.ts';

/** Milliseconds that a try may hold up the caller's thread while somebody else is writing. */
const holdUp = 5;

/** Milliseconds between two tries. */
const pause = 15;

/** Lets those who write to one library go one after the other, in the order they came. */
export interface WriteTurns {
  /**
   * Runs work that writes through this thread's connection: one statement or one transaction, done when it returns; a
   * promise is only its result. While another thread or process is writing it is tried again and again, so that
   * SQLite never waits in here.
   */
  here<Result>(work: () => Result | Promise<Result>): Promise<Result>;
  /** Runs work that writes through the writing thread. */
  inThread<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Resolves when nobody is writing or waiting for it. */
  over(): Promise<void>;
}

function queue() {
  let last: Promise<unknown> = Promise.resolve();
  return {
    add<Result>(work: () => Promise<Result>): Promise<Result> {
      const run = last.then(work);
      last = run.catch(() => undefined);
      return run;
    },
    end: () => last,
  };
}

function isBusy(error: unknown): boolean {
  if (error instanceof Database.SqliteError) return error.code.startsWith('SQLITE_BUSY');
  return error instanceof Error && error.cause !== undefined && isBusy(error.cause);
}

export function takeTurns(db: Database.Database): WriteTurns {
  // Small changes do not wait for the thread: most of its time it prepares, and keeps nobody from writing.
  const mine = queue();
  const theThreads = queue();

  const attempt = <Result>(work: () => Result | Promise<Result>): Result | Promise<Result> => {
    // A closed connection says so itself, when it is used.
    if (!db.open) return work();
    db.pragma(`busy_timeout = ${holdUp}`);
    try {
      return work();
    } finally {
      db.pragma(`busy_timeout = ${busyTimeout}`);
    }
  };

  return {
    here: (work) =>
      mine.add(async () => {
        const end = performance.now() + busyTimeout;
        for (;;) {
          try {
            return await attempt(work);
          } catch (error) {
            if (!isBusy(error) || performance.now() > end) throw error;
          }
          await wait(pause);
        }
      }),
    inThread: (work) => theThreads.add(work),
    async over() {
      await Promise.all([mine.end(), theThreads.end()]);
    },
  };
}
