import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { curlExample } from '../../server/pages/curl-example.ts';
import { schemaText } from '../../server/pages/schema-text.ts';
import { openMemoryLibrary } from '../fakes/memory-library.ts';
import { createTestApp, somePaper } from './app-under-test.ts';

interface Document {
  openapi: string;
  paths: Record<string, Record<string, { summary?: string; responses: Record<string, unknown> }>>;
  components: { schemas: Record<string, unknown>; securitySchemes: Record<string, unknown> };
}

async function documentOf(change: Parameters<typeof createTestApp>[0] = {}): Promise<Document> {
  return (await (await createTestApp(change).app.request('/openapi.json')).json()) as Document;
}

describe('/openapi.json', () => {
  test('is written with typographic apostrophes', async () => {
    expect(JSON.stringify(await documentOf()).match(/[^"]{0,30}\p{L}'\p{L}[^"]{0,30}/gu)).toBeNull();
  });

  test('names every route of the API with a summary', async () => {
    const { openapi, paths } = await documentOf({ findPlace: () => Promise.resolve(null) });
    expect(openapi).toBe('3.1.0');
    const operations = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { summary }]) => {
        expect(summary, `${method} ${path}`).toBeTruthy();
        return `${method.toUpperCase()} ${path}`;
      }),
    );
    expect(operations.sort()).toEqual(
      [
        'POST /api/ask',
        'POST /api/check',
        'POST /api/check/draft',
        'GET /api/answers/{id}',
        'POST /api/answers/{id}/feedback',
        'GET /api/papers',
        'POST /api/papers',
        'GET /api/papers/{id}',
        'PATCH /api/papers/{id}',
        'DELETE /api/papers/{id}',
        'GET /api/papers/{id}/text',
        'GET /api/papers/{id}/file',
        'GET /api/papers/{id}/place',
        'GET /api/papers/{id}/reference',
        'GET /api/jobs/{id}',
        'POST /api/login',
        'POST /api/logout',
        'GET /healthz',
        'GET /readyz',
        'GET /metrics',
        'GET /openapi.json',
        'GET /docs',
      ].sort(),
    );
  });

  test('every route of the app under /api is in it', async () => {
    const { app } = createTestApp();
    const { paths } = await documentOf();
    const known = new Set(Object.keys(paths).map((path) => path.replaceAll(/\{(\w+)\}/g, ':$1')));
    const routes = app.routes.filter(({ method, path }) => method !== 'ALL' && path.startsWith('/api'));
    expect(routes.length).toBeGreaterThan(10);
    expect(routes.map(({ path }) => path).filter((path) => !known.has(path))).toEqual([]);
  });

  test('every reference in it leads somewhere', async () => {
    const document = await documentOf();
    const names = [...JSON.stringify(document).matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(
      (found) => found[1] ?? '',
    );
    expect(names).toContain('Answer');
    expect(names.filter((name) => !(name in document.components.schemas))).toEqual([]);
    expect(Object.keys(document.components.securitySchemes).sort()).toEqual(['key', 'session']);
  });
});

const unescaped = (page: string) => page.replaceAll('&#39;', "'").replaceAll('&quot;', '"');

describe('/docs', () => {
  test('shows every operation and type, without script and without another host', async () => {
    const page = await (await createTestApp().app.request('/docs')).text();
    const { paths, components } = await documentOf();
    for (const path of Object.keys(paths)) expect(page).toContain(path);
    for (const name of Object.keys(components.schemas)) expect(page).toContain(`id="type-${name}"`);
    expect(page).not.toMatch(/<script|style=|<style|https?:\/\//);
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map((found) => found[1] ?? '');
    expect(new Set(ids).size).toBe(ids.length);
    const links = [...page.matchAll(/href="#([^"]+)"/g)].map((found) => found[1] ?? '');
    expect(links.length).toBeGreaterThan(20);
    expect(links.filter((link) => !ids.includes(link))).toEqual([]);
  });

  test.each<[what: string, url: string, change: Parameters<typeof createTestApp>[0], command: string]>([
    ['its own address', 'http://127.0.0.1:9123/docs', {}, `curl 127.0.0.1:9123/api/ask \\\n  --json`],
    [
      'its public address, with a key',
      'http://10.0.0.7:80/docs',
      { access: { requireKey: true, allowedHosts: [], secureCookies: true, allowedOrigins: ['https://ibid.example'] } },
      '',
    ],
  ])('its example asks the running server at %s', async (_, url, change, command) => {
    const library = openMemoryLibrary();
    await library.add(somePaper());
    const response = await createTestApp({ ...change, library }).app.request(url);
    // Who has no key is not shown in.
    if (command === '') expect(response.status).toBe(401);
    else expect(unescaped(await response.text())).toContain(command);
  });

  test.each([
    { title: 'A', authors: ['Aleena Sadi'], year: 2025, question: 'What is the conclusion of Sadi (2025)?' },
    { title: "Don't $(rm) `x`\n", authors: [], year: null, question: "What is the conclusion of Don't $(rm) `x`\n?" },
  ])('a shell hands its example on as it stands: $question', ({ question, ...paper }) => {
    const command = curlExample({ origin: 'http://[::1]:8787', needsKey: true, paper });
    const script = `curl() { for word; do printf '%s\\0' "$word"; done; }\n${command}`;
    const words = spawnSync('sh', ['-c', script], { encoding: 'utf8' }).stdout.split('\0');
    expect(words.slice(0, 3)).toEqual(['[::1]:8787/api/ask', '--header', 'Authorization: Bearer ibid_…']);
    expect(JSON.parse(words[4] ?? '')).toEqual({ question });
  });

  test('its stylesheet comes from here', async () => {
    const response = await createTestApp().app.request('/ibid.css');
    expect(response.headers.get('content-type')).toMatch(/^text\/css/);
  });

  test.each([
    { why: 'a name', schema: { $ref: '#/components/schemas/Place' }, text: 'Place' },
    { why: 'null or text', schema: { type: ['string' as const, 'null' as const] }, text: 'string | null' },
    { why: 'words', schema: { type: 'string' as const, enum: ['good', 'bad'] }, text: '"good" | "bad"' },
    { why: 'a list of words', schema: { type: 'array' as const, items: { enum: ['a', 'b'] } }, text: '("a" | "b")[]' },
    {
      why: 'an object that may be null',
      schema: { type: ['object' as const, 'null' as const], properties: { author: { type: 'string' as const } } },
      text: '{\n  author?: string;\n} | null',
    },
    {
      why: 'an object',
      schema: {
        type: 'object' as const,
        required: ['start'],
        properties: {
          start: { type: 'integer' as const, description: 'zero-based' },
          end: { type: 'integer' as const },
        },
      },
      text: '{\n  start: integer;  // zero-based\n  end?: integer;\n}',
    },
  ])('writes $why as a person would', ({ schema, text }) => {
    expect(schemaText(schema)).toBe(text);
  });
});
