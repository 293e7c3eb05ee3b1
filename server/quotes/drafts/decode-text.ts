import { UnreadableDraftError } from './unreadable-draft.ts';

/**
 * The text of a file in UTF-8, or in UTF-16 with a byte order mark; the mark is not part of it.
 * @throws UnreadableDraftError
 */
export function decodeText(name: string, bytes: Uint8Array): string {
  const [first, second] = bytes;
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  if (encoding === 'utf-8' && bytes.subarray(0, 8192).includes(0)) {
    throw new UnreadableDraftError(name, 'it is not a text file, whatever its name says; give it as .docx or text');
  }
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (cause) {
    const reason = 'its text is not in UTF-8 (or UTF-16); save it as UTF-8 and check it again';
    throw new UnreadableDraftError(name, reason, 'unreadable', { cause });
  }
}
