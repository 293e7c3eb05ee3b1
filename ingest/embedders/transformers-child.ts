/**
 * The process that runs the model: onnxruntime blocks the thread that calls it and loads once a process only.
 * It knows no queue: the parent sends one text, it answers with one vector.
 */
import {
  AutoModel,
  AutoTokenizer,
  env,
  type PreTrainedModel,
  type PreTrainedTokenizer,
  Tensor,
} from '@xenova/transformers';
import { z } from 'zod';
import { wordStates } from './word-states.ts';
import type { EmbedMessage, FromChild, LoadMessage, ToChild } from './embedding-messages.ts';

interface Model {
  readonly tokenizer: PreTrainedTokenizer;
  readonly network: PreTrainedModel;
  /** In tokens, the special ones included. */
  readonly limit: number;
  /** What closes a text: put back where cutting took it off. */
  readonly separator: bigint | null;
  readonly pooling: LoadMessage['pooling'];
}

const TokenizerSchema = z.object({ model_max_length: z.number(), sep_token_id: z.number().optional() });
const ConfigSchema = z.object({ max_position_embeddings: z.number().default(512) });
const TokensSchema = z.object({ input_ids: z.instanceof(Tensor), attention_mask: z.instanceof(Tensor) });
const OutputSchema = z
  .object({ last_hidden_state: z.instanceof(Tensor).optional(), token_embeddings: z.instanceof(Tensor).optional() })
  .transform((output) => output.last_hidden_state ?? output.token_embeddings)
  .pipe(z.instanceof(Tensor));
const TokenIdsSchema = z.instanceof(BigInt64Array);
const StatesSchema = z.object({
  data: z.instanceof(Float32Array),
  dims: z.tuple([z.literal(1), z.number(), z.number()]),
});

async function load(message: LoadMessage): Promise<Model> {
  env.allowLocalModels = true;
  env.localModelPath = message.folder;
  env.allowRemoteModels = message.remoteHost !== null;
  env.remoteHost = message.remoteHost ?? '';
  env.cacheDir = message.folder;
  const tokenizer = await AutoTokenizer.from_pretrained(message.model);
  const network = await AutoModel.from_pretrained(message.model, { quantized: true });
  // A tokenizer is a function with fields, which zod takes for no object.
  const { model_max_length, sep_token_id } = TokenizerSchema.parse({
    model_max_length: tokenizer.model_max_length as unknown,
    sep_token_id: tokenizer.sep_token_id as unknown,
  });
  const { max_position_embeddings } = ConfigSchema.parse(network.config);
  return {
    tokenizer,
    network,
    limit: Math.min(model_max_length, max_position_embeddings),
    separator: sep_token_id === undefined ? null : BigInt(sep_token_id),
    pooling: message.pooling,
  };
}

/**
 * One text a run, never a batch: the 8-bit model scales its activations over all that is in a run, so a text's
 * vector would depend on its neighbours (cosine .993 to itself, measured), and batches are no faster.
 */
async function embed(model: Model, text: string, words: boolean) {
  // No token is longer than 64 characters worth keeping, so a giant text is not tokenised to its end.
  const head = text.slice(0, model.limit * 64);
  const encoding: unknown = model.tokenizer(head, { truncation: true, max_length: model.limit });
  const ids = TokenIdsSchema.parse(TokensSchema.parse(encoding).input_ids.data);
  if (ids.length === model.limit && model.separator !== null) ids[ids.length - 1] = model.separator;
  const output: unknown = await model.network(encoding);
  const { data, dims } = StatesSchema.parse(OutputSchema.parse(output));
  return {
    vector: unitVector(pool(data, dims[1], dims[2], model.pooling)),
    words: words ? wordStates(model.tokenizer, head, ids, data, dims[2]) : null,
    tokens: ids.length,
  };
}

function pool(states: Float32Array, tokens: number, dimensions: number, pooling: Model['pooling']): Float32Array {
  if (pooling === 'cls') return states.slice(0, dimensions);
  const sum = new Float32Array(dimensions);
  for (let at = 0; at < tokens * dimensions; at += 1)
    sum[at % dimensions] = (sum[at % dimensions] ?? 0) + (states[at] ?? 0);
  return sum;
}

function unitVector(vector: Float32Array): Float32Array<ArrayBuffer> {
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  return vector.map((value) => value / length);
}

function say(message: FromChild): void {
  process.send?.(message, undefined, undefined, () => undefined);
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

let loading: Promise<Model> | null = null;

async function answer(message: EmbedMessage): Promise<void> {
  if (!loading) return;
  const model = await loading;
  const started = performance.now();
  try {
    const embedded = await embed(model, message.text, message.words);
    say({ type: 'embedded', number: message.number, ...embedded, milliseconds: performance.now() - started });
  } catch (error) {
    say({ type: 'refused', number: message.number, reason: reasonOf(error) });
  }
}

process.on('message', (message: ToChild) => {
  if (message.type === 'embed') {
    void answer(message);
    return;
  }
  loading = load(message);
  loading.then(
    () => say({ type: 'ready' }),
    (error: unknown) => say({ type: 'failed', reason: reasonOf(error) }),
  );
});
// The parent decides when to stop: Ctrl-C reaches the whole group, and the parent may still want to finish its work.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => undefined);
process.on('disconnect', () => process.exit());
