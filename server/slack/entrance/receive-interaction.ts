import { plainTextOf } from '../messages/incoming-text.ts';
import type { SlackStore } from '../store/open-store.ts';
import { messageText } from './message-text.ts';
import type { BlockActions, Interaction, MessageAction, ViewSubmission } from './payloads.ts';
import type { Delivery } from './slack-entrance.ts';
import type { Afterwards, Taking } from './taking.ts';
import { type Believed, type Place, toAskerAlone, toEveryone } from './to-asker.ts';

/** Names of what a user can press, as the messages have them. */
export const shortcutId = 'check_quote';
export const feedbackDialogId = 'feedback_comment';

/** What readers say of answers. */
export interface Feedback {
  /** Keeps it with the answer, then thanks, or asks what was wrong. */
  give(press: {
    readonly answer: string;
    readonly verdict: 'good' | 'bad';
    readonly triggerId: string | null;
    readonly responseUrl: string | null;
  }): Promise<void>;
  /** Keeps what was wrong. */
  comment(answer: string, comment: string): Promise<void>;
}

export interface InteractionParts {
  readonly taking: Taking;
  readonly store: SlackStore;
  readonly feedback: Feedback;
  readonly believed: Believed;
}

/** Stores what a user pressed; feedback is kept before it is acknowledged. */
export async function receiveInteraction(
  interaction: Interaction,
  delivery: Delivery,
  parts: InteractionParts,
): Promise<'taken' | 'replayed'> {
  let feedback: (() => Promise<void>) | null = null;
  const outcome = await parts.taking.once(`interaction:${keyOf(interaction)}`, delivery, () => {
    switch (interaction.type) {
      case 'message_action':
        return interaction.callback_id === shortcutId ? check(interaction, parts) : null;
      case 'view_submission':
        feedback = () => comment(interaction, parts.feedback);
        return null;
      case 'block_actions':
        feedback = () => giveFeedback(interaction, parts.feedback);
        return press(interaction, parts);
    }
  });
  // The cast: TypeScript does not see that the transaction has run.
  await (feedback as (() => Promise<void>) | null)?.();
  return outcome;
}

function keyOf(interaction: Interaction): string {
  if (interaction.type === 'view_submission') return `view:${interaction.view.id}`;
  const what = interaction.type === 'block_actions' ? interaction.actions[0]?.action_ts : interaction.message.ts;
  return interaction.trigger_id ?? `${interaction.user.id} ${what} ${interaction.response_url}`;
}

function check(interaction: MessageAction, { taking, believed }: InteractionParts): Afterwards {
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

function press(interaction: BlockActions, { taking, store, believed }: InteractionParts): Afterwards {
  const [action] = interaction.actions;
  const job = action?.value ? store.jobs.job(action.value) : null;
  if (!action || !job) return null;
  const place = placeOf(interaction);
  switch (action.action_id) {
    case 'stop':
      return taking.stop([job], 'always');
    case 'share':
    case 'keep': {
      // What one user saw alone is theirs to share.
      if (job.user !== place.user) return null;
      const kind = action.action_id;
      const channel = place.channel ?? job.channel;
      return taking.addJob({
        kind,
        subject: `${kind}:${job.id}`,
        channel,
        thread: kind === 'share' ? place.thread : null,
        message: null,
        user: place.user,
        text: '',
        about: job.id,
        destinations:
          kind === 'share' ? toEveryone({ ...place, channel }, believed) : [{ to: 'direct', user: place.user }],
      });
    }
    default:
      return null;
  }
}

function placeOf({ channel, container, message, user, response_url }: BlockActions): Omit<Place, 'channel'> & {
  readonly channel: string | null;
} {
  return {
    channel: channel?.id ?? container?.channel_id ?? null,
    thread: container?.thread_ts ?? message?.thread_ts ?? null,
    user: user.id,
    responseUrl: response_url ?? null,
  };
}

async function giveFeedback(interaction: BlockActions, feedback: Feedback): Promise<void> {
  const [action] = interaction.actions;
  const verdict = { answer_good: 'good', answer_bad: 'bad' } as const;
  const said = Object.entries(verdict).find(([id]) => id === action?.action_id)?.[1];
  if (!said || !action?.value) return;
  await feedback.give({
    answer: action.value,
    verdict: said,
    triggerId: interaction.trigger_id ?? null,
    responseUrl: interaction.response_url ?? null,
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
