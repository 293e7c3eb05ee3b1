import { z } from 'zod';
import { ModelReplyError } from './model-stream.ts';

/** In UTF-16 code units; a line holds a word or, unstreamed, an answer. */
const LONGEST_LINE = 1_000_000;

const LineSchema = z.union([z.looseObject({ message: z.looseObject({}) }), z.looseObject({ error: z.string() })]);

/**
 * Lets the lines of Ollama's chat protocol through and fails at the first that is none, with ModelReplyError: the
 * client would print it to the console, whatever is in it. Source: Ollama API, "Generate a chat completion".
 */
export function checkedLines(): TransformStream<Uint8Array, Uint8Array> {
  const decoder = new TextDecoder();
  const encoder = new TextEncoder();
  let rest = '';
  const pass = (line: string, controller: TransformStreamDefaultController<Uint8Array>) => {
    // The client takes an empty line for a broken one.
    if (line.trim() === '') return;
    if (!isLine(line)) throw new ModelReplyError('unknown-form');
    controller.enqueue(encoder.encode(`${line}\n`));
  };
  return new TransformStream({
    transform(chunk, controller) {
      const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) pass(line, controller);
      if (rest.length > LONGEST_LINE) throw new ModelReplyError('unknown-form');
    },
    flush(controller) {
      const last = rest + decoder.decode();
      // Half a line is what a cut connection leaves.
      if (last.trim().startsWith('{') && !last.trim().endsWith('}')) throw new ModelReplyError('broke-off');
      pass(last, controller);
    },
  });
}

function isLine(line: string): boolean {
  try {
    return LineSchema.safeParse(JSON.parse(line)).success;
  } catch {
    return false;
  }
}
