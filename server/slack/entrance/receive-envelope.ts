import type { Logger } from 'pino';
import { z } from 'zod';
import { parseCommand, parseEventRequest, parseInteraction } from './payloads.ts';
import type { CommandReply, Delivery, SlackEntrance } from './slack-entrance.ts';

/** What Socket Mode wraps around each delivery, as its client hands it on. */
const EnvelopeSchema = z.looseObject({
  type: z.string().max(100),
  body: z.unknown(),
  /** Which retry it is, from 1; missing or 0: the first delivery. */
  retry_num: z.number().int().positive().nullish().catch(null),
  ack: z.custom<Acknowledge>((value) => typeof value === 'function'),
});

type Acknowledge = (reply?: Record<string, unknown>) => Promise<void>;

/**
 * Takes a delivery of Socket Mode: stored first, then acknowledged. What can't be stored is not acknowledged, so that
 * Slack sends it again; what can't be read is, because it would be no better the next time. Never throws.
 */
export async function receiveEnvelope(envelope: unknown, entrance: SlackEntrance, log: Logger): Promise<void> {
  const read = EnvelopeSchema.safeParse(envelope).data;
  if (read === undefined) {
    log.warn('Something that came from Slack through Socket Mode can’t be read.');
    return;
  }
  const { type, body, ack } = read;
  const delivery: Delivery = { signature: null, retry: read.retry_num ?? null };
  let reply: CommandReply;
  try {
    reply = await take(type, body, delivery, entrance, log);
  } catch (error) {
    log.error({ err: error, type }, 'What came from Slack can’t be stored; Slack sends it again.');
    return;
  }
  try {
    await (reply === null ? ack() : ack({ ...reply }));
  } catch {
    // The connection ended meanwhile: it comes again, and is known then.
    log.info({ type }, 'What came from Slack could not be acknowledged; Slack sends it again.');
  }
}

async function take(
  type: string,
  body: unknown,
  delivery: Delivery,
  entrance: SlackEntrance,
  log: Logger,
): Promise<CommandReply> {
  if (type === 'slash_commands') {
    const command = parseCommand(body);
    if (command !== null) {
      const reply = await entrance.command(command, delivery);
      return reply === 'replayed' ? null : reply;
    }
  } else if (type === 'interactive') {
    const interaction = parseInteraction(body);
    if (interaction !== null && interaction.type !== 'unknown') {
      await entrance.interaction(interaction, delivery);
      return null;
    }
  } else if (type === 'events_api') {
    const request = parseEventRequest(body);
    if (request?.type === 'event_callback') {
      await entrance.event(request, delivery);
      return null;
    }
  }
  log.warn({ type }, 'Something that came from Slack through Socket Mode is of no use to Ibid.');
  return null;
}
