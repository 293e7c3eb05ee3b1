import { z } from 'zod';
import type { SlackMessage } from '../messages/slack-message.ts';
import type { Destination } from '../store/destination.ts';
import { type LookUp, metadataType } from './look-up.ts';
import { type Outcome, refusalOf } from './outcome.ts';
import type { Respond } from './response-url.ts';
import type { WebApi } from './web-api.ts';

/** What Slack has of a message. */
export interface Posted {
  /** Null for one that has no place to be found again at. */
  readonly at: { readonly channel: string; readonly ts: string } | null;
  /** Of its content. */
  readonly version: number;
}

export interface Letter {
  /** By which the message is found again. */
  readonly mark: string;
  readonly message: SlackMessage;
  /** Grows with each new content. */
  readonly version: number;
  readonly destination: Destination;
  /** Milliseconds since 1970 of a try whose outcome is not known; null: there was none. */
  readonly triedAt: number | null;
}

export interface PostParts {
  readonly api: WebApi;
  readonly lookUp: LookUp;
  readonly respond: Respond;
  readonly now: () => number;
}

/** Nobody can look these up: one whose outcome is not known is not sent there again. */
const notToBeFound = { kind: 'out-of-sight', error: 'outcome_not_known' } as const;

const PostedSchema = z.looseObject({ channel: z.string(), ts: z.string() });
const OpenedSchema = z.looseObject({ channel: z.looseObject({ id: z.string() }) });

/** Posts a message to its destination, unless a try before has done so. Tries once. */
export async function post(letter: Letter, parts: PostParts): Promise<Outcome<Posted>> {
  const { destination } = letter;
  switch (destination.to) {
    case 'conversation':
      return await postOnce(letter, destination, parts);
    case 'direct': {
      const opened = await parts.api.call('conversations.open', { users: destination.user });
      // Nothing was posted by that, whatever came of it.
      if (opened.kind === 'unknown') return { kind: 'unreachable', why: opened.why };
      if (opened.kind !== 'done') return opened;
      const channel = OpenedSchema.safeParse(opened.result).data?.channel.id;
      if (channel === undefined) return { kind: 'unreachable', why: 'no channel' };
      return await postOnce(letter, { channel, thread: null }, parts);
    }
    case 'ephemeral': {
      if (letter.triedAt !== null) return notToBeFound;
      const { channel, thread, user } = destination;
      const place = { channel, user, ...(thread === null ? {} : { thread_ts: thread }) };
      const outcome = await parts.api.call('chat.postEphemeral', { ...place, ...contentOf(letter.message) });
      return outcome.kind === 'done' ? sent(letter, null) : outcome;
    }
    case 'response-url': {
      if (parts.now() > destination.expires) return { kind: 'refused', error: 'expired_url' };
      const mine = destination.visible === 'asker';
      // Replacing makes a second try change nothing; what all see can't replace what one saw.
      if (!mine && letter.triedAt !== null) return notToBeFound;
      const outcome = await parts.respond(destination.url, {
        response_type: mine ? 'ephemeral' : 'in_channel',
        replace_original: mine,
        ...(destination.thread === null ? {} : { thread_ts: destination.thread }),
        ...contentOf(letter.message),
        ...asText(letter.message),
      });
      // Nothing else uses this address: it is used up by tries that were not heard of, and the message is there.
      const isUsedUp = outcome.kind === 'refused' && outcome.error === 'used_url';
      const isThere = outcome.kind === 'done' || (mine && letter.triedAt !== null && isUsedUp);
      return isThere ? sent(letter, null) : outcome;
    }
  }
}

/** Sets the content of a message that was posted; doing it twice is doing it once. */
export async function edit(letter: Letter, at: NonNullable<Posted['at']>, api: WebApi): Promise<Outcome<Posted>> {
  const outcome = await api.call('chat.update', {
    channel: at.channel,
    ts: at.ts,
    ...contentOf(letter.message),
    metadata: markOf(letter),
  });
  return outcome.kind === 'done' ? sent(letter, at) : outcome;
}

async function postOnce(
  letter: Letter,
  place: { readonly channel: string; readonly thread: string | null },
  parts: PostParts,
): Promise<Outcome<Posted>> {
  if (letter.triedAt !== null) {
    const found = await parts.lookUp.find(place, letter.mark, letter.triedAt);
    // Nothing was posted by looking.
    if (found.kind === 'unknown' || found.kind === 'unreachable') return { kind: 'unknown', why: found.why };
    if (found.kind === 'refused' && refusalOf(found.error) === 'impossible')
      return { kind: 'out-of-sight', error: found.error };
    if (found.kind !== 'done') return found;
    if (found.result !== null) {
      const { ts, version } = found.result;
      return { kind: 'done', result: { at: { channel: place.channel, ts }, version } };
    }
  }
  const outcome = await parts.api.call('chat.postMessage', {
    channel: place.channel,
    ...(place.thread === null ? {} : { thread_ts: place.thread }),
    ...contentOf(letter.message),
    ...asText(letter.message),
    metadata: markOf(letter),
  });
  if (outcome.kind !== 'done') return outcome;
  const at = PostedSchema.safeParse(outcome.result).data;
  return at ? sent(letter, { channel: at.channel, ts: at.ts }) : { kind: 'unknown', why: 'no ts' };
}

function contentOf({ text, blocks }: SlackMessage) {
  return {
    text,
    blocks,
    unfurl_links: false,
    unfurl_media: false,
    // Slack would make links of addresses and names in a text.
    parse: 'none',
  };
}

/** Where text is all there is, stars stay stars. */
function asText({ blocks }: SlackMessage) {
  return blocks.length === 0 ? { mrkdwn: false } : {};
}

function sent({ version }: Letter, at: Posted['at']): Outcome<Posted> {
  return { kind: 'done', result: { at, version } };
}

function markOf({ mark, version }: Letter) {
  return { event_type: metadataType, event_payload: { id: mark, version } };
}
