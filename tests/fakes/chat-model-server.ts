import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';

export type Protocol = 'openai' | 'anthropic' | 'ollama';

export interface ChatRequest {
  readonly protocol: Protocol;
  readonly model: string;
  /** The system text first, wherever the protocol puts it. */
  readonly messages: readonly { role: string; content: string }[];
  readonly stream: boolean;
  readonly headers: IncomingMessage['headers'];
  readonly body: Readonly<Record<string, unknown>>;
}

export interface ChatReply {
  readonly chunks: readonly string[];
  /** Before each chunk. */
  readonly delayMs?: number;
  /** Anything but 200 is answered with the protocol's error body. */
  readonly status?: number;
  /** Beside the status, such as `retry-after`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Tokens that the service says it read and wrote; OpenAI's protocol tells only who asked for them. */
  readonly usage?: { readonly input: number; readonly output: number };
  /** Destroys the socket after so many chunks. */
  readonly cutAfter?: number;
  /** Never ends the reply; without chunks it never begins it. */
  readonly hang?: true;
  /** Ends the reply properly as HTTP, but without the protocol's finish. */
  readonly unfinished?: true;
  /** Sends so many empty deltas, `delayMs` apart, after the chunks. */
  readonly emptyDeltas?: number;
  /** Sent as it is, with this type, instead of a stream. */
  readonly plain?: { readonly type: string; readonly body: string };
  /** Breaks the JSON of every chunk. */
  readonly malformed?: true;
}

export interface ChatModelServer {
  /** Of the Anthropic and the Ollama protocol. */
  readonly url: string;
  /** Of the OpenAI protocol. */
  readonly openaiUrl: string;
  readonly requests: readonly ChatRequest[];
  /** Requests whose client went away before the reply was complete. */
  readonly abandoned: () => number;
  close(): Promise<void>;
}

const content = z.union([
  z.string(),
  z
    .array(z.object({ type: z.literal('text'), text: z.string() }))
    .transform((blocks) => blocks.map((block) => block.text).join('')),
]);
const BodySchema = z.looseObject({
  model: z.string().min(1),
  messages: z.array(z.object({ role: z.enum(['system', 'developer', 'user', 'assistant']), content })).min(1),
  system: content.optional(),
  stream: z.boolean().optional(),
  max_tokens: z.number().int().positive().optional(),
  stream_options: z.object({ include_usage: z.boolean() }).optional(),
});
type Body = z.infer<typeof BodySchema>;
type Usage = NonNullable<ChatReply['usage']>;

/** How one protocol frames a reply. Sources: the OpenAI, Anthropic and Ollama API references. */
interface Dialect {
  readonly contentType: string;
  /** What is missing from the headers, or null. */
  readonly refusal: (request: IncomingMessage, body: Body) => number | null;
  readonly begin: (model: string, usage: Usage) => string;
  readonly chunk: (text: string, model: string) => string;
  readonly end: (model: string, usage: Usage, told: boolean) => string;
  readonly whole: (text: string, model: string) => unknown;
  readonly error: (status: number) => unknown;
}

const data = (value: unknown) => `data: ${JSON.stringify(value)}\n\n`;
const event = (value: { type: string }) => `event: ${value.type}\n${data(value)}`;
const at = '2026-01-01T00:00:00Z';

function openaiChunk(model: string, delta: object, finish: string | null = null) {
  const choices = [{ index: 0, delta, finish_reason: finish, logprobs: null }];
  return data({ id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1_767_225_600, model, choices });
}

const dialects: Record<Protocol, Dialect> = {
  openai: {
    contentType: 'text/event-stream',
    refusal: ({ headers }) => (headers.authorization?.startsWith('Bearer ') ? null : 401),
    begin: (model) => openaiChunk(model, { role: 'assistant', content: '' }),
    chunk: (text, model) => openaiChunk(model, { content: text }),
    end: (model, { input, output }, told) => {
      const usage = { prompt_tokens: input, completion_tokens: output, total_tokens: input + output };
      const last = {
        id: 'chatcmpl-1',
        object: 'chat.completion.chunk',
        created: 1_767_225_600,
        model,
        choices: [],
        usage,
      };
      return `${openaiChunk(model, {}, 'stop')}${told ? data(last) : ''}data: [DONE]\n\n`;
    },
    whole: (text, model) => ({
      id: 'chatcmpl-1',
      object: 'chat.completion',
      created: 1_767_225_600,
      model,
      choices: [{ index: 0, message: { role: 'assistant', content: text }, finish_reason: 'stop', logprobs: null }],
      usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
    }),
    error: (status) => ({
      error: {
        message: `Incorrect API key provided: sk-secret. Status ${status}.`,
        type: 'error',
        code: null,
        param: null,
      },
    }),
  },
  anthropic: {
    contentType: 'text/event-stream',
    refusal: ({ headers }, body) =>
      !headers['x-api-key'] ? 401 : !headers['anthropic-version'] || body.max_tokens === undefined ? 400 : null,
    begin: (model, usage) =>
      event(
        Object.assign(
          { type: 'message_start' },
          {
            message: {
              id: 'msg_1',
              type: 'message',
              role: 'assistant',
              model,
              content: [],
              stop_reason: null,
              stop_sequence: null,
              usage: { input_tokens: usage.input, output_tokens: 1 },
            },
          },
        ),
      ) +
      event(Object.assign({ type: 'content_block_start' }, { index: 0, content_block: { type: 'text', text: '' } })) +
      event({ type: 'ping' }),
    chunk: (text) =>
      event(Object.assign({ type: 'content_block_delta' }, { index: 0, delta: { type: 'text_delta', text } })),
    end: (_model, usage) =>
      event(Object.assign({ type: 'content_block_stop' }, { index: 0 })) +
      event(
        Object.assign(
          { type: 'message_delta' },
          { delta: { stop_reason: 'end_turn', stop_sequence: null }, usage: { output_tokens: usage.output } },
        ),
      ) +
      event({ type: 'message_stop' }),
    whole: (text, model) => ({
      id: 'msg_1',
      type: 'message',
      role: 'assistant',
      model,
      content: [{ type: 'text', text }],
      stop_reason: 'end_turn',
      stop_sequence: null,
      usage: { input_tokens: 1, output_tokens: 1 },
    }),
    error: (status) => ({ type: 'error', error: { type: 'error', message: `invalid x-api-key sk-secret ${status}` } }),
  },
  ollama: {
    contentType: 'application/x-ndjson',
    refusal: () => null,
    begin: () => '',
    chunk: (text, model) =>
      `${JSON.stringify({ model, created_at: at, message: { role: 'assistant', content: text }, done: false })}\n`,
    end: (model, usage) =>
      `${JSON.stringify({ model, created_at: at, message: { role: 'assistant', content: '' }, done: true, done_reason: 'stop', total_duration: 1, prompt_eval_count: usage.input, eval_count: usage.output })}\n`,
    whole: (text, model) => ({
      model,
      created_at: at,
      message: { role: 'assistant', content: text },
      done: true,
      done_reason: 'stop',
    }),
    error: (status) => ({ error: `refused with ${status}` }),
  },
};

const paths: Record<string, Protocol> = {
  '/v1/chat/completions': 'openai',
  '/v1/messages': 'anthropic',
  '/api/chat': 'ollama',
};

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const bytes: Buffer[] = [];
  for await (const chunk of request) bytes.push(Buffer.from(chunk as Uint8Array));
  return JSON.parse(Buffer.concat(bytes).toString());
}

function sendJson(response: ServerResponse, status: number, value: unknown, headers: ChatReply['headers'] = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(value));
}

interface Asked {
  readonly model: string;
  readonly stream: boolean;
  /** Whether the usage is to be told. */
  readonly told: boolean;
}

async function sendReply(response: ServerResponse, dialect: Dialect, { model, stream, told }: Asked, reply: ChatReply) {
  const { delayMs = 0, cutAfter, hang, malformed, unfinished, emptyDeltas = 0, plain } = reply;
  const { usage = { input: 1, output: 2 } } = reply;
  const chunks = [...reply.chunks, ...Array.from({ length: emptyDeltas }, () => '')];
  const broken = (text: string) => (malformed ? text.replaceAll('"', '') : text);
  if (plain) {
    response.writeHead(200, { 'content-type': plain.type }).end(plain.body);
    return;
  }
  if (!stream) {
    if (!hang) sendJson(response, 200, dialect.whole(chunks.join(''), model));
    return;
  }
  if (chunks.length > 0 || !hang) {
    response.writeHead(200, { 'content-type': dialect.contentType });
    response.write(dialect.begin(model, usage));
  }
  for (const [index, chunk] of chunks.entries()) {
    if (index === cutAfter) break;
    if (delayMs > 0) await sleep(delayMs);
    if (response.destroyed) return;
    response.write(broken(dialect.chunk(chunk, model)));
  }
  if (cutAfter !== undefined) {
    // What was written has to leave first.
    await sleep(20);
    response.destroy();
  } else if (!hang) {
    response.end(unfinished ? '' : dialect.end(model, usage, told));
  }
}

/** A chat model behind the three protocols, on 127.0.0.1, that says what the script says; refuses what real ones refuse. */
export async function startChatModelServer(script: (request: ChatRequest) => ChatReply): Promise<ChatModelServer> {
  const requests: ChatRequest[] = [];
  let abandoned = 0;

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const protocol = request.method === 'POST' ? paths[request.url?.split('?')[0] ?? ''] : undefined;
    if (!protocol) {
      sendJson(response, 404, { error: 'not found' });
      return;
    }
    const dialect = dialects[protocol];
    const parsed = BodySchema.safeParse(await bodyOf(request));
    if (!parsed.success) {
      sendJson(response, 400, dialect.error(400));
      return;
    }
    const refused = dialect.refusal(request, parsed.data);
    if (refused !== null) {
      sendJson(response, refused, dialect.error(refused));
      return;
    }
    const { model, system } = parsed.data;
    // Ollama streams unless told otherwise.
    const stream = parsed.data.stream ?? protocol === 'ollama';
    const messages = [...(system === undefined ? [] : [{ role: 'system', content: system }]), ...parsed.data.messages];
    const asked = { protocol, model, messages, stream, headers: request.headers, body: parsed.data };
    requests.push(asked);
    response.once('close', () => {
      if (!response.writableFinished) abandoned += 1;
    });
    const reply = script(asked);
    if (reply.status !== undefined && reply.status !== 200) {
      sendJson(response, reply.status, dialect.error(reply.status), reply.headers);
      return;
    }
    const told = parsed.data.stream_options?.include_usage ?? false;
    return sendReply(response, dialect, { model, stream, told }, reply);
  }

  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', () => done()));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The fake chat model has no port.');
  const url = `http://127.0.0.1:${address.port}`;
  return {
    url,
    openaiUrl: `${url}/v1`,
    requests,
    abandoned: () => abandoned,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
