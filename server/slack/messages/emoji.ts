import { gap } from './gaps.ts';

/** Codes such as `:smile:` and `:+1::skin-tone-2:`, not inside words, times and ratios; what stands in `<…>` is passed over. */
const codes = /<[^<>]*>|(?<![\p{L}\p{N}:])(?::[a-z0-9_+'-]+:)+(?![\p{L}\p{N}:])/gu;

/** A text with gaps in place of its emoji codes. */
export function withoutEmoji(text: string): string {
  return text.replace(codes, (found) => (found.startsWith('<') ? found : gap));
}

/** Whether a text says anything: it has a letter or a digit that is no part of an emoji such as “1️⃣”. Still escaped. */
export function hasWords(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text.replace(/&(?:amp|lt|gt);|[\d#*]\ufe0f?\u20e3/g, ''));
}
