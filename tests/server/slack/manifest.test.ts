import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { slackPaths } from '../../../server/routes/slack.ts';
import { parseCommand, UsedEventSchema } from '../../../server/slack/entrance/payloads.ts';
import { shortcutId } from '../../../server/slack/entrance/receive-interaction.ts';
import { type BotScope, scopeOf } from '../../../server/slack/scopes.ts';

const folder = resolve(import.meta.dirname, '../../../server/slack');

/** What Slack takes; its limits are those of https://docs.slack.dev/reference/app-manifest. */
const ManifestSchema = z.strictObject({
  display_information: z.strictObject({
    name: z.string().min(1).max(35),
    description: z.string().min(1).max(140),
    long_description: z.string().min(174).max(4000),
  }),
  features: z.strictObject({
    agent_view: z.strictObject({
      agent_description: z.string().min(1).max(300),
    }),
    app_home: z.strictObject({
      home_tab_enabled: z.literal(false),
      messages_tab_enabled: z.literal(true),
      messages_tab_read_only_enabled: z.literal(false),
    }),
    bot_user: z.strictObject({ display_name: z.string().regex(/^[a-z0-9._-]{1,80}$/), always_online: z.boolean() }),
    shortcuts: z.tuple([
      z.strictObject({
        type: z.literal('message'),
        name: z.literal('Check this quote').refine((name) => name.length <= 24),
        callback_id: z.literal(shortcutId),
        description: z.string().min(1).max(150),
      }),
    ]),
    slash_commands: z.tuple([
      z.strictObject({
        command: z.string(),
        url: z.url().optional(),
        description: z.string().min(1).max(2000),
        usage_hint: z.string().min(1).max(1000),
        should_escape: z.boolean(),
      }),
    ]),
  }),
  oauth_config: z.strictObject({ scopes: z.strictObject({ bot: z.array(z.string()).max(255) }) }),
  settings: z.strictObject({
    event_subscriptions: z.strictObject({
      request_url: z.url().optional(),
      bot_events: z.array(z.string()).max(100),
    }),
    interactivity: z.strictObject({ is_enabled: z.literal(true), request_url: z.url().optional() }),
    org_deploy_enabled: z.literal(false),
    socket_mode_enabled: z.boolean(),
    token_rotation_enabled: z.literal(false),
  }),
});
type Manifest = z.infer<typeof ManifestSchema>;

function read(name: string): Manifest {
  return ManifestSchema.parse(JSON.parse(readFileSync(join(folder, name), 'utf8')));
}

/** What Slack sends to whom has subscribed to it: its type, and what it needs. Source: https://docs.slack.dev/reference/events */
const events: Record<string, { type: string; scopes: readonly BotScope[] }> = {
  agent_session_stopped: { type: 'agent_session_stopped', scopes: ['chat:write'] },
  app_home_opened: { type: 'app_home_opened', scopes: [] },
  app_mention: { type: 'app_mention', scopes: ['app_mentions:read'] },
  app_uninstalled: { type: 'app_uninstalled', scopes: [] },
  'message.channels': { type: 'message', scopes: ['channels:history'] },
  'message.groups': { type: 'message', scopes: ['groups:history'] },
  'message.im': { type: 'message', scopes: ['im:history'] },
  'message.mpim': { type: 'message', scopes: ['mpim:history'] },
  tokens_revoked: { type: 'tokens_revoked', scopes: [] },
};

/** What a command, a shortcut and an agent need, whatever is called. */
const featureScopes: readonly BotScope[] = ['commands', 'assistant:write'];

const source = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && file !== 'scopes.ts')
  .map((file) => readFileSync(join(folder, file), 'utf8'))
  .join('\n');

/** A command as Slack sends it, without its name. */
const givenCommand = {
  user_id: 'U1',
  channel_id: 'C1',
  text: 'What is trust?',
  response_url: 'https://hooks.slack.com/commands/1',
};

describe.each(['manifest.json', 'manifest.socket-mode.json'])('%s', (name) => {
  const manifest = read(name);

  test('names a command that the code takes, and names it to people', () => {
    const [{ command }] = manifest.features.slash_commands;
    expect(parseCommand({ ...givenCommand, command })?.command).toBe(command);
    expect(manifest.display_information.long_description).toContain(` ${command} `);
  });

  test('subscribes to the events that the code handles, and to no others', () => {
    const subscribed = manifest.settings.event_subscriptions.bot_events;
    expect(subscribed).toEqual(Object.keys(events));
    const handled = UsedEventSchema.options.map(({ shape }) => shape.type.value);
    expect(new Set(subscribed.map((event) => events[event]?.type))).toEqual(new Set(handled));
  });

  test('asks for the scopes that its events, its features and the calls of the code need, and for no others', () => {
    const needed = new Set([
      ...Object.values(events).flatMap(({ scopes }) => scopes),
      ...featureScopes,
      ...Object.values(scopeOf).flat(),
    ]);
    expect(manifest.oauth_config.scopes.bot).toEqual([...needed].sort());
  });
});

test('every method that has scopes is called', () => {
  expect(Object.keys(scopeOf).filter((method) => !source.includes(`'${method}'`))).toEqual([]);
});

test('over HTTP the addresses are those of the routes, at a host to be replaced', () => {
  const { features, settings } = read('manifest.json');
  const addresses = [
    settings.event_subscriptions.request_url,
    features.slash_commands[0].url,
    settings.interactivity.request_url,
  ];
  expect(addresses).toEqual(slackPaths.map((path) => `https://ibid.example.org${path}`));
  expect(settings.socket_mode_enabled).toBe(false);
});

test('for Socket Mode it is the same without addresses', () => {
  const expected = structuredClone(read('manifest.json'));
  expected.settings.socket_mode_enabled = true;
  delete expected.settings.event_subscriptions.request_url;
  delete expected.settings.interactivity.request_url;
  delete expected.features.slash_commands[0].url;
  expect(read('manifest.socket-mode.json')).toEqual(expected);
});
