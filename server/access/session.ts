import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { CookieOptions } from 'hono/utils/cookie';
import type { Library, StoredKey } from '../../ingest/library.ts';
import { EndedSessions, type SessionName } from './ended-sessions.ts';
import type { KeyRing } from './keys.ts';

const noteName = 'session-secret';
const cookieName = 'ibid';
/** Milliseconds until the secret is read again, so that servers that made one at the same moment agree. */
const rememberMs = 30_000;

/**
 * Sessions of browsers: a cookie with key id, expiry, a nonce, and an HMAC-SHA-256 over them and the key's hash. No
 * server keeps a list of those that last, all servers of a library know them, and they end with their key, with their
 * time, or when somebody logs out.
 */
export class Sessions {
  readonly #library: Library;
  readonly #keys: KeyRing;
  readonly #ended: EndedSessions;
  readonly #secure: boolean;
  readonly #lifetimeMs: number;
  #secret: Buffer | null = null;
  #readAt = 0;

  constructor(library: Library, keys: KeyRing, options: { secureCookies: boolean; lifetimeMs: number }) {
    this.#library = library;
    this.#keys = keys;
    this.#ended = new EndedSessions(library);
    this.#secure = options.secureCookies;
    this.#lifetimeMs = options.lifetimeMs;
  }

  /** Starts a session: sets the cookie, and says when it ends. */
  async start(c: Context, key: StoredKey): Promise<Date> {
    const expires = new Date(Date.now() + this.#lifetimeMs);
    const body = `${key.id}.${expires.getTime()}.${randomBytes(12).toString('hex')}`;
    const signature = this.#sign(body, key, await this.#secretOf(rememberMs)).toString('base64url');
    setCookie(c, cookieName, `${body}.${signature}`, this.#cookie({ expires }));
    return expires;
  }

  /** Ends the session of this browser: the cookie is deleted, and a copy of it opens nothing any more. */
  async end(c: Context): Promise<void> {
    const session = await this.#sessionOf(c);
    if (session) await this.#ended.add(session.name);
    deleteCookie(c, cookieName, this.#cookie({}));
  }

  /** The key that the session of this browser was started with, or null: none, forged, over, or the key revoked. */
  async keyOf(c: Context): Promise<StoredKey | null> {
    return (await this.#sessionOf(c))?.key ?? null;
  }

  async #sessionOf(c: Context): Promise<{ readonly name: SessionName; readonly key: StoredKey } | null> {
    const cookie = this.#secure ? getCookie(c, cookieName, 'host') : getCookie(c, cookieName);
    const found = /^([0-9a-f]{1,64})\.(\d{1,16})\.([0-9a-f]{24})\.([\w-]{43})$/.exec(cookie ?? '');
    const [, id, expires, nonce, signature] = found ?? [];
    if (!id || !expires || !nonce || !signature || Number(expires) <= Date.now()) return null;
    const key = await this.#keys.withId(id);
    if (!key) return null;
    const given = Buffer.from(signature, 'base64url');
    for (const maxAgeMs of [rememberMs, 1000]) {
      const right = this.#sign(`${id}.${expires}.${nonce}`, key, await this.#secretOf(maxAgeMs));
      if (given.length !== right.length || !timingSafeEqual(given, right)) continue;
      const name = { keyId: id, nonce, expires: Number(expires) };
      return (await this.#ended.has(name)) ? null : { name, key };
    }
    return null;
  }

  #sign(body: string, key: StoredKey, secret: Buffer): Buffer {
    return createHmac('sha256', secret).update(`${body}.${key.sha256}`).digest();
  }

  #cookie(options: CookieOptions): CookieOptions {
    const all: CookieOptions = { ...options, httpOnly: true, sameSite: 'Lax', path: '/' };
    return this.#secure ? { ...all, secure: true, prefix: 'host' } : all;
  }

  async #secretOf(maxAgeMs: number): Promise<Buffer> {
    if (this.#secret && Date.now() - this.#readAt <= maxAgeMs) return this.#secret;
    let note = await this.#library.note(noteName);
    if (note === null) {
      const made = randomBytes(32).toString('base64url');
      await this.#library.setNote(noteName, made);
      note = (await this.#library.note(noteName)) ?? made;
    }
    this.#readAt = Date.now();
    return (this.#secret = Buffer.from(note, 'base64url'));
  }
}
