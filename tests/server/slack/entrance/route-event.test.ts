import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseEventRequest } from '../../../../server/slack/entrance/payloads.ts';
import { botUserOf, type EventDecision, routeEvent } from '../../../../server/slack/entrance/route-event.ts';

const ours = '1764000000.000100';
const others = '1764000000.000200';
const ts = '1764000500.000300';

/** Decides about an event of the workspace T1, where the bot is U0IBID and takes part in the thread `ours` of C1. */
function decide(
  event: object,
  envelope: object = {},
  known: { botUser?: string | null; team?: string | null } = {},
): EventDecision {
  const whole = {
    type: 'event_callback',
    event_id: 'Ev0PV52K25',
    team_id: 'T1',
    api_app_id: 'A0IBID',
    authorizations: [{ enterprise_id: null, team_id: 'T1', user_id: 'U0IBID', is_bot: true }],
    event,
    ...envelope,
  };
  const request = parseEventRequest(structuredClone(whole));
  if (request?.type !== 'event_callback') throw new Error('no envelope');
  const takesPart = (channel: string, thread: string) => channel === 'C1' && thread === ours;
  const { botUser = null, team = 'T1' } = known;
  return routeEvent(request, { team, botUser: botUserOf(request, botUser), takesPart });
}

const mention = {
  type: 'app_mention',
  channel: 'C1',
  user: 'U1',
  ts,
  text: '<@U0IBID> What qualifies a first-order relation?',
};
const message = { type: 'message', channel_type: 'channel', channel: 'C1', user: 'U1', ts, text: 'And who says so?' };
const followUp = { ...message, thread_ts: ours };
const direct = { ...message, channel_type: 'im', channel: 'D1' };
const groupDirect = { ...message, channel_type: 'mpim', channel: 'G1' };
const unaddressed = { type: 'message', channel_type: 'channel', thread_ts: others };
const changed = { ...message, subtype: 'message_changed', hidden: true, text: undefined, user: undefined };
const deleted = { ...changed, subtype: 'message_deleted', deleted_ts: '1764000400.000100' };

const question = {
  kind: 'question',
  channel: 'C1',
  thread: ts,
  messageTs: ts,
  user: 'U1',
};
const inOurs = { ...question, thread: ours };
const ignored = { kind: 'ignore' };

type Case = readonly [what: string, event: object, decision: object];

describe('a question is', () => {
  test.each<Case>([
    ['a mention: answered in a thread under it', mention, { ...question, text: mention.text }],
    ['a mention in a thread: answered there', { ...mention, thread_ts: others }, { ...question, thread: others }],
    ['a mention in the middle', { ...mention, text: 'Ask <@U0IBID> who says so' }, question],
    ['a mention beside another', { ...mention, text: '<@U2> and <@U0IBID>: who says so?' }, question],
    ['a mention and nothing else, which gets a word on how to ask', { ...mention, text: '<@U0IBID>' }, question],
    ['a mention with a file', { ...mention, subtype: 'file_share' }, question],
    ['a direct message', direct, { ...question, channel: 'D1', text: message.text }],
    ['one in a thread', { ...direct, thread_ts: others }, { ...question, channel: 'D1', thread: others }],
    ['one to somebody else too', { ...direct, text: '<@U2> said so' }, { ...question, channel: 'D1' }],
    ['one with a file', { ...direct, subtype: 'file_share' }, { ...question, channel: 'D1' }],
    ['one whose channel type is missing', { ...direct, channel_type: undefined }, { channel: 'D1' }],
    ['a mention in a direct message', { ...mention, channel: 'D1' }, { ...question, channel: 'D1' }],
    ['a mention among several people', { ...groupDirect, text: '<@U0IBID> who?' }, { ...question, channel: 'G1' }],
    ['the same, in the form with a name', { ...groupDirect, text: '<@U0IBID|ibid> who?' }, { kind: 'question' }],
    ['a follow-up without a mention', followUp, { ...question, thread: ours, text: message.text }],
    ['one in a private channel', { ...followUp, channel_type: 'group' }, inOurs],
    ['one among several people', { ...followUp, channel_type: 'mpim' }, inOurs],
    ['one with a file', { ...followUp, subtype: 'file_share' }, inOurs],
    ['one that is shown in the channel too', { ...followUp, subtype: 'thread_broadcast' }, { thread: ours }],
    ['one that names somebody later', { ...followUp, text: 'Is <@U2> right?' }, inOurs],
    ['one that mentions it', { ...followUp, text: '<@U0IBID> and now?' }, inOurs],
    ['one about stopping', { ...followUp, text: 'When does trust stop?' }, inOurs],
    ['one of a person of another workspace', { ...followUp, user: 'W0FOREIGN' }, { user: 'W0FOREIGN' }],
    ['one in fields that Slack adds one day', { ...followUp, novelty: { a: [1] } }, inOurs],
    ['one with null where Slack has nothing', { ...followUp, bot_id: null, subtype: null, edited: null }, inOurs],
  ])('%s', (_, event, decision) => {
    expect(decide(event)).toMatchObject({ kind: 'question', ...decision });
  });

  test('the same one, by whichever of its two events it comes', () => {
    const both = [mention, { ...mention, type: 'message', channel_type: 'channel' }].map((event) =>
      decide({ ...event, thread_ts: ours }),
    );
    expect(both[0]).toEqual(both[1]);
    expect(both[0]?.kind).toBe('question');
  });

  test('one of a workspace that is not named', () => {
    expect(decide(mention, { team_id: null })).toMatchObject(question);
  });
});

describe('no question, and no answer, is', () => {
  test.each<readonly [what: string, event: object, why: string]>([
    ['what people say in a channel', message, 'not addressed'],
    ['what begins a thread, its own root', { ...message, ts: ours, thread_ts: ours }, 'not addressed'],
    ['what several people say to each other', groupDirect, 'not addressed'],
    ['who has a longer id', { ...groupDirect, text: '<@U0IBID2> who?' }, 'not addressed'],
    ['a thread of others', { ...message, thread_ts: others }, 'a thread of others'],
    ['a thread of the same time elsewhere', { ...followUp, channel: 'C2' }, 'a thread of others'],
    ['a thread of others that mentions it, which comes as a mention', { ...mention, ...unaddressed }, 'a thread'],
    ['what is said to somebody else in its thread', { ...followUp, text: '<@U2> do you agree?' }, 'somebody else'],
    ['a bot', { ...followUp, bot_id: 'B1' }, 'a bot’s message'],
    ['a bot that mentions it', { ...mention, bot_id: 'B1' }, 'a bot’s message'],
    ['a bot of the old kind', { ...mention, subtype: 'bot_message', user: undefined }, 'bot_message'],
    ['a bot in direct messages', { ...direct, bot_id: 'B1' }, 'a bot’s message'],
    ['Slackbot', { ...direct, user: 'USLACKBOT' }, 'a bot’s message'],
    ['itself', { ...followUp, user: 'U0IBID' }, 'its own message'],
    ['itself in direct messages', { ...direct, user: 'U0IBID' }, 'its own message'],
    ['itself, mentioned by itself', { ...mention, user: 'U0IBID' }, 'its own message'],
    ['itself, told by its app', { ...followUp, app_id: 'A0IBID' }, 'its own message'],
    ['nobody', { ...followUp, user: undefined }, 'nobody'],
    ['an edit', { ...changed, message: { ...message, text: 'Who?', edited: { ts } } }, 'an edit'],
    ['an edit in direct messages', { ...changed, channel_type: 'im', channel: 'D1', message }, 'an edit'],
    ['an edit that mentions it', { ...mention, edited: { user: 'U1', ts } }, 'an edit'],
    ['an edit of its own answer', { ...changed, message: { ...message, user: 'U0IBID' } }, 'an edit'],
    ['a join', { ...message, subtype: 'channel_join', text: '<@U1> has joined the channel' }, 'channel_join'],
    ['a join in its thread', { ...followUp, subtype: 'channel_join' }, 'channel_join'],
    ['a new topic', { ...message, subtype: 'channel_topic' }, 'channel_topic'],
    ['what Slack puts in front of a thread with an app', { ...direct, subtype: 'assistant_app_thread' }, 'assistant'],
    ['a subtype of tomorrow', { ...direct, subtype: 'x'.repeat(500) }, 'xxx'],
    ['what is hidden', { ...direct, hidden: true }, 'hidden'],
    ['a file without a word', { ...direct, subtype: 'file_share', text: '' }, 'no text'],
    ['blanks', { ...direct, text: ' \n\t' }, 'no text'],
    ['a message of no text at all', { ...direct, text: undefined }, 'no text'],
    ['its own message that was deleted', { ...deleted, previous_message: { user: 'U0IBID' } }, 'deleted'],
    ['a bot’s that was deleted', { ...deleted, previous_message: { user: 'U9', bot_id: 'B1' } }, 'deleted'],
    ['its home', { type: 'app_home_opened', user: 'U1', channel: 'D1', tab: 'home' }, 'another tab'],
    ['a tab without a name', { type: 'app_home_opened', user: 'U1', channel: 'D1' }, 'another tab'],
    ['a person’s token', { type: 'tokens_revoked', tokens: { oauth: ['U1'], bot: [] } }, 'not the bot’s token'],
  ])('%s', (_, event, why) => {
    const decision = decide(event);
    expect(decision).toMatchObject(ignored);
    expect(decision.kind === 'ignore' && decision.why).toContain(why);
    expect(JSON.stringify(decision).length).toBeLessThan(200);
  });
});

describe('stopping', () => {
  const stop = { kind: 'stop', channel: 'C1', thread: ours, user: 'U1', by: 'word' };
  test.each<Case>([
    ['the word alone, in its thread', { ...followUp, text: 'stop' }, stop],
    ['louder', { ...followUp, text: ' STOP!!! ' }, stop],
    ['with an ellipsis', { ...followUp, text: 'Stop…' }, stop],
    ['politely', { ...followUp, text: 'Please stop.' }, stop],
    ['politely the other way round', { ...followUp, text: 'stop, please' }, stop],
    ['in another word', { ...followUp, text: 'Cancel' }, stop],
    ['after a mention', { ...mention, thread_ts: ours, text: '<@U0IBID> stop' }, stop],
    ['after a mention with a comma', { ...mention, thread_ts: ours, text: '<@U0IBID>, stop' }, stop],
    ['before a mention', { ...mention, thread_ts: ours, text: 'stop <@U0IBID|ibid>' }, stop],
    ['that mention, told as a message', { ...followUp, text: '<@U0IBID> stop' }, stop],
    [
      'in a thread where it is not yet known to work',
      { ...mention, thread_ts: others, text: '<@U0IBID> stop' },
      { ...stop, thread: others },
    ],
    ['a mention outside of threads', { ...mention, text: '<@U0IBID> stop' }, { ...stop, thread: null }],
    ['a direct message outside of threads', { ...direct, text: 'stop' }, { ...stop, channel: 'D1', thread: null }],
    ['in a thread of direct messages', { ...direct, text: 'stop', thread_ts: ours }, { ...stop, channel: 'D1' }],
    ['by Slack’s button', { ...stopped(), streaming_message_ts: [] }, { ...stop, by: 'session' }],
    [
      'by Slack’s button outside of threads',
      { ...stopped(), thread_ts: undefined },
      { ...stop, thread: null, by: 'session' },
    ],
    ['to somebody else: none', { ...followUp, text: '<@U2> stop' }, ignored],
    ['to somebody else and to it, as a question', { ...mention, text: '<@U0IBID> <@U2> stop' }, { kind: 'question' }],
    ['in a thread of others: none', { ...message, thread_ts: others, text: 'stop' }, ignored],
    ['in the channel: none', { ...message, text: 'stop' }, ignored],
    ['by a bot: none', { ...followUp, bot_id: 'B1', text: 'stop' }, ignored],
    ['with other words, which ask something', { ...followUp, text: 'stop words' }, { kind: 'question' }],
    ['as part of a word, which asks something', { ...followUp, text: 'stopping' }, { kind: 'question' }],
    ['in a question, which asks something', { ...followUp, text: 'stop?' }, { kind: 'question' }],
  ])('%s', (_, event, decision) => {
    expect(decide(event)).toMatchObject(decision);
  });
});

describe('all else', () => {
  test.each<Case>([
    ['a message that was deleted', { ...deleted, previous_message: { user: 'U1', ts } }, withdrawn(deleted.deleted_ts)],
    ['one of which only its time is left', deleted, withdrawn(deleted.deleted_ts)],
    ['one with answers under it', { ...changed, message: { ts: ours, subtype: 'tombstone' } }, withdrawn(ours)],
    ['the messages with the bot are opened', { ...opened(), event_ts: '1515449522000016' }, welcome()],
    [
      'the bot’s token is revoked',
      { type: 'tokens_revoked', tokens: { oauth: [], bot: ['U0IBID'] } },
      { kind: 'forget' },
    ],
    ['both tokens are', { type: 'tokens_revoked', tokens: { oauth: ['U1'], bot: ['U0IBID'] } }, { kind: 'forget' }],
    ['some token is', { type: 'tokens_revoked' }, { kind: 'forget' }],
    ['the app is removed', { type: 'app_uninstalled' }, { kind: 'forget' }],
    ['an event of no use', { type: 'emoji_changed', subtype: 'add' }, { kind: 'unknown', type: 'emoji_changed' }],
    ['a message of no channel', { ...direct, channel: undefined }, { kind: 'unreadable', type: 'message' }],
    ['a channel that could be a path', { ...mention, channel: '../C1' }, { kind: 'unreadable', type: 'app_mention' }],
    [
      'a user that could be a mention',
      { ...mention, user: 'U1> <!channel' },
      { kind: 'unreadable', type: 'app_mention' },
    ],
    ['a time that is none', { ...mention, ts: '1; DROP TABLE' }, { kind: 'unreadable', type: 'app_mention' }],
    ['a thread that is none', { ...mention, thread_ts: 'latest' }, { kind: 'unreadable', type: 'app_mention' }],
    ['a text that is none', { ...mention, text: { a: 1 } }, { kind: 'unreadable', type: 'app_mention' }],
  ])('%s', (_, event, decision) => {
    expect(decide(event)).toEqual(decision);
  });
});

describe('of another workspace nothing is done about', () => {
  test.each<[what: string, event: { readonly type: string } & Record<string, unknown>]>([
    ['a mention', mention],
    ['a direct message', direct],
    ['a stop', stopped()],
    ['a revoked token', { type: 'tokens_revoked', tokens: { oauth: [], bot: ['U0IBID'] } }],
    ['a removal', { type: 'app_uninstalled' }],
    ['what can’t be read', { ...mention, ts: 'now' }],
  ])('%s', (_, event) => {
    expect(decide(event, { team_id: 'T2' })).toEqual({ kind: 'elsewhere', type: event.type });
  });

  test.each<readonly [what: string, envelope: object, team: string | null]>([
    ['ours', { team_id: 'T1' }, 'T1'],
    ['not known yet', { team_id: 'T2' }, null],
    ['not named', { team_id: undefined }, 'T1'],
    ['ours, and who removes it is of another', { team_id: 'T1', context_team_id: 'T2' }, 'T1'],
  ])('but all that is done where it is %s', (_, envelope, team) => {
    expect(decide({ type: 'app_uninstalled' }, envelope, { team })).toEqual({ kind: 'forget' });
  });

  test('a person of another workspace in a channel that is shared with us asks here', () => {
    const stranger = { ...mention, user_team: 'T2', source_team: 'T2' };
    expect(decide(stranger, { is_ext_shared_channel: true, context_team_id: 'T1' })).toMatchObject(question);
  });
});

describe('who the bot is', () => {
  const own = { ...followUp, user: 'U0IBID' };
  test.each<readonly [what: string, envelope: object, known: string | null, kind: EventDecision['kind']]>([
    ['the envelope says', {}, null, 'ignore'],
    ['the envelope says, and it wins', {}, 'U0OTHER', 'ignore'],
    ['it is known where the envelope says nothing', { authorizations: undefined }, 'U0IBID', 'ignore'],
    ['the envelope names a person', { authorizations: [{ user_id: 'U5', is_bot: false }] }, 'U0IBID', 'ignore'],
    ['the envelope is of another shape', { authorizations: 'U0IBID' }, 'U0IBID', 'ignore'],
    ['nobody knows', { authorizations: [] }, null, 'question'],
  ])('%s', (_, envelope, known, kind) => {
    expect(decide(own, envelope, { botUser: known }).kind).toBe(kind);
  });

  test('where nobody knows, a mention still stops it', () => {
    const event = { ...mention, thread_ts: ours, text: '<@U0IBID> stop' };
    expect(decide(event, { authorizations: [] })).toMatchObject({ kind: 'stop', thread: ours });
  });
});

test('whatever an event holds, deciding does not fail, and no bot and no stranger’s thread is answered', () => {
  const odd = fc.oneof(fc.jsonValue(), fc.constantFrom('U1', 'C1', 'D1', ours, others, 'im', 'file_share', undefined));
  const keys = ['channel', 'user', 'ts', 'thread_ts', 'text', 'subtype', 'channel_type', 'bot_id', 'hidden', 'message'];
  const change = fc.dictionary(fc.constantFrom(...keys, 'edited', 'tokens', 'tab', '__proto__'), odd, { maxKeys: 4 });
  const base = fc.constantFrom<object>(mention, message, followUp, direct, changed, deleted, stopped(), opened());
  fc.assert(
    fc.property(base, change, (event, differs) => {
      const whole: Record<string, unknown> = { ...event, ...differs };
      const decision = decide(whole);
      if (decision.kind !== 'question') return;
      expect(whole.bot_id ?? '').toBe('');
      const direct = whole.channel_type === 'im' || decision.channel.startsWith('D');
      const addressed = whole.type === 'app_mention' || direct;
      expect(addressed || decision.thread === ours).toBe(true);
    }),
  );
});

function stopped() {
  return { type: 'agent_session_stopped', channel: 'C1', user: 'U1', thread_ts: ours, event_ts: ts };
}

function opened() {
  return { type: 'app_home_opened', user: 'U1', channel: 'D1', tab: 'messages' };
}

function welcome() {
  return { kind: 'welcome', channel: 'D1' };
}

function withdrawn(messageTs: string) {
  return { kind: 'withdrawn', channel: 'C1', messageTs };
}
