import { BaseChatModel } from '@langchain/core/language_models/chat_models';
import type { BaseMessage } from '@langchain/core/messages';
import { z } from 'zod';

/** The model said nothing for as long as it may, or was not done when it had to be. */
export class ModelSilentError extends Error {
  readonly milliseconds: number;
  readonly limit: 'idle' | 'whole';

  constructor(milliseconds: number, limit: 'idle' | 'whole' = 'idle') {
    super(limit === 'idle' ? `no word for ${milliseconds} ms` : `not done after ${milliseconds} ms`);
    this.milliseconds = milliseconds;
    this.limit = limit;
    this.name = 'ModelSilentError';
  }
}

/** What the service sent is no reply, or only the beginning of one. Nothing of it is in the message. */
export class ModelReplyError extends Error {
  readonly fault: 'unknown-form' | 'broke-off';

  constructor(fault: 'unknown-form' | 'broke-off') {
    super(fault === 'broke-off' ? 'the reply ended without its finish' : 'the reply is not of the protocol');
    this.fault = fault;
    this.name = 'ModelReplyError';
  }
}

/** A whole draft may take so many times the longest silence. */
const WHOLE_DRAFT = 5;

interface Words {
  readonly text: string;
  /** Whether the model thought or wrote: services send empty chunks to keep a connection open. */
  readonly alive: boolean;
}

/** Where the clients put why a reply ended: ChatOpenAI the first, ChatAnthropic the second, ChatOllama the third. */
const FinishSchema = z.union([
  z.object({ generationInfo: z.object({ finish_reason: z.string().min(1) }) }),
  z.object({ message: z.object({ additional_kwargs: z.object({ stop_reason: z.string().min(1) }) }) }),
  z.object({ message: z.object({ response_metadata: z.object({ done: z.literal(true) }) }) }),
]);
const ThoughtSchema = z.union([
  z.object({ additional_kwargs: z.object({ reasoning_content: z.string().min(1) }) }),
  z.object({ content: z.array(z.unknown()).refine((blocks) => blocks.some(isThought)) }),
]);
const ThoughtBlockSchema = z.object({ type: z.literal('thinking'), thinking: z.string().min(1) });

function isThought(block: unknown): boolean {
  return ThoughtBlockSchema.safeParse(block).success;
}

async function* chunksOf(model: BaseChatModel, messages: BaseMessage[], signal: AbortSignal): AsyncGenerator<Words> {
  // Not model.stream(): that hands every prompt to LangSmith where the environment says so.
  if (model._streamResponseChunks === BaseChatModel.prototype._streamResponseChunks) {
    const { generations } = await model._generate(messages, { signal });
    yield { text: generations[0]?.text ?? '', alive: true };
    return;
  }
  let begun = false;
  let finished = false;
  for await (const chunk of model._streamResponseChunks(messages, { signal })) {
    begun = true;
    finished ||= FinishSchema.safeParse(chunk).success;
    const text = chunk.message.text || chunk.text;
    yield { text, alive: text !== '' || ThoughtSchema.safeParse(chunk.message).success };
  }
  // A connection that was cut ends a stream of events like any other.
  if (!finished) throw new ModelReplyError(begun ? 'broke-off' : 'unknown-form');
}

/**
 * A model's words as they come. However the client behaves, it ends within a tick of the signal, when there was no
 * word for `idleMs` milliseconds, and when five times that was spent waiting for the whole.
 * @throws the signal's reason, ModelSilentError, ModelReplyError, or whatever the client throws
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
  let idleLeft = idleMs;
  let wholeLeft = idleMs * WHOLE_DRAFT;
  try {
    for (;;) {
      const limit = wholeLeft < idleLeft ? 'whole' : 'idle';
      const error = new ModelSilentError(limit === 'idle' ? idleMs : idleMs * WHOLE_DRAFT, limit);
      const left = Math.min(idleLeft, wholeLeft);
      // Chunks that are there already would keep a timer from its turn.
      if (left <= 0) throw error;
      timer = setTimeout(() => interrupt(error), left);
      const asked = performance.now();
      const result = await Promise.race([chunks.next(), interrupted]);
      // The reader's own time does not count.
      clearTimeout(timer);
      if (result.done) return;
      const waited = performance.now() - asked;
      wholeLeft -= waited;
      idleLeft = result.value.alive ? idleMs : idleLeft - waited;
      if (result.value.text !== '') yield result.value.text;
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
    const seconds = Math.round(error.milliseconds / 100) / 10;
    if (error.limit === 'whole') return `it was not done after ${seconds} seconds. Try again, or try another model.`;
    return `it said nothing for ${seconds} seconds. Try again, or check its service.`;
  }
  if (error instanceof ModelReplyError && error.fault === 'broke-off') {
    return 'its service broke off in the middle of the answer. Try again.';
  }
  if (error instanceof ModelReplyError || error instanceof SyntaxError) {
    return 'its service answered in an unknown form. Check the address that is set.';
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
