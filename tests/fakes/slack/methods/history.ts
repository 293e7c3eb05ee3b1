import { z } from 'zod';
import { flag, take, type Method } from '../arguments.ts';
import { Refused } from '../refused.ts';
import { shown, type FakeMessage, type World } from '../world.ts';
import { ownChannel, takeTurn } from './access.ts';

const Page = z.object({
  channel: z.string().min(1),
  cursor: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(999).default(100),
  oldest: z.coerce.number().default(0),
  latest: z.coerce.number().default(Infinity),
  inclusive: flag.default(false),
  include_all_metadata: flag.default(false),
});
const Thread = Page.extend({ ts: z.string().min(1) });

/** The part of a list that was asked for, and how to go on. */
function page(world: World, all: readonly FakeMessage[], asked: z.output<typeof Page>): Record<string, unknown> {
  const inTime = all.filter((message) => {
    const time = Number(message.ts);
    const { oldest, latest } = asked;
    return asked.inclusive ? time >= oldest && time <= latest : time > oldest && time < latest;
  });
  const start = asked.cursor ? Number(atob(asked.cursor).replace('next:', '')) : 0;
  if (!Number.isInteger(start)) throw new Refused('invalid_cursor');
  const end = start + asked.limit;
  const has_more = end < inTime.length;
  return {
    messages: inTime.slice(start, end).map((message) => shown(world, message, asked.include_all_metadata)),
    has_more,
    ...(has_more ? { response_metadata: { next_cursor: btoa(`next:${end}`) } } : {}),
  };
}

/** conversations.history and conversations.replies; metadata is given only with `include_all_metadata`. Source: docs.slack.dev/reference/methods. */
export function historyMethods(world: World): Readonly<Record<string, Method>> {
  const ofChannel = (channel: string) => world.messages.filter((message) => message.channel === channel);
  return {
    'conversations.history': (args) => {
      const asked = take(Page, args);
      const channel = ownChannel(world, asked.channel).id;
      takeTurn(world, world.read, channel, world.historyRateMs);
      const tops = ofChannel(channel).filter(({ ts, thread_ts }) => thread_ts === undefined || thread_ts === ts);
      return page(world, tops.reverse(), asked);
    },
    'conversations.replies': (args) => {
      const asked = take(Thread, args);
      const channel = ownChannel(world, asked.channel).id;
      takeTurn(world, world.read, channel, world.historyRateMs);
      const root = world.find(channel, asked.ts);
      if (!root) throw new Refused('thread_not_found');
      const replies = ofChannel(channel).filter(({ ts, thread_ts }) => thread_ts === asked.ts && ts !== asked.ts);
      return page(world, [root, ...replies], asked);
    },
  };
}
