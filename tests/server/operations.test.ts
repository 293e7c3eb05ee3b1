import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LibraryUnavailableError } from '../../ingest/errors.ts';
import { scriptedAnswer } from '../fakes/scripted-assistant.ts';
import { createTestApp, errorOf, somePaper } from './app-under-test.ts';

const asPage = { Accept: 'text/html,application/xhtml+xml' };

describe('health', () => {
  test.each([
    { why: 'ready', ready: () => Promise.resolve(null), status: 200, text: 'ready' },
    {
      why: 'not ready',
      ready: () => Promise.resolve('The first papers are being added.'),
      status: 503,
      text: 'being added',
    },
    {
      why: 'broken',
      ready: () => Promise.reject(new LibraryUnavailableError('/srv/x is gone')),
      status: 503,
      text: 'library',
    },
  ])('$why: /readyz $status, while /healthz says that the process lives', async ({ ready, status, text }) => {
    const { app } = createTestApp({ ready });
    const response = await app.request('/readyz');
    expect(response.status).toBe(status);
    expect(response.headers.has('retry-after')).toBe(status === 503);
    const body = await response.text();
    expect(body).toContain(text);
    expect(body).not.toContain('/srv');
    expect((await app.request('/healthz')).status).toBe(200);
  });

  test('a server that shuts down is not ready', async () => {
    const { app } = createTestApp({ closing: AbortSignal.abort() });
    expect((await app.request('/readyz')).status).toBe(503);
  });
});

describe('/metrics', () => {
  test('counts requests, questions, abstentions and rejected quotations; shows the library and the process', async () => {
    let n = 0;
    const { app, post, library } = createTestApp({
      script: async function* ({ question }) {
        await Promise.resolve();
        n += 1;
        if (n === 3) throw new Error('broken');
        yield { type: 'citation-rejected', quote: 'Trust is all.', reason: 'altered' };
        const nothing = { reason: 'no-evidence' as const, message: 'Nothing.', nearest: [] };
        yield { type: 'answer-end', answer: scriptedAnswer(question, n === 2 ? nothing : null) };
      },
    });
    await library.add(somePaper());
    for (let asked = 0; asked < 3; asked += 1) await post('/api/ask', { question: 'Why?' });
    await app.request('/api/papers/abc');
    await app.request('/no/such/page');
    const response = await app.request('/metrics');
    expect(response.headers.get('content-type')).toMatch(/^text\/plain/);
    const lines = (await response.text()).split('\n');
    for (const line of [
      'ibid_http_requests_total{method="POST",route="/api/ask",status="200"} 2',
      'ibid_http_requests_total{method="POST",route="/api/ask",status="500"} 1',
      'ibid_http_requests_total{method="GET",route="/api/papers/:id",status="404"} 1',
      'ibid_http_requests_total{method="GET",route="none",status="404"} 1',
      'ibid_http_request_duration_seconds_count{method="POST",route="/api/ask"} 3',
      'ibid_questions_total{outcome="answered"} 1',
      'ibid_questions_total{outcome="abstained"} 1',
      'ibid_questions_total{outcome="failed"} 1',
      'ibid_abstentions_total{reason="no-evidence"} 1',
      'ibid_rejected_quotations_total{reason="altered"} 2',
      'ibid_papers 1',
      'ibid_passages 1',
      'ibid_uploads_waiting 0',
    ]) {
      expect(lines).toContain(line);
    }
    expect(lines.some((line) => line.startsWith('nodejs_eventloop_lag_seconds '))).toBe(true);
  });
});

describe('every response', () => {
  test.each(['/', '/docs', '/login', '/api/papers', '/api/nothing', '/healthz', '/ibid.css', '/openapi.json'])(
    '%s has the headers that keep a browser in',
    async (path) => {
      const { app } = createTestApp();
      const { headers } = await app.request(path);
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toMatch(/default-src 'none'.*script-src 'self'.*frame-ancestors 'none'/);
      expect(policy).not.toMatch(/unsafe|\*|https?:/);
      expect(policy).toMatch(/require-trusted-types-for 'script'; trusted-types ibid-pdf-worker$/);
      expect(policy).toContain("worker-src 'self';");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
      expect(headers.get('referrer-policy')).toBe('same-origin');
      expect(headers.get('permissions-policy')).toContain('camera=()');
      expect(headers.get('x-request-id')).toMatch(/^[\w-]{36}$/);
    },
  );

  test('no header that browsers complain of where there is no TLS', async () => {
    const { app } = createTestApp({ access: { requireKey: true, allowedHosts: [], secureCookies: false } });
    const opener = async (address: string) => (await app.request(address)).headers.get('cross-origin-opener-policy');
    expect(await opener('http://192.0.2.7:8787/login')).toBeNull();
    expect(await opener('http://127.0.0.1.evil.example/login')).toBeNull();
    expect(await opener('https://ibid.example/login')).toBe('same-origin');
    expect(await opener('http://127.0.0.1:8787/login')).toBe('same-origin');
  });

  test('papers and questions are not kept by caches', async () => {
    const { app, post } = createTestApp();
    expect((await app.request('/api/papers')).headers.get('cache-control')).toBe('no-store');
    expect((await post('/api/ask', { question: 'Why?' })).headers.get('cache-control')).toBe('no-store');
  });

  test('a request id may come in, unless it could break a log', async () => {
    const { app } = createTestApp();
    const idFor = async (id: string) =>
      (await app.request('/healthz', { headers: { 'X-Request-Id': id } })).headers.get('x-request-id');
    expect(await idFor('abc-123')).toBe('abc-123');
    expect(await idFor('abc "} 123')).not.toContain('}');
    expect(await idFor('x'.repeat(101))).not.toContain('xxx');
  });

  test('is logged by route, status and time, without its address', async () => {
    const { app, logged } = createTestApp();
    const response = await app.request('/api/papers/some-secret-id?with=a-query');
    const line = JSON.parse(logged.at(-1) ?? '{}') as { ms?: number };
    expect(line).toMatchObject({
      method: 'GET',
      route: '/api/papers/:id',
      status: 404,
      requestId: response.headers.get('x-request-id'),
    });
    expect(line.ms).toBeTypeOf('number');
    expect(logged.join('')).not.toMatch(/some-secret-id|a-query/);
  });

  test('is compressed when it is large and the client can read it; events are not', async () => {
    const { app, post } = createTestApp();
    const headers = { 'Accept-Encoding': 'gzip' };
    const response = await app.request('/openapi.json', { headers });
    expect(response.headers.get('content-encoding')).toBe('gzip');
    const events = await post('/api/ask', { question: 'Why?' }, { ...headers, Accept: 'text/event-stream' });
    expect(events.headers.has('content-encoding')).toBe(false);
    await events.text();
  });
});

describe('addresses that are not there', () => {
  test.each([
    { why: 'in the API', path: '/api/nothing', headers: asPage },
    { why: 'for a program', path: '/nothing', headers: {} },
  ])('$why: 404 as JSON', async ({ path, headers }) => {
    const { app } = createTestApp();
    const response = await app.request(path, { headers });
    expect(response.status).toBe(404);
    expect(await errorOf(response)).toMatchObject({ code: 'not-found' });
  });

  test('for a person: 404 as a page', async () => {
    const { app } = createTestApp();
    const response = await app.request('/nothing', { headers: asPage });
    expect(response.status).toBe(404);
    expect(await response.text()).toContain('<h1>Nothing here</h1>');
  });

  test('another method: 405, and which ones there are', async () => {
    const { app } = createTestApp();
    const response = await app.request('/api/papers/x', { method: 'PUT' });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')?.split(', ').sort()).toEqual(['DELETE', 'GET', 'HEAD', 'PATCH']);
    expect((await errorOf(response)).code).toBe('method-not-allowed');
  });
});

describe('the web page', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ibid-web-'));
  beforeAll(() => {
    mkdirSync(join(folder, 'assets'));
    writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Ibid</title>');
    writeFileSync(join(folder, 'icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
    writeFileSync(join(folder, 'assets/main-abc123.js'), 'export {};');
    writeFileSync(join(folder, '..', 'ibid-outside.txt'), 'outside');
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
    rmSync(join(folder, '..', 'ibid-outside.txt'));
  });

  test.each(['/', '/papers/5f1c0a2b9e7d4c31', '/answers/abc', '/check', '/check/of-yesterday', '/library'])(
    '%s is its index.html, asked for anew each time',
    async (path) => {
      const { app } = createTestApp({ webFolder: folder });
      const response = await app.request(path, { headers: asPage });
      expect(response.status).toBe(200);
      expect(response.headers.get('content-type')).toMatch(/^text\/html/);
      expect(response.headers.get('cache-control')).toBe('no-cache');
      expect(await response.text()).toContain('<title>Ibid</title>');
    },
  );

  test.each([
    { path: '/assets/main-abc123.js', type: /javascript/, cache: /immutable/ },
    { path: '/icon.svg', type: /svg/, cache: /max-age=3600/ },
  ])('$path with its type and its cache time', async ({ path, type, cache }) => {
    const { app } = createTestApp({ webFolder: folder });
    const { status, headers } = await app.request(path);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toMatch(type);
    expect(headers.get('cache-control')).toMatch(cache);
  });

  test.each([
    '/assets/../../ibid-outside.txt',
    '/assets/%2e%2e/%2e%2e/ibid-outside.txt',
    '/assets/..%2f..%2fibid-outside.txt',
    '/assets/%5c..%5c..%5cibid-outside.txt',
    '/assets/none.js',
    '/index.html.bak',
  ])('%s: 404, nothing outside the folder', async (path) => {
    const { app } = createTestApp({ webFolder: folder });
    const response = await app.request(path);
    expect(response.status).toBe(404);
    expect(await response.text()).not.toContain('outside');
  });

  test('that is not built says how to build it', async () => {
    const { app } = createTestApp({ webFolder: join(folder, 'none') });
    const response = await app.request('/', { headers: asPage });
    expect(response.status).toBe(503);
    expect(await response.text()).toContain('npm run build');
  });
});
