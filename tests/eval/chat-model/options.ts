import { parseArgs } from 'node:util';
import type { Split } from '../questions/sets.ts';

export interface ChatModelOptions {
  /** `openai:…`, `anthropic:…` or `ollama:…`. */
  readonly model: string;
  /** Null: the provider's own address. */
  readonly url: string | null;
  /** The environment variable that holds the key; the key itself is no argument, since arguments are seen by others. */
  readonly keyEnv: string;
  /** US dollars for a million tokens; null: no cost is told. */
  readonly prices: { readonly input: number; readonly output: number } | null;
  /** Questions and conversations, spread evenly over the sets; null: all. */
  readonly limit: number | null;
  readonly split: Split;
  /** Questions that are asked at the same time. */
  readonly concurrency: number;
  /** The longest silence of the model, in seconds. */
  readonly timeout: number;
  /** Whether the service is asked for its usage figures. */
  readonly usage: boolean;
  /** Whether each answer that is not as it should be is listed. */
  readonly verbose: boolean;
}

/** How it is used, for people. */
export const usage = `npm run eval -- chat-model --model openai:…|anthropic:…|ollama:… [--url ADDRESS] [--key-env NAME]
  [--price-in USD --price-out USD (for a million tokens)] [--split dev|held-out] [--limit N] [--concurrency N]
  [--timeout SECONDS] [--no-usage] [--verbose]`;

/**
 * The arguments behind `chat-model`.
 * @throws Error with one sentence on what is wrong
 */
export function parseChatModelOptions(args: readonly string[]): ChatModelOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      model: { type: 'string' },
      url: { type: 'string' },
      'key-env': { type: 'string', default: 'IBID_MODEL_KEY' },
      'price-in': { type: 'string' },
      'price-out': { type: 'string' },
      split: { type: 'string', default: 'dev' },
      limit: { type: 'string' },
      concurrency: { type: 'string', default: '2' },
      timeout: { type: 'string', default: '60' },
      'no-usage': { type: 'boolean', default: false },
      verbose: { type: 'boolean', default: false },
    },
  });
  const { model, split } = values;
  if (model === undefined) throw new Error('Name a chat model with --model, such as --model openai:gpt-4o-mini.');
  if (split !== 'dev' && split !== 'held-out') throw new Error(`There is no split “${split}”; name dev or held-out.`);
  if (!/^[A-Za-z_]\w*$/.test(values['key-env'])) {
    throw new Error('--key-env is the name of an environment variable; never give the key itself as an argument.');
  }
  const whole = (name: 'limit' | 'concurrency' | 'timeout') => {
    const value = Number(values[name]);
    if (!Number.isInteger(value) || value < 1) throw new Error(`--${name} must be a whole number above 0.`);
    return value;
  };
  return {
    model,
    url: values.url ?? null,
    keyEnv: values['key-env'],
    prices: pricesOf(values['price-in'], values['price-out']),
    limit: values.limit === undefined ? null : whole('limit'),
    split,
    concurrency: whole('concurrency'),
    timeout: whole('timeout'),
    usage: !values['no-usage'],
    verbose: values.verbose,
  };
}

function pricesOf(input: string | undefined, output: string | undefined): ChatModelOptions['prices'] {
  if (input === undefined && output === undefined) return null;
  const prices = { input: Number(input), output: Number(output) };
  if (!(prices.input >= 0) || !(prices.output >= 0)) {
    throw new Error('Give both --price-in and --price-out, in US dollars for a million tokens, such as 0.15 and 0.60.');
  }
  return prices;
}
