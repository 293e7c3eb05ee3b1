import type { KnownBlock } from '@slack/types';
import type { EventEnvelope, Interaction, SlashCommand } from './payloads.ts';

/** What tells a request that Slack sends again from one that somebody else does. */
export interface Delivery {
  /** Verified; the same for the very same request only. Null in Socket Mode. */
  readonly signature: string | null;
  /** Which retry Slack says it is, from 1; null: the first delivery. Not signed. */
  readonly retry: number | null;
}

/** What the user of a command sees at once, alone; null: nothing yet. */
export type CommandReply = {
  readonly response_type: 'ephemeral';
  /** mrkdwn, escaped. */
  readonly text: string;
  readonly blocks?: readonly KnownBlock[];
} | null;

/**
 * Takes what Slack sent, verified and parsed: it is stored when the promise resolves, and the work comes later.
 * `replayed`: the very same request came before and is no retry of Slack’s.
 * All reject when it can’t be stored; Slack then sends events again.
 */
export interface SlackEntrance {
  event(envelope: EventEnvelope, delivery: Delivery): Promise<'taken' | 'replayed'>;
  command(command: SlashCommand, delivery: Delivery): Promise<CommandReply | 'replayed'>;
  interaction(interaction: Interaction, delivery: Delivery): Promise<'taken' | 'replayed'>;
}
