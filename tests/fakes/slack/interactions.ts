import type { Delivery } from './deliveries.ts';
import type { ResponseUrlFor } from './response-urls.ts';
import { app, shown, team, withBlockIds, type FakeEphemeral, type FakeMessage, type World } from './world.ts';

/** What people do with the app's own controls, each as the payload that Slack sends for it. Source: docs.slack.dev/reference/interaction-payloads. */
export interface Interactions {
  command(given: {
    readonly channel: string;
    readonly user: string;
    readonly text: string;
    readonly command?: string;
  }): Delivery;
  /** Slack looks whether the address is there: a form with `ssl_check=1`. */
  sslCheck(): Delivery;
  /** The message shortcut, on a message that is there. */
  shortcut(given: {
    readonly channel: string;
    readonly user: string;
    readonly ts: string;
    readonly callback_id?: string;
  }): Delivery;
  /**
   * A press on a button that the user sees, in a channel's message or in an ephemeral one.
   * @throws Error when there is no such message, or no such button in it
   */
  press(given: {
    readonly channel: string;
    readonly user: string;
    readonly ts: string;
    readonly action_id: string;
  }): Delivery;
  /** `view_submission` of a view that was opened; `values` as `state.values`. */
  submitView(given: {
    readonly user: string;
    readonly view: string;
    readonly values?: Readonly<Record<string, unknown>>;
  }): Delivery;
}

interface Element {
  readonly action_id?: string;
  readonly type: string;
  readonly text?: unknown;
  readonly value?: string;
}

function buttonIn(message: FakeMessage, action_id: string): Record<string, unknown> {
  for (const block of withBlockIds(message.blocks)) {
    const elements = [...((block.elements as Element[] | undefined) ?? []), block.accessory as Element | undefined];
    const found = elements.find((element) => element?.action_id === action_id);
    if (found) {
      const { type, text, value } = found;
      return { action_id, block_id: block.block_id, type, text, ...(value === undefined ? {} : { value }) };
    }
  }
  throw new Error(`There is no “${action_id}” in the message “${message.text}”.`);
}

/** The interactions of one world; `responseUrl` gives the address to answer one at. */
export function openInteractions(world: World, responseUrl: (given: ResponseUrlFor) => string): Interactions {
  const token = 'the verification token of old';
  const who = (user: string) => ({
    id: user,
    username: user.toLowerCase(),
    name: user.toLowerCase(),
    team_id: team.id,
  });
  const place = (channel: string) => ({ id: channel, name: world.channels.get(channel)?.name ?? 'unknown' });
  const interaction = (type: string, user: string, payload: Readonly<Record<string, unknown>>): Delivery => ({
    kind: 'interactive',
    payload: {
      type,
      token,
      team,
      user: who(user),
      api_app_id: app.id,
      enterprise: null,
      is_enterprise_install: false,
      ...payload,
    },
  });
  const seen = (channel: string, user: string, ts: string): FakeMessage | FakeEphemeral => {
    const ephemeral = world.ephemerals.find((message) => message.ts === ts && message.seenBy === user);
    const message = ephemeral ?? world.find(channel, ts);
    if (!message) throw new Error(`${user} sees no message ${ts} in ${channel}.`);
    return message;
  };

  return {
    command: ({ channel, user, text, command = '/ibid' }) => ({
      kind: 'slash_commands',
      payload: {
        token,
        team_id: team.id,
        team_domain: team.domain,
        channel_id: channel,
        channel_name: place(channel).name,
        user_id: user,
        user_name: user.toLowerCase(),
        command,
        text,
        api_app_id: app.id,
        is_enterprise_install: 'false',
        response_url: responseUrl({ channel, user }),
        trigger_id: world.nextTrigger(),
      },
    }),
    sslCheck: () => ({ kind: 'slash_commands', payload: { token, ssl_check: '1' } }),
    shortcut: ({ channel, user, ts, callback_id = 'check_quote' }) =>
      interaction('message_action', user, {
        action_ts: world.nextTs(),
        channel: place(channel),
        callback_id,
        trigger_id: world.nextTrigger(),
        response_url: responseUrl({ channel, user }),
        message_ts: ts,
        message: shown(world, seen(channel, user, ts), false),
      }),
    press({ channel, user, ts, action_id }) {
      const message = seen(channel, user, ts);
      const is_ephemeral = 'seenBy' in message;
      const thread = message.thread_ts === undefined ? {} : { thread_ts: message.thread_ts };
      return interaction('block_actions', user, {
        container: { type: 'message', message_ts: ts, channel_id: channel, is_ephemeral, ...thread },
        trigger_id: world.nextTrigger(),
        channel: place(channel),
        // Slack doesn't give an ephemeral message back.
        ...(is_ephemeral ? {} : { message: shown(world, message, false) }),
        state: { values: {} },
        response_url: responseUrl({ channel, user, original: ts }),
        actions: [{ ...buttonIn(message, action_id), action_ts: world.nextTs() }],
      });
    },
    submitView({ user, view, values = {} }) {
      const opened = world.views.find(({ id }) => id === view);
      if (!opened) throw new Error(`No view ${view} was opened.`);
      return interaction('view_submission', user, {
        trigger_id: world.nextTrigger(),
        view: { ...opened.view, state: { values }, hash: '1.fake', bot_id: app.botId },
        response_urls: [],
      });
    },
  };
}
