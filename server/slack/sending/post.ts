import { z } from 'zod';
import type { SlackMessage } from '../messages/slack-message.ts';
import type { Destination } from '../store/destination.ts';
import { lookUp, metadataType } from './look-up.ts';
import type { Outcome } from './outcome.ts';
import type { Respond } from './response-url.ts';
import type { WebApi } from './web-api.ts';

/** Where Slack has a message; null for one that has no place to be found again at. */
export type Posted = { readonly channel: string; readonly ts: string } | null;

export interface Letter {
  /** The outbox row: the mark by which the message is found again. */
  readonly id: string;
  readonly message: SlackMessage;
  readonly destination: Destination;
  /** Milliseconds since 1970 of a try whose outcome is not known; null: there was none. */
  readonly triedAt: number | null;
}

export interface PostParts {
  readonly api: WebApi;
  readonly respond: Respond;
  readonly now: () => number;
}

/** Nobody can look these up: one whose outcome is not known is not sent there again, but to the next place. */
const notToBeFound = { kind: 'refused', error: 'outcome_not_known' } as const;

const PostedSchema = z.looseObject({ channel: z.string(), ts: z.string() });
const OpenedSchema = z.looseObject({ channel: z.looseObject({ id: z.string() }) });

/** Posts a message to its destination, unless a try before has done so. Tries once. */
export async function post(letter: Letter, parts: PostParts): Promise<Outcome<Posted>> {
  const { destination } = letter;
  switch (destination.to) {
    case 'conversation':
      return await postOnce(letter, destination, parts.api);
    case 'direct': {
      const opened = await parts.api.call('conversations.open', { users: destination.user });
      // Nothing was posted by that, whatever came of it.
      if (opened.kind === 'unknown') return { kind: 'unreachable', why: opened.why };
      if (opened.kind !== 'done') return opened;
      const { channel } = OpenedSchema.parse(opened.result);
      return await postOnce(letter, { channel: channel.id, thread: null }, parts.api);
    }
    case 'ephemeral': {
      if (letter.triedAt !== null) return notToBeFound;
      const { channel, thread, user } = destination;
      const place = { channel, user, ...(thread === null ? {} : { thread_ts: thread }) };
      const outcome = await parts.api.call('chat.postEphemeral', { ...place, ...contentOf(letter.message) });
      return outcome.kind === 'done' ? { kind: 'done', result: null } : outcome;
    }
    case 'response-url': {
      if (parts.now() > destination.expires) return { kind: 'refused', error: 'expired_url' };
      const mine = destination.visible === 'asker';
      // Replacing makes a second try change nothing; what all see can't replace what one saw.
      if (!mine && letter.triedAt !== null) return notToBeFound;
      return await parts.respond(destination.url, {
        response_type: mine ? 'ephemeral' : 'in_channel',
        replace_original: mine,
        ...contentOf(letter.message),
      });
    }
  }
}

/** Sets the content of a message that was posted; doing it twice is doing it once. */
export async function edit(letter: Letter, at: NonNullable<Posted>, api: WebApi): Promise<Outcome<Posted>> {
  const outcome = await api.call('chat.update', {
    channel: at.channel,
    ts: at.ts,
    ...contentOf(letter.message),
    metadata: markOf(letter.id),
  });
  return outcome.kind === 'done' ? { kind: 'done', result: at } : outcome;
}

async function postOnce(
  letter: Letter,
  place: { readonly channel: string; readonly thread: string | null },
  api: WebApi,
): Promise<Outcome<Posted>> {
  if (letter.triedAt !== null) {
    const found = await lookUp(api, place, letter.id, letter.triedAt);
    // Nothing was posted by looking.
    if (found.kind === 'unknown' || found.kind === 'unreachable') return { kind: 'unknown', why: found.why };
    if (found.kind !== 'done') return found;
    if (found.result !== null) return { kind: 'done', result: { channel: place.channel, ts: found.result } };
  }
  const outcome = await api.call('chat.postMessage', {
    channel: place.channel,
    ...(place.thread === null ? {} : { thread_ts: place.thread }),
    ...contentOf(letter.message),
    metadata: markOf(letter.id),
  });
  if (outcome.kind !== 'done') return outcome;
  const { channel, ts } = PostedSchema.parse(outcome.result);
  return { kind: 'done', result: { channel, ts } };
}

function contentOf({ text, blocks }: SlackMessage) {
  return { text, blocks, unfurl_links: false, unfurl_media: false };
}

function markOf(id: string) {
  return { event_type: metadataType, event_payload: { id } };
}
