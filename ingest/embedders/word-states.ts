import type { PreTrainedTokenizer } from '@xenova/transformers';
import { z } from 'zod';

const IdsSchema = z.array(z.number());
const wordsOrMarks = /[\p{L}\p{M}\p{N}]+|[^\s\p{L}\p{M}\p{N}]/gu;

/**
 * The states of a text's words: of each word the mean over its tokens, unit length. The tokenizer keeps no offsets, so
 * each word is tokenised by itself; null where the tokens together are not those of the text, as with models whose
 * tokens run over words.
 * @param ids the tokens that the model was given, one special token first and one last
 * @param states one vector a token
 */
export function wordStates(
  tokenizer: PreTrainedTokenizer,
  text: string,
  ids: BigInt64Array,
  states: Float32Array,
  dimensions: number,
): { ranges: Uint32Array<ArrayBuffer>; vectors: Float32Array<ArrayBuffer> } | null {
  const ranges: number[] = [];
  const vectors: Float32Array[] = [];
  let token = 1;
  for (const match of text.matchAll(wordsOrMarks)) {
    const own = IdsSchema.parse(tokenizer.encode(match[0], null, { add_special_tokens: false }));
    // The model's limit cuts a long text: what stands behind it has no state.
    if (token + own.length > ids.length - 1) break;
    if (own.some((id, index) => BigInt(id) !== ids[token + index])) return null;
    if (own.length > 0 && /[\p{L}\p{N}]/u.test(match[0])) {
      ranges.push(match.index, match.index + match[0].length);
      vectors.push(meanOf(states, token, own.length, dimensions));
    }
    token += own.length;
  }
  const all = new Float32Array(vectors.length * dimensions);
  vectors.forEach((vector, index) => all.set(vector, index * dimensions));
  return { ranges: Uint32Array.from(ranges), vectors: all };
}

function meanOf(states: Float32Array, from: number, count: number, dimensions: number): Float32Array {
  const sum = new Float32Array(dimensions);
  for (let at = 0; at < count * dimensions; at += 1) {
    sum[at % dimensions] = (sum[at % dimensions] ?? 0) + (states[from * dimensions + at] ?? 0);
  }
  const length = Math.hypot(...sum);
  return length > 0 ? sum.map((value) => value / length) : sum;
}
