import { questionOf, startsWithOther } from '../messages/incoming-text.ts';
import { isThanks } from '../messages/small-talk.ts';
import { isDirect } from '../store/destination.ts';
import { type AppMentionEvent, type EventEnvelope, type MessageEvent, UsedEventSchema } from './payloads.ts';

/** What is to be done about an event. */
export type EventDecision =
  | { readonly kind: 'ignore'; readonly why: string }
  /** Of a type that Ibid does not use. */
  | { readonly kind: 'unknown'; readonly type: string }
  /** Of a type that Ibid uses, but not as Slack documents it. */
  | { readonly kind: 'unreadable'; readonly type: string }
  /** Of another workspace, where the same app may be installed too. */
  | { readonly kind: 'elsewhere'; readonly type: string }
  /**
   * Somebody asks something. Slack may tell the same message by two events (`app_mention` and `message`): `channel` and
   * `messageTs` are its key.
   */
  | {
      readonly kind: 'question';
      readonly channel: string;
      /** `ts` of the first message of the thread that the answer belongs in; of the message itself when it begins one. */
      readonly thread: string;
      readonly messageTs: string;
      readonly user: string;
      /** Slack’s markup, not blank; maybe nothing but the mention of the bot. */
      readonly text: string;
    }
  /** Somebody wants what runs to end. */
  | StopDecision
  /** A message was deleted by whoever wrote it: maybe one that asked. */
  | { readonly kind: 'withdrawn'; readonly channel: string; readonly messageTs: string }
  /** Somebody opened the direct messages with the bot. */
  | { readonly kind: 'welcome'; readonly channel: string }
  /** The app was removed: what was kept of this workspace has to go. */
  | { readonly kind: 'forget' };

export interface StopDecision {
  readonly kind: 'stop';
  readonly channel: string;
  /** Null: outside of threads. */
  readonly thread: string | null;
  readonly user: string;
  /** Slack’s own button, or a message that says so. */
  readonly by: 'session' | 'word';
  /** `ts` of the message that says so; null for the button. */
  readonly said: string | null;
}

/** What deciding needs to know. */
interface RoutingContext {
  /** The workspace that Ibid is in; null: not known yet, and all are taken for it. */
  readonly team: string | null;
  /** User id of the bot; null: not known. */
  readonly botUser: string | null;
  /** Whether the bot was addressed in a thread; `thread` is the `ts` of its first message. */
  readonly takesPart: (channel: string, thread: string) => boolean;
}

/** Says what to do about an event; does nothing itself. */
export function routeEvent(envelope: EventEnvelope, context: RoutingContext): EventDecision {
  const { type } = envelope.event;
  // Of what people of other workspaces say in a channel that is shared with them, the envelope names ours.
  if (isElsewhere(envelope.team_id, context.team)) return { kind: 'elsewhere', type };
  const { data: event } = UsedEventSchema.safeParse(envelope.event);
  if (event === undefined) return { kind: usedTypes.has(type) ? 'unreadable' : 'unknown', type };
  switch (event.type) {
    case 'message':
    case 'app_mention':
      return routeMessage(event, { ...context, app: envelope.api_app_id });
    case 'app_home_opened':
      if (event.tab !== 'messages') return ignore('another tab');
      return { kind: 'welcome', channel: event.channel };
    case 'agent_session_stopped':
      return {
        kind: 'stop',
        channel: event.channel,
        thread: event.thread_ts ?? null,
        user: event.user,
        by: 'session',
        said: null,
      };
    case 'tokens_revoked': {
      const { oauth, bot } = event.tokens ?? {};
      // Ibid has no token of a person’s: one that goes takes nothing with it.
      return oauth?.length && !bot?.length ? ignore('not the bot’s token') : { kind: 'forget' };
    }
    case 'app_uninstalled':
      return { kind: 'forget' };
  }
}

/** User id of the bot: as the envelope has it, or else as it is known; null: nobody says. */
export function botUserOf({ authorizations }: EventEnvelope, known: string | null): string | null {
  return authorizations?.find((one) => one.is_bot)?.user_id ?? known;
}

/** Whether something is of another workspace than ours; what names none, or when ours is not known yet, is not. */
export function isElsewhere(team: string | null | undefined, ours: string | null): boolean {
  return Boolean(team) && ours !== null && team !== ours;
}

const usedTypes = new Set<string>(UsedEventSchema.options.map(({ shape }) => shape.type.value));

interface MessageContext extends RoutingContext {
  readonly app: string | null | undefined;
}

/** Subtypes of what a person wrote; the others are told by Slack, or by programs. */
const writtenByPeople = new Set(['file_share', 'thread_broadcast']);

function routeMessage(event: MessageEvent | AppMentionEvent, context: MessageContext): EventDecision {
  const { botUser, takesPart } = context;
  const { channel, ts, subtype } = event;
  if (event.type === 'message') {
    const gone = deletedMessage(event);
    if (gone !== null) {
      const author = event.previous_message;
      if (author && notAPerson(author, context) !== null) return ignore('a message of a bot was deleted');
      return { kind: 'withdrawn', channel, messageTs: gone };
    }
  }
  if (subtype === 'message_changed' || event.edited) return ignore('an edit');
  if (subtype && !writtenByPeople.has(subtype)) return ignore(`a message of subtype ${subtype.slice(0, 50)}`);
  if (event.hidden) return ignore('hidden');
  const notPerson = notAPerson(event, context);
  if (notPerson !== null) return ignore(notPerson);
  const { user, text } = event;
  if (!user) return ignore('nobody wrote it');
  if (!text?.trim()) return ignore('no text');

  const reply = event.thread_ts && event.thread_ts !== ts ? event.thread_ts : null;
  const direct = event.channel_type ? event.channel_type === 'im' : isDirect(channel);
  // In conversations of several people a mention may come as a message only.
  const mentioned = event.channel_type === 'mpim' && botUser !== null && mentions(text, botUser);
  const addressed = event.type === 'app_mention' || direct || mentioned;
  if (!addressed) {
    if (reply === null) return ignore('not addressed');
    if (!takesPart(channel, reply)) return ignore('a thread of others');
    if (startsWithOther(text, botUser)) return ignore('addressed to somebody else');
  }
  if (asksToStop(text, botUser)) return { kind: 'stop', channel, thread: reply, user, by: 'word', said: ts };
  const question = questionOf(text, botUser).trim();
  if (isThanks(question)) return ignore('thanks');
  // Nobody spoke to the bot, and nothing was asked.
  if (question === '' && !addressed) return ignore('no words');
  return { kind: 'question', channel, thread: reply ?? ts, messageTs: ts, user, text };
}

/** The `ts` of the message that is gone, when this says that one is. */
function deletedMessage(event: MessageEvent): string | null {
  if (event.subtype === 'message_deleted') return event.deleted_ts ?? null;
  // What is left of a deleted message that has answers.
  const left = event.subtype === 'message_changed' ? event.message : null;
  return left?.subtype === 'tombstone' ? left.ts : null;
}

type Author = Pick<MessageEvent, 'user' | 'bot_id' | 'app_id'>;

/** Why an author is not to be answered: bots that answer each other never end. */
function notAPerson({ user, bot_id, app_id }: Author, { botUser, app }: MessageContext): string | null {
  if (user && user === botUser) return 'its own message';
  if (app_id && app_id === app) return 'its own message';
  return bot_id || user === 'USLACKBOT' ? 'a bot’s message' : null;
}

function mentions(text: string, user: string): boolean {
  return text.includes(`<@${user}>`) || text.includes(`<@${user}|`);
}

/** Whether a message says nothing but that the bot is to stop; a mention of it may stand before or after. */
function asksToStop(text: string, botUser: string | null): boolean {
  const words = text.replaceAll(/<@(\w+)(?:\|[^>]*)?>[,:]?/g, (mention, user) =>
    botUser === null || user === botUser ? ' ' : mention,
  );
  return /^\s*(?:please,?\s+)?(?:stop|cancel)(?:\s+(?:it|that|this))?(?:,?\s+please)?[\s.!…]*$/i.test(words);
}

function ignore(why: string): EventDecision {
  return { kind: 'ignore', why };
}
