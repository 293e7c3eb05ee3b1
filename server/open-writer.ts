import type { Embedder } from '../ingest/embedder.ts';
import type { AnswerWriter } from './answer/answer-writer.ts';
import { extractiveWriter } from './answer/extractive.ts';
import type { ClaimModel } from './quotes/paraphrase/ask-model.ts';
import type { ModelSettings } from './settings.ts';
import type { Log } from './terminal/log.ts';

export interface Writers {
  readonly writer: AnswerWriter;
  /** Takes over when the writer fails. */
  readonly fallback: AnswerWriter;
  /** Judges claims too; null without a chat model. */
  readonly claimModel: ClaimModel | null;
}

/**
 * The writer, and the judge of claims, that the settings choose: a chat model, or none.
 * @throws ModelSettingError when there is no such model to open
 */
export async function openWriters(settings: ModelSettings | null, embedder: Embedder, log: Log): Promise<Writers> {
  const fallback = extractiveWriter(embedder);
  if (!settings) return { writer: fallback, fallback, claimModel: null };
  // Most commands need no chat model, and loading what speaks to one takes longer than all else.
  const { chatModelWriter } = await import('./answer/chat-model.ts');
  const { openChatModel } = await import('./answer/open-chat-model.ts');
  const { model, name } = await openChatModel({
    model: settings.model,
    timeoutMs: settings.timeoutMs,
    ...(settings.url === null ? {} : { url: settings.url }),
    ...(settings.key === null ? {} : { key: settings.key }),
  });
  const { timeoutMs } = settings;
  return {
    writer: chatModelWriter(model, { name, timeoutMs, log }),
    fallback,
    claimModel: { model, name, timeoutMs, log },
  };
}
