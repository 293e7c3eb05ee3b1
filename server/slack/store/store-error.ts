import type Database from 'better-sqlite3';

/** `slack.db` can't be used as it is. */
export class SlackStoreError extends Error {
  /** @param fault what the file is, behind "is": "in use", "damaged" … */
  constructor(folder: string, fault: string, options?: ErrorOptions) {
    const advice =
      fault === inUse
        ? 'stop the other Ibid, or take the SLACK_ settings from one of the two'
        : 'restore it, or move it away: Ibid then begins anew in Slack, and knows nothing of earlier conversations';
    super(`The file slack.db in ${folder} is ${fault}: ${advice}.`, options);
    this.name = 'SlackStoreError';
  }
}

const inUse = 'in use by another Ibid that works for Slack';

/** What is the matter with a file that SQLite refuses. */
export function faultOf({ code }: InstanceType<typeof Database.SqliteError>): string {
  if (code.startsWith('SQLITE_BUSY')) return inUse;
  if (code.startsWith('SQLITE_NOTADB') || code.startsWith('SQLITE_CORRUPT')) return 'damaged';
  if (code.startsWith('SQLITE_FULL')) return 'on a full disk';
  if (code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_CANTOPEN')) return 'not to be written by Ibid';
  return `not to be used (${code})`;
}
