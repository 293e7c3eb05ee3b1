import { describe, expect, test } from 'vitest';
import { errorOf } from '../../app-under-test.ts';
import { signedHeaders } from './signed-request.ts';
import { bodies, command, form, formOf, json, mention, press, seconds, slackApp, type Path } from './slack-app.ts';

describe('what Slack signed but Ibid can’t use', () => {
  const envelope = (change: object) => JSON.stringify({ ...mention, ...change });
  const payload = (change: object) => formOf({ payload: JSON.stringify({ ...press, ...change }) });
  test.each<[what: string, path: Path, body: string, status: number, headers?: Record<string, string | null>]>([
    ['an event in a form', '/slack/events', formOf({ payload: '{}' }), 415, { 'Content-Type': form }],
    ['an event as text', '/slack/events', envelope({}), 415, { 'Content-Type': 'text/plain' }],
    ['an event of no type', '/slack/events', envelope({}), 415, { 'Content-Type': null }],
    ['a command as JSON', '/slack/commands', JSON.stringify(command), 415, { 'Content-Type': json }],
    ['a button as JSON', '/slack/interactions', JSON.stringify(press), 415, { 'Content-Type': json }],
    ['a multipart form', '/slack/commands', 'x', 415, { 'Content-Type': 'multipart/form-data; boundary=x' }],
    ['broken JSON', '/slack/events', '{"type":"event_callback"', 400],
    ['no JSON at all', '/slack/events', '', 400],
    ['a list', '/slack/events', '[]', 400],
    ['null', '/slack/events', 'null', 400],
    ['an envelope without an id', '/slack/events', envelope({ event_id: undefined }), 400],
    ['an id that could be a path', '/slack/events', envelope({ event_id: '../../etc/passwd' }), 400],
    ['an id without end', '/slack/events', envelope({ event_id: 'E'.repeat(10_000) }), 400],
    ['a workspace that could be a path', '/slack/events', envelope({ team_id: '../T1' }), 400],
    ['an envelope without an event', '/slack/events', envelope({ event: undefined }), 400],
    ['an event without a type', '/slack/events', envelope({ event: {} }), 400],
    ['a challenge that is none', '/slack/events', '{"type":"url_verification","challenge":{"a":1}}', 400],
    [
      'a challenge without end',
      '/slack/events',
      envelope({ type: 'url_verification', challenge: 'a'.repeat(1e5) }),
      400,
    ],
    ['an envelope of unknown type', '/slack/events', '{"type":"event_of_tomorrow"}', 200],
    ['a warning of too many events', '/slack/events', '{"type":"app_rate_limited","minute_rate_limited":1}', 200],
    ['a form without a command', '/slack/commands', formOf({ ...command, command: '' }), 400],
    ['a command of nobody', '/slack/commands', formOf({ ...command, user_id: '' }), 400],
    ['a channel that could be a path', '/slack/commands', formOf({ ...command, channel_id: 'C1/../..' }), 400],
    ['an empty form', '/slack/commands', '', 400],
    ['no payload', '/slack/interactions', 'a=b', 400],
    ['a payload that is no JSON', '/slack/interactions', formOf({ payload: '{' }), 400],
    ['a button without an action', '/slack/interactions', payload({ actions: [] }), 400],
    ['a time that is none', '/slack/interactions', payload({ message: { ts: 'DROP TABLE' } }), 400],
    ['an interaction of unknown type', '/slack/interactions', payload({ type: 'block_suggestion' }), 200],
    ['an interaction of no type', '/slack/interactions', payload({ type: null }), 400],
  ])('%s at %s', async (_, path, body, status, headers = {}) => {
    const { send, entrance, logged } = slackApp();
    const response = await send(path, body, headers);
    expect(response.status).toBe(status);
    if (status !== 200) expect((await errorOf(response)).message).toMatch(/Slack sends/);
    expect(entrance.taken).toEqual([]);
    expect(logged.filter((line) => line.includes('"level":50'))).toEqual([]);
  });

  test('an event of unknown type goes on to be decided, and gets 200', async () => {
    const { send, entrance } = slackApp();
    const event = { type: 'emoji_changed', subtype: 'add', name: 'owl' };
    expect((await send('/slack/events', envelope({ event }))).status).toBe(200);
    expect(entrance.taken.map(({ what }) => what)).toMatchObject([{ event }]);
  });

  test('an unknown type is named in the log', async () => {
    const { send, logged } = slackApp();
    await send('/slack/interactions', payload({ type: 'block_suggestion' }));
    expect(logged.join()).toContain('"type":"block_suggestion"');
  });

  test('bytes that are no UTF-8', async () => {
    const { app, entrance } = slackApp();
    const body = Buffer.from(envelope({ token: 'ÿ' }), 'latin1');
    const headers = signedHeaders(body, json, seconds);
    expect((await app.request('/slack/events', { method: 'POST', headers, body })).status).toBe(400);
    expect(entrance.taken).toEqual([]);
  });

  test('JSON that goes very deep', async () => {
    const { send, entrance } = slackApp();
    expect((await send('/slack/events', '['.repeat(500_000))).status).toBe(400);
    const deep = `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`;
    const body = bodies['/slack/events'].replace('"verification-token"', deep);
    expect((await send('/slack/events', body)).status).toBe(200);
    expect(entrance.taken).toHaveLength(1);
  });

  test('a charset after the type is as Slack may send it', async () => {
    const { send } = slackApp();
    const type = 'application/json; charset=utf-8';
    expect((await send('/slack/events', bodies['/slack/events'], { 'Content-Type': type })).status).toBe(200);
  });
});
