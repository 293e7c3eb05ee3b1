import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Document } from '@langchain/core/documents';
import { UnreadablePaperError } from '../errors.ts';
import type { Reader, Source } from '../reader.ts';
import { type ReadText, buildPaper } from '../structure/build-paper.ts';
import { LoadedMetadata } from './langchain/loaded-text.ts';
import { UnsafeZipError, checkZip } from './langchain/zip-check.ts';

/** A format that a LangChain document loader reads. */
interface Format {
  readonly ending: RegExp;
  /** As a person calls it: "Word document". */
  readonly name: string;
  /** Parts that every file of this format holds. */
  readonly parts: readonly string[];
  load(bytes: Uint8Array): Promise<Document[]>;
}

/** Reads .docx through LangChain's loader. It has no pages: Word decides them when it prints. */
export function docxReader(): Reader {
  return loaderReader({
    ending: /\.docx$/i,
    name: 'Word document',
    parts: ['[Content_Types].xml'],
    load: async (bytes) => {
      const { WordLoader } = await import('./langchain/docx-loader.ts');
      return await new WordLoader(new Blob([new Uint8Array(bytes)])).load();
    },
  });
}

/** Reads .epub through LangChain's loader, which wants a file: it gets a private one, removed afterwards. */
export function epubReader(): Reader {
  return loaderReader({
    ending: /\.epub$/i,
    name: 'EPUB',
    parts: ['META-INF/container.xml'],
    load: async (bytes) => {
      const { BookLoader } = await import('./langchain/epub-loader.ts');
      const folder = await mkdtemp(join(tmpdir(), 'ibid-epub-'));
      try {
        const path = join(folder, 'book.epub');
        await writeFile(path, bytes, { mode: 0o600 });
        return await new BookLoader(path, { splitChapters: true }).load();
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
  });
}

function loaderReader(format: Format): Reader {
  return {
    accepts: ({ name }) => format.ending.test(name),
    read: async (source, signal) => {
      signal.throwIfAborted();
      await check(source, format, signal);
      const documents = await load(source, format, signal);
      const [document] = documents;
      if (!document || document.pageContent.trim() === '') {
        throw new UnreadablePaperError(
          source.name,
          'it holds no text; if it holds scans, run text recognition (OCR) first',
        );
      }
      return buildPaper(readTextOf(source.name, document));
    },
  };
}

async function check(source: Source, format: Format, signal: AbortSignal): Promise<void> {
  const { name, bytes } = source;
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf) {
    const reason = `it is an old Word document or needs a password; save it as .docx without a password and add that`;
    throw new UnreadablePaperError(name, reason);
  }
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) {
    const reason = `it is no ${format.name}, whatever its name says; export it again from the program that made it`;
    throw new UnreadablePaperError(name, reason);
  }
  let names: readonly string[];
  try {
    names = await checkZip(bytes, signal);
  } catch (cause) {
    if (cause instanceof UnsafeZipError) throw new UnreadablePaperError(name, cause.reason, { cause });
    throw cause;
  }
  if (names.some((part) => /^META-INF\/(?:rights|sinf)\.xml$/i.test(part))) {
    throw new UnreadablePaperError(name, 'it is protected against copying (DRM); add an unprotected copy');
  }
  if (!format.parts.every((part) => names.includes(part))) {
    const reason = `it is a ZIP file but no ${format.name}; export it again from the program that made it`;
    throw new UnreadablePaperError(name, reason);
  }
}

async function load(source: Source, format: Format, signal: AbortSignal): Promise<Document[]> {
  let documents: Document[];
  try {
    documents = await format.load(source.bytes);
  } catch (cause) {
    signal.throwIfAborted();
    const reason = `it is a damaged ${format.name}; open it in the program that made it and save it again`;
    throw new UnreadablePaperError(source.name, reason, { cause });
  }
  signal.throwIfAborted();
  return documents;
}

function readTextOf(source: string, document: Document): ReadText {
  const { headings, notes, title, authors, year } = LoadedMetadata.parse(document.metadata);
  return {
    source,
    text: document.pageContent,
    pages: [],
    furniture: notes.map((span) => ({ span, kind: 'footnote' })),
    ...(headings.length >= 2 && {
      headings: headings.map(({ start, end, level }) => ({ span: { start, end }, level })),
    }),
    ...(title !== undefined && { title }),
    ...(authors !== undefined && { authors }),
    ...(year !== undefined && { year }),
  };
}
