import { z } from 'zod';
import { flag, take, type Arguments, type Method } from '../arguments.ts';
import { problemOf } from '../limits.ts';
import { Refused } from '../refused.ts';
import { app, shown, users, type FakeMessage, type World } from '../world.ts';
import { openChannel, ownChannel, takeTurn } from './access.ts';

const ts = z.string().regex(/^\d{10}\.\d{6}$/, 'must be the ts of a message');
const Metadata = z.union([
  z.strictObject({}),
  z.strictObject({ event_type: z.string().min(1), event_payload: z.record(z.string(), z.unknown()) }),
]);

const Content = z.object({
  text: z.unknown().optional(),
  blocks: z.unknown().optional(),
  metadata: z.unknown().optional(),
  unfurl_links: flag.optional(),
  unfurl_media: flag.optional(),
});
const Post = Content.extend({ channel: z.string().min(1), thread_ts: ts.optional() });
const PostEphemeral = Post.extend({ user: z.string().min(1) });
const Update = Content.extend({ channel: z.string().min(1), ts });
const Delete = z.object({ channel: z.string().min(1), ts });

type Checked = Pick<FakeMessage, 'text' | 'blocks' | 'metadata' | 'unfurl_links' | 'unfurl_media'>;

/** What is kept of a message that Slack takes; live marks in it become faults. */
export function checkContent(world: World, where: string, args: Arguments): Checked {
  const { metadata, unfurl_links, unfurl_media } = take(Content, args);
  const content = { text: args.text, blocks: args.blocks ?? [] };
  const problem = problemOf(content);
  if (problem) throw new Refused(problem.error, problem.messages);
  if (metadata !== undefined && !Metadata.safeParse(metadata).success) throw new Refused('invalid_metadata_schema');
  world.look(where, content);
  const blocks: unknown[] = Array.isArray(content.blocks) ? content.blocks : [];
  return {
    text: String(content.text),
    blocks,
    ...(metadata === undefined ? {} : { metadata }),
    ...(unfurl_links === undefined ? {} : { unfurl_links }),
    ...(unfurl_media === undefined ? {} : { unfurl_media }),
  };
}

/** Only a message that isn't itself a reply has a thread. */
function checkThread(world: World, channel: string, thread_ts: string | undefined): { thread_ts?: string } {
  if (thread_ts === undefined) return {};
  const root = world.find(channel, thread_ts);
  if (!root) throw new Refused('thread_not_found');
  if (root.thread_ts !== undefined && root.thread_ts !== root.ts) throw new Refused('cannot_reply_to_message');
  return { thread_ts };
}

const byTheBot = { user: app.botUser, bot_id: app.botId } as const;

function ownMessage(world: World, channel: string, stamp: string, error: string): FakeMessage {
  const message = world.find(ownChannel(world, channel).id, stamp);
  if (!message) throw new Refused('message_not_found');
  if (message.bot_id !== app.botId) throw new Refused(error);
  return message;
}

/** chat.postMessage, chat.postEphemeral, chat.update, chat.delete. Source: docs.slack.dev/reference/methods. */
export function chatMethods(world: World): Readonly<Record<string, Method>> {
  return {
    'chat.postMessage': (args) => {
      const { channel: id, thread_ts } = take(Post, args);
      const channel = openChannel(world, id).id;
      takeTurn(world, world.posted, channel, world.rateMs);
      const content = checkContent(world, `chat.postMessage in ${channel}`, args);
      const message: FakeMessage = {
        channel,
        ...checkThread(world, channel, thread_ts),
        ...content,
        ...byTheBot,
        ts: world.nextTs(),
        at: world.clock.now(),
        edited: [],
      };
      world.messages.push(message);
      return { channel, ts: message.ts, message: shown(world, message) };
    },
    'chat.postEphemeral': (args) => {
      const { channel: id, thread_ts, user } = take(PostEphemeral, args);
      const channel = openChannel(world, id);
      if (!channel.members.has(user)) throw new Refused('user_not_in_channel');
      takeTurn(world, world.posted, channel.id, world.rateMs);
      const content = checkContent(world, `chat.postEphemeral in ${channel.id}`, args);
      const message_ts = world.nextTs();
      world.ephemerals.push({
        channel: channel.id,
        ...checkThread(world, channel.id, thread_ts),
        ...content,
        ...byTheBot,
        seenBy: user,
        ts: message_ts,
        at: world.clock.now(),
        edited: [],
      });
      return { message_ts };
    },
    'chat.update': (args) => {
      const asked = take(Update, args);
      const message = ownMessage(world, asked.channel, asked.ts, 'cant_update_message');
      const content = checkContent(world, `chat.update in ${message.channel}`, args);
      message.text = content.text;
      // What isn't sent stays as it was.
      if (args.blocks !== undefined) message.blocks = content.blocks;
      if (content.metadata !== undefined) message.metadata = content.metadata;
      message.edited.push(world.clock.now());
      return { channel: message.channel, ts: message.ts, text: message.text, message: shown(world, message) };
    },
    'chat.delete': (args) => {
      const asked = take(Delete, args);
      const message = ownMessage(world, asked.channel, asked.ts, 'cant_delete_message');
      world.messages.splice(world.messages.indexOf(message), 1);
      return { channel: message.channel, ts: message.ts };
    },
    'conversations.open': (args) => {
      const { users: asked } = take(z.object({ users: z.string().min(1) }), args);
      const known: readonly string[] = Object.values(users);
      const inChannels = [...world.channels.values()].some((channel) => channel.members.has(asked));
      if (!known.includes(asked) && !inChannels) throw new Refused('user_not_found');
      return { no_op: true, already_open: true, channel: { id: world.directChannel(asked).id } };
    },
  };
}
