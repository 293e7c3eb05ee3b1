import { z } from 'zod';
import type { Outcome } from './outcome.ts';
import type { WebApi } from './web-api.ts';

/** Marks each message with the outbox row that it came from, and with the version of its content. */
export const metadataType = 'ibid_message';

const PageSchema = z.looseObject({
  messages: z
    .array(
      z.looseObject({
        ts: z.string(),
        metadata: z
          .looseObject({
            event_type: z.string(),
            event_payload: z.looseObject({ id: z.unknown(), version: z.number().catch(0) }),
          })
          .optional()
          .catch(undefined),
      }),
    )
    .catch([]),
  response_metadata: z.looseObject({ next_cursor: z.string().optional() }).optional(),
});

/** Seconds by which the clocks of Slack and this machine may differ. */
const skew = 120;
/** Messages a page; more of them are rationed for many apps. */
const pageSize = 15;
/** A thread in which hundreds wrote since is not read to its end. */
const mostPages = 20;

export interface Found {
  readonly ts: string;
  /** Of its content: while nobody knew, there may have come newer content. */
  readonly version: number;
}

/**
 * The message with this mark, or null when there is none.
 * @param since milliseconds since 1970 of the first try to post it
 */
export async function lookUp(
  api: WebApi,
  place: { readonly channel: string; readonly thread: string | null },
  mark: string,
  since: number,
): Promise<Outcome<Found | null>> {
  const { channel, thread } = place;
  let cursor: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const outcome = await api.call(thread === null ? 'conversations.history' : 'conversations.replies', {
      channel,
      ...(thread === null ? {} : { ts: thread }),
      include_all_metadata: true,
      oldest: (since / 1000 - skew).toFixed(6),
      limit: pageSize,
      ...(cursor ? { cursor } : {}),
    });
    if (outcome.kind !== 'done') return outcome;
    const { messages, response_metadata } = PageSchema.parse(outcome.result);
    for (const { ts, metadata } of messages) {
      if (metadata?.event_type !== metadataType || metadata.event_payload.id !== mark) continue;
      return { kind: 'done', result: { ts, version: metadata.event_payload.version } };
    }
    cursor = response_metadata?.next_cursor;
    if (!cursor) break;
  }
  return { kind: 'done', result: null };
}
