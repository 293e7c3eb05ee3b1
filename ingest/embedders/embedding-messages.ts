import { z } from 'zod';
import type { ModelFamily } from './model-family.ts';

/** Which model the child process loads, and from where. */
export interface LoadMessage {
  readonly type: 'load';
  readonly model: string;
  /** The folder that holds `<owner>/<name>/`; what is downloaded goes there too. */
  readonly folder: string;
  /** Where what is missing is downloaded from; null: nowhere. */
  readonly remoteHost: string | null;
  readonly pooling: ModelFamily['pooling'];
}

/** One text, prefix included. The child embeds one at a time, in the order sent. */
export interface EmbedMessage {
  readonly type: 'embed';
  readonly number: number;
  readonly text: string;
  /** Whether the vectors of its words are wanted too. */
  readonly words: boolean;
}

export type ToChild = LoadMessage | EmbedMessage;

/** What the child says; `failed` is about the model and ends it, `refused` about one text. */
export const FromChildSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('failed'), reason: z.string() }),
  z.object({
    type: z.literal('embedded'),
    number: z.number(),
    vector: z.instanceof(Float32Array),
    words: z
      .object({
        /** Start and end of each word in turn, UTF-16 code units. */
        ranges: z.instanceof(Uint32Array),
        /** One behind the other. */
        vectors: z.instanceof(Float32Array),
      })
      .nullable(),
    tokens: z.number(),
    milliseconds: z.number(),
  }),
  z.object({ type: z.literal('refused'), number: z.number(), reason: z.string() }),
]);

export type FromChild = z.infer<typeof FromChildSchema>;
