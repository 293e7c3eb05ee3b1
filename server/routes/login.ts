import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { localPath } from '../access/gate.ts';
import type { KeyRing } from '../access/keys.ts';
import { clientOf, takeToken, TokenBuckets } from '../access/rate-limit.ts';
import type { Sessions } from '../access/session.ts';
import { RequestError } from '../errors.ts';
import { loginPage } from '../pages/login-page.ts';
import type { AppParts, Limits } from '../http/parts.ts';
import { createRouter, type Env, failures, json, type Router } from '../http/router.ts';

const SessionSchema = z
  .object({ name: z.string().describe('the key’s name'), expiresAt: z.string().describe('ISO 8601, UTC') })
  .openapi('Session');

const loginRoute = createRoute({
  method: 'post',
  path: '/api/login',
  tags: ['Access'],
  summary: 'Log a browser in with a key',
  description: 'Sets a session cookie. Programs send the key with each request instead.',
  security: [],
  request: { body: { ...json(z.object({ key: z.string().max(300) }), 'The key'), required: true } },
  responses: { 200: json(SessionSchema, 'The session has begun'), ...failures(400, 401, 403, 413, 415, 429, 503) },
});

const logoutRoute = createRoute({
  method: 'post',
  path: '/api/logout',
  tags: ['Access'],
  summary: 'End the session of this browser',
  description: 'Its cookie opens nothing any more, on other servers of the library within two seconds.',
  responses: { 204: { description: 'Ended' }, ...failures(401, 403, 503) },
});

/** Login and logout: `/api/login`, `/api/logout`, and `/login`, a page that works without script. */
export function loginRoutes({ access }: AppParts, limits: Limits, keys: KeyRing, sessions: Sessions): Router {
  const buckets = new TokenBuckets(limits.logins);
  const logIn = async (c: Context<Env>, secret: string) => {
    takeToken(buckets, clientOf(c, access.trustedProxy ?? false), 'attempts to log in');
    const key = await keys.withSecret(secret.trim());
    if (!key) {
      const message = 'This key is not known here, or was revoked. Ask whoever runs Ibid for one.';
      throw new RequestError(401, 'key-unknown', message);
    }
    return { name: key.name, expiresAt: (await sessions.start(c, key)).toISOString() };
  };

  const router = createRouter()
    .openapi(loginRoute, async (c) => c.json(await logIn(c, c.req.valid('json').key), 200))
    .openapi(logoutRoute, async (c) => {
      await sessions.end(c);
      return c.body(null, 204);
    });

  router.get('/login', (c) => c.html(loginPage(null)));
  router.post('/login', async (c) => {
    const { key } = await c.req.parseBody();
    try {
      await logIn(c, typeof key === 'string' ? key : '');
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      if (error.retryAfter !== null) c.header('Retry-After', String(error.retryAfter));
      return c.html(loginPage(error.message), error.status);
    }
    return c.redirect(localPath(c.req.query('next')), 303);
  });
  return router;
}
