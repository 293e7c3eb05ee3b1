import { plainTextOf } from '../messages/incoming-text.ts';
import { type Feedback, feedbackDialogId } from './feedback.ts';
import { messageText } from './message-text.ts';
import type { Interaction, MessageAction, ViewSubmission } from './payloads.ts';
import { press, type PressParts } from './press.ts';
import type { Delivery } from './slack-entrance.ts';
import type { Afterwards } from './taking.ts';
import { toAskerAlone } from './to-asker.ts';

/** Name of the shortcut “Check this quote”, as the manifest has it. */
export const shortcutId = 'check_quote';

/** Stores what a user chose or pressed; what is said of an answer is kept before. */
export async function receiveInteraction(
  interaction: Interaction,
  delivery: Delivery,
  parts: PressParts,
): Promise<'taken' | 'replayed'> {
  const key = `interaction:${keyOf(interaction)}`;
  // The library is not part of the transaction: what fails there is not marked as taken, and can come again.
  const work = parts.store.deliveries.seen(key) ? nothing : await workOf(interaction, parts);
  return parts.taking.once(key, delivery, work);
}

async function workOf(interaction: Interaction, parts: PressParts): Promise<() => Afterwards> {
  switch (interaction.type) {
    case 'message_action':
      return interaction.callback_id === shortcutId ? () => check(interaction, parts) : nothing;
    case 'view_submission':
      await comment(interaction, parts.feedback);
      return nothing;
    case 'block_actions':
      return await press(interaction, parts);
  }
}

const nothing = (): Afterwards => null;

function keyOf(interaction: Interaction): string {
  if (interaction.type === 'view_submission') return `view:${interaction.view.id}`;
  const what = interaction.type === 'block_actions' ? interaction.actions[0]?.action_ts : interaction.message.ts;
  return interaction.trigger_id ?? `${interaction.user.id} ${what} ${interaction.response_url}`;
}

function check(interaction: MessageAction, { taking, believed }: PressParts): Afterwards {
  const { message, user, channel, response_url: responseUrl } = interaction;
  const thread = message.thread_ts ?? null;
  return taking.addJob({
    kind: 'check',
    subject: `check:${keyOf(interaction)}`,
    channel: channel.id,
    thread,
    message: null,
    user: user.id,
    // Nobody was addressed: every mention in it is part of what it says.
    text: plainTextOf(messageText(message), 'nobody').trim(),
    about: null,
    destinations: toAskerAlone({ channel: channel.id, thread, user: user.id, responseUrl }, believed),
  });
}

async function comment({ view }: ViewSubmission, feedback: Feedback): Promise<void> {
  if (view.callback_id !== feedbackDialogId || !view.private_metadata) return;
  const inputs = Object.values(view.state?.values ?? {}).flatMap((block) => Object.values(block));
  const text = inputs
    .map(({ value }) => (typeof value === 'string' ? value : ''))
    .join(' ')
    .trim();
  if (text !== '') await feedback.comment(view.private_metadata, text);
}
