import { performance } from 'node:perf_hooks';
import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import type { Embedder } from '../../../ingest/embedder.ts';
import type { Library } from '../../../ingest/library.ts';
import type { AnswerWriter } from '../../../server/answer/answer-writer.ts';
import { chatModelWriter } from '../../../server/answer/chat-model.ts';
import { createAssistant } from '../../../server/assistant.ts';
import type { Answer, Turn } from '../../../server/wire.ts';
import { countedWriter } from './counted-writer.ts';
import { MeteredModel, type Refusal, type Use } from './metered-model.ts';

export interface AskParts {
  readonly library: Library;
  readonly embedder: Embedder;
  /** Takes over when the model fails. */
  readonly fallback: AnswerWriter;
  readonly model: BaseChatModel;
  /** As a person would name it. */
  readonly name: string;
  /** The model's longest silence, in milliseconds. */
  readonly timeoutMs: number;
}

/** One answer, and what it took. Times are milliseconds from the question on. */
export interface Outcome {
  readonly answer: Answer;
  /** Quotations that the model claimed. */
  readonly claimed: number;
  readonly use: Use;
  /** Until the reader has words with a verified quotation; null where there is no answer. */
  readonly firstWordsMs: number | null;
  readonly endMs: number;
  readonly refusal: Refusal | null;
}

/** Asks as the product does: the same assistant, writer and fallback, over a model that keeps account. */
export async function askOnce(
  question: string,
  history: readonly Turn[],
  { library, embedder, fallback, model, name, timeoutMs }: AskParts,
  signal: AbortSignal,
): Promise<Outcome> {
  const metered = new MeteredModel(model);
  const { writer, quotations } = countedWriter(chatModelWriter(metered, { name, timeoutMs }));
  const assistant = createAssistant({ library, embedder, writer, fallback });
  const begin = performance.now();
  const elapsed = () => Math.round(performance.now() - begin);
  let firstWordsMs: number | null = null;
  for await (const event of assistant.ask({ question, history: [...history] }, signal)) {
    if (event.type === 'answer-restarted') firstWordsMs = null;
    if (event.type === 'text-delta') firstWordsMs ??= elapsed();
    if (event.type !== 'answer-end') continue;
    const { answer } = event;
    return {
      answer,
      claimed: quotations(),
      use: metered.use,
      firstWordsMs: answer.answered ? firstWordsMs : null,
      endMs: elapsed(),
      refusal: metered.refusal,
    };
  }
  throw new Error('The assistant ended without an answer.');
}
