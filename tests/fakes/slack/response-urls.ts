import { z } from 'zod';
import { checkContent } from './methods/chat.ts';
import { Refused } from './refused.ts';
import { app, type FakeMessage, type World } from './world.ts';

/** What a `response_url` was given out for. */
export interface ResponseUrlFor {
  readonly channel: string;
  readonly user: string;
  /** The ts of the message whose button was pressed, in the channel or seen by the user alone. */
  readonly original?: string;
}

interface ResponseUrl extends ResponseUrlFor {
  readonly id: string;
  readonly at: number;
  uses: number;
  /** What `replace_original` and `delete_original` are about. */
  last: FakeMessage | undefined;
}

/** The response URLs given out so far. Source: docs.slack.dev/interactivity/handling-user-interaction. */
export interface ResponseUrls {
  /** The id of a new one. */
  issue(given: ResponseUrlFor): string;
  find(id: string): ResponseUrlFor | undefined;
  /**
   * Uses one.
   * @throws Refused with `expired_url` and `used_url` (HTTP 404) or what is wrong with the message (HTTP 400)
   */
  use(id: string, body: Readonly<Record<string, unknown>>): void;
}

const mostUses = 5;
const longestMs = 30 * 60_000;

const Body = z.looseObject({
  response_type: z.enum(['ephemeral', 'in_channel']).default('ephemeral'),
  replace_original: z.boolean().default(false),
  delete_original: z.boolean().default(false),
  thread_ts: z.string().optional(),
});

/** No response URLs at first. */
export function openResponseUrls(world: World): ResponseUrls {
  const urls = new Map<string, ResponseUrl>();

  function remove(message: FakeMessage | undefined): void {
    for (const list of [world.messages, world.ephemerals]) {
      const index = list.findIndex((other) => other === message);
      if (index >= 0) list.splice(index, 1);
    }
  }

  return {
    issue(given) {
      const id = `${world.nextId('')}${world.nextId('').split('').reverse().join('')}`;
      const { original } = given;
      const last =
        original === undefined
          ? undefined
          : (world.ephemerals.find((message) => message.ts === original && message.seenBy === given.user) ??
            world.find(given.channel, original));
      urls.set(id, { ...given, id, at: world.clock.now(), uses: 0, last });
      return id;
    },
    find: (id) => urls.get(id),
    use(id, given) {
      const url = urls.get(id);
      if (!url || world.clock.now() - url.at > longestMs) throw new Refused('expired_url');
      if (url.uses >= mostUses) throw new Refused('used_url');
      const parsed = Body.safeParse(given);
      if (!parsed.success) throw new Refused('invalid_payload');
      const body = parsed.data;
      if (body.delete_original) {
        url.uses += 1;
        remove(url.last);
        url.last = undefined;
        return;
      }
      const content = checkContent(world, `hooks in ${url.channel}`, given);
      url.uses += 1;
      if (body.replace_original && url.last) {
        url.last.text = content.text;
        url.last.blocks = content.blocks;
        url.last.edited.push(world.clock.now());
        return;
      }
      const message = {
        ...content,
        channel: url.channel,
        ts: world.nextTs(),
        ...(body.thread_ts === undefined ? {} : { thread_ts: body.thread_ts }),
        user: app.botUser,
        bot_id: app.botId,
        at: world.clock.now(),
        edited: [],
      };
      if (body.response_type === 'in_channel') {
        url.last = message;
        world.messages.push(message);
      } else {
        const ephemeral = { ...message, seenBy: url.user };
        url.last = ephemeral;
        world.ephemerals.push(ephemeral);
      }
    },
  };
}
