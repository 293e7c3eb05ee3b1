import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { afterEach, describe, expect, test } from 'vitest';
import type { SlackEntrance } from '../../../server/slack/entrance/slack-entrance.ts';
import { responseTime } from '../../../server/slack/sending/outcome.ts';
import { openSocketMode } from '../../../server/slack/socket-mode.ts';
import { channels, type Delivery, type FakeSlack, startFakeSlack, tsOf, users } from '../../fakes/slack/slack.ts';

const { anna } = users;
const { papers } = channels;
const text = 'Why did Vietnam restrict Huawei?';
const reply = { response_type: 'ephemeral', text: 'Reading the papers …' } as const;

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function openSlack(): Promise<FakeSlack> {
  const slack = await startFakeSlack({ appToken: 'xapp-1-A0F2K6IBD-hush' });
  ends.push(() => slack.close());
  return slack;
}

/** Ibid’s side: what the entrance was given, and what was logged. */
async function connect(slack: FakeSlack, change: Partial<SlackEntrance> & { readonly appToken?: string } = {}) {
  const taken: unknown[][] = [];
  const lines: string[] = [];
  const entrance: SlackEntrance = {
    event: (...given) => Promise.resolve(void taken.push(given)).then(() => 'taken'),
    interaction: (...given) => Promise.resolve(void taken.push(given)).then(() => 'taken'),
    command: (...given) => Promise.resolve(void taken.push(given)).then(() => reply),
    ...change,
  };
  const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) });
  const { apiUrl, appToken } = slack;
  const socketMode = openSocketMode({ appToken, ...change, apiUrl, entrance, log });
  ends.push(() => socketMode.close());
  await socketMode.start();
  return { taken, socketMode, logged: () => lines.join('') };
}

/** An entrance that stores when it is told to. */
function slowEntrance() {
  let store = (): void => undefined;
  let asked = 0;
  const event = () => {
    asked += 1;
    return new Promise<'taken'>((resolve) => {
      store = () => {
        resolve('taken');
      };
    });
  };
  return { event, asked: () => asked, store: () => store() };
}

const acked = ({ sockets }: FakeSlack) => sockets.acknowledgements.map(({ envelope_id }) => envelope_id);
const opened = ({ calls }: FakeSlack) => calls.filter(({ method }) => method === 'apps.connections.open').length;
const mention = (slack: FakeSlack) => slack.mention({ channel: papers, user: anna, text });

describe('what Slack sends goes to the entrance, and is acknowledged', () => {
  test.each<{
    what: string;
    delivery: (slack: FakeSlack) => Delivery;
    again?: number;
    payload?: object;
  }>([
    { what: 'an event', delivery: mention },
    { what: 'an event that Slack sends again', delivery: mention, again: 2 },
    {
      what: 'a command, with what its user sees at once',
      delivery: (slack) => slack.command({ channel: papers, user: anna, text }),
      payload: reply,
    },
    {
      what: 'a shortcut',
      delivery: (slack) => {
        const ts = tsOf(mention(slack));
        return slack.shortcut({ channel: papers, user: anna, ts });
      },
    },
  ])('$what', async ({ delivery, again, payload = {} }) => {
    const slack = await openSlack();
    const { taken, logged } = await connect(slack);
    const sent = delivery(slack);
    const id = slack.sockets.send(sent, again === undefined ? undefined : { attempt: again, reason: 'timeout' });
    await slack.until(() => acked(slack).length > 0);
    expect(slack.sockets.acknowledgements).toMatchObject([{ envelope_id: id, payload }]);
    expect(slack.sockets.acknowledgements[0]?.payload).toEqual(payload);
    expect(taken).toEqual([[expect.objectContaining(sent.payload), { signature: null, retry: again ?? null }]]);
    expect(logged()).not.toMatch(/hush|ticket-|Huawei/);
  });

  test('only after it was stored', async () => {
    const slack = await openSlack();
    const { event, asked, store } = slowEntrance();
    await connect(slack, { event });
    const id = slack.sockets.send(mention(slack));
    await slack.until(() => asked() === 1);
    await sleep(50);
    expect(acked(slack)).toEqual([]);
    store();
    await slack.until(() => acked(slack).length > 0);
    expect(acked(slack)).toEqual([id]);
  });

  test('not when it can’t be stored: Slack sends it again, and then it is', async () => {
    const slack = await openSlack();
    let full = true;
    const { logged } = await connect(slack, {
      event: () => (full ? Promise.reject(new Error('database or disk is full')) : Promise.resolve('taken')),
    });
    const sent = mention(slack);
    slack.sockets.send(sent);
    await slack.until(() => logged().includes('can’t be stored'));
    expect(acked(slack)).toEqual([]);
    full = false;
    const id = slack.sockets.send(sent, { attempt: 1, reason: 'timeout' });
    await slack.until(() => acked(slack).length > 0);
    expect(acked(slack)).toEqual([id]);
  });

  const press = { type: 'block_actions', user: { id: anna } };
  test.each<{ what: string; delivery: Delivery }>([
    {
      what: 'an event without an id',
      delivery: { kind: 'events_api', payload: { type: 'event_callback', event: { type: 'app_mention', hush: 1 } } },
    },
    { what: 'a command without a user', delivery: { kind: 'slash_commands', payload: { command: '/ibid' } } },
    { what: 'a button without an action', delivery: { kind: 'interactive', payload: { ...press, actions: [] } } },
    {
      what: 'a dialog of a kind that there is not',
      delivery: { kind: 'interactive', payload: { type: 'view_closed' } },
    },
    { what: 'an envelope of a new kind', delivery: { kind: 'canvases' as 'interactive', payload: { text: 'hush' } } },
  ])('$what is logged, acknowledged, and nothing else happens', async ({ delivery }) => {
    const slack = await openSlack();
    const { taken, logged } = await connect(slack);
    const id = slack.sockets.send(delivery);
    await slack.until(() => acked(slack).length > 0);
    expect(acked(slack)).toEqual([id]);
    expect(taken).toEqual([]);
    expect(logged()).toContain('is of no use to Ibid');
    expect(logged()).not.toMatch(/hush/);
  });

  test('after an event without content the connection goes on', async () => {
    const slack = await openSlack();
    const { taken, logged } = await connect(slack);
    slack.sockets.send({ kind: 'events_api', payload: {} });
    const id = slack.sockets.send(mention(slack));
    await slack.until(() => acked(slack).includes(id));
    expect(taken).toHaveLength(1);
    expect(logged()).toContain('can’t be read');
  });
});

describe('the connection', () => {
  test('with an app token that Slack refuses is not made: the log says what to do, and all else goes on', async () => {
    const slack = await openSlack();
    const refusals = ['token_revoked', 'missing_scope', 'account_inactive'];
    slack.fail('apps.connections.open', ...refusals.map((error) => ({ error })));
    const tried = [await connect(slack), await connect(slack), await connect(slack)];
    tried.push(await connect(slack, { appToken: 'xapp-of-another-hush' }));
    await sleep(400);
    expect(opened(slack)).toBe(tried.length);
    for (const { logged } of tried) {
      expect(logged()).toContain('Make an App-Level Token with the scope connections:write');
      expect(logged()).not.toMatch(/hush/);
    }
  });

  const nowhere = { ok: true, url: 'ws://127.0.0.1:9/link?ticket=hush' };
  test.each<{ what: string; failure: Parameters<FakeSlack['fail']>[1] }>([
    { what: 'Slack has a fault', failure: { error: 'internal_error' } },
    { what: 'a fault names secrets', failure: { error: 'xapp-1-hush at wss://wss.example.org/?ticket=hush' } },
    { what: 'Slack is down', failure: { status: 503, body: 'hush' } },
    { what: 'Slack is asked too often', failure: { rateLimited: 1 } },
    { what: 'the line breaks', failure: { close: 'before' } },
    { what: 'nobody is at the address that Slack names', failure: { status: 200, body: JSON.stringify(nowhere) } },
    { what: 'Slack names no address', failure: { status: 200, body: '{"ok":true}' } },
  ])('is tried again when $what', async ({ failure }) => {
    const slack = await openSlack();
    slack.fail('apps.connections.open', failure);
    const { logged } = await connect(slack);
    expect(slack.sockets.count()).toBe(0);
    expect(logged()).toContain('can’t be reached through Socket Mode; Ibid tries again');
    await slack.until(() => slack.sockets.count() === 1);
    const id = slack.sockets.send(mention(slack));
    await slack.until(() => acked(slack).includes(id));
    expect(logged()).not.toMatch(/hush|ticket/);
  });

  test.each<{ what: string; end: (slack: FakeSlack) => void }>([
    { what: 'Slack asks for a new one', end: ({ sockets }) => sockets.disconnect('warning') },
    { what: 'Slack ends it', end: ({ sockets }) => sockets.disconnect('refresh_requested') },
    { what: 'it is cut', end: ({ sockets }) => sockets.cut() },
  ])('is made again when $what', async ({ end }) => {
    const slack = await openSlack();
    const { taken } = await connect(slack);
    end(slack);
    await slack.until(() => opened(slack) === 2 && slack.sockets.count() === 1);
    const id = slack.sockets.send(mention(slack));
    await slack.until(() => acked(slack).includes(id));
    expect(taken).toHaveLength(1);
  });

  test('at the end what was taken is acknowledged first, and nothing new is taken', async () => {
    const slack = await openSlack();
    const { event, asked, store } = slowEntrance();
    const { socketMode } = await connect(slack, { event });
    const id = slack.sockets.send(mention(slack));
    await slack.until(() => asked() === 1);
    const closed = socketMode.close();
    slack.sockets.send(mention(slack));
    setTimeout(store, 50);
    await closed;
    await slack.until(() => slack.sockets.count() === 0);
    expect(acked(slack)).toEqual([id]);
    expect(asked()).toBe(1);
    expect(opened(slack)).toBe(1);
  });

  test.each<{ what: string; failure: Parameters<FakeSlack['fail']>[1] }>([
    { what: 'it is being asked for', failure: { hang: 'before' } },
    { what: 'it is to be tried again', failure: { error: 'internal_error' } },
  ])('is not waited for when the end comes while $what', async ({ failure }) => {
    const slack = await openSlack();
    slack.fail('apps.connections.open', failure);
    const { log, entrance } = silent();
    const socketMode = openSocketMode({ appToken: slack.appToken, apiUrl: slack.apiUrl, entrance, log });
    const started = socketMode.start();
    await slack.until(() => opened(slack) === 1);
    const before = performance.now();
    await socketMode.close();
    await started;
    // Not by Slack’s time to respond, of which that request has most left.
    expect(performance.now() - before).toBeLessThan(responseTime - 1000);
    await sleep(400);
    expect(opened(slack)).toBe(1);
  });
});

function silent() {
  const never = () => Promise.reject(new Error('nothing was sent'));
  return { log: pino({ level: 'silent' }), entrance: { event: never, command: never, interaction: never } };
}
