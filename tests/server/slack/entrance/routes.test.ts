import { describe, expect, test } from 'vitest';
import { createTestApp, errorOf } from '../../app-under-test.ts';
import { signatureOf, signedHeaders, signingSecret } from './signed-request.ts';
import {
  bodies,
  command,
  form,
  formOf,
  json,
  mention,
  paths,
  press,
  seconds,
  slackApp,
  typeOf,
  type Path,
} from './slack-app.ts';

describe('what Slack signed is handed over and acknowledged', () => {
  test.each(paths)('%s', async (path) => {
    const { send, entrance } = slackApp();
    const response = await send(path, bodies[path]);
    expect([response.status, await response.text()]).toEqual([200, '']);
    const [taken] = entrance.taken;
    expect(entrance.taken).toHaveLength(1);
    expect(taken?.delivery).toEqual({ signature: signatureOf(bodies[path], seconds), retry: null });
    const given = { '/slack/events': mention, '/slack/commands': command, '/slack/interactions': press }[path];
    expect(taken?.what).toEqual(given);
  });

  test.each<[what: string, headers: Record<string, string>, retry: number | null]>([
    ['the first retry', { 'X-Slack-Retry-Num': '1', 'X-Slack-Retry-Reason': 'http_timeout' }, 1],
    ['the third', { 'X-Slack-Retry-Num': '3' }, 3],
    ['no retry at all', { 'X-Slack-Retry-Num': '0' }, null],
    ['a retry in words', { 'X-Slack-Retry-Num': 'first' }, null],
  ])('with its number: %s', async (_, headers, retry) => {
    const { send, entrance } = slackApp();
    expect((await send('/slack/events', bodies['/slack/events'], headers)).status).toBe(200);
    expect(entrance.taken[0]?.delivery.retry).toBe(retry);
  });

  test('in any language', async () => {
    const { send, entrance } = slackApp();
    const text = 'Was heißt „Vertrauen“? 信頼とは？ מהו אמון? 🤖';
    await send('/slack/events', JSON.stringify({ ...mention, event: { ...mention.event, text } }));
    await send('/slack/commands', formOf({ ...command, text }));
    expect(entrance.taken.map(({ what }) => ('event' in what ? what.event : what))).toMatchObject([{ text }, { text }]);
  });

  test('during a rotation with the old secret and with the new one', async () => {
    const { send, entrance } = slackApp({}, { secrets: [signingSecret, 'the-new-one'] });
    const body = bodies['/slack/events'];
    expect((await send('/slack/events', body)).status).toBe(200);
    expect((await send('/slack/events', body, signedHeaders(body, json, seconds, 'the-new-one'))).status).toBe(200);
    expect(entrance.taken).toHaveLength(2);
  });

  test('with whatever name the server is called by, and without a key where the others need one', async () => {
    const access = { requireKey: true, allowedHosts: ['papers.example.org'], secureCookies: true };
    const { app, send, entrance } = slackApp({ access });
    for (const path of paths) {
      expect((await send(path, bodies[path], { Host: 'abc.tunnel.example' })).status).toBe(200);
    }
    expect(entrance.taken).toHaveLength(3);
    expect((await app.request('/slack/else', { method: 'POST', headers: { Host: 'papers.example.org' } })).status).toBe(
      401,
    );
    expect((await app.request('/api/papers', { headers: { Host: 'abc.tunnel.example' } })).status).toBe(403);
  });

  test('with fields that Slack adds one day', async () => {
    const { send, entrance } = slackApp();
    const body = JSON.stringify({ ...mention, novelty: { a: 1 }, event: { ...mention.event, novelty: [null] } });
    expect((await send('/slack/events', body)).status).toBe(200);
    expect(entrance.taken[0]?.what).toMatchObject({ novelty: { a: 1 }, event: { novelty: [null] } });
  });

  test('a command is replied to at once', async () => {
    const { send, entrance } = slackApp();
    entrance.reply = { response_type: 'ephemeral', text: 'Reading the papers …' };
    const response = await send('/slack/commands', bodies['/slack/commands']);
    expect(await response.json()).toEqual({ response_type: 'ephemeral', text: 'Reading the papers …' });
  });
});

describe('what Slack asks to know that the address is ours', () => {
  test('the challenge comes back', async () => {
    const { send, entrance } = slackApp();
    const challenge = '3eZbrw1aBm2rZgRNFdxV"\n<script>';
    const response = await send('/slack/events', JSON.stringify({ type: 'url_verification', token: 't', challenge }));
    expect(response.headers.get('content-type')).toMatch(/^application\/json/);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect([response.status, await response.json()]).toEqual([200, { challenge }]);
    expect(entrance.taken).toEqual([]);
  });

  test.each<[what: string, path: Path, signed: boolean]>([
    ['as Slack sends it: unsigned', '/slack/commands', false],
    ['to the other addresses', '/slack/interactions', false],
    ['to the other addresses', '/slack/events', false],
    ['signed', '/slack/commands', true],
  ])('a look at the certificate gets 200: %s (%s)', async (_, path, signed) => {
    const { send, entrance } = slackApp();
    const body = 'ssl_check=1&token=xyzz0WbapA4vBCDEFasx0q6G';
    const headers = signed
      ? signedHeaders(body, form, seconds)
      : { 'Content-Type': form, 'X-Slack-Signature': null, 'X-Slack-Request-Timestamp': null };
    const response = await send(path, body, headers);
    expect([response.status, await response.text()]).toEqual([200, '']);
    expect(entrance.taken).toEqual([]);
  });

  test.each<[what: string, body: string, status: number, headers?: Record<string, string | null>]>([
    ['a command that claims to be one does nothing', formOf({ ...command, text: '', ssl_check: '1' }), 200],
    ['one that says 0 is no such look', 'ssl_check=0', 401],
    ['nor one that says true', 'ssl_check=true', 401],
    ['nor one in a field of another name', 'my_ssl_check=1', 401],
    ['nor one in JSON', '{"ssl_check":"1"}', 401, { 'Content-Type': json }],
    ['one with a wrong signature is forged', 'ssl_check=1', 401, { 'X-Slack-Signature': `v0=${'0'.repeat(64)}` }],
    ['one with a time alone is forged', 'ssl_check=1', 401, { 'X-Slack-Request-Timestamp': String(seconds) }],
  ])('unsigned, %s', async (_, body, status, headers = {}) => {
    const { send, entrance } = slackApp();
    const unsigned = { 'X-Slack-Signature': null, 'X-Slack-Request-Timestamp': null };
    expect((await send('/slack/commands', body, { ...unsigned, ...headers })).status).toBe(status);
    expect(entrance.taken).toEqual([]);
  });
});

describe('when it can’t be stored', () => {
  test.each(paths)('%s: 503, so that Slack sends it again, and a line in the log', async (path) => {
    const { send, entrance, logged } = slackApp();
    entrance.trouble = new Error('database or disk is full');
    const response = await send(path, bodies[path]);
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '5']);
    const error = await errorOf(response);
    expect([error.code, error.message.includes('disk')]).toEqual(['not-stored', false]);
    const lines = logged.filter((line) => line.includes('"level":50'));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('disk is full');
  });
});

describe('the addresses', () => {
  test.each(paths)('%s takes POST only', async (path) => {
    const { app, entrance } = slackApp();
    for (const method of ['GET', 'PUT', 'DELETE', 'OPTIONS']) {
      const response = await app.request(path, { method });
      expect([method, response.status, response.headers.get('allow')]).toEqual([method, 405, 'POST']);
    }
    expect(entrance.taken).toEqual([]);
  });

  test.each(paths)('%s does not exist without the Slack settings', async (path) => {
    const { app } = createTestApp();
    const headers = signedHeaders(bodies[path], typeOf(path), seconds);
    expect((await app.request(path, { method: 'POST', headers, body: bodies[path] })).status).toBe(404);
    const access = { requireKey: true, allowedHosts: [], secureCookies: true };
    const behindGate = createTestApp({ access }).app;
    const response = await behindGate.request(path, { method: 'POST', headers, body: bodies[path] });
    expect([response.status, (await errorOf(response)).code]).toEqual([401, 'key-needed']);
  });

  test('a session or a key opens nothing there', async () => {
    const { send, entrance } = slackApp();
    const headers = { 'X-Slack-Signature': null, Authorization: `Bearer ibid_${'a'.repeat(40)}` };
    expect((await send('/slack/events', bodies['/slack/events'], headers)).status).toBe(401);
    expect(entrance.taken).toEqual([]);
  });
});
