import { isResponseUrl, responseUrlLifetime } from '../sending/response-url.ts';
import type { Destination } from '../store/destination.ts';

/** Where somebody pressed or wrote something, and the address to respond to it at. */
export interface Place {
  readonly channel: string;
  /** `ts` of the first message of the thread; null outside of threads. */
  readonly thread: string | null;
  readonly user: string;
  readonly responseUrl: string | null;
}

/** What an address is believed by. */
export interface Believed {
  readonly apiUrl: string;
  readonly now: () => number;
}

/** The ways to a message that one user sees alone, best first. */
export function toAskerAlone(place: Place, believed: Believed): Destination[] {
  const { channel, thread, user } = place;
  return [
    ...byResponseUrl(place, 'asker', believed),
    { to: 'ephemeral', channel, thread, user },
    { to: 'direct', user },
  ];
}

/** The ways to a message that all in the channel see, also where the bot is no member. */
export function toEveryone(place: Place, believed: Believed): Destination[] {
  const { channel, thread, user } = place;
  return [
    { to: 'conversation', channel, thread },
    ...byResponseUrl(place, 'everyone', believed),
    { to: 'direct', user },
  ];
}

function byResponseUrl(
  { responseUrl: url, thread }: Place,
  visible: 'asker' | 'everyone',
  { apiUrl, now }: Believed,
): Destination[] {
  if (url === null || !isResponseUrl(url, apiUrl)) return [];
  return [{ to: 'response-url', url, thread, expires: now() + responseUrlLifetime, visible }];
}
