import type { EventEnvelope, Interaction, SlashCommand } from '../../../../server/slack/entrance/payloads.ts';
import type { CommandReply, Delivery, SlackEntrance } from '../../../../server/slack/entrance/slack-entrance.ts';

/** An entrance that keeps what it was given, and answers as a test wants. */
export class RecordingEntrance implements SlackEntrance {
  readonly taken: { what: EventEnvelope | SlashCommand | Interaction; delivery: Delivery }[] = [];
  /** What a command gets in reply. */
  reply: CommandReply = null;
  /** Set: nothing can be stored. */
  trouble: Error | null = null;
  readonly #signatures = new Set<string>();

  event(envelope: EventEnvelope, delivery: Delivery): Promise<'taken' | 'replayed'> {
    return this.#take(envelope, delivery);
  }

  async command(command: SlashCommand, delivery: Delivery): Promise<CommandReply | 'replayed'> {
    return (await this.#take(command, delivery)) === 'taken' ? this.reply : 'replayed';
  }

  interaction(interaction: Interaction, delivery: Delivery): Promise<'taken' | 'replayed'> {
    return this.#take(interaction, delivery);
  }

  #take(what: EventEnvelope | SlashCommand | Interaction, delivery: Delivery): Promise<'taken' | 'replayed'> {
    if (this.trouble) return Promise.reject(this.trouble);
    const { signature } = delivery;
    if (signature !== null && this.#signatures.has(signature)) return Promise.resolve('replayed');
    if (signature !== null) this.#signatures.add(signature);
    this.taken.push({ what, delivery });
    return Promise.resolve('taken');
  }
}
