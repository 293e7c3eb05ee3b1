import type { WebClient, WebClientOptions } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { liveMarks, refusal } from '../fakes/slack/limits.ts';
import { app, channels, startFakeSlack, tsOf, users, type FakeSlack } from '../fakes/slack/slack.ts';
import { clientOf } from './slack-client.ts';

const { papers, thesis, random } = channels;

let slack: FakeSlack;
let client: WebClient;

const connect = (token: string, more: WebClientOptions = {}) => clientOf(slack, token, more);

beforeEach(async () => {
  slack = await startFakeSlack({ rateMs: 0, links: ['https://ibid.test/', 'https://doi.org/'] });
  client = connect(slack.botToken);
});
afterEach(() => slack.close());

/** Slack's error code, or `ok`, or what else became of the call. */
async function outcome(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return 'ok';
  } catch (error) {
    if (error instanceof Error && 'data' in error) return (error.data as { error: string }).error;
    if (error instanceof Error && 'retryAfter' in error) return `ratelimited for ${String(error.retryAfter)} s`;
    if (error instanceof Error && 'statusCode' in error) return `HTTP ${String(error.statusCode)}`;
    return error instanceof Error && 'code' in error ? String(error.code) : String(error);
  }
}

const plain = (text: string) => ({ type: 'plain_text', text });
const section = (text: string) => ({ type: 'section', text: plain(text) });
const button = (more: object) => ({ type: 'button', text: plain('Open the passage'), action_id: 'open', ...more });
const actions = (...elements: object[]) => ({ type: 'actions', elements });
const many = <Item>(count: number, item: (index: number) => Item) => Array.from({ length: count }, (_, i) => item(i));
async function post(more: object = {}): Promise<{ ts: string }> {
  const result = await client.apiCall('chat.postMessage', {
    channel: papers,
    text: 'The ice sheet lost mass.',
    ...more,
  });
  return { ts: 'ts' in result ? String(result.ts) : '' };
}

describe('the fake Slack: limits of a message', () => {
  const cases: readonly (readonly [string, object, string])[] = [
    ['blocks and text inside all limits', { blocks: [section('a'.repeat(3000))] }, 'ok'],
    ['no text', { text: '' }, 'no_text'],
    ['blocks without the text that notifications show', { text: undefined, blocks: [section('ice')] }, 'no_text'],
    ['4,000 characters of text', { text: 'a'.repeat(4000) }, 'ok'],
    ['4,001', { text: 'a'.repeat(4001) }, 'msg_too_long'],
    ['50 blocks', { blocks: many(50, () => ({ type: 'divider' })) }, 'ok'],
    ['51', { blocks: many(51, () => ({ type: 'divider' })) }, 'invalid_blocks'],
    ['blocks that aren’t a list', { blocks: { type: 'divider' } }, 'invalid_blocks_format'],
    ['blocks that aren’t JSON', { blocks: 'section' }, 'invalid_blocks_format'],
    ['a block of an unknown type', { blocks: [{ type: 'quotation' }] }, 'invalid_blocks'],
    ['a block with a field of no block', { blocks: [{ ...section('ice'), colour: 'red' }] }, 'invalid_blocks'],
    ['an empty section text', { blocks: [section('')] }, 'invalid_blocks'],
    ['a section of blanks', { blocks: [section(' \n')] }, 'invalid_blocks'],
    ['a section text of 3,001 characters', { blocks: [section('a'.repeat(3001))] }, 'invalid_blocks'],
    ['half a surrogate pair', { blocks: [section('ice \ud83e')] }, 'invalid_blocks'],
    ['a section with neither text nor fields', { blocks: [{ type: 'section' }] }, 'invalid_blocks'],
    ['10 fields', { blocks: [{ type: 'section', fields: many(10, () => plain('a'.repeat(100))) }] }, 'ok'],
    ['11 fields', { blocks: [{ type: 'section', fields: many(11, () => plain('a')) }] }, 'invalid_blocks'],
    ['a field of 2,001', { blocks: [{ type: 'section', fields: [plain('a'.repeat(2001))] }] }, 'invalid_blocks'],
    ['a header of 150', { blocks: [{ type: 'header', text: plain('a'.repeat(150)) }] }, 'ok'],
    ['a header of 151', { blocks: [{ type: 'header', text: plain('a'.repeat(151)) }] }, 'invalid_blocks'],
    ['10 in a context', { blocks: [{ type: 'context', elements: many(10, () => plain('p. 4')) }] }, 'ok'],
    ['11 in a context', { blocks: [{ type: 'context', elements: many(11, () => plain('p. 4')) }] }, 'invalid_blocks'],
    ['25 buttons', { blocks: [actions(...many(25, (i) => button({ action_id: `open_${i}` })))] }, 'ok'],
    ['26 buttons', { blocks: [actions(...many(26, (i) => button({ action_id: `open_${i}` })))] }, 'invalid_blocks'],
    ['a button text of 75', { blocks: [actions(button({ text: plain('a'.repeat(75)) }))] }, 'ok'],
    ['a button text of 76', { blocks: [actions(button({ text: plain('a'.repeat(76)) }))] }, 'invalid_blocks'],
    ['a value of 2,001', { blocks: [actions(button({ value: 'a'.repeat(2001) }))] }, 'invalid_blocks'],
    ['an address of 3,001', { blocks: [actions(button({ url: `https://ibid.test/${'a'.repeat(2983)}` }))] }, 'invalid_blocks'],
    ['an address that is none', { blocks: [actions(button({ url: 'the paper' }))] }, 'invalid_blocks'],
    ['an action_id of 256', { blocks: [actions(button({ action_id: 'a'.repeat(256) }))] }, 'invalid_blocks'],
    ['an action_id twice in a block', { blocks: [actions(button({}), button({}))] }, 'invalid_blocks'],
    ['the same one in two blocks', { blocks: [actions(button({})), actions(button({}))] }, 'ok'],
    ['a block_id twice', { blocks: many(2, () => ({ type: 'divider', block_id: 'b' })) }, 'invalid_blocks'],
    ['12,000 characters in all', { text: 'a'.repeat(500), blocks: many(5, () => section('a'.repeat(2300))) }, 'ok'],
    ['12,001', { text: 'a'.repeat(501), blocks: many(5, () => section('a'.repeat(2300))) }, 'msg_blocks_too_long'],
    ['13,201 with all that holds the text', { blocks: many(50, (i) => ({ ...section('a'.repeat(150)), block_id: `${i}${'b'.repeat(100)}` })) }, 'msg_blocks_too_long'],
  ]; // prettier-ignore

  test.each(cases)('%s', async (_, more, expected) => {
    expect(await outcome(post(more))).toBe(expected);
    expect(slack.messages(papers)).toHaveLength(expected === 'ok' ? 1 : 0);
    expect(slack.calls.map((call) => call.answer)).toEqual([expected]);
    // Tests without a server look at messages with the same eyes.
    if (expected !== 'invalid_blocks_format')
      expect(refusal({ text: 'The ice sheet lost mass.', ...more }) ?? 'ok').toBe(expected);
  });

  test('says what is wrong with blocks, and where', async () => {
    const error: unknown = await post({ blocks: [section('a'.repeat(3001))] }).catch((caught: unknown) => caught);
    expect(error).toMatchObject({
      data: {
        ok: false,
        error: 'invalid_blocks',
        errors: ['must be less than 3001 characters [json-pointer:/blocks/0/text/text]'],
      },
    });
  });

  test.each(['chat.postEphemeral', 'chat.update'])('%s refuses what chat.postMessage refuses', async (method) => {
    const { ts } = await post();
    const args = { channel: papers, user: users.anna, ts, text: 'Ice.', blocks: [section('')] };
    expect(await outcome(client.apiCall(method, args))).toBe('invalid_blocks');
  });
});

describe('the fake Slack: marks that would be alive', () => {
  const cases: readonly (readonly [string, unknown, number])[] = [
    ['an escaped mention', { text: '&lt;!channel&gt; R&amp;D' }, 0],
    ['everybody', { text: 'See <!channel>, <!here|here> and <!everyone>' }, 3],
    ['a group of users', { text: '<!subteam^S0123|@authors>' }, 1],
    ['a user and a channel', { text: '<@U0ANNA001> in <#C0PAPERS1>' }, 2],
    ['one deep in a field', { blocks: [{ type: 'section', fields: [plain('<!here>')] }] }, 3],
    ['one in the value of a button', { blocks: [actions(button({ value: '<!here>' }))] }, 1],
    ['a link of ours', { blocks: [{ elements: [{ type: 'mrkdwn', text: '<https://ibid.test/p/1|p. 4>', verbatim: true }] }] }, 0],
    ['a foreign link', { text: '<https://evil.test/|the paper>' }, 1],
    ['a foreign host that begins like ours', { text: '<https://ibid.test.evil.test/|the paper>' }, 1],
    ['a script', { text: '<javascript:alert(1)|the paper>' }, 1],
    ['a foreign address behind a button', { blocks: [actions(button({ url: 'https://evil.test/' }))] }, 1],
    ['bare marks', { text: 'p < 0.05 & n > 3' }, 3],
    ['a bare address that Slack makes a link of', { blocks: [{ type: 'mrkdwn', text: 'https://evil.test @here #papers' }] }, 3],
    ['the same where it doesn’t', { blocks: [{ type: 'mrkdwn', text: 'https://evil.test @here #papers', verbatim: true }] }, 0],
  ]; // prettier-ignore

  test.each(cases)('%s', (_, message, count) => {
    expect(liveMarks(message, ['https://ibid.test/', 'https://doi.org/'])).toHaveLength(count);
  });

  test('are faults of the fake, by whatever way they come', async () => {
    await post({ text: 'Dead &lt;!here&gt;' });
    expect(slack.faults).toEqual([]);
    await post({ text: '<!here>' });
    await fetch(slack.responseUrl({ channel: papers, user: users.anna }), {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ text: '<!channel>' }),
    });
    expect(slack.faults).toEqual([
      `chat.postMessage in ${papers}: mention <!here>`,
      `hooks in ${papers}: mention <!channel>`,
    ]);
  });
});

describe('the fake Slack: who may, and where', () => {
  test.each([
    ['nobody', '', 'not_authed'],
    ['a stranger', 'xoxb-of-another', 'invalid_auth'],
    ['the token for sockets', 'xapp-of-the-fake', 'not_allowed_token_type'],
  ])('%s', async (_, token, expected) => {
    const authorization = token === '' ? {} : { Authorization: `Bearer ${token}` };
    const response = await fetch(`${slack.apiUrl}auth.test`, { method: 'POST', headers: authorization });
    expect(await response.json()).toEqual({ ok: false, error: expected });
  });

  test('a token that is revoked, and one of an app that is gone', async () => {
    slack.tokensRevoked();
    expect(await outcome(client.auth.test())).toBe('token_revoked');
    slack.appUninstalled();
    expect(await outcome(client.auth.test())).toBe('account_inactive');
  });

  test('JSON and forms are the same to it; other bodies are refused', async () => {
    const send = async (type: string, body: string) => {
      const headers = { 'Content-Type': type, Authorization: `Bearer ${slack.botToken}` };
      const response = await fetch(`${slack.apiUrl}chat.postMessage`, { method: 'POST', headers, body });
      return ((await response.json()) as { error?: string }).error ?? 'ok';
    };
    const message = { channel: papers, text: 'Ice.' };
    expect(await send('application/json; charset=utf-8', JSON.stringify(message))).toBe('ok');
    expect(await send('application/x-www-form-urlencoded', new URLSearchParams(message).toString())).toBe('ok');
    expect(await send('application/json', '{')).toBe('invalid_json');
    expect(await send('application/json', '[]')).toBe('json_not_object');
    expect(await send('text/plain', 'Ice.')).toBe('invalid_post_type');
  });

  test('methods and channels', async () => {
    slack.channel(thesis).archived = true;
    expect(await outcome(client.apiCall('chat.shout', {}))).toBe('unknown_method');
    expect(await outcome(post({ channel: 'C0NOWHERE' }))).toBe('channel_not_found');
    expect(await outcome(post({ channel: random }))).toBe('not_in_channel');
    expect(await outcome(post({ channel: thesis }))).toBe('is_archived');
    expect(await outcome(client.apiCall('chat.postMessage', { text: 'Ice.' }))).toBe('invalid_arguments');
    slack.channel(thesis).members.delete(app.botUser);
    expect(await outcome(post({ channel: thesis }))).toBe('channel_not_found');
    const elsewhere = { channel: papers, user: 'U0STRANGE', text: 'Ice.' };
    expect(await outcome(client.chat.postEphemeral(elsewhere))).toBe('user_not_in_channel');
  });
});

describe('the fake Slack: messages', () => {
  const metadata = { event_type: 'ibid_message', event_payload: { id: 7 } };

  test('a reply is in its thread, and found there by its metadata', async () => {
    const question = tsOf(slack.mention({ channel: papers, user: users.anna, text: '<@U0F2K7BOT> Which sheet?' }));
    const { ts, message } = await client.chat.postMessage({
      channel: papers,
      thread_ts: question,
      text: 'Greenland.',
      metadata,
      unfurl_links: false,
      unfurl_media: false,
    });
    expect(message).toMatchObject({ ts, thread_ts: question, user: app.botUser, parent_user_id: users.anna });
    expect(slack.posted(papers)).toMatchObject([{ ts, text: 'Greenland.', unfurl_links: false, unfurl_media: false }]);
    const thread = { channel: papers, ts: question };
    const without = await client.conversations.replies(thread);
    expect(without.messages).toHaveLength(2);
    expect(without.messages?.[0]).toMatchObject({ reply_count: 1, latest_reply: ts });
    expect(without.messages?.[1]).not.toHaveProperty('metadata');
    const found = await client.conversations.replies({ ...thread, include_all_metadata: true });
    expect(found.messages?.[1]).toMatchObject({ ts, metadata });
    const { messages } = await client.conversations.history({ channel: papers });
    expect(messages?.map((top) => top.ts)).toEqual([question]);
  });

  test('threads that aren’t there, and metadata that is none', async () => {
    const root = await post();
    const reply = await post({ thread_ts: root.ts });
    expect(await outcome(post({ thread_ts: '1700000000.000001' }))).toBe('thread_not_found');
    expect(await outcome(post({ thread_ts: 'yesterday' }))).toBe('invalid_arguments');
    expect(await outcome(post({ thread_ts: reply.ts }))).toBe('cannot_reply_to_message');
    expect(await outcome(post({ metadata: { id: 7 } }))).toBe('invalid_metadata_schema');
    slack.forget(papers, root.ts);
    expect(await outcome(client.conversations.replies({ channel: papers, ts: root.ts }))).toBe('thread_not_found');
  });

  test('an edit replaces what it sends and keeps the rest; only the bot’s own can be edited and deleted', async () => {
    const { ts } = await client.chat.postMessage({ channel: papers, text: 'Wait.', blocks: [], metadata });
    const own = { channel: papers, ts: String(ts) };
    await client.chat.update({ ...own, text: 'Greenland.' });
    expect(slack.messages(papers)).toMatchObject([{ text: 'Greenland.', metadata, edited: [expect.any(Number)] }]);
    const other = { channel: papers, ts: tsOf(slack.message({ channel: papers, user: users.ben, text: 'No.' })) };
    expect(await outcome(client.chat.update({ ...other, text: 'Yes.' }))).toBe('cant_update_message');
    expect(await outcome(client.chat.delete(other))).toBe('cant_delete_message');
    await client.chat.delete(own);
    expect(slack.posted(papers)).toEqual([]);
    expect(await outcome(client.chat.update({ ...own, text: 'Yes.' }))).toBe('message_not_found');
  });

  test('history comes in pages, the newest first, from a time on', async () => {
    for (const text of ['one', 'two', 'three', 'four']) await post({ text });
    const [first] = slack.messages(papers);
    const texts: unknown[] = [];
    const pages = client.paginate('conversations.history', { channel: papers, limit: 2, oldest: first?.ts });
    for await (const page of pages as AsyncIterable<{ messages: { text: string }[] }>)
      texts.push(page.messages.map((message) => message.text));
    expect(texts).toEqual([['four', 'three'], ['two']]);
  });

  test('direct messages are opened, and only two see them', async () => {
    const { channel } = await client.conversations.open({ users: users.ben });
    expect(channel?.id).toBe(slack.directChannel(users.ben));
    await post({ channel: channel?.id });
    expect(slack.posted(slack.directChannel(users.ben))).toHaveLength(1);
    expect(await outcome(client.conversations.open({ users: 'U0STRANGE' }))).toBe('user_not_found');
  });

  test('an ephemeral message is seen by one user and is in no channel', async () => {
    await client.chat.postEphemeral({ channel: papers, user: users.anna, text: 'Only you.' });
    expect(slack.ephemerals(users.anna)).toMatchObject([{ channel: papers, text: 'Only you.' }]);
    expect(slack.ephemerals(users.ben)).toEqual([]);
    expect(slack.messages(papers)).toEqual([]);
  });

  test('one message a second in a channel; another channel isn’t held up', async () => {
    await slack.close();
    slack = await startFakeSlack({ frozenAt: Date.parse('2026-10-01') });
    client = connect(slack.botToken);
    expect(await outcome(post())).toBe('ok');
    slack.clock.advance(999);
    expect(await outcome(post())).toBe('ratelimited for 1 s');
    const ephemeral = { channel: papers, user: users.anna, text: 'Ice.' };
    expect(await outcome(client.chat.postEphemeral(ephemeral))).toBe('ratelimited for 1 s');
    expect(await outcome(post({ channel: thesis }))).toBe('ok');
    slack.clock.advance(1);
    expect(await outcome(post())).toBe('ok');
  });
});

describe('the fake Slack: statuses, reactions, views', () => {
  test('statuses of threads that are there', async () => {
    const thread_ts = tsOf(slack.directMessage({ user: users.anna, text: 'Which sheet?' }));
    const thread = { channel_id: slack.directChannel(users.anna), thread_ts };
    await client.agents.sessions.setStatus({ ...thread, status: 'processing' });
    await client.assistant.threads.setStatus({ ...thread, status: 'is reading…' });
    expect(slack.statuses.map(({ method, status }) => [method, status])).toEqual([
      ['agents.sessions.setStatus', 'processing'],
      ['assistant.threads.setStatus', 'is reading…'],
    ]);
    const wrong = client.agents.sessions.setStatus({ ...thread, status: 'thinking' });
    expect(await outcome(wrong)).toBe('invalid_arguments');
    const gone = client.assistant.threads.setStatus({ ...thread, thread_ts: '1700000000.000001', status: '' });
    expect(await outcome(gone)).toBe('invalid_thread_ts');
  });

  test('up to four prompts, and for no thread', async () => {
    const channel_id = slack.directChannel(users.anna);
    const prompts = (count: number) => many(count, (i) => ({ title: `Prompt ${i}`, message: 'Which sheet?' }));
    const set = (count: number, more: object = {}) =>
      outcome(client.assistant.threads.setSuggestedPrompts({ channel_id, prompts: prompts(count), ...more }));
    expect(await set(4)).toBe('ok');
    expect(await set(5)).toBe('invalid_arguments');
    expect(slack.prompts).toHaveLength(1);
    expect(await set(1, { thread_ts: '1700000000.000001' })).toBe('ok');
    expect(slack.prompts).toHaveLength(1);
    expect(slack.faults).toHaveLength(1);
  });

  test('a reaction is there once', async () => {
    const timestamp = tsOf(slack.message({ channel: papers, user: users.ben, text: 'Which sheet?' }));
    const eyes = { channel: papers, timestamp, name: 'eyes' };
    expect(await outcome(client.reactions.add(eyes))).toBe('ok');
    expect(await outcome(client.reactions.add(eyes))).toBe('already_reacted');
    expect(slack.reactions).toEqual([{ channel: papers, ts: timestamp, name: 'eyes' }]);
    expect(await outcome(client.reactions.remove(eyes))).toBe('ok');
    expect(await outcome(client.reactions.remove(eyes))).toBe('no_reaction');
    expect(await outcome(client.reactions.add({ ...eyes, timestamp: '1.000001' }))).toBe('message_not_found');
  });

  test('a trigger opens one view within 3 s', async () => {
    const trigger = () => slack.command({ channel: papers, user: users.anna, text: '' }).payload.trigger_id as string;
    const open = (trigger_id: string, title = 'Share') =>
      outcome(
        client.apiCall('views.open', {
          trigger_id,
          view: { type: 'modal', title: plain(title), blocks: [section('To whom?')] },
        }),
      );
    const first = trigger();
    expect(await open('made.up')).toBe('invalid_trigger_id');
    expect(await open(first, 'A title of more than 24 characters')).toBe('invalid_arguments');
    expect(await open(first)).toBe('ok');
    expect(await open(first)).toBe('exchanged_trigger_id');
    const late = trigger();
    slack.clock.advance(3001);
    expect(await open(late)).toBe('expired_trigger_id');
    const [view] = slack.views;
    const { payload } = slack.submitView({ user: users.anna, view: String(view?.id) });
    expect(payload).toMatchObject({ type: 'view_submission', view: { id: view?.id } });
  });
});
