import { Refused, RateLimited } from '../refused.ts';
import { app, type FakeChannel, type World } from '../world.ts';

/**
 * A channel that the bot can see; a user's id stands for the direct messages with that user.
 * @throws Refused with `channel_not_found`, also for a private channel that the bot isn't in
 */
export function visibleChannel(world: World, id: string): FakeChannel {
  const channel = id.startsWith('U') ? world.directChannel(id) : world.channels.get(id);
  if (!channel || (channel.kind !== 'channel' && !channel.members.has(app.botUser)))
    throw new Refused('channel_not_found');
  return channel;
}

/**
 * A channel that the bot takes part in.
 * @throws Refused with `channel_not_found`, `not_in_channel`
 */
export function ownChannel(world: World, id: string): FakeChannel {
  const channel = visibleChannel(world, id);
  if (!channel.members.has(app.botUser)) throw new Refused('not_in_channel');
  return channel;
}

/**
 * A channel that the bot can post in.
 * @throws Refused with `channel_not_found`, `is_archived`, `not_in_channel`
 */
export function openChannel(world: World, id: string): FakeChannel {
  if (visibleChannel(world, id).archived) throw new Refused('is_archived');
  return ownChannel(world, id);
}

/**
 * Takes a turn in a channel.
 * @throws RateLimited when the last one was less than `everyMs` ago
 */
export function takeTurn(world: World, turns: Map<string, number>, channel: string, everyMs: number): void {
  const now = world.clock.now();
  const wait = (turns.get(channel) ?? -Infinity) + everyMs - now;
  if (wait > 0) throw new RateLimited(Math.max(1, Math.ceil(wait / 1000)));
  turns.set(channel, now);
}
