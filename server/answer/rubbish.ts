import { RULES } from './prompt.ts';

/** A draft that does not end is not one: about ten times the longest that is asked for, in UTF-16 code units. */
const LONGEST_DRAFT = 24_000;

/** Whether a draft runs in circles: its last 160 characters or more are one short string, over and over. */
function isLoop(output: string): boolean {
  for (let period = 1; period <= 40; period += 1) {
    const length = Math.max(160, period * 6);
    if (output.length < length) continue;
    const tail = output.slice(-length);
    if (tail.slice(period) === tail.slice(0, -period)) return true;
  }
  return false;
}

/** What is wrong with an output that is still coming, as a sentence; null while it may become an answer. */
export function rubbishSoFar(output: string, boundary: string): string | null {
  if (/^\s*<(?:!doctype|\?xml|html|head|body)\b/i.test(output))
    return 'it answered with a web page instead of text. Check its address.';
  if (output.split(boundary).length > 2 || RULES.some((rule) => output.includes(rule))) {
    return 'it repeated its instructions instead of an answer. Try another model.';
  }
  if (isLoop(output)) return 'it repeated the same words without end. Try another model.';
  if (output.length > LONGEST_DRAFT) return 'it did not stop writing. Try another model.';
  return null;
}

/** What is wrong with an output that is complete, as a sentence; `said` is what its parts say. */
export function rubbishAtEnd(output: string, said: string, boundary: string): string | null {
  const words = said.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  if (!/\p{L}/u.test(said)) return 'it answered nothing. Try again, or try another model.';
  if (words.length >= 12 && new Set(words).size <= words.length / 6) {
    return 'it repeated the same words instead of an answer. Try another model.';
  }
  return rubbishSoFar(output, boundary);
}
