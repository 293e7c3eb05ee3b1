import type { Context, MiddlewareHandler } from 'hono';
import type { StoredKey } from '../../ingest/library.ts';
import { RequestError } from '../errors.ts';
import type { Env } from '../http/router.ts';
import type { KeyRing } from './keys.ts';
import type { Sessions } from './session.ts';

/** What has to be reachable without a key: signs of life, and the way in. */
const openPaths = new Set(['/healthz', '/readyz', '/login', '/api/login', '/ibid.css']);

/**
 * Lets in who has a key or a session. Others get 401, or the login page when they are a person who opens a page.
 * @throws RequestError (401)
 */
export function gate(keys: KeyRing, sessions: Sessions): MiddlewareHandler<Env> {
  return async (c, next) => {
    if (openPaths.has(c.req.path)) return next();
    const key = await keyOf(c, keys, sessions);
    if (key) {
      c.set('key', key);
      return next();
    }
    const opensPage = c.req.method === 'GET' && (c.req.header('accept') ?? '').includes('text/html');
    if (opensPage && !c.req.path.startsWith('/api/')) {
      const url = new URL(c.req.url);
      return c.redirect(`/login?next=${encodeURIComponent(url.pathname + url.search)}`, 302);
    }
    throw new RequestError(401, 'key-needed', isBrowser(c) ? sessionOver : keyMissing);
  };
}

const sessionOver = 'You are not logged in, or your session has ended. Log in with your key to go on.';
const keyMissing =
  'A valid key is needed. Send "Authorization: Bearer ibid_…", or log in at /login; "ibid key add" makes a key.';

/** A person's browser, as its page gets to hear of it: only there somebody can log in (W3C Fetch Metadata; off TLS browsers leave it out). */
function isBrowser(c: Context<Env>): boolean {
  if (c.req.header('authorization') !== undefined) return false;
  return c.req.header('sec-fetch-mode') !== undefined || (c.req.header('user-agent') ?? '').startsWith('Mozilla/');
}

async function keyOf(c: Context<Env>, keys: KeyRing, sessions: Sessions): Promise<StoredKey | null> {
  const authorization = c.req.header('authorization');
  if (authorization === undefined) return sessions.keyOf(c);
  const secret = /^Bearer +(\S+) *$/i.exec(authorization)?.[1];
  return secret ? keys.withSecret(secret) : null;
}

/** Where to go after login: a path of this server, whatever somebody put into the link. */
export function localPath(next: string | undefined): string {
  if (!next?.startsWith('/')) return '/';
  const base = 'http://ibid.invalid';
  if (!URL.canParse(next, base)) return '/';
  // A host in it is dropped: "//evil.example/x" goes to /x, here.
  const url = new URL(next, base);
  return url.pathname.replace(/^\/+/, '/') + url.search + url.hash;
}
