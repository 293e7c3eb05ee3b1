import { UnreadablePaperError } from '../errors.ts';
import type { Page } from '../paper.ts';
import type { Reader } from '../reader.ts';
import { buildPaper } from '../structure/build-paper.ts';

/** Characters; ten times a long book. */
const longestText = 5_000_000;

/** Reads .txt and .md: UTF-8, or UTF-16 with a byte order mark. Pages only where there are form feeds. */
export function plainTextReader(): Reader {
  return {
    accepts: ({ name }) => /\.(?:txt|md|markdown)$/i.test(name),
    read: async ({ name, bytes }, signal) => {
      await Promise.resolve();
      signal.throwIfAborted();
      const text = decode(name, bytes);
      return buildPaper({ source: name, text, pages: pagesAtFormFeeds(text), markdown: true });
    },
  };
}

function decode(name: string, bytes: Uint8Array): string {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  if (encoding === 'utf-8' && bytes.subarray(0, 8192).includes(0)) {
    throw new UnreadablePaperError(
      name,
      'it is not a text file, whatever its name says; give the paper as PDF or text',
    );
  }
  let text: string;
  try {
    text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (cause) {
    const reason = 'its text is not in UTF-8 (or UTF-16); save it as UTF-8 and add it again';
    throw new UnreadablePaperError(name, reason, { cause });
  }
  if (text.length > longestText) {
    throw new UnreadablePaperError(name, `it has ${text.length} characters, more than any paper (5,000,000); split it`);
  }
  if (text.trim() === '') throw new UnreadablePaperError(name, 'it holds no text, only white space');
  return text;
}

function pagesAtFormFeeds(text: string): Page[] {
  if (!text.includes('\f')) return [];
  const pages: Page[] = [];
  let start = 0;
  while (start < text.length) {
    const feed = text.indexOf('\f', start);
    const end = feed < 0 ? text.length : feed + 1;
    pages.push({ number: pages.length + 1, label: null, span: { start, end } });
    start = end;
  }
  return pages;
}
