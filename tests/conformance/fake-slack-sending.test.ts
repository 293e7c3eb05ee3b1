import { createHmac } from 'node:crypto';
import { SocketModeClient } from '@slack/socket-mode';
import { WebClient, type WebClientOptions } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { app, channels, startFakeSlack, tsOf, users, type Delivery, type FakeSlack } from '../fakes/slack/slack.ts';
import { clientOf, silent } from './slack-client.ts';

const { papers } = channels;
const { anna, ben } = users;

let slack: FakeSlack;
const connect = (more: WebClientOptions = {}) => clientOf(slack, slack.botToken, more);

beforeEach(async () => {
  slack = await startFakeSlack({ rateMs: 0 });
});
afterEach(() => slack.close());

const message = { channel: papers, text: 'The ice sheet lost mass.' };
const post = (channel: string = papers) => connect().chat.postMessage({ ...message, channel });
/** Gives up soon: for what isn't answered. */
const postImpatiently = () => connect({ timeout: 1000 }).chat.postMessage(message);
const failed = (call: Promise<unknown>): Promise<unknown> => call.then(() => 'ok').catch((error: unknown) => error);

describe('the fake Slack: failures', () => {
  test.each([
    ['429', { rateLimited: 7 }, { retryAfter: 7 }],
    ['500', { status: 500 }, { statusCode: 500 }],
    ['an error', { error: 'token_revoked' }, { data: { ok: false, error: 'token_revoked' } }],
    ['a closed connection', { close: 'before' }, { code: 'slack_webapi_request_error' }],
  ] as const)('%s, and nothing was done', async (_, failure, expected) => {
    slack.fail('chat.postMessage', failure);
    expect(await failed(post())).toMatchObject(expected);
    expect(slack.messages(papers)).toEqual([]);
    expect(await failed(post())).toBe('ok');
  });

  test('a closed connection, but it was done', async () => {
    slack.fail('chat.postMessage', { close: 'after' });
    expect(await failed(post())).toMatchObject({ code: 'slack_webapi_request_error' });
    expect(slack.messages(papers)).toHaveLength(1);
  });

  test.each([
    ['nothing was done', 'before', 0],
    ['it was done', 'after', 1],
  ] as const)('no answer: %s', async (_, hang, done) => {
    slack.fail('chat.postMessage', { hang });
    const posting = failed(postImpatiently());
    await slack.until(() => slack.calls.some(({ answer }) => answer === 'hang'));
    expect(slack.messages(papers)).toHaveLength(done);
    expect(await posting).toMatchObject({ code: 'slack_webapi_request_error' });
  });

  test('in order, for one channel, so many times, until they are taken back', async () => {
    slack.fail(
      'chat.postMessage',
      { status: 500 },
      { error: 'fatal_error', channel: channels.thesis, times: Infinity },
    );
    expect(await failed(post(channels.thesis))).toMatchObject({ statusCode: 500 });
    expect(await failed(post(channels.thesis))).toMatchObject({ data: { error: 'fatal_error' } });
    expect(await failed(post(channels.thesis))).toMatchObject({ data: { error: 'fatal_error' } });
    expect(await failed(post())).toBe('ok');
    slack.heal();
    expect(await failed(post(channels.thesis))).toBe('ok');
    expect(slack.calls.map((call) => call.answer)).toEqual(['HTTP 500', 'fatal_error', 'fatal_error', 'ok', 'ok']);
  });
});

describe('the fake Slack: response URLs', () => {
  async function use(url: string, body: object): Promise<string> {
    const headers = { 'Content-Type': 'application/json' };
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
    return `${response.status} ${await response.text()}`;
  }
  const ok = '200 {"ok":true}';

  test('add an ephemeral message, replace it, delete it', async () => {
    const url = slack.responseUrl({ channel: papers, user: anna });
    expect(await use(url, { text: 'Reading.', replace_original: true })).toBe(ok);
    expect(await use(url, { text: 'Greenland.', replace_original: true })).toBe(ok);
    expect(slack.ephemerals(anna).map((message) => message.text)).toEqual(['Greenland.']);
    expect(await use(url, { text: 'And Antarctica.' })).toBe(ok);
    expect(slack.ephemerals(anna).map((message) => message.text)).toEqual(['Greenland.', 'And Antarctica.']);
    expect(await use(url, { delete_original: true })).toBe(ok);
    expect(slack.ephemerals(anna).map((message) => message.text)).toEqual(['Greenland.']);
    expect(slack.ephemerals(ben)).toEqual([]);
  });

  test('put a message in the channel', async () => {
    const url = slack.responseUrl({ channel: papers, user: anna });
    expect(await use(url, { text: 'Greenland.', response_type: 'in_channel' })).toBe(ok);
    expect(slack.posted(papers).map((message) => message.text)).toEqual(['Greenland.']);
  });

  test('five uses; what is refused is none', async () => {
    const url = slack.responseUrl({ channel: papers, user: anna });
    expect(await use(url, { text: '' })).toBe('400 {"ok":false,"error":"no_text"}');
    for (const n of [1, 2, 3, 4, 5]) expect(await use(url, { text: `Use ${n}` })).toBe(ok);
    expect(await use(url, { text: 'Use 6' })).toBe('404 {"ok":false,"error":"used_url"}');
  });

  test('thirty minutes', async () => {
    const url = slack.responseUrl({ channel: papers, user: anna });
    slack.clock.advance(29 * 60_000);
    expect(await use(url, { text: 'In time.' })).toBe(ok);
    slack.clock.advance(60_001);
    expect(await use(url, { text: 'Too late.' })).toBe('404 {"ok":false,"error":"expired_url"}');
    expect(await use(`${slack.origin}/hooks/made-up`, { text: 'Ice.' })).toMatch(/^404/);
  });

  test('of a button are about the message that it stands in', async () => {
    const url = slack.command({ channel: papers, user: anna, text: 'Which sheet?' }).payload.response_url as string;
    const button = { type: 'button', text: { type: 'plain_text', text: 'Share' }, action_id: 'share', value: '7' };
    await use(url, { text: 'Greenland.', blocks: [{ type: 'actions', elements: [button] }] });
    const ts = String(slack.ephemerals(anna)[0]?.ts);
    const press = { channel: papers, user: anna, ts, action_id: 'share' };
    const { payload } = slack.press(press);
    expect(payload).toMatchObject({
      type: 'block_actions',
      container: { message_ts: ts, is_ephemeral: true },
      actions: [{ action_id: 'share', value: '7', type: 'button' }],
    });
    expect(payload).not.toHaveProperty('message');
    await use(payload.response_url as string, { delete_original: true });
    expect(slack.ephemerals(anna)).toEqual([]);
    expect(() => slack.press(press)).toThrow('sees no message');
  });

  test('fail when they have to', async () => {
    slack.fail('hooks', { status: 500 }, { error: 'invalid_blocks' });
    const url = slack.responseUrl({ channel: papers, user: anna });
    expect(await use(url, { text: 'Ice.' })).toBe('500 Server Error');
    expect(await use(url, { text: 'Ice.' })).toBe('200 {"ok":false,"error":"invalid_blocks"}');
    expect(slack.ephemerals(anna)).toEqual([]);
  });
});

/** An app that keeps what comes and answers with one status after another, 200 at the end. */
function startApp(...statuses: number[]) {
  const requests: { url: string; headers: Headers; body: string }[] = [];
  const answer = async (request: Request): Promise<Response> => {
    requests.push({ url: request.url, headers: request.headers, body: await request.text() });
    return new Response('', { status: statuses[requests.length - 1] ?? 200 });
  };
  return { requests, answer };
}

describe('the fake Slack: what it sends', () => {
  test('is signed as Slack’s documentation has it', () => {
    const body =
      'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c';
    const golden = { at: 1531420618, secret: '8f742231b10e8888abcd99yyyzzz85a5' };
    expect(slack.signed('/slack/commands', body, golden).headers).toMatchObject({
      'X-Slack-Request-Timestamp': '1531420618',
      'X-Slack-Signature': 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503',
    });
  });

  test('a mention where the bot is a member is one message and two events', async () => {
    const { requests, answer } = startApp();
    const both = slack.mentionTwice({ channel: papers, user: anna, text: '<@U0F2K7BOT> Which sheet?' });
    for (const delivery of both) await slack.send(answer, delivery);
    const bodies = requests.map(({ body }) => JSON.parse(body) as { event_id: string; event: { ts: string } });
    expect(bodies).toMatchObject([
      {
        type: 'event_callback',
        api_app_id: app.id,
        authorizations: [{ user_id: app.botUser, is_bot: true }],
        event: { type: 'app_mention', user: anna, channel: papers, text: '<@U0F2K7BOT> Which sheet?' },
      },
      { event: { type: 'message', channel_type: 'channel', user: anna } },
    ]);
    expect(new Set(bodies.map(({ event_id }) => event_id)).size).toBe(2);
    expect(new Set(bodies.map(({ event }) => event.ts)).size).toBe(1);
    expect(slack.messages(papers)).toHaveLength(1);
  });

  const told = (): readonly (readonly [string, Delivery, object])[] => {
    const ts = tsOf(slack.message({ channel: papers, user: anna, text: 'Which sheet?' }));
    const about = { channel: papers, ts };
    return [
      ['reply', slack.threadReply({ ...about, user: ben, text: 'This.', thread_ts: ts }), { thread_ts: ts }],
      ['direct message', slack.directMessage({ user: anna, text: 'Ice?' }), { type: 'message', channel_type: 'im' }],
      ['edit', slack.messageChanged({ ...about, text: 'Which?' }), { subtype: 'message_changed', hidden: true }],
      ['bot', slack.botMessage({ channel: papers, text: 'Deployed.' }), { subtype: 'bot_message' }],
      [
        'itself',
        slack.botMessage({ channel: papers, text: 'Ice.', own: true }),
        { user: app.botUser, bot_id: app.botId },
      ],
      ['join', slack.channelJoin({ channel: papers, user: 'U0NEWCOME' }), { subtype: 'channel_join' }],
      ['stop', slack.stopped({ channel: papers, user: anna, thread_ts: ts }), { type: 'agent_session_stopped' }],
      ['home', slack.appHomeOpened({ user: anna }), { type: 'app_home_opened', tab: 'messages' }],
      ['revoked', slack.tokensRevoked(), { type: 'tokens_revoked', tokens: { bot: [app.botUser] } }],
      ['uninstalled', slack.appUninstalled(), { type: 'app_uninstalled' }],
      ['deleted', slack.messageDeleted(about), { subtype: 'message_deleted', deleted_ts: ts }],
      ['unknown', slack.unknownEvent(), {}],
    ];
  };
  test('each event has its own shape in the same envelope', () => {
    for (const [what, { payload }, event] of told())
      expect(payload, what).toMatchObject({ type: 'event_callback', event });
  });

  test('commands and interactions are forms', async () => {
    const { requests, answer } = startApp();
    const ts = tsOf(slack.message({ channel: papers, user: anna, text: 'Which sheet?' }));
    await slack.send(answer, slack.command({ channel: papers, user: anna, text: 'R&amp;D – “ice”' }));
    await slack.send(answer, slack.shortcut({ channel: papers, user: anna, ts }));
    const [command, shortcut] = requests.map(({ body }) => Object.fromEntries(new URLSearchParams(body)));
    expect(command).toMatchObject({ command: '/ibid', text: 'R&amp;D – “ice”', user_id: anna, channel_id: papers });
    expect(JSON.parse(shortcut?.payload ?? '')).toMatchObject({
      type: 'message_action',
      callback_id: 'check_quote',
      message: { text: 'Which sheet?', user: anna, ts },
    });
    expect(requests.map(({ url }) => new URL(url).pathname)).toEqual(['/slack/commands', '/slack/interactions']);
  });
});

describe('the fake Slack: retries', () => {
  const minutes = (attempts: readonly { readonly at: number }[]) =>
    attempts.map(({ at }) => Math.round((at - (attempts[0]?.at ?? 0)) / 60_000));
  const event = () => slack.mention({ channel: papers, user: anna, text: '<@U0F2K7BOT> Which sheet?' });

  test('at once, after a minute, after five, then hourly for a day, signed anew, the same bytes', async () => {
    const { requests, answer } = startApp(...Array.from({ length: 28 }, () => 500));
    const attempts = await slack.deliver(answer, event());
    expect(minutes(attempts)).toEqual([0, 0, 1, 6, ...Array.from({ length: 24 }, (_, hour) => 66 + hour * 60)]);
    expect(new Set(requests.map(({ body }) => body)).size).toBe(1);
    const headers = requests.map(({ headers }) => [
      headers.get('X-Slack-Retry-Num'),
      headers.get('X-Slack-Retry-Reason'),
    ]);
    expect(headers.slice(0, 3)).toEqual([
      [null, null],
      ['1', 'http_error'],
      ['2', 'http_error'],
    ]);
    const last = requests.at(-1);
    const timestamp = String(last?.headers.get('X-Slack-Request-Timestamp'));
    const mac = createHmac('sha256', slack.signingSecret)
      .update(`v0:${timestamp}:${last?.body ?? ''}`)
      .digest('hex');
    expect(last?.headers.get('X-Slack-Signature')).toBe(`v0=${mac}`);
    expect(Math.abs(Number(timestamp) * 1000 - slack.clock.now())).toBeLessThan(60_000);
  });

  test('an acknowledgement ends them, if Slack hears it', async () => {
    const { requests, answer } = startApp();
    const attempts = await slack.deliver(answer, event(), { outcomes: ['unsent', 'unheard', 'heard'] });
    expect(attempts.map(({ result }) => result)).toEqual(['connection_failed', 'http_timeout', 200]);
    expect(requests).toHaveLength(2);
  });

  test('an answer that comes too late is none', async () => {
    let asked = 0;
    const answer = async () => {
      asked += 1;
      if (asked === 1) await new Promise((resolve) => setTimeout(resolve, 60));
      return new Response('');
    };
    const attempts = await slack.deliver(answer, event(), { ackMs: 20 });
    expect(attempts.map(({ result }) => result)).toEqual(['http_timeout', 200]);
  });

  test('an app that isn’t there is retried, with time to start it before', async () => {
    const before: number[] = [];
    const attempts = await slack.deliver('http://127.0.0.1:1', event(), {
      outcomes: ['heard', 'heard'],
      before: (retry) => {
        before.push(retry);
      },
    });
    expect(new Set(attempts.map(({ result }) => result))).toEqual(new Set(['connection_failed']));
    expect(before.slice(0, 3)).toEqual([1, 2, 3]);
  });
});

describe('the fake Slack: Socket Mode', () => {
  interface Heard {
    readonly ack: (response?: object) => Promise<void>;
    readonly type: string;
    readonly body: unknown;
  }
  /** The client rejects when it is told to end while it connects anew by itself, and nobody could handle that. */
  class Client extends SocketModeClient {
    override start() {
      return super.start().catch((error: unknown) => {
        if (error !== undefined) throw error;
        return new Promise<never>(() => undefined);
      });
    }
  }
  let socket: SocketModeClient;
  beforeEach(() => {
    const clientOptions = { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } };
    // This is how long the client waits before it connects again.
    socket = new Client({ appToken: slack.appToken, clientPingTimeout: 1000, logger: silent, clientOptions });
  });
  afterEach(() => socket.disconnect());

  test('what would come over HTTP comes over it, and is acknowledged', async () => {
    const heard: { type: string; body: unknown }[] = [];
    socket.on('slack_event', ({ ack, type, body }: Heard) => {
      heard.push({ type, body });
      void ack(type === 'slash_commands' ? { text: 'Reading.' } : undefined);
    });
    await socket.start();
    const mention = slack.mention({ channel: papers, user: anna, text: '<@U0F2K7BOT> Which sheet?' });
    const command = slack.command({ channel: papers, user: anna, text: 'Which sheet?' });
    const shortcut = slack.shortcut({ channel: papers, user: anna, ts: tsOf(mention) });
    const ids = [mention, command, shortcut].map((delivery) => slack.sockets.send(delivery));
    await slack.until(() => slack.sockets.acknowledgements.length === 3);
    expect(heard).toEqual([
      { type: 'events_api', body: mention.payload },
      { type: 'slash_commands', body: command.payload },
      { type: 'interactive', body: shortcut.payload },
    ]);
    expect(slack.sockets.acknowledgements.map(({ envelope_id }) => envelope_id)).toEqual(ids);
    expect(slack.sockets.acknowledgements[1]).toMatchObject({ payload: { text: 'Reading.' } });
  });

  test('a connection that ends, with a word or without, is made anew', async () => {
    let connected = 0;
    socket.on('connected', () => (connected += 1));
    await socket.start();
    expect(slack.sockets.count()).toBe(1);
    const opened = () => slack.calls.filter(({ method }) => method === 'apps.connections.open').length;
    slack.sockets.disconnect('warning');
    await slack.until(() => opened() >= 2 && connected >= 2);
    slack.sockets.cut();
    await slack.until(() => opened() >= 3 && connected >= 3);
    expect(slack.sockets.count()).toBe(1);
    expect(() => slack.sockets.send(slack.unknownEvent())).not.toThrow();
  });

  test('a client that is told to end while it connects anew ends', async () => {
    await socket.start();
    const connecting = new Promise((resolve) => socket.once('authenticated', resolve));
    slack.sockets.cut();
    await connecting;
    await new Promise((resolve) => socket.once('connecting', resolve));
    await socket.disconnect();
    expect(slack.sockets.count()).toBe(0);
  });

  test('an address is good for one connection, and the bot’s token for none', async () => {
    const { url } = await new WebClient(slack.appToken, { slackApiUrl: slack.apiUrl }).apps.connections.open();
    const enter = () =>
      new Promise<string>((resolve) => {
        const entered = new WebSocket(String(url));
        entered.on('message', (data: Buffer) => resolve(data.toString()));
        entered.on('error', () => resolve('refused'));
      });
    expect(JSON.parse(await enter())).toMatchObject({ type: 'hello', connection_info: { app_id: app.id } });
    expect(await enter()).toBe('refused');
    const error: unknown = await failed(connect().apps.connections.open());
    expect(error).toMatchObject({ data: { error: 'not_allowed_token_type' } });
  });
});
