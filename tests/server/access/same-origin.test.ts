import { describe, expect, test } from 'vitest';
import type { AccessSettings } from '../../../server/http/parts.ts';
import { createTestApp, errorOf } from '../app-under-test.ts';

const loopback: AccessSettings = { requireKey: false, allowedHosts: [], secureCookies: false };
const question = { question: 'What is trust?' };

describe('Host', () => {
  test.each([
    { host: 'localhost:8787', status: 200 },
    { host: 'localhost', status: 200 },
    { host: '127.0.0.1:9000', status: 200 },
    { host: '[::1]:8787', status: 200 },
    { host: 'LOCALHOST:8787', status: 200 },
    { host: 'evil.example', status: 403 },
    { host: 'localhost.evil.example', status: 403 },
    { host: 'evil.example:8787', status: 403 },
    { host: '127.0.0.1.nip.io:8787', status: 403 },
    { host: '192.168.0.7:8787', status: 403 },
    { host: 'localhost@evil.example', status: 403 },
    { host: 'local host', status: 403 },
  ])('$host on loopback: $status', async ({ host, status }) => {
    const { app } = createTestApp({ access: loopback });
    for (const path of ['/api/papers', '/docs', '/healthz']) {
      const response = await app.request(path, { headers: { Host: host } });
      expect(response.status).toBe(status);
      if (status === 403) expect((await errorOf(response)).code).toBe('host-not-allowed');
    }
  });

  test.each([
    { why: 'a name that is allowed', host: 'papers.example.org', allowed: ['papers.example.org'], status: 200 },
    {
      why: 'the same in capitals with a port',
      host: 'Papers.Example.org:80',
      allowed: ['papers.example.org'],
      status: 200,
    },
    { why: 'a name with its port', host: 'papers.example.org:8443', allowed: ['papers.example.org:8443'], status: 200 },
    { why: 'another port', host: 'papers.example.org:1', allowed: ['papers.example.org:8443'], status: 403 },
  ])('$why: $status', async ({ host, allowed, status }) => {
    const { app } = createTestApp({ access: { ...loopback, allowedHosts: allowed } });
    expect((await app.request('/docs', { headers: { Host: host } })).status).toBe(status);
  });

  test('where a key is needed any name will do unless names are set; probes come by address', async () => {
    const open = createTestApp({ access: { ...loopback, requireKey: true } });
    expect((await open.app.request('/login', { headers: { Host: '10.0.0.5:8787' } })).status).toBe(200);
    const named = createTestApp({ access: { ...loopback, requireKey: true, allowedHosts: ['papers.example.org'] } });
    expect((await named.app.request('/login', { headers: { Host: '10.0.0.5:8787' } })).status).toBe(403);
    expect((await named.app.request('/readyz', { headers: { Host: '10.0.0.5:8787' } })).status).toBe(200);
  });
});

describe('Origin and Sec-Fetch-Site', () => {
  const host = 'localhost:8787';
  test.each([
    { why: 'a program, which sends neither', headers: {}, get: 200, post: 200 },
    {
      why: "Ibid's own page",
      headers: { Origin: 'http://localhost:8787', 'Sec-Fetch-Site': 'same-origin' },
      get: 200,
      post: 200,
    },
    { why: 'a person at the address bar', headers: { 'Sec-Fetch-Site': 'none' }, get: 200, post: 200 },
    {
      why: 'another site',
      headers: { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' },
      get: 403,
      post: 403,
    },
    { why: 'another site without Origin', headers: { 'Sec-Fetch-Site': 'cross-site' }, get: 200, post: 403 },
    {
      why: 'another port of this machine',
      headers: { Origin: 'http://localhost:3000', 'Sec-Fetch-Site': 'same-site' },
      get: 403,
      post: 403,
    },
    { why: 'another port without Origin', headers: { 'Sec-Fetch-Site': 'same-site' }, get: 200, post: 403 },
    { why: 'a sandboxed frame', headers: { Origin: 'null' }, get: 403, post: 403 },
    { why: 'an extension', headers: { Origin: 'chrome-extension://abcdef' }, get: 403, post: 403 },
    {
      why: 'a name that begins like ours',
      headers: { Origin: 'http://localhost:8787.evil.example' },
      get: 403,
      post: 403,
    },
  ])('$why: GET $get, POST $post', async ({ headers, get, post }) => {
    const { app, post: send, assistant } = createTestApp({ access: loopback });
    expect((await app.request('/api/papers', { headers: { Host: host, ...headers } })).status).toBe(get);
    const response = await send('/api/ask', question, { Host: host, ...headers });
    expect(response.status).toBe(post);
    expect(assistant.requests).toHaveLength(post === 200 ? 1 : 0);
    if (post === 403) expect((await errorOf(response)).code).toBe('origin-not-allowed');
  });

  test('a link from another site may be followed: that is a GET without Origin', async () => {
    const { app } = createTestApp({ access: loopback });
    const headers = { Host: host, 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate', Accept: 'text/html' };
    expect((await app.request('/docs', { headers })).status).toBe(200);
  });

  test('behind TLS the Origin has a scheme that the server does not see', async () => {
    const access = { ...loopback, allowedHosts: ['papers.example.org'] };
    const { post } = createTestApp({ access });
    const headers = { Host: 'papers.example.org', Origin: 'https://papers.example.org' };
    expect((await post('/api/ask', question, headers)).status).toBe(200);
  });

  test('behind a proxy that changes Host, the public origin has to be set', async () => {
    const headers = { Host: host, Origin: 'https://papers.example.org', 'Sec-Fetch-Site': 'same-origin' };
    const unset = createTestApp({ access: loopback });
    expect((await unset.post('/api/ask', question, headers)).status).toBe(403);
    const set = createTestApp({ access: { ...loopback, allowedOrigins: ['https://papers.example.org'] } });
    expect((await set.post('/api/ask', question, headers)).status).toBe(200);
  });
});
