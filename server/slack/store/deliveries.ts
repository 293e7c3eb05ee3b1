import type { Database } from 'better-sqlite3';

/** Milliseconds that a delivery is remembered: Slack sends delayed events again for 24 hours. */
const remembered = 26 * 60 * 60 * 1000;
/** Milliseconds between two looks for what can be forgotten. */
const betweenPrunings = 10 * 60 * 1000;

/** What was taken already, so that what comes again does nothing again. */
export interface Deliveries {
  /** True the first time for this key within 26 hours, then false. Times are milliseconds since 1970. */
  firstTime(key: string, now: number): boolean;
  seen(key: string): boolean;
}

export function openDeliveries(db: Database): Deliveries {
  const insert = db.prepare<[string, number]>('INSERT INTO seen VALUES (?, ?) ON CONFLICT DO NOTHING');
  const select = db.prepare<[string], { at: number }>('SELECT at FROM seen WHERE key = ?');
  const prune = db.prepare<[number]>('DELETE FROM seen WHERE at < ?');
  let pruned = 0;
  return {
    firstTime(key, now) {
      if (now - pruned > betweenPrunings) {
        prune.run(now - remembered);
        pruned = now;
      }
      return insert.run(key, now).changes > 0;
    },
    seen: (key) => select.get(key) !== undefined,
  };
}
