import type { Database } from 'better-sqlite3';

/** A question that was answered, with the answer's id in the library. */
export interface AnsweredQuestion {
  readonly question: string;
  readonly answer: string;
}

/** The conversations that Ibid takes part in, as its own jobs tell: reading a channel's history is rationed. */
export interface Threads {
  /** Whether it was addressed there, or the thread hangs on a message of its own. */
  takesPart(channel: string, thread: string): boolean;
  /** Answered questions of a thread that came before a job, oldest first. */
  turns(channel: string, thread: string, job: string): AnsweredQuestion[];
  /** The same for all threads of a channel after a time: direct messages that nobody threads. */
  recentTurns(channel: string, after: number, job: string): AnsweredQuestion[];
}

/** As many as a question can lean on. */
const turnsKept = 6;

export function openThreads(db: Database): Threads {
  const addressed = db.prepare<[string, string]>(
    `SELECT 1 FROM jobs WHERE channel = ? AND thread = ? AND kind = 'question'`,
  );
  const ownMessage = db.prepare<[string, string], { about: string | null; job: string }>(
    'SELECT jobs.about, jobs.id AS job FROM outbox JOIN jobs ON jobs.id = outbox.job WHERE outbox.channel = ? AND outbox.ts = ?',
  );
  const select = (condition: string) =>
    db.prepare<[string, string | number, string], AnsweredQuestion>(
      `SELECT question, answer FROM (
         SELECT text AS question, answer, rowid AS n FROM jobs
         WHERE channel = ? AND kind = 'question' AND answer IS NOT NULL AND ${condition}
           AND rowid < (SELECT rowid FROM jobs WHERE id = ?)
         ORDER BY n DESC LIMIT ${turnsKept})
       ORDER BY n`,
    );
  const inThread = select('thread = ?');
  const after = select('created_at > ?');
  const byId = db.prepare<[string], AnsweredQuestion>(
    'SELECT text AS question, answer FROM jobs WHERE id = ? AND answer IS NOT NULL',
  );
  return {
    takesPart: (channel, thread) =>
      addressed.get(channel, thread) !== undefined || ownMessage.get(channel, thread) !== undefined,
    turns(channel, thread, job) {
      // A shared answer begins a thread: its question was asked elsewhere.
      const root = ownMessage.get(channel, thread);
      const first = root && byId.get(root.about ?? root.job);
      return [...(first ? [first] : []), ...inThread.all(channel, thread, job)];
    },
    recentTurns: (channel, since, job) => after.all(channel, since, job),
  };
}
