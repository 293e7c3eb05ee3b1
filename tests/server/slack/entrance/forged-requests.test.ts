import { describe, expect, test } from 'vitest';
import { errorOf } from '../../app-under-test.ts';
import { signatureOf, signedHeaders, signingSecret } from './signed-request.ts';
import { bodies, command, json, paths, seconds, slackApp, typeOf, type Path } from './slack-app.ts';

describe('what is not Slack’s gets 401, and nothing else happens', () => {
  const cases: [what: string, code: string, headers: (body: string, path: Path) => Record<string, string | null>][] = [
    ['unsigned', 'not-from-slack', () => ({ 'X-Slack-Signature': null, 'X-Slack-Request-Timestamp': null })],
    ['without a signature', 'not-from-slack', () => ({ 'X-Slack-Signature': null })],
    ['without a time', 'not-from-slack', () => ({ 'X-Slack-Request-Timestamp': null })],
    ['signed by another app', 'not-from-slack', (body) => ({ 'X-Slack-Signature': signatureOf(body, seconds, 'no') })],
    [
      'signed for another body',
      'not-from-slack',
      (body) => ({ 'X-Slack-Signature': signatureOf(`${body} `, seconds) }),
    ],
    ['from 301 s ago', 'stale', (body, path) => signedHeaders(body, typeOf(path), seconds - 301)],
    ['from 301 s ahead', 'stale', (body, path) => signedHeaders(body, typeOf(path), seconds + 301)],
  ];
  test.each(paths.flatMap((path) => cases.map(([what, code, headers]) => ({ path, what, code, headers }))))(
    '$path: $what',
    async ({ path, code, headers }) => {
      const { send, entrance } = slackApp();
      const response = await send(path, bodies[path], headers(bodies[path], path));
      expect(response.status).toBe(401);
      expect((await errorOf(response)).code).toBe(code);
      expect(entrance.taken).toEqual([]);
    },
  );

  test('where there is no secret', async () => {
    const { send, entrance } = slackApp({}, { secrets: [''] });
    const body = bodies['/slack/events'];
    expect((await send('/slack/events', body, signedHeaders(body, json, seconds, ''))).status).toBe(401);
    expect(entrance.taken).toEqual([]);
  });

  test.each(paths)('%s: sent a second time by somebody else', async (path) => {
    const { send, entrance } = slackApp();
    expect((await send(path, bodies[path])).status).toBe(200);
    const again = await send(path, bodies[path]);
    expect([again.status, (await errorOf(again)).code]).toEqual([401, 'replayed']);
    expect(entrance.taken).toHaveLength(1);
  });

  test('however it is broken: the signature is looked at first', async () => {
    const { send, entrance } = slackApp();
    const unsigned = { 'X-Slack-Signature': null };
    expect((await send('/slack/events', '{', unsigned)).status).toBe(401);
    expect((await send('/slack/events', '{}', { ...unsigned, 'Content-Type': 'text/xml' })).status).toBe(401);
    const challenge = JSON.stringify({ type: 'url_verification', challenge: '3eZbrw1aBm2rZgRNFdxV' });
    const response = await send('/slack/events', challenge, unsigned);
    expect(response.status).toBe(401);
    expect(await response.text()).not.toContain('3eZbrw1aBm2rZgRNFdxV');
    expect(entrance.taken).toEqual([]);
  });

  test('one line in the log says so, without what was sent', async () => {
    const { send, logged } = slackApp();
    const signature = signatureOf(bodies['/slack/events'], seconds, 'no');
    await send('/slack/events', bodies['/slack/events'], { 'X-Slack-Signature': signature });
    const lines = logged.filter((line) => line.includes('turned away'));
    expect(lines.map((line) => JSON.parse(line) as object)).toMatchObject([{ level: 30, verdict: 'forged' }]);
    expect(logged.join()).not.toContain(signature.slice(3));
  });
});

describe('what is too large gets 413, and nothing else happens', () => {
  const large = `{"type":"event_callback","filling":"${'a'.repeat(1024 * 1024)}"}`;
  const chunks = (count: number, read: () => void) =>
    new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          read();
          if (count-- > 0) controller.enqueue(new Uint8Array(64 * 1024));
          else controller.close();
        },
      },
      { highWaterMark: 0 },
    );

  test.each(paths)('%s: signed, and of its true length', async (path) => {
    const { send, entrance } = slackApp();
    const response = await send(path, large, { 'Content-Length': String(large.length) });
    expect([response.status, (await errorOf(response)).code]).toEqual([413, 'body-too-large']);
    expect(entrance.taken).toEqual([]);
  });

  test.each<[what: string, headers: Record<string, string>]>([
    ['says that it is short', { 'Content-Length': '20' }],
    ['comes in chunks', { 'Transfer-Encoding': 'chunked' }],
    ['says nothing of its length', {}],
  ])('one that %s is read to the limit and no further', async (_, headers) => {
    const { send, entrance } = slackApp();
    let read = 0;
    const response = await send(
      '/slack/events',
      chunks(1000, () => read++),
      { 'Content-Type': json, ...headers },
    );
    expect(response.status).toBe(413);
    expect(read).toBe(17);
    expect(entrance.taken).toEqual([]);
  });

  test('one that says that it is long is not read at all', async () => {
    const { send } = slackApp();
    let read = 0;
    const stream = chunks(1, () => read++);
    const headers = { 'Content-Type': json, 'Content-Length': String(1024 * 1024 + 1) };
    expect((await send('/slack/events', stream, headers)).status).toBe(413);
    expect(read).toBe(0);
  });

  test('the limit itself is taken', async () => {
    const body = bodies['/slack/events'];
    const limit = new TextEncoder().encode(body).byteLength;
    expect((await slackApp({}, { maxBytes: limit }).send('/slack/events', body)).status).toBe(200);
    expect((await slackApp({}, { maxBytes: limit - 1 }).send('/slack/events', body)).status).toBe(413);
  });

  test('one that breaks off is no fault of the server', async () => {
    const { send, entrance, logged } = slackApp();
    const stream = new ReadableStream({ pull: (controller) => controller.error(new Error('reset')) });
    expect((await send('/slack/events', stream, { 'Content-Type': json })).status).toBe(400);
    expect(entrance.taken).toEqual([]);
    expect(logged.filter((line) => !line.includes('"level":30'))).toEqual([]);
  });
});

test('no secret, signature, question or address to answer to is in the log, whatever happens', async () => {
  const { send, entrance, logged } = slackApp();
  for (const path of paths) {
    await send(path, bodies[path]);
    await send(path, bodies[path]);
    await send(path, bodies[path], { 'X-Slack-Signature': null });
    await send(path, bodies[path].slice(0, -40));
    await send(path, bodies[path], { 'Content-Type': 'text/plain' });
    await send(path, bodies[path], signedHeaders(bodies[path], typeOf(path), 1));
    entrance.trouble = new Error('disk is full');
    await send(path, bodies[path]);
    entrance.trouble = null;
  }
  const all = logged.join('\n');
  expect(logged.length).toBeGreaterThan(20);
  const private_ = [signingSecret, 'verification-token', 'first-order', 'hooks.slack', 'U2CERLKJA', 'C061EG9SL'];
  const signatures = paths.map((path) => signatureOf(bodies[path], seconds).slice(3));
  for (const word of [...private_, ...signatures, command.trigger_id]) expect(all).not.toContain(word);
});
