import { z } from 'zod';

/** Slack's own words for what is wrong with a string. Lengths are UTF-16 code units, the strictest reading of "characters". */
const text = (longest: number) =>
  z
    .string()
    .max(longest, `must be less than ${longest + 1} characters`)
    .refine((value) => value.trim() !== '', 'must be more than 0 characters')
    .refine((value) => !/\p{Surrogate}/u.test(value), 'must be valid Unicode');

const items = <Item extends z.ZodType>(item: Item, most: number, least = 1) =>
  z.array(item).min(least, `must have at least ${least} items`).max(most, `no more than ${most} items allowed`);

const plainText = (longest: number) =>
  z.strictObject({ type: z.literal('plain_text'), text: text(longest), emoji: z.boolean().optional() });
const mrkdwn = (longest: number) =>
  z.strictObject({ type: z.literal('mrkdwn'), text: text(longest), verbatim: z.boolean().optional() });
const anyText = (longest: number) => z.discriminatedUnion('type', [plainText(longest), mrkdwn(longest)]);

const block_id = text(255).optional();
const action_id = text(255).optional();
const accessibility_label = text(75).optional();
const url = text(3000)
  .refine((value) => URL.canParse(value), 'must be a valid url')
  .optional();

const confirm = z.strictObject({
  title: plainText(100).optional(),
  text: anyText(300),
  confirm: plainText(30).optional(),
  deny: plainText(30).optional(),
  style: z.enum(['primary', 'danger']).optional(),
});

const button = z.strictObject({
  type: z.literal('button'),
  text: plainText(75),
  action_id,
  url,
  value: text(2000).optional(),
  style: z.enum(['primary', 'danger']).optional(),
  confirm: confirm.optional(),
  accessibility_label,
});

const overflow = z.strictObject({
  type: z.literal('overflow'),
  action_id,
  options: items(
    z.strictObject({
      text: plainText(75),
      value: text(150).optional(),
      url,
      description: plainText(75).optional(),
    }),
    5,
  ),
  confirm: confirm.optional(),
});

const image = z.strictObject({ type: z.literal('image'), image_url: text(3000), alt_text: text(2000) });

const feedbackButton = z.strictObject({ text: plainText(75), value: text(2000), accessibility_label });
const feedbackButtons = z.strictObject({
  type: z.literal('feedback_buttons'),
  action_id,
  positive_button: feedbackButton,
  negative_button: feedbackButton,
});
const iconButton = z.strictObject({
  type: z.literal('icon_button'),
  icon: text(255),
  text: plainText(75),
  action_id,
  value: text(2000).optional(),
  confirm: confirm.optional(),
  visible_to_user_ids: z.array(z.string()).optional(),
  accessibility_label,
});

const section = z
  .strictObject({
    type: z.literal('section'),
    block_id,
    text: anyText(3000).optional(),
    fields: items(anyText(2000), 10).optional(),
    accessory: z.discriminatedUnion('type', [button, overflow, image]).optional(),
    expand: z.boolean().optional(),
  })
  .refine((block) => block.text ?? block.fields, 'must define either `fields` or `text`');

const messageBlocks = [
  section,
  z.strictObject({ type: z.literal('header'), block_id, text: plainText(150) }),
  z.strictObject({ type: z.literal('divider'), block_id }),
  z.strictObject({
    type: z.literal('context'),
    block_id,
    elements: items(z.discriminatedUnion('type', [plainText(3000), mrkdwn(3000), image]), 10),
  }),
  z.strictObject({
    type: z.literal('actions'),
    block_id,
    elements: items(z.discriminatedUnion('type', [button, overflow]), 25),
  }),
  z.strictObject({
    type: z.literal('context_actions'),
    block_id,
    elements: items(z.discriminatedUnion('type', [feedbackButtons, iconButton]), 5),
  }),
  z.strictObject({ type: z.literal('markdown'), block_id, text: text(12_000) }),
  z.strictObject({ ...image.shape, block_id, title: plainText(2000).optional() }),
] as const;

/** The blocks of a message, as far as this fake knows them: any other type is refused, as an unknown one is by Slack. Source: docs.slack.dev/reference/block-kit. */
export const MessageBlocksSchema = items(z.discriminatedUnion('type', messageBlocks), 50, 0);

const input = z.strictObject({
  type: z.literal('input'),
  block_id,
  label: plainText(2000),
  hint: plainText(2000).optional(),
  optional: z.boolean().optional(),
  dispatch_action: z.boolean().optional(),
  element: z.looseObject({ type: z.string(), action_id }),
});

/** A modal, as `views.open` takes it. Source: docs.slack.dev/reference/views/modal-views. */
export const ModalSchema = z.strictObject({
  type: z.literal('modal'),
  title: plainText(24),
  blocks: items(z.discriminatedUnion('type', [...messageBlocks, input]), 100),
  submit: plainText(24).optional(),
  close: plainText(24).optional(),
  private_metadata: z.string().max(3000).optional(),
  callback_id: text(255).optional(),
  clear_on_close: z.boolean().optional(),
  notify_on_close: z.boolean().optional(),
  external_id: text(255).optional(),
});

/** What a schema found wrong, each as Slack says it: the words, then the place as a JSON pointer under `root`. */
export function slackProblems(schema: z.ZodType, value: unknown, root: string): string[] {
  const parsed = schema.safeParse(value);
  if (parsed.success) return [];
  return parsed.error.issues.map((issue) => {
    const last = String(issue.path.at(-1) ?? '');
    const words =
      issue.code === 'invalid_union'
        ? 'unsupported type'
        : issue.code === 'unrecognized_keys'
          ? `invalid additional property: ${issue.keys.join(', ')}`
          : issue.code === 'invalid_type' && issue.message.includes('undefined')
            ? `missing required field: ${last}`
            : issue.message;
    return `${words} [json-pointer:${[root, ...issue.path.map(String)].join('/')}]`;
  });
}
