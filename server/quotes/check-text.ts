import { RequestError } from '../errors.ts';

/** UTF-16 code units of a text that is checked at once; longer ones are drafts. */
export const mostCheckedText = 100_000;

/**
 * The text as it is, since the offsets of its results are its own.
 * @throws RequestError when it is blank (400), too long (413), or not text (400)
 */
export function checkedText(text: string): string {
  if (text.trim() === '') {
    throw new RequestError(
      400,
      'text-empty',
      'There is no text. Write a quotation, or a sentence with one, in "text".',
    );
  }
  if (text.length > mostCheckedText) {
    const [length, limit] = [text.length, mostCheckedText].map((count) => count.toLocaleString('en-GB'));
    const message = `The text has ${length} characters, the limit is ${limit}. Check it as a draft, or in parts.`;
    throw new RequestError(413, 'text-too-long', message);
  }
  // U+FFFD stands for bytes that were not UTF-8: one may be pasted from a paper, many mean a file.
  if (text.split('\uFFFD').length - 1 > text.length / 10) {
    throw new RequestError(400, 'text-unreadable', 'The text holds bytes that are not text. Send it in UTF-8.');
  }
  return text;
}
