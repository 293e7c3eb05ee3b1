import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import type { ChatOllama as ChatOllamaType } from '@langchain/ollama';
import { checkedLines } from './ndjson.ts';
import { ModelSettingError } from './writer-errors.ts';

export interface ChatModelSetting {
  /** `<service>:<model>`: "openai:gpt-4o-mini", "anthropic:…", "ollama:…". */
  readonly model: string;
  /** Another address than the service's own; "openai" is any server that speaks its chat completions. */
  readonly url?: string;
  readonly key?: string;
  /** For one attempt, in milliseconds. */
  readonly timeoutMs?: number;
  readonly maxRetries?: number;
  /** Asks the service to tell the tokens that it read and wrote, which not every server of OpenAI's protocol knows. */
  readonly usage?: boolean;
}

interface Opening {
  readonly name: string;
  readonly url: string | undefined;
  readonly key: string | undefined;
  readonly timeout: number;
  readonly maxRetries: number;
  readonly usage: boolean;
}

type StreamArguments = Parameters<ChatOllamaType['_streamResponseChunks']>;

/** What a passage may grow to in the prompt, with the answer: Ollama's own default cuts the prompt silently. */
const CONTEXT_TOKENS = 8_192;

async function openOpenAI({ name, url, key, timeout, maxRetries, usage }: Opening): Promise<BaseChatModel> {
  const { ChatOpenAI } = await import('@langchain/openai');
  return new ChatOpenAI({
    model: name,
    // A server of one's own may want no key, but the client does.
    apiKey: key ?? 'none',
    timeout,
    maxRetries,
    // Reasoning models refuse a temperature; not every server knows stream_options.
    ...(/^(?:o\d|gpt-5)/.test(name) ? {} : { temperature: 0 }),
    streamUsage: usage,
    configuration: { baseURL: url ?? 'https://api.openai.com/v1', logLevel: 'off' },
  });
}

async function openAnthropic({ name, url, key, timeout, maxRetries }: Opening): Promise<BaseChatModel> {
  const { ChatAnthropic } = await import('@langchain/anthropic');
  const open = (sampling: { temperature?: number }) =>
    new ChatAnthropic({
      model: name,
      apiKey: key ?? 'none',
      maxRetries,
      ...sampling,
      anthropicApiUrl: url ?? 'https://api.anthropic.com',
      // No token: the client would take one from the environment.
      clientOptions: { timeout, logLevel: 'off', authToken: null },
    });
  const model = open({ temperature: 0 });
  try {
    model.invocationParams();
    return model;
  } catch {
    // Newer models refuse a temperature, and the client knows which.
    return open({});
  }
}

async function openOllama({ name, url, key }: Opening): Promise<BaseChatModel> {
  const { ChatOllama } = await import('@langchain/ollama');
  const fields = {
    model: name,
    baseUrl: url ?? 'http://127.0.0.1:11434',
    temperature: 0,
    numCtx: CONTEXT_TOKENS,
    ...(key === undefined ? {} : { headers: { Authorization: `Bearer ${key}` } }),
  };
  /** ChatOllama hears a signal at the next word only, and then ends the requests of everybody who shares it. */
  class AbortableOllama extends ChatOllama {
    override async *_streamResponseChunks(...[messages, options, run]: StreamArguments) {
      const { signal, ...others } = options;
      const checked: typeof fetch = async (input, init) => {
        const signals = [signal, init?.signal].filter((each) => each !== undefined && each !== null);
        const response = await fetch(input, { ...init, signal: AbortSignal.any(signals) });
        if (!response.ok || response.body === null) return response;
        const { status, statusText, headers } = response;
        return new Response(response.body.pipeThrough(checkedLines()), { status, statusText, headers });
      };
      yield* new ChatOllama({ ...fields, fetch: checked })._streamResponseChunks(messages, others, run);
    }
  }
  return new AbortableOllama(fields);
}

const services: Readonly<Record<string, { open: (opening: Opening) => Promise<BaseChatModel>; needsKey: boolean }>> = {
  openai: { open: openOpenAI, needsKey: true },
  anthropic: { open: openAnthropic, needsKey: true },
  ollama: { open: openOllama, needsKey: false },
};

function checkedUrl(url: string | undefined): string | undefined {
  if (url === undefined || url === '') return undefined;
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (parsed?.protocol !== 'http:' && parsed?.protocol !== 'https:') {
    throw new ModelSettingError('The chat model’s address has to begin with http:// or https://.');
  }
  return url.replace(/\/+$/, '');
}

/**
 * Opens the chat model that a setting names, without asking its service anything. `name` is the model's own.
 * @throws ModelSettingError when the setting can't be right
 */
export async function openChatModel(setting: ChatModelSetting): Promise<{ model: BaseChatModel; name: string }> {
  const [, word = '', name = ''] = /^([^:]*):(.*)$/s.exec(setting.model.trim()) ?? [];
  const service = Object.hasOwn(services, word) ? services[word] : undefined;
  if (!service || !/^[\w./:@+-]{1,200}$/.test(name)) {
    throw new ModelSettingError(
      `"${setting.model.slice(0, 100)}" is not a chat model: write ${Object.keys(services).join(', ')}, a colon and the ` +
        'name of the model, such as openai:gpt-4o-mini.',
    );
  }
  const url = checkedUrl(setting.url);
  const key = setting.key === '' ? undefined : setting.key;
  if (service.needsKey && key === undefined && url === undefined) {
    throw new ModelSettingError(
      `The chat model ${setting.model} needs a key: set one, or the address of a server without.`,
    );
  }
  const { timeoutMs = 60_000, maxRetries = 1, usage = false } = setting;
  return { model: await service.open({ name, url, key, timeout: timeoutMs, maxRetries, usage }), name };
}
