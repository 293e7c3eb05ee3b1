import type { AppParts } from '../../../../server/http/parts.ts';
import { createTestApp } from '../../app-under-test.ts';
import { RecordingEntrance } from './recording-entrance.ts';
import { signedHeaders, signingSecret } from './signed-request.ts';

export const seconds = 1_764_000_000;
export const form = 'application/x-www-form-urlencoded';
export const json = 'application/json';
export const paths = ['/slack/events', '/slack/commands', '/slack/interactions'] as const;
export type Path = (typeof paths)[number];

/** Words that no log may hold. */
export const asked = 'What qualifies a first-order relation?';

export const mention = {
  token: 'verification-token',
  team_id: 'T1DC2JH3J',
  api_app_id: 'A1',
  type: 'event_callback',
  event_id: 'Ev0PV52K25',
  event_time: seconds,
  authorizations: [{ enterprise_id: null, team_id: 'T1DC2JH3J', user_id: 'U0IBID', is_bot: true }],
  event: {
    type: 'app_mention',
    user: 'U2CERLKJA',
    text: `<@U0IBID> ${asked}`,
    ts: '1764000000.000100',
    channel: 'C061EG9SL',
    event_ts: '1764000000.000100',
  },
};
export const command = {
  token: 'verification-token',
  team_id: 'T1DC2JH3J',
  channel_id: 'C061EG9SL',
  channel_name: 'reading-group',
  user_id: 'U2CERLKJA',
  command: '/ibid',
  text: asked,
  response_url: 'https://hooks.slack.com/commands/T1DC2JH3J/397700885554/96rGlfmibIGlgcZRskXaIFfN',
  trigger_id: '398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c',
};
export const press = {
  type: 'block_actions',
  user: { id: 'U2CERLKJA', username: 'aleena' },
  team: { id: 'T1DC2JH3J', domain: 'readers' },
  channel: { id: 'C061EG9SL', name: 'reading-group' },
  container: { type: 'message', message_ts: '1764000000.000100', channel_id: 'C061EG9SL', is_ephemeral: true },
  trigger_id: '398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c',
  response_url: 'https://hooks.slack.com/actions/T1DC2JH3J/397700885554/96rGlfmibIGlgcZRskXaIFfN',
  actions: [{ type: 'button', action_id: 'share', block_id: 'b', value: 'job-1', action_ts: '1764000003.000100' }],
};

export const formOf = (fields: Record<string, string>) => new URLSearchParams(fields).toString();
/** A body that each address takes. */
export const bodies: Record<Path, string> = {
  '/slack/events': JSON.stringify(mention),
  '/slack/commands': formOf(command),
  '/slack/interactions': formOf({ payload: JSON.stringify(press) }),
};
export const typeOf = (path: Path) => (path === '/slack/events' ? json : form);

export function slackApp(change: Partial<AppParts> = {}, slack: Partial<AppParts['slack']> = {}) {
  const entrance = new RecordingEntrance();
  const parts = { entrance, secrets: [signingSecret], now: () => seconds * 1000, ...slack };
  const { app, logged } = createTestApp({ slack: parts, ...change });
  /** Sends a body signed, unless headers say otherwise; null takes a header away. */
  const send = (path: string, body: RequestInit['body'], headers: Record<string, string | null> = {}) => {
    const signed = typeof body === 'string' ? signedHeaders(body, typeOf(path as Path), seconds) : {};
    const all = Object.entries({ ...signed, ...headers }).filter((header): header is [string, string] => !!header[1]);
    return app.request(path, { method: 'POST', headers: all, body: body ?? null, duplex: 'half' } as RequestInit);
  };
  return { app, send, entrance, logged };
}
