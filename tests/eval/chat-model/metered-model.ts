import type { CallbackManagerForLLMRun } from '@langchain/core/callbacks/manager';
import { BaseChatModel } from '@langchain/core/language_models/chat_models';
import type { BaseMessage } from '@langchain/core/messages';
import type { ChatGenerationChunk, ChatResult } from '@langchain/core/outputs';
import { z } from 'zod';
import { failureFields } from '../../../server/answer/model-stream.ts';
import { type Delay, delayOf } from './delay.ts';

/** What one question took of a model's service. */
export interface Use {
  requests: number;
  /** Tokens by the service's own figures where `counted`, otherwise estimated at four characters a token. */
  inputTokens: number;
  outputTokens: number;
  counted: boolean;
}

/** A request that the service refused or that never reached it; before the first word only. */
export interface Refusal {
  /** Null: there was no answer of HTTP. */
  readonly status: number | null;
  /** How long the service asked to be left alone. */
  readonly wait: Delay | null;
}

const charactersAToken = 4;
const UsageSchema = z.object({
  usage_metadata: z.object({ input_tokens: z.number(), output_tokens: z.number() }),
});

/** A chat model that keeps account of one question; it passes everything through as it comes. */
export class MeteredModel extends BaseChatModel {
  readonly use: Use = { requests: 0, inputTokens: 0, outputTokens: 0, counted: false };
  refusal: Refusal | null = null;
  readonly #model: BaseChatModel;

  constructor(model: BaseChatModel) {
    super({});
    this.#model = model;
  }

  override _llmType(): string {
    return 'metered';
  }

  override _generate(
    messages: BaseMessage[],
    options: this['ParsedCallOptions'],
    run?: CallbackManagerForLLMRun,
  ): Promise<ChatResult> {
    return this.#model._generate(messages, options, run);
  }

  override async *_streamResponseChunks(
    messages: BaseMessage[],
    options: this['ParsedCallOptions'],
    run?: CallbackManagerForLLMRun,
  ): AsyncGenerator<ChatGenerationChunk> {
    const read = messages.reduce((sum, message) => sum + message.text.length, 0);
    const told = { input: 0, output: 0 };
    let written = 0;
    let begun = false;
    this.use.requests += 1;
    try {
      for await (const chunk of this.#model._streamResponseChunks(messages, options, run)) {
        begun = true;
        written += chunk.text.length;
        const usage = UsageSchema.safeParse(chunk.message).data?.usage_metadata;
        // Anthropic tells the sum so far more than once, the others once.
        told.input = Math.max(told.input, usage?.input_tokens ?? 0);
        told.output = Math.max(told.output, usage?.output_tokens ?? 0);
        yield chunk;
      }
    } catch (error) {
      if (!begun && options.signal?.aborted !== true) {
        this.refusal = { status: failureFields(error).status, wait: delayOf(error, Date.now()) };
      }
      throw error;
    } finally {
      this.use.counted = told.input > 0 && told.output > 0;
      this.use.inputTokens = this.use.counted ? told.input : Math.ceil(read / charactersAToken);
      this.use.outputTokens = this.use.counted ? told.output : Math.ceil(written / charactersAToken);
    }
  }
}
