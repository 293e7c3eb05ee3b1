import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import type { Library } from '../../ingest/library.ts';

/** What ties a session to its key and its moment. */
export interface SessionName {
  readonly keyId: string;
  /** Random, hex. */
  readonly nonce: string;
  /** Milliseconds since the epoch. */
  readonly expires: number;
}

const EndedSchema = z.object({
  /** Sessions that expire no later than this are over, whichever they are. */
  upTo: z.number(),
  sessions: z.array(z.object({ nonce: z.string(), expires: z.number() })),
});
type Ended = z.infer<typeof EndedSchema>;

/** Milliseconds that the notes are remembered: a session that ended on another server lives on for at most so long. */
const rememberMs = 2000;
/** Logouts of one key that are told apart; with one more, all its sessions up to then end, so notes stay small. */
const maxOfOneKey = 200;
/** How often a logout is written again, and milliseconds until it is looked whether it stayed. */
const mostAttempts = 4;
const settleMs = { least: 10, spread: 15 };
/** Keys that are remembered; more are read again. */
const maxRemembered = 1000;

/** Sessions that somebody logged out of, kept in the library beside their key until they would have expired. */
export class EndedSessions {
  readonly #library: Library;
  readonly #remembered = new Map<string, { readonly ended: Promise<Ended>; readonly at: number }>();
  #writing: Promise<unknown> = Promise.resolve();

  constructor(library: Library) {
    this.#library = library;
  }

  async has({ keyId, nonce, expires }: SessionName): Promise<boolean> {
    const known = this.#remembered.get(keyId);
    const ended = known && Date.now() - known.at <= rememberMs ? known.ended : this.#remember(keyId, this.#read(keyId));
    const { upTo, sessions } = await ended;
    return expires <= upTo || sessions.some((session) => session.nonce === nonce);
  }

  /** From now on the session opens nothing: here at once, on other servers of the library within two seconds. */
  async add(session: SessionName): Promise<void> {
    // One after the other, or two logouts at once would overwrite each other.
    const written = this.#writing.then(() => this.#write(session));
    this.#writing = written.catch(() => undefined);
    await written;
  }

  /** Another server may write what it read before: so it is looked at again, and written again if it is not there. */
  async #write({ keyId, nonce, expires }: SessionName): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      const { upTo, sessions } = await this.#read(keyId);
      const isThere = expires <= upTo || sessions.some((session) => session.nonce === nonce);
      const lasting = [...sessions, ...(isThere ? [] : [{ nonce, expires }])].filter(
        (session) => session.expires > Date.now(),
      );
      const ended =
        lasting.length <= maxOfOneKey
          ? { upTo, sessions: lasting }
          : { upTo: Math.max(upTo, ...lasting.map((session) => session.expires)), sessions: [] };
      if (!isThere) await this.#library.setNote(noteName(keyId), JSON.stringify(ended));
      await this.#remember(keyId, Promise.resolve(ended));
      if (isThere || attempt > mostAttempts) return;
      await wait(settleMs.least + Math.random() * settleMs.spread);
    }
  }

  #remember(keyId: string, ended: Promise<Ended>): Promise<Ended> {
    if (this.#remembered.size >= maxRemembered) this.#remembered.clear();
    this.#remembered.set(keyId, { ended, at: Date.now() });
    ended.catch(() => this.#remembered.delete(keyId));
    return ended;
  }

  async #read(keyId: string): Promise<Ended> {
    const note = await this.#library.note(noteName(keyId));
    return note === null ? { upTo: 0, sessions: [] } : EndedSchema.parse(JSON.parse(note));
  }
}

function noteName(keyId: string): string {
  return `ended-sessions:${keyId}`;
}
