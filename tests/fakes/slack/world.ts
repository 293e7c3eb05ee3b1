import { startClock, type FakeClock } from './clock.ts';
import { liveMarks } from './live-marks.ts';

/** A message that anybody in its channel sees. */
export interface FakeMessage {
  readonly channel: string;
  readonly ts: string;
  readonly thread_ts?: string;
  text: string;
  blocks: readonly unknown[];
  metadata?: unknown;
  /** Who wrote it; the bot's user when `bot_id` is there. */
  readonly user: string;
  readonly bot_id?: string;
  /** Milliseconds since 1970, by the fake's clock. */
  readonly at: number;
  /** The time of each edit, likewise. */
  readonly edited: number[];
  readonly unfurl_links?: boolean;
  readonly unfurl_media?: boolean;
}

/** A message that one user sees. */
export interface FakeEphemeral extends FakeMessage {
  /** Who sees it; `user` is who wrote it. */
  readonly seenBy: string;
}

export interface FakeChannel {
  readonly id: string;
  readonly name: string;
  readonly kind: 'channel' | 'group' | 'im';
  /** User ids; the bot posts only where it is one of them. */
  readonly members: Set<string>;
  archived: boolean;
}

export interface FakeReaction {
  readonly channel: string;
  readonly ts: string;
  readonly name: string;
}

export interface FakeStatus {
  readonly method: string;
  readonly channel: string;
  readonly thread_ts: string;
  readonly status: string;
  readonly at: number;
}

export interface FakeCall {
  /** A Web API method, or `hooks`. */
  readonly method: string;
  /** Without the token. */
  readonly args: Readonly<Record<string, unknown>>;
  readonly at: number;
  /** `ok`, Slack's error code, `HTTP 500`, or how no answer was given; empty while the call runs. */
  answer: string;
}

export interface FakeSlackOptions {
  readonly botToken?: string;
  readonly appToken?: string;
  readonly signingSecret?: string;
  readonly channels?: readonly {
    readonly id: string;
    readonly name?: string;
    readonly private?: boolean;
    /** Without the bot, which is one unless `withoutBot`. */
    readonly members?: readonly string[];
    readonly withoutBot?: boolean;
    readonly archived?: boolean;
  }[];
  /** Milliseconds between two posts in one channel; 0 allows any number. */
  readonly rateMs?: number;
  /** Milliseconds between two reads of a channel's history; 0, the default, allows any number. */
  readonly historyRateMs?: number;
  /** The clock stands still at this time (milliseconds since 1970) until it is advanced. */
  readonly frozenAt?: number;
  /** Address prefixes, with a path, of links that may be alive. */
  readonly links?: readonly string[];
}

/** Who is who in the one workspace of the fake. */
export const team = { id: 'T0AX6SBKT', domain: 'reading-group' } as const;
export const app = { id: 'A0F2K6IBD', botUser: 'U0F2K7BOT', botId: 'B0F2K7BOT', name: 'Ibid' } as const;
/** Users, all of them members of the first channel. */
export const users = { anna: 'U0ANNA001', ben: 'U0BEN0002', chloe: 'U0CHLOE03' } as const;
/** A public channel with everybody and the bot, a private one with Anna and the bot, a public one without the bot. */
export const channels = { papers: 'C0PAPERS1', thesis: 'C0THESIS2', random: 'C0RANDOM3' } as const;

/** All that the fake workspace holds. */
export interface World {
  readonly clock: FakeClock;
  readonly botToken: string;
  readonly appToken: string;
  readonly signingSecret: string;
  readonly rateMs: number;
  readonly historyRateMs: number;
  /** The error that every call with the bot's token gets, once it is revoked. */
  authError: string | null;
  readonly channels: Map<string, FakeChannel>;
  readonly messages: FakeMessage[];
  readonly ephemerals: FakeEphemeral[];
  readonly reactions: FakeReaction[];
  readonly statuses: FakeStatus[];
  readonly prompts: { readonly channel: string; readonly prompts: readonly unknown[] }[];
  readonly views: { readonly id: string; readonly view: Readonly<Record<string, unknown>> }[];
  readonly calls: FakeCall[];
  readonly faults: string[];
  /** When each trigger id was given out, and whether it was used. */
  readonly triggers: Map<string, { readonly at: number; used: boolean }>;
  readonly posted: Map<string, number>;
  readonly read: Map<string, number>;
  /** A time stamp that no other message has. */
  nextTs(): string;
  /** A new id: `Ev0000000001`. */
  nextId(prefix: string): string;
  nextTrigger(): string;
  /** The channel of the bot and one user; made when there is none. */
  directChannel(user: string): FakeChannel;
  find(channel: string, ts: string): FakeMessage | undefined;
  /** Records every live mark of a message as a fault. */
  look(where: string, message: unknown): void;
}

/** An empty workspace. */
export function openWorld(options: FakeSlackOptions): World {
  const clock = startClock(options.frozenAt);
  const everybody = Object.values(users);
  const given = options.channels ?? [
    { id: channels.papers, name: 'papers', members: everybody },
    { id: channels.thesis, name: 'thesis', members: [users.anna], private: true },
    { id: channels.random, name: 'random', members: everybody, withoutBot: true },
  ];
  const known = new Map<string, FakeChannel>();
  for (const { id, name = id.toLowerCase(), members = everybody, ...rest } of given)
    known.set(id, {
      id,
      name,
      kind: rest.private === true ? 'group' : 'channel',
      members: new Set(rest.withoutBot === true ? members : [...members, app.botUser]),
      archived: rest.archived ?? false,
    });
  let lastMicros = 0;
  let lastId = 0;
  const world: World = {
    clock,
    botToken: options.botToken ?? 'xoxb-of-the-fake',
    appToken: options.appToken ?? 'xapp-of-the-fake',
    signingSecret: options.signingSecret ?? 'the secret of the fake',
    rateMs: options.rateMs ?? 1000,
    historyRateMs: options.historyRateMs ?? 0,
    authError: null,
    channels: known,
    messages: [],
    ephemerals: [],
    reactions: [],
    statuses: [],
    prompts: [],
    views: [],
    calls: [],
    faults: [],
    triggers: new Map(),
    posted: new Map(),
    read: new Map(),
    nextTs() {
      lastMicros = Math.max(lastMicros + 1, clock.now() * 1000);
      return `${Math.floor(lastMicros / 1_000_000)}.${String(lastMicros % 1_000_000).padStart(6, '0')}`;
    },
    nextId(prefix) {
      lastId += 1;
      return `${prefix}${String(lastId).padStart(10, '0')}`;
    },
    nextTrigger() {
      const id = `${world.nextId('')}.${world.nextId('')}.fake`;
      world.triggers.set(id, { at: clock.now(), used: false });
      return id;
    },
    directChannel(user) {
      const id = `D${user.slice(1)}`;
      const channel = known.get(id) ?? {
        id,
        name: 'directmessage',
        kind: 'im',
        members: new Set([user, app.botUser]),
        archived: false,
      };
      known.set(id, channel);
      return channel;
    },
    find: (channel, ts) => world.messages.find((message) => message.channel === channel && message.ts === ts),
    look(where, message) {
      const marks = liveMarks(message, options.links);
      world.faults.push(...marks.map((mark) => `${where}: ${mark}`));
    },
  };
  return world;
}

/** A message's blocks as Slack gives them back: each has a `block_id`. */
export function withBlockIds(blocks: readonly unknown[]): Record<string, unknown>[] {
  return blocks.map((block, index) => ({ block_id: `b${index}`, ...(block as object) }));
}

/** A message as the Web API and payloads show it. */
export function shown(world: World, message: FakeMessage, withMetadata = true): Record<string, unknown> {
  const { channel, ts, thread_ts, text, user, bot_id, metadata, edited, blocks } = message;
  const replies = world.messages.filter(
    (reply) => reply.channel === channel && reply.thread_ts === ts && reply.ts !== ts,
  );
  const lastEdit = edited.at(-1);
  const root = thread_ts === undefined ? undefined : world.find(channel, thread_ts);
  return {
    type: 'message',
    user,
    ts,
    text,
    team: team.id,
    blocks: withBlockIds(blocks),
    ...(bot_id === undefined
      ? {}
      : {
          bot_id,
          app_id: app.id,
          bot_profile: { id: bot_id, app_id: app.id, name: app.name, team_id: team.id, deleted: false, updated: 1 },
        }),
    ...(lastEdit === undefined ? {} : { edited: { user, ts: `${Math.floor(lastEdit / 1000)}.000000` } }),
    ...(thread_ts === undefined ? {} : { thread_ts }),
    ...(root && root !== message ? { parent_user_id: root.user } : {}),
    ...(replies.length === 0
      ? {}
      : {
          thread_ts: ts,
          reply_count: replies.length,
          reply_users: [...new Set(replies.map((reply) => reply.user))],
          reply_users_count: new Set(replies.map((reply) => reply.user)).size,
          latest_reply: replies.at(-1)?.ts,
          is_locked: false,
          subscribed: true,
        }),
    ...(withMetadata && metadata !== undefined ? { metadata } : {}),
  };
}
