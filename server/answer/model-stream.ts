import { BaseChatModel } from '@langchain/core/language_models/chat_models';
import type { BaseMessage } from '@langchain/core/messages';
import { z } from 'zod';

/** The model said nothing for as long as it may. */
export class ModelSilentError extends Error {
  readonly milliseconds: number;

  constructor(milliseconds: number) {
    super(`no word for ${milliseconds} ms`);
    this.milliseconds = milliseconds;
    this.name = 'ModelSilentError';
  }
}

async function* chunksOf(model: BaseChatModel, messages: BaseMessage[], signal: AbortSignal): AsyncGenerator<string> {
  // Not model.stream(): that hands every prompt to LangSmith where the environment says so.
  if (model._streamResponseChunks === BaseChatModel.prototype._streamResponseChunks) {
    const { generations } = await model._generate(messages, { signal });
    yield generations[0]?.text ?? '';
    return;
  }
  for await (const chunk of model._streamResponseChunks(messages, { signal })) yield chunk.message.text || chunk.text;
}

/**
 * A model's words as they come. However the client behaves, it ends within a tick of the signal, and when there was
 * no word for `idleMs` milliseconds.
 * @throws the signal's reason, ModelSilentError, or whatever the client throws
 */
export async function* streamText(
  model: BaseChatModel,
  messages: BaseMessage[],
  idleMs: number,
  signal: AbortSignal,
): AsyncGenerator<string> {
  signal.throwIfAborted();
  const client = new AbortController();
  let interrupt: (reason: unknown) => void = () => undefined;
  const interrupted = new Promise<never>((_, reject) => {
    interrupt = reject;
  });
  interrupted.catch(() => undefined);
  const onAbort = () => interrupt(signal.reason);
  signal.addEventListener('abort', onAbort, { once: true });
  const chunks = chunksOf(model, messages, client.signal);
  let timer: NodeJS.Timeout | undefined;
  try {
    for (;;) {
      clearTimeout(timer);
      timer = setTimeout(() => interrupt(new ModelSilentError(idleMs)), idleMs);
      const result = await Promise.race([chunks.next(), interrupted]);
      if (result.done) return;
      // The reader's own time does not count.
      clearTimeout(timer);
      yield result.value;
    }
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
    client.abort();
    // Not awaited: a generator that hangs would hang here too.
    chunks.return(undefined).catch(() => undefined);
  }
}

const FailureSchema = z.object({
  status: z.number().optional().catch(undefined),
  status_code: z.number().optional().catch(undefined),
  name: z.string().optional().catch(undefined),
  code: z.string().optional().catch(undefined),
});

/** What of a client's error may be logged: its message may hold a key or a prompt. */
export function failureFields(error: unknown): { status: number | null; kind: string } {
  const { status, status_code, name, code } = FailureSchema.catch({}).parse(error);
  return { status: status ?? status_code ?? null, kind: code ?? name ?? typeof error };
}

/** Why a model failed and what to do, as a sentence for a person. */
export function failureSentence(error: unknown): string {
  if (error instanceof ModelSilentError) {
    return `it said nothing for ${Math.round(error.milliseconds / 100) / 10} seconds. Try again, or check its service.`;
  }
  const { status } = failureFields(error);
  if (status === 401 || status === 403) return 'its service refused the key. Check the key that is set for it.';
  if (status === 404) return 'its service does not know it. Check the name of the model and the address that are set.';
  if (status === 429) return 'its service is busy, or the quota is used up. Try again later.';
  if (status === 400 || status === 413 || status === 422) {
    return `its service refused the request (${status}). Check that the model is a chat model with room for 8,000 tokens.`;
  }
  if (status !== null && status >= 500) return `its service has a fault of its own (${status}). Try again later.`;
  return 'its service could not be reached, broke off or answered in an unknown form. Check the address that is set.';
}
