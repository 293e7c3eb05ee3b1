import { setImmediate } from 'node:timers/promises';
import sax from 'sax';

/** An element as it opens. `start` and `end` are offsets of its tag in the XML, UTF-16 code units. */
export interface OpenTag {
  /** As written, with its prefix. */
  readonly name: string;
  readonly local: string;
  readonly prefix: string;
  readonly uri: string;
  readonly start: number;
  readonly end: number;
  readonly selfClosing: boolean;
  /** By local name: OOXML never has two of one name. */
  attribute(local: string): string | null;
}

/** The closing tag of an element; for `<a/>` the tag itself. */
export interface CloseTag {
  readonly start: number;
  readonly end: number;
}

export interface XmlHandler {
  open(tag: OpenTag): void;
  close(tag: CloseTag): void;
}

/** The XML of a part is not well-formed, or has a document type, which OOXML forbids (ECMA-376 part 2, 8.3). */
export class MalformedXmlError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'MalformedXmlError';
  }
}

/** Characters that are parsed before others get their turn: some milliseconds. */
const slice = 128 * 1024;

/**
 * Tells a handler of the elements of an XML text in their order. No entity but the five of XML is known, so nothing
 * can grow.
 * @throws MalformedXmlError, or the signal's reason
 */
export async function walkXml(xml: string, handler: XmlHandler, signal: AbortSignal): Promise<void> {
  const parser = sax.parser(true, { xmlns: true, position: true });
  const failures: Error[] = [];
  parser.onerror = (error) => {
    failures.push(error);
    throw error;
  };
  parser.ondoctype = () => {
    throw new MalformedXmlError('a document type is not allowed');
  };
  parser.onopentag = (tag) => {
    // Every tag is qualified with `xmlns`; the type says so only when asked.
    if (!('uri' in tag)) return;
    const { name, local, prefix, uri, attributes, isSelfClosing: selfClosing } = tag;
    const attribute = (wanted: string) =>
      Object.values(attributes).find((item) => item.local === wanted && item.prefix !== 'xmlns')?.value ?? null;
    handler.open({
      ...{ name, local, prefix, uri, selfClosing, attribute },
      start: parser.startTagPosition - 1,
      end: parser.position,
    });
  };
  parser.onclosetag = () => handler.close({ start: parser.startTagPosition - 1, end: parser.position });
  try {
    for (let at = 0; at < xml.length; at += slice) {
      signal.throwIfAborted();
      parser.write(xml.slice(at, at + slice));
      await setImmediate();
    }
    parser.close();
  } catch (cause) {
    signal.throwIfAborted();
    if (cause instanceof MalformedXmlError) throw cause;
    if (cause instanceof Error && failures.includes(cause)) throw new MalformedXmlError(cause.message, { cause });
    throw cause;
  }
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The characters of XML text that holds no markup, each with its offset there. */
export function* xmlCharacters(raw: string): Generator<{ text: string; start: number; end: number }> {
  for (const match of raw.matchAll(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));|\r\n|[^]/giu)) {
    const [whole, hex, decimal, name] = match;
    const code = hex !== undefined ? parseInt(hex, 16) : decimal !== undefined ? parseInt(decimal, 10) : null;
    const text =
      code !== null && code <= 0x10ffff
        ? String.fromCodePoint(code)
        : name === undefined
          ? whole
          : (named[name] ?? whole);
    // White space of any kind is one space to Word, as a line end inside a text is.
    yield { text: /^[\t\r\n]+$/.test(text) ? ' ' : text, start: match.index, end: match.index + whole.length };
  }
}

/** Text as XML text or an attribute's value; characters that XML 1.0 can't have become "�" (XML 1.0, 2.2). */
export function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
