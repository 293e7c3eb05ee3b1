import { z } from 'zod';

/** Ids become keys and arguments, never paths: Slack makes them of capital letters and digits, and promises nothing. */
const IdSchema = z.string().regex(/^[A-Z][A-Z0-9_]{0,31}$/);
/** The `ts` of a message: seconds since 1970 and a counter, the message's id within its channel. */
const TimestampSchema = z.string().regex(/^\d{1,11}\.\d{1,6}$/);
const NameSchema = z.string().max(255);
const AddressSchema = z.string().max(2000);
const RefSchema = z.looseObject({ id: IdSchema });

const AuthorSchema = z.looseObject({
  user: IdSchema.nullish(),
  bot_id: z.string().nullish(),
  app_id: z.string().nullish(),
});

/** What a message is like in all events that bring one. */
const messageShape = {
  ...AuthorSchema.shape,
  channel: IdSchema,
  ts: TimestampSchema,
  text: z.string().nullish(),
  /** `ts` of the first message of the thread. */
  thread_ts: TimestampSchema.nullish(),
  subtype: z.string().nullish(),
  channel_type: z.string().nullish(),
  hidden: z.boolean().nullish(),
  edited: z.unknown().optional(),
};

const MessageSchema = z.looseObject({
  ...messageShape,
  type: z.literal('message'),
  /** With subtype `message_deleted`. */
  deleted_ts: TimestampSchema.nullish(),
  /** With subtype `message_changed`: the message as it is now. */
  message: z.looseObject({ ts: TimestampSchema, subtype: z.string().nullish() }).nullish(),
  previous_message: AuthorSchema.nullish(),
});
const AppMentionSchema = z.looseObject({ ...messageShape, type: z.literal('app_mention') });

/** The events that something is done about; the others are of no use to Ibid. */
export const UsedEventSchema = z.discriminatedUnion('type', [
  MessageSchema,
  AppMentionSchema,
  z.looseObject({
    type: z.literal('app_home_opened'),
    channel: IdSchema,
    user: IdSchema,
    tab: z.string().nullish(),
  }),
  z.looseObject({
    type: z.literal('agent_session_stopped'),
    channel: IdSchema,
    user: IdSchema,
    thread_ts: TimestampSchema.nullish(),
  }),
  z.looseObject({
    type: z.literal('tokens_revoked'),
    tokens: z.looseObject({ oauth: z.array(z.string()).nullish(), bot: z.array(z.string()).nullish() }).nullish(),
  }),
  z.looseObject({ type: z.literal('app_uninstalled') }),
]);
export type MessageEvent = z.infer<typeof MessageSchema>;
export type AppMentionEvent = z.infer<typeof AppMentionSchema>;

const UrlVerificationSchema = z.looseObject({ type: z.literal('url_verification'), challenge: z.string().max(1000) });
const RateLimitedSchema = z.looseObject({
  type: z.literal('app_rate_limited'),
  minute_rate_limited: z.number().nullish(),
});
const EventEnvelopeSchema = z.looseObject({
  type: z.literal('event_callback'),
  /** The same for every delivery of the event. */
  event_id: z.string().regex(/^[\w-]{1,64}$/),
  team_id: IdSchema.nullish(),
  /** The app that this goes to: ours. */
  api_app_id: z.string().nullish(),
  authorizations: z
    .array(z.looseObject({ user_id: IdSchema.nullish(), is_bot: z.boolean().nullish() }))
    .nullish()
    .catch(null),
  /** As it came: `routeEvent` looks into it. */
  event: z.looseObject({ type: z.string().max(100) }),
});

/** An event, as it comes by HTTP and in Socket Mode. */
export type EventEnvelope = z.infer<typeof EventEnvelopeSchema>;

/** Something well-formed that Ibid has no use for; Slack adds such things without notice. */
export interface Unknown {
  readonly type: 'unknown';
  /** What Slack calls it. */
  readonly name: string;
}

type EventRequest = EventEnvelope | z.infer<typeof UrlVerificationSchema> | z.infer<typeof RateLimitedSchema> | Unknown;

const EventRequestSchema = z.discriminatedUnion('type', [
  EventEnvelopeSchema,
  UrlVerificationSchema,
  RateLimitedSchema,
]);

/** What `POST /slack/events` brought, from its JSON; null when it can't be read. */
export function parseEventRequest(body: unknown): EventRequest | null {
  return EventRequestSchema.safeParse(body).data ?? unknownType(body, EventRequestSchema);
}

const SlashCommandSchema = z.looseObject({
  command: z.string().regex(/^\/\S{1,100}$/),
  /** What stands behind the command, in Slack's markup; '' when nothing does. */
  text: z
    .string()
    .nullish()
    .transform((text) => text ?? ''),
  user_id: IdSchema,
  channel_id: IdSchema,
  team_id: IdSchema.nullish(),
  response_url: AddressSchema,
  trigger_id: NameSchema.nullish(),
});
export type SlashCommand = z.infer<typeof SlashCommandSchema>;

/** What `POST /slack/commands` brought, from its form fields; null when it can't be read. */
export function parseCommand(fields: unknown): SlashCommand | null {
  return SlashCommandSchema.safeParse(fields).data ?? null;
}

const interactionShape = {
  user: RefSchema,
  team: RefSchema.nullish(),
  trigger_id: NameSchema.nullish(),
};

const MessageActionSchema = z.looseObject({
  ...interactionShape,
  type: z.literal('message_action'),
  callback_id: NameSchema,
  response_url: AddressSchema,
  channel: RefSchema,
  /** What the shortcut was chosen on; other apps leave `text` empty and say all in blocks. */
  message: z.looseObject({
    ...AuthorSchema.shape,
    ts: TimestampSchema,
    thread_ts: TimestampSchema.nullish(),
    text: z.string().nullish(),
    blocks: z.array(z.unknown()).nullish(),
    attachments: z.array(z.unknown()).nullish(),
  }),
});
export type MessageAction = z.infer<typeof MessageActionSchema>;

const BlockActionsSchema = z.looseObject({
  ...interactionShape,
  type: z.literal('block_actions'),
  response_url: AddressSchema.nullish(),
  channel: RefSchema.nullish(),
  /** Missing when the button stands in an ephemeral message: `container` has its `ts`. */
  message: z.looseObject({ ts: TimestampSchema, thread_ts: TimestampSchema.nullish() }).nullish(),
  container: z
    .looseObject({
      channel_id: IdSchema.nullish(),
      message_ts: TimestampSchema.nullish(),
      thread_ts: TimestampSchema.nullish(),
      is_ephemeral: z.boolean().nullish(),
    })
    .nullish(),
  actions: z
    .array(
      z.looseObject({
        action_id: NameSchema,
        /** As we wrote it: 2,000 characters at most. */
        value: z.string().max(2000).nullish(),
        action_ts: TimestampSchema.nullish(),
      }),
    )
    .min(1),
});
export type BlockActions = z.infer<typeof BlockActionsSchema>;

const ViewSubmissionSchema = z.looseObject({
  ...interactionShape,
  type: z.literal('view_submission'),
  view: z.looseObject({
    id: IdSchema,
    callback_id: NameSchema,
    private_metadata: z.string().max(3000).nullish(),
    /** By block and action id. */
    state: z
      .looseObject({
        values: z.record(z.string(), z.record(z.string(), z.looseObject({ type: z.string().nullish() }))),
      })
      .nullish(),
  }),
});
export type ViewSubmission = z.infer<typeof ViewSubmissionSchema>;

const InteractionSchema = z.discriminatedUnion('type', [MessageActionSchema, BlockActionsSchema, ViewSubmissionSchema]);

/** A shortcut, a button or a dialog that somebody used. */
export type Interaction = z.infer<typeof InteractionSchema>;

/** What `POST /slack/interactions` brought, from the JSON in its field `payload`; null when it can't be read. */
export function parseInteraction(payload: unknown): Interaction | Unknown | null {
  return InteractionSchema.safeParse(payload).data ?? unknownType(payload, InteractionSchema);
}

const TypedSchema = z.looseObject({ type: z.string().min(1).max(100) });

/** Null for a type of the union itself: then it is not unknown but broken. */
function unknownType(body: unknown, union: { readonly options: readonly TypedOption[] }): Unknown | null {
  const name = TypedSchema.safeParse(body).data?.type;
  const known = union.options.some(({ shape }) => shape.type.value === name);
  return name === undefined || known ? null : { type: 'unknown', name };
}

interface TypedOption {
  readonly shape: { readonly type: { readonly value: string } };
}
