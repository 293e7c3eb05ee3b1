import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Library } from '../../../ingest/library.ts';
import { createKey } from '../../../server/access/keys.ts';
import type { AppParts } from '../../../server/http/parts.ts';
import { createTestApp, errorOf } from '../app-under-test.ts';

const access = { requireKey: true, allowedHosts: [], secureCookies: true };
const asPage = { Accept: 'text/html,application/xhtml+xml' };

afterEach(() => vi.useRealTimers());

async function appWithKey(change: Partial<AppParts> = {}) {
  const seen = createTestApp({ access, ...change });
  const { secret, stored } = createKey('laptop');
  await seen.library.addKey(stored);
  return { ...seen, secret, key: stored };
}

/** The cookie pair that a response sets. */
function cookieOf(response: Response): string {
  return response.headers.get('set-cookie')?.split(';')[0] ?? '';
}

function logIn(app: ReturnType<typeof createTestApp>['app'], key: string, next = '', headers = {}): Promise<Response> {
  const body = new URLSearchParams({ key });
  return Promise.resolve(app.request(`/login${next}`, { method: 'POST', body, headers }));
}

describe('keys', () => {
  test('only the hash of a key is stored, and no two keys are alike', () => {
    const first = createKey('laptop');
    expect(first.secret).toMatch(/^ibid_[\w-]{43}$/);
    expect(first.stored).toMatchObject({ name: 'laptop', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string });
    expect(JSON.stringify(first.stored)).not.toContain(first.secret.slice(5));
    expect(createKey('laptop').secret).not.toBe(first.secret);
  });

  test.each([
    { why: 'no key', header: () => undefined, status: 401 },
    { why: 'the key', header: (secret: string) => `Bearer ${secret}`, status: 200 },
    { why: 'the scheme in small letters', header: (secret: string) => `bearer ${secret}`, status: 200 },
    { why: 'another key', header: () => `Bearer ${createKey('x').secret}`, status: 401 },
    { why: 'a key cut short', header: (secret: string) => `Bearer ${secret.slice(0, -1)}`, status: 401 },
    { why: 'another scheme', header: (secret: string) => `Basic ${secret}`, status: 401 },
    { why: 'an empty one', header: () => 'Bearer ', status: 401 },
  ])('$why: $status', async ({ header, status }) => {
    const { app, secret } = await appWithKey();
    const authorization = header(secret);
    const response = await app.request('/api/papers', {
      headers: { ...(authorization === undefined ? {} : { Authorization: authorization }) },
    });
    expect(response.status).toBe(status);
    if (status === 401) {
      expect(response.headers.get('www-authenticate')).toMatch(/^Bearer/);
      expect((await errorOf(response)).code).toBe('key-needed');
    }
  });

  test('a person’s browser is told to log in, a program which header to send', async () => {
    const { app } = await appWithKey();
    const messageFor = async (headers: Record<string, string>) =>
      (await errorOf(await app.request('/api/papers', { headers }))).message;
    const over = 'You are not logged in, or your session has ended. Log in with your key to go on.';
    expect(await messageFor({ 'Sec-Fetch-Mode': 'cors' })).toBe(over);
    expect(await messageFor({ 'User-Agent': 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0' })).toBe(over);
    expect(await messageFor({ 'User-Agent': 'curl/8.5.0' })).toContain('Authorization: Bearer');
  });

  test.each([
    '/api/papers',
    '/api/ask',
    '/metrics',
    '/openapi.json',
    '/docs',
    '/',
    '/papers/x',
    '/assets/a.js',
    '/nothing',
  ])('%s is closed without a key', async (path) => {
    const { app } = await appWithKey();
    expect((await app.request(path)).status).toBe(401);
  });

  test.each(['/healthz', '/readyz', '/login', '/ibid.css'])('%s is open', async (path) => {
    const { app } = await appWithKey();
    expect((await app.request(path)).status).toBe(200);
  });

  test('a key that was made a moment ago works, one that was revoked soon does not', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const { app, library, secret, key } = await appWithKey();
    const ask = (bearer: string) => app.request('/api/papers', { headers: { Authorization: `Bearer ${bearer}` } });
    expect((await ask(secret)).status).toBe(200);
    const other = createKey('other');
    await library.addKey(other.stored);
    vi.advanceTimersByTime(300);
    expect((await ask(other.secret)).status).toBe(200);
    await library.revokeKey(key.id);
    vi.advanceTimersByTime(2100);
    expect((await ask(secret)).status).toBe(401);
  });
});

describe('the login page', () => {
  test('has the focus in its only field, after a wrong key too, and is titled as the web page is', async () => {
    const { app } = await appWithKey();
    const wrong = await logIn(app, 'ibid_wrong');
    expect(wrong.status).toBe(401);
    for (const response of [await app.request('/login'), wrong]) {
      const page = await response.text();
      expect(page).toMatch(/<input[^>]*\sautofocus\s/);
      expect(page).toContain('<title>Log in – Ibid</title>');
    }
  });
});

describe('sessions', () => {
  test('a person is led to the login page and, with the key, back to where they wanted to go', async () => {
    const { app, secret } = await appWithKey();
    const first = await app.request('/papers/5f1c?page=3', { headers: asPage });
    expect(first.status).toBe(302);
    const login = first.headers.get('location') ?? '';
    expect(login).toBe('/login?next=%2Fpapers%2F5f1c%3Fpage%3D3');
    const page = await (await app.request(login, { headers: asPage })).text();
    expect(page).toContain('<form method="post">');
    expect(page).not.toMatch(/<script|style=/);

    const response = await logIn(app, ` ${secret}\n`, login.slice('/login'.length), { Origin: 'http://localhost' });
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe('/papers/5f1c?page=3');
    const cookie = response.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^__Host-ibid=[^;]+;/);
    for (const attribute of ['HttpOnly', 'Secure', 'SameSite=Lax', 'Path=/']) expect(cookie).toContain(attribute);
    expect(cookie).not.toContain('Domain');
    expect(cookie).not.toContain(secret);
    expect((await app.request('/api/papers', { headers: { Cookie: cookieOf(response) } })).status).toBe(200);
  });

  test('by POST /api/login too, and POST /api/logout ends it in this browser', async () => {
    const { post, app, secret } = await appWithKey();
    const response = await post('/api/login', { key: secret });
    expect(await response.json()).toMatchObject({ name: 'laptop' });
    const cookie = cookieOf(response);
    const out = await app.request('/api/logout', { method: 'POST', headers: { Cookie: cookie } });
    expect(out.status).toBe(204);
    expect(out.headers.get('set-cookie')).toMatch(/^__Host-ibid=;.*Max-Age=0/);
  });

  test('a copy of the cookie opens nothing after logout, here and soon on other servers; other sessions last', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const { post, app, library, secret } = await appWithKey();
    const [copied, other] = [
      cookieOf(await post('/api/login', { key: secret })),
      cookieOf(await post('/api/login', { key: secret })),
    ];
    const second = createTestApp({ access, library });
    const opens = async (server: typeof app, cookie: string) =>
      (await server.request('/api/papers', { headers: { Cookie: cookie } })).status === 200;
    expect([await opens(app, copied), await opens(second.app, copied)]).toEqual([true, true]);
    await app.request('/api/logout', { method: 'POST', headers: { Cookie: copied } });
    expect(await opens(app, copied)).toBe(false);
    vi.advanceTimersByTime(2100);
    expect(await opens(second.app, copied)).toBe(false);
    expect([await opens(app, other), await opens(second.app, other)]).toEqual([true, true]);
    expect((await app.request('/api/logout', { method: 'POST', headers: { Cookie: copied } })).status).toBe(401);
  });

  test('of two logouts of one key on two servers at the same moment none is lost', async () => {
    const { post, library, secret } = await appWithKey();
    // Both have read what there is before either writes.
    const slow: Library = {
      ...library,
      note: async (name) => {
        const value = await library.note(name);
        await wait(3);
        return value;
      },
    };
    const servers = [createTestApp({ access, library: slow }), createTestApp({ access, library: slow })];
    const logOut = async ({ app }: ReturnType<typeof createTestApp>) => {
      const cookie = cookieOf(await post('/api/login', { key: secret }));
      return { cookie, out: () => app.request('/api/logout', { method: 'POST', headers: { Cookie: cookie } }) };
    };
    const sessions = await Promise.all(servers.map(logOut));
    await Promise.all(sessions.map(async ({ out }) => out()));
    const third = createTestApp({ access, library });
    for (const { cookie } of sessions) {
      expect((await third.app.request('/api/papers', { headers: { Cookie: cookie } })).status).toBe(401);
    }
  });

  test('many logouts of one key take no more room: with the 201st all its sessions up to then are over', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const { post, app, library, secret, key } = await appWithKey({ limits: { logins: { burst: 999, perSecond: 1 } } });
    const bystander = cookieOf(await post('/api/login', { key: secret }));
    const outs: string[] = [];
    for (let n = 0; n < 201; n += 1) {
      vi.advanceTimersByTime(1);
      const cookie = cookieOf(await post('/api/login', { key: secret }));
      await app.request('/api/logout', { method: 'POST', headers: { Cookie: cookie } });
      outs.push(cookie);
    }
    for (const cookie of [...outs.slice(0, 2), ...outs.slice(-2), bystander]) {
      expect((await app.request('/api/papers', { headers: { Cookie: cookie } })).status).toBe(401);
    }
    expect((await library.note(`ended-sessions:${key.id}`))?.length).toBeLessThan(100);
    vi.advanceTimersByTime(1);
    const again = cookieOf(await post('/api/login', { key: secret }));
    expect((await app.request('/api/papers', { headers: { Cookie: again } })).status).toBe(200);
  });

  test('without TLS the cookie has a name that promises nothing', async () => {
    const { post, app, secret } = await appWithKey({ access: { ...access, secureCookies: false } });
    const response = await post('/api/login', { key: secret });
    expect(response.headers.get('set-cookie')).toMatch(/^ibid=/);
    expect(response.headers.get('set-cookie')).not.toContain('Secure');
    expect((await app.request('/api/papers', { headers: { Cookie: cookieOf(response) } })).status).toBe(200);
  });

  test.each([
    { why: 'another site', next: 'https://evil.example/', to: '/' },
    { why: 'another host', next: '//evil.example/', to: '/' },
    { why: 'another host by backslash', next: '/\\evil.example', to: '/' },
    { why: 'another host by way of dots', next: '/.//evil.example', to: '/evil.example' },
    { why: 'a script', next: 'javascript:alert(1)', to: '/' },
    { why: 'nothing', next: '', to: '/' },
    { why: 'a line end', next: '/a\r\nX: b', to: '/aX:%20b' },
    { why: 'a page with query and fragment', next: '/papers/x?a=1#at=3-9', to: '/papers/x?a=1#at=3-9' },
  ])('after login to $why: $to', async ({ next, to }) => {
    const { app, secret } = await appWithKey();
    const response = await logIn(app, secret, `?next=${encodeURIComponent(next)}`);
    expect(response.headers.get('location')).toBe(to);
  });

  test('a wrong key: 401, no cookie, and a page that says so; as JSON too', async () => {
    const { app, post } = await appWithKey();
    const wrong = '<script>alert(1)</script>';
    const response = await logIn(app, wrong);
    expect(response.status).toBe(401);
    expect(response.headers.has('set-cookie')).toBe(false);
    const page = await response.text();
    expect(page).toMatch(/role="alert"[^>]*>This key is not known here/);
    expect(page).not.toContain('alert(1)');
    const api = await post('/api/login', { key: wrong });
    expect(api.status).toBe(401);
    expect((await errorOf(api)).code).toBe('key-unknown');
  });

  test('the login form of another site is turned away', async () => {
    const { app, secret } = await appWithKey();
    expect((await logIn(app, secret, '', { Origin: 'https://evil.example' })).status).toBe(403);
    expect((await logIn(app, secret, '', { Origin: 'null' })).status).toBe(403);
  });

  test.each([
    { why: 'another key', change: (token: string) => token.replace(/^[0-9a-f]+/, '0badc0de') },
    { why: 'a later end', change: (token: string) => token.replace(/\.\d+\./, '.99999999999999.') },
    { why: 'another signature', change: (token: string) => `${token.slice(0, -4)}AAAA` },
    { why: 'no signature', change: (token: string) => token.replace(/\.[^.]+$/, '.') },
  ])('a cookie changed to $why opens nothing', async ({ change }) => {
    const { app, post, secret } = await appWithKey();
    const [name, token = ''] = cookieOf(await post('/api/login', { key: secret })).split('=');
    const cookie = `${name ?? ''}=${change(token)}`;
    expect((await app.request('/api/papers', { headers: { Cookie: cookie } })).status).toBe(401);
  });

  test('ends with its time, and with its key', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const { app, post, library, secret, key } = await appWithKey({ limits: { sessionMs: 60_000 } });
    const headers = { Cookie: cookieOf(await post('/api/login', { key: secret })) };
    expect((await app.request('/api/papers', { headers })).status).toBe(200);
    vi.advanceTimersByTime(60_001);
    expect((await app.request('/api/papers', { headers })).status).toBe(401);

    const again = { Cookie: cookieOf(await post('/api/login', { key: secret })) };
    expect((await app.request('/api/papers', { headers: again })).status).toBe(200);
    await library.revokeKey(key.id);
    vi.advanceTimersByTime(2100);
    expect((await app.request('/api/papers', { headers: again })).status).toBe(401);
  });

  test('holds on every server of the library, and on no other one', async () => {
    const { post, library, secret, key } = await appWithKey();
    const headers = { Cookie: cookieOf(await post('/api/login', { key: secret })) };
    const second = createTestApp({ access, library });
    expect((await second.app.request('/api/papers', { headers })).status).toBe(200);
    const foreign = createTestApp({ access });
    await foreign.library.addKey(key);
    expect((await foreign.app.request('/api/papers', { headers })).status).toBe(401);
  });
});

describe('rate limits', () => {
  test('attempts to log in: 429 with Retry-After, for that client only', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const { post } = await appWithKey({
      access: { ...access, trustedProxy: true },
      limits: { logins: { burst: 3, perSecond: 0.1 } },
    });
    // The first entry is what the client claims, the last what the proxy saw.
    const attempt = (claim: number, address: string) =>
      post('/api/login', { key: 'wrong' }, { 'X-Forwarded-For': `10.9.9.${claim}, ${address}` });
    for (let n = 0; n < 3; n += 1) expect((await attempt(n, '10.0.0.1')).status).toBe(401);
    const response = await attempt(3, '10.0.0.1');
    expect(response.status).toBe(429);
    expect(response.headers.get('retry-after')).toBe('10');
    expect((await attempt(4, '10.0.0.2')).status).toBe(401);
  });

  test('questions count for their key, and the bucket fills again', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const { post, library, secret } = await appWithKey({ limits: { questions: { burst: 1, perSecond: 1 } } });
    const other = createKey('other');
    await library.addKey(other.stored);
    const ask = (bearer: string) => post('/api/ask', { question: 'Why?' }, { Authorization: `Bearer ${bearer}` });
    expect((await ask(secret)).status).toBe(200);
    expect((await ask(secret)).status).toBe(429);
    expect((await ask(other.secret)).status).toBe(200);
    vi.advanceTimersByTime(1000);
    expect((await ask(secret)).status).toBe(200);
  });
});

test('neither keys nor cookies nor questions are logged', async () => {
  const { post, logged, secret } = await appWithKey();
  const cookie = cookieOf(await post('/api/login', { key: secret }));
  await post('/api/ask', { question: 'What did Zarathustra say?' }, { Cookie: cookie });
  await post('/api/ask', { question: 'What did Zarathustra say?' }, { Authorization: `Bearer ${secret}x` });
  const lines = logged.join('');
  expect(lines).toContain('"route":"/api/ask"');
  expect(lines).not.toContain(secret.slice(5, 20));
  expect(lines).not.toContain(cookie.slice(12, 40));
  expect(lines).not.toContain('Zarathustra');
});
