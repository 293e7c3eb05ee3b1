import { describe, expect, test } from 'vitest';
import { createKey } from '../../server/access/keys.ts';
import { scriptedPlace } from '../fakes/scripted-assistant.ts';
import { createTestApp, somePaper } from './app-under-test.ts';
import { DocumentedResponses } from './documented-responses.ts';

// What /openapi.json says is what comes: statuses, content types, and JSON without a field more or less.

interface Sent {
  readonly method: string;
  /** As in the document. */
  readonly path: string;
  /** As it is asked for. */
  readonly address: string;
  readonly json?: unknown;
  readonly body?: FormData;
  readonly headers?: Record<string, string>;
  readonly status: number;
}

function uploadOf(content: string, name = 'sadi.txt'): FormData {
  const body = new FormData();
  body.append('file', new File([content], name));
  return body;
}

async function documentedApp(change: Parameters<typeof createTestApp>[0] = {}) {
  const findPlace = (_id: string, { quote }: { quote: string }) =>
    Promise.resolve(quote === 'gone' ? null : scriptedPlace);
  const seen = createTestApp({ findPlace, ...change });
  await seen.library.add(somePaper());
  const documents = createTestApp({ findPlace });
  const documented = new DocumentedResponses(await (await documents.app.request('/openapi.json')).json());
  const send = async ({ method, path, address, json, body, headers = {}, status }: Sent) => {
    const init = {
      method: method.toUpperCase(),
      headers: { ...(json === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers },
      ...(json === undefined ? {} : { body: JSON.stringify(json) }),
      ...(body === undefined ? {} : { body }),
    };
    const response = await seen.app.request(address, init);
    expect(`${method} ${address} ${response.status}`).toBe(`${method} ${address} ${status}`);
    const copy = response.clone();
    await documented.check(method, path, response);
    return copy;
  };
  return { ...seen, send, documented };
}

const asEvents = { Accept: 'text/event-stream' };
const question = { question: 'What is trust?' };

describe('every response is as /openapi.json says', () => {
  test('all that succeeds', async () => {
    const { send, documented, library } = await documentedApp();
    const { secret, stored } = createKey('laptop');
    await library.addKey(stored);
    const paper = `/api/papers/${somePaper().paper.id}`;
    const asked = await send({ method: 'post', path: '/api/ask', address: '/api/ask', json: question, status: 200 });
    const { id } = (await asked.json()) as { id: string };
    const answer = `/api/answers/${id}`;
    await send({
      method: 'post',
      path: '/api/ask',
      address: '/api/ask',
      json: question,
      headers: asEvents,
      status: 200,
    });
    await send({ method: 'get', path: '/api/answers/{id}', address: answer, status: 200 });
    const verdict = { verdict: 'good', comment: 'Yes.' };
    await send({
      method: 'post',
      path: '/api/answers/{id}/feedback',
      address: `${answer}/feedback`,
      json: verdict,
      status: 204,
    });

    const quotation = { text: 'Sadi writes: “Trust is a third-order property of first-order relations.”' };
    const check = { method: 'post', path: '/api/check', json: quotation, status: 200 };
    for (const format of ['json', 'markdown', 'csv']) await send({ ...check, address: `/api/check?format=${format}` });
    const draft = { method: 'post', path: '/api/check/draft', address: '/api/check/draft', status: 200 };
    await send({ ...draft, json: quotation });
    await send({ ...draft, json: quotation, headers: asEvents });
    await send({ ...draft, body: uploadOf(quotation.text, 'chapter.md') });

    await send({ method: 'get', path: '/api/papers', address: '/api/papers', status: 200 });
    await send({ method: 'get', path: '/api/papers/{id}', address: paper, status: 200 });
    await send({ method: 'patch', path: '/api/papers/{id}', address: paper, json: { year: 2024 }, status: 200 });
    const text = await send({ method: 'get', path: '/api/papers/{id}/text', address: `${paper}/text`, status: 200 });
    const known = { 'If-None-Match': text.headers.get('etag') ?? '' };
    await send({ method: 'get', path: '/api/papers/{id}/text', address: `${paper}/text`, headers: known, status: 304 });
    const file = { method: 'get', path: '/api/papers/{id}/file', address: `${paper}/file` };
    const whole = await send({ ...file, status: 200 });
    await send({ ...file, headers: { Range: 'bytes=0-1' }, status: 206 });
    await send({ ...file, headers: { Range: 'bytes=99999-' }, status: 416 });
    await send({ ...file, headers: { 'If-None-Match': whole.headers.get('etag') ?? '' }, status: 304 });
    await send({ method: 'get', path: '/api/papers/{id}/place', address: `${paper}/place?quote=Trust`, status: 200 });
    for (const style of ['apa', 'mla', 'chicago', 'bibtex', 'ris']) {
      const address = `${paper}/reference?style=${style}`;
      await send({ method: 'get', path: '/api/papers/{id}/reference', address, status: 200 });
    }

    const body = uploadOf('Introduction\n\nTrust.\n\nReferences\n\nTaddeo, M. (2010). Trust.\n');
    const accepted = await send({ method: 'post', path: '/api/papers', address: '/api/papers', body, status: 202 });
    const { job } = (await accepted.json()) as { job: { id: string } };
    await send({
      method: 'get',
      path: '/api/jobs/{id}',
      address: `/api/jobs/${job.id}`,
      headers: asEvents,
      status: 200,
    });
    await send({ method: 'get', path: '/api/jobs/{id}', address: `/api/jobs/${job.id}`, status: 200 });
    await send({ method: 'delete', path: '/api/papers/{id}', address: paper, status: 204 });

    await send({ method: 'post', path: '/api/login', address: '/api/login', json: { key: secret }, status: 200 });
    await send({ method: 'post', path: '/api/logout', address: '/api/logout', status: 204 });
    for (const path of ['/healthz', '/readyz', '/metrics', '/openapi.json', '/docs']) {
      await send({ method: 'get', path, address: path, status: 200 });
    }
    expect(documented.unseen()).toEqual([]);
  });

  test('all that is turned down', async () => {
    const { send } = await documentedApp({ limits: { bodyBytes: 2000, uploadBytes: 2000 } });
    const routes: readonly (readonly [string, string])[] = [
      ['post', '/api/ask'],
      ['post', '/api/check'],
      ['post', '/api/check/draft'],
      ['post', '/api/answers/{id}/feedback'],
      ['patch', '/api/papers/{id}'],
      ['post', '/api/login'],
    ];
    for (const [method, path] of routes) {
      const route = { method, path, address: path.replace('{id}', somePaper().paper.id) };
      await send({ ...route, json: { question: 3, text: 3, verdict: 3, title: 3, key: 3 }, status: 400 });
      await send({ ...route, json: { question: 'x'.repeat(3000) }, status: 413 });
      await send({ ...route, headers: { 'Content-Type': 'text/plain' }, json: {}, status: 415 });
    }
    const upload = { method: 'post', path: '/api/papers', address: '/api/papers' };
    await send({ ...upload, body: uploadOf(''), status: 400 });
    await send({ ...upload, body: uploadOf('x'.repeat(2001)), status: 413 });
    await send({ ...upload, body: uploadOf('MZ', 'a.exe'), status: 415 });
    const draft = { method: 'post', path: '/api/check/draft', address: '/api/check/draft' };
    await send({ ...draft, body: uploadOf('no ZIP file', 'chapter.docx'), status: 422 });
    for (const path of [
      '/api/papers/{id}',
      '/api/papers/{id}/text',
      '/api/papers/{id}/file',
      '/api/answers/{id}',
      '/api/jobs/{id}',
    ]) {
      await send({ method: 'get', path, address: path.replace('{id}', 'none'), status: 404 });
    }
    const paper = `/api/papers/${somePaper().paper.id}`;
    await send({ method: 'get', path: '/api/papers/{id}/place', address: `${paper}/place`, status: 400 });
    await send({ method: 'get', path: '/api/papers/{id}/place', address: `${paper}/place?quote=gone`, status: 404 });
    const reference = { method: 'get', path: '/api/papers/{id}/reference' };
    await send({ ...reference, address: `${paper}/reference?style=vancouver`, status: 400 });
    await send({ ...reference, address: '/api/papers/none/reference?style=apa', status: 404 });
    await send({ method: 'delete', path: '/api/papers/{id}', address: '/api/papers/none', status: 404 });
    for (const path of ['/healthz', '/readyz', '/metrics', '/openapi.json', '/docs', '/api/papers']) {
      await send({ method: 'get', path, address: path, headers: { Host: 'evil.example' }, status: 403 });
    }
  });

  test('what has to wait, and what fails', async () => {
    const closing = await documentedApp({ closing: AbortSignal.abort() });
    await closing.send({ method: 'post', path: '/api/ask', address: '/api/ask', json: question, status: 503 });
    await closing.send({
      method: 'post',
      path: '/api/papers',
      address: '/api/papers',
      body: uploadOf('x'),
      status: 503,
    });
    await closing.send({ method: 'get', path: '/readyz', address: '/readyz', status: 503 });

    const script = () => ({ [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(new TypeError('broken')) }) });
    const broken = await documentedApp({ script, limits: { questions: { burst: 2, perSecond: 0.1 } } });
    const ask = { method: 'post', path: '/api/ask', address: '/api/ask', json: question };
    await broken.send({ ...ask, status: 500 });
    const failed = await broken.send({ ...ask, headers: asEvents, status: 200 });
    expect(await failed.text()).toContain('event: error');
    await broken.send({ ...ask, status: 429 });

    const locked = await documentedApp({ access: { requireKey: true, allowedHosts: [], secureCookies: true } });
    for (const path of ['/api/papers', '/metrics', '/openapi.json', '/docs', '/api/jobs/{id}', '/api/answers/{id}']) {
      await locked.send({ method: 'get', path, address: path.replace('{id}', 'x'), status: 401 });
    }
    await locked.send({ method: 'post', path: '/api/logout', address: '/api/logout', status: 401 });
    await locked.send({
      method: 'post',
      path: '/api/login',
      address: '/api/login',
      json: { key: 'wrong' },
      status: 401,
    });
  });
});

test('a response with a field too many, a field too few, or of another kind is found out', async () => {
  const { documented } = await documentedApp();
  const check = (value: unknown, status = 200) => documented.check('get', '/readyz', Response.json(value, { status }));
  await expect(check({ status: 'ready' })).resolves.toBeUndefined();
  await expect(check({ status: 'ready', mood: 'good' })).rejects.toThrow(/mood/);
  await expect(check({})).rejects.toThrow(/status/);
  await expect(check({ status: 3 })).rejects.toThrow(/string/);
  await expect(check({ status: 'ready' }, 418)).rejects.toThrow(/418 is not documented/);
});
