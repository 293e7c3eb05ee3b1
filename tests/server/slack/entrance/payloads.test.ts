import { describe, expect, test } from 'vitest';
import { parseCommand, parseEventRequest, parseInteraction } from '../../../../server/slack/entrance/payloads.ts';
import { command, mention, press } from './slack-app.ts';

const shortcut = {
  type: 'message_action',
  token: 'verification-token',
  action_ts: '1764000005.000100',
  team: { id: 'T1DC2JH3J', domain: 'readers' },
  user: { id: 'U2CERLKJA', username: 'aleena', team_id: 'T1DC2JH3J', name: 'aleena' },
  channel: { id: 'C061EG9SL', name: 'reading-group' },
  is_enterprise_install: false,
  enterprise: null,
  callback_id: 'check_quote',
  trigger_id: press.trigger_id,
  response_url: 'https://hooks.slack.com/app/T1DC2JH3J/397700885554/96rGlfmibIGlgcZRskXaIFfN',
  message_ts: '1764000000.000100',
  message: {
    type: 'message',
    user: 'U1',
    ts: '1764000000.000100',
    text: 'Sadi writes “Trust is a second-order property”.',
    thread_ts: '1763999999.000100',
    blocks: [{ type: 'rich_text', block_id: 'b', elements: [] }],
  },
};
const dialog = {
  type: 'view_submission',
  team: { id: 'T1DC2JH3J', domain: 'readers' },
  user: { id: 'U2CERLKJA', name: 'aleena' },
  trigger_id: press.trigger_id,
  view: {
    id: 'V0PV52K25',
    type: 'modal',
    callback_id: 'answer_wrong',
    private_metadata: 'answer-1',
    state: { values: { why: { words: { type: 'plain_text_input', value: null } } } },
  },
};

describe('an interaction is taken as Slack sends it', () => {
  test.each<[what: string, payload: object]>([
    ['a shortcut on a message', shortcut],
    [
      'one on a message of another app, which says all in blocks',
      onMessage({ user: undefined, bot_id: 'B1', text: '' }),
    ],
    ['one in an organisation', { ...shortcut, team: null, enterprise: { id: 'E1' }, is_enterprise_install: true }],
    ['a button under an ephemeral message', press],
    ['a button under a message', { ...press, message: { ts: '1764000000.000100', thread_ts: '1763999999.000100' } }],
    ['a button that is a link', { ...press, actions: [{ type: 'button', action_id: 'open_passage_1', url: 'x' }] }],
    ['a dialog that was sent', dialog],
    ['one without fields', { ...dialog, view: { ...dialog.view, state: { values: {} } } }],
  ])('%s', (_, payload) => {
    expect(parseInteraction(structuredClone(payload))).toEqual(payload);
  });
});

describe('what would become a key or an argument has the form that Slack gives it', () => {
  test.each<[what: string, payload: unknown]>([
    ['a user', { ...press, user: { id: 'U1/../U2' } }],
    ['a user without end', { ...press, user: { id: 'U'.repeat(33) } }],
    ['a user in small letters', { ...press, user: { id: 'u1' } }],
    ['a channel', { ...shortcut, channel: { id: '' } }],
    ['a channel on two lines', { ...shortcut, channel: { id: 'C1\n' } }],
    ['a time', onMessage({ ts: '1764000000' })],
    ['a thread', onMessage({ thread_ts: '1764000000.0001000000' })],
    ['a value', { ...press, actions: [{ action_id: 'share', value: 'a'.repeat(2001) }] }],
    ['an action', { ...press, actions: [{ value: 'a' }] }],
    ['a view', { ...dialog, view: { ...dialog.view, id: '__proto__' } }],
    ['an address to answer to', { ...shortcut, response_url: { href: 'https://hooks.slack.com' } }],
  ])('%s', (_, payload) => {
    expect(parseInteraction(payload)).toBeNull();
  });

  test.each<[what: string, change: object]>([
    ['a command', { command: 'ibid' }],
    ['a user', { user_id: 'U1 OR 1=1' }],
    ['a channel', { channel_id: undefined }],
    ['an address to answer to', { response_url: undefined }],
  ])('%s of a command', (_, change) => {
    expect(parseCommand({ ...command, ...change })).toBeNull();
  });
});

test('a command without words has an empty text', () => {
  expect(parseCommand({ ...command, text: undefined })?.text).toBe('');
  expect(parseCommand({ ...command, text: null })?.text).toBe('');
});

test.each([null, undefined, 'event_callback', 7, [], [mention], { type: 7 }, { type: '' }])('%j is nothing', (body) => {
  expect([parseEventRequest(body), parseInteraction(body), parseCommand(body)]).toEqual([null, null, null]);
});

test('of what is unknown only its name is kept', () => {
  expect(parseEventRequest({ type: 'event_of_tomorrow', words: 'secret' })).toEqual({
    type: 'unknown',
    name: 'event_of_tomorrow',
  });
  expect(parseInteraction({ type: 'shortcut' })).toEqual({ type: 'unknown', name: 'shortcut' });
});

function onMessage(change: object) {
  return { ...shortcut, message: { ...shortcut.message, ...change } };
}
