import type { Database } from 'better-sqlite3';

/**
 * Moves all changes into the file and empties the log, which still holds what was removed. False: somebody was reading
 * or writing for `patience` milliseconds, which this thread waits.
 */
export function emptyLog(db: Database, patience: number): boolean {
  const before = db.pragma('busy_timeout', { simple: true });
  db.pragma(`busy_timeout = ${patience}`);
  try {
    return db.pragma('wal_checkpoint(TRUNCATE)', { simple: true }) === 0;
  } finally {
    db.pragma(`busy_timeout = ${Number(before)}`);
  }
}
