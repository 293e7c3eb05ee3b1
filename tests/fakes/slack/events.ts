import type { Delivery } from './deliveries.ts';
import { app, shown, team, type FakeChannel, type FakeMessage, type World } from './world.ts';

type Fields = Readonly<Record<string, unknown>>;

/** What a person writes; `text` is as Slack sends it, with `&`, `<` and `>` escaped and mentions as `<@U…>`. */
export interface Written {
  readonly channel: string;
  readonly user: string;
  readonly text: string;
  readonly thread_ts?: string;
  /** Fields of the event to add or to replace. */
  readonly event?: Fields;
}

/** An event about a message that is there already. */
export interface About {
  readonly channel: string;
  readonly ts: string;
}

/** The ts of the message that a delivery is about. */
export function tsOf(delivery: Delivery): string {
  const event = (delivery.payload.event ?? delivery.payload.message) as { ts: string };
  return event.ts;
}

/** What people do in the workspace, each as the event that Slack sends for it; what they write is kept as a message. Source: docs.slack.dev/reference/events. */
export interface Events {
  /** `app_mention`; the text needs no `<@bot>` to be one. */
  mention(written: Written): Delivery;
  /** What a mention is where the bot is a member: `app_mention` and `message`, of one message, with two event ids. */
  mentionTwice(written: Written): [Delivery, Delivery];
  /** `message` in a channel, in a thread when `thread_ts` is given. */
  message(written: Written): Delivery;
  /** A `message` in a thread, whose root is put there when nobody wrote it. */
  threadReply(written: Written & { readonly thread_ts: string }): Delivery;
  /** `message` of a user to the bot alone. */
  directMessage(written: Omit<Written, 'channel'>): Delivery;
  messageChanged(about: About & { readonly text: string }): Delivery;
  messageDeleted(about: About): Delivery;
  /** `message` with subtype `bot_message`, or, `own`, without a subtype from the bot itself. */
  botMessage(written: Omit<Written, 'user'> & { readonly own?: true }): Delivery;
  channelJoin(who: { readonly channel: string; readonly user: string }): Delivery;
  /** `agent_session_stopped`. */
  stopped(who: { readonly channel: string; readonly user: string; readonly thread_ts: string }): Delivery;
  appHomeOpened(who: { readonly user: string; readonly tab?: 'home' | 'messages' }): Delivery;
  tokensRevoked(): Delivery;
  appUninstalled(): Delivery;
  unknownEvent(): Delivery;
  /** Any event in a full envelope. */
  envelope(event: Fields): Delivery;
  urlVerification(challenge: string): Delivery;
}

/** The events of one world. */
export function openEvents(world: World): Events {
  const envelope = (event: Fields): Delivery => ({
    kind: 'events_api',
    payload: {
      token: 'the verification token of old',
      team_id: team.id,
      context_team_id: team.id,
      context_enterprise_id: null,
      api_app_id: app.id,
      event,
      type: 'event_callback',
      event_id: world.nextId('Ev'),
      event_time: Math.floor(world.clock.now() / 1000),
      authorizations: [
        { enterprise_id: null, team_id: team.id, user_id: app.botUser, is_bot: true, is_enterprise_install: false },
      ],
      is_ext_shared_channel: false,
      event_context: world.nextId('4-'),
    },
  });
  const channelOf = (id: string): FakeChannel => {
    const channel = world.channels.get(id);
    if (!channel) throw new Error(`The fake has no channel ${id}.`);
    return channel;
  };
  function write(written: Omit<Written, 'event'>, bot_id?: string): FakeMessage {
    const { channel, user, text, thread_ts } = written;
    const message: FakeMessage = {
      channel: channelOf(channel).id,
      user,
      text,
      blocks: [
        {
          type: 'rich_text',
          elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }],
        },
      ],
      ...(thread_ts === undefined ? {} : { thread_ts }),
      ...(bot_id === undefined ? {} : { bot_id }),
      ts: world.nextTs(),
      at: world.clock.now(),
      edited: [],
    };
    world.messages.push(message);
    return message;
  }
  function written(type: 'app_mention' | 'message', message: FakeMessage, event: Fields = {}): Delivery {
    const { channel, ts } = message;
    return envelope({
      client_msg_id: `${ts}-0000`,
      ...shown(world, message, false),
      type,
      channel,
      event_ts: ts,
      ...(type === 'message' ? { channel_type: channelOf(channel).kind } : {}),
      ...event,
    });
  }
  const now = (): string => world.nextTs();
  const existing = ({ channel, ts }: About): FakeMessage => {
    const message = world.find(channel, ts);
    if (!message) throw new Error(`The fake has no message ${ts} in ${channel}.`);
    return message;
  };
  const hidden = ({ channel }: About, fields: Fields): Delivery => {
    const ts = now();
    const channel_type = channelOf(channel).kind;
    return envelope({ type: 'message', hidden: true, channel, channel_type, ts, event_ts: ts, ...fields });
  };

  return {
    envelope,
    mention: (given) => written('app_mention', write(given), given.event),
    mentionTwice(given) {
      const message = write(given);
      return [written('app_mention', message, given.event), written('message', message, given.event)];
    },
    message: (given) => written('message', write(given), given.event),
    threadReply(given) {
      const { channel, thread_ts } = given;
      if (!world.find(channel, thread_ts)) {
        const at = Number(thread_ts) * 1000;
        const root = { channel, ts: thread_ts, user: given.user, text: 'Has anybody read this?', blocks: [], at };
        world.messages.push({ ...root, edited: [] });
      }
      return written('message', write(given), given.event);
    },
    directMessage(given) {
      const channel = world.directChannel(given.user).id;
      return written('message', write({ ...given, channel }), given.event);
    },
    messageChanged(about) {
      const message = existing(about);
      const previous_message = shown(world, message, false);
      message.text = about.text;
      message.edited.push(world.clock.now());
      return hidden(about, { subtype: 'message_changed', message: shown(world, message, false), previous_message });
    },
    messageDeleted(about) {
      const message = existing(about);
      const previous_message = shown(world, message, false);
      world.messages.splice(world.messages.indexOf(message), 1);
      return hidden(about, { subtype: 'message_deleted', deleted_ts: about.ts, previous_message });
    },
    botMessage(given) {
      if (given.own) return written('message', write({ ...given, user: app.botUser }, app.botId), given.event);
      const message = write({ ...given, user: 'U0OTHERBT' }, 'B0OTHERBT');
      return written('message', message, {
        subtype: 'bot_message',
        username: 'deploys',
        user: undefined,
        ...given.event,
      });
    },
    channelJoin({ channel, user }) {
      channelOf(channel).members.add(user);
      const message = write({ channel, user, text: `<@${user}> has joined the channel` });
      return written('message', message, { subtype: 'channel_join' });
    },
    stopped: (who) => envelope({ type: 'agent_session_stopped', ...who, streaming_message_ts: [], event_ts: now() }),
    appHomeOpened: ({ user, tab = 'messages' }) =>
      envelope({ type: 'app_home_opened', user, channel: world.directChannel(user).id, tab, event_ts: now() }),
    tokensRevoked() {
      world.authError = 'token_revoked';
      return envelope({ type: 'tokens_revoked', tokens: { oauth: [], bot: [app.botUser] }, event_ts: now() });
    },
    appUninstalled() {
      world.authError = 'account_inactive';
      return envelope({ type: 'app_uninstalled', event_ts: now() });
    },
    unknownEvent: () => envelope({ type: 'workspace_danced', user: 'U0ANNA001', event_ts: now() }),
    urlVerification: (challenge) => ({
      kind: 'events_api',
      payload: { token: 'the verification token of old', challenge, type: 'url_verification' },
    }),
  };
}
