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
/** Messages a page; many apps get 15 at most. */
const pageSize = 100;
/** A thread in which hundreds wrote since is not read to its end. */
const mostPages = 20;

export interface Found {
  readonly ts: string;
  /** Of its content: while nobody knew, there may have come newer content. */
  readonly version: number;
}

/** Looks for a message that may have been posted; goes on where it was when Slack says that it was too much at once. */
export interface LookUp {
  /**
   * The message with this mark, or null when there is none.
   * @param since milliseconds since 1970 of the first try to post it
   */
  find(
    place: { readonly channel: string; readonly thread: string | null },
    mark: string,
    since: number,
  ): Promise<Outcome<Found | null>>;
}

export function openLookUp(api: WebApi): LookUp {
  /** Where the next page begins of what is looked for just now, by mark. */
  const cursors = new Map<string, string>();
  return {
    async find({ channel, thread }, mark, since) {
      for (let page = 0; page < mostPages; page += 1) {
        const cursor = cursors.get(mark);
        const outcome = await api.call(thread === null ? 'conversations.history' : 'conversations.replies', {
          channel,
          ...(thread === null ? {} : { ts: thread }),
          include_all_metadata: true,
          oldest: (since / 1000 - skew).toFixed(6),
          limit: pageSize,
          ...(cursor === undefined ? {} : { cursor }),
        });
        if (outcome.kind === 'limited') return outcome;
        cursors.delete(mark);
        if (outcome.kind !== 'done') return outcome;
        const read = PageSchema.safeParse(outcome.result).data;
        if (!read) return { kind: 'unknown', why: 'a page that can’t be read' };
        for (const { ts, metadata } of read.messages) {
          if (metadata?.event_type !== metadataType || metadata.event_payload.id !== mark) continue;
          return { kind: 'done', result: { ts, version: metadata.event_payload.version } };
        }
        const next = read.response_metadata?.next_cursor;
        if (!next) return { kind: 'done', result: null };
        cursors.set(mark, next);
      }
      cursors.delete(mark);
      return { kind: 'refused', error: 'too_many_messages' };
    },
  };
}
