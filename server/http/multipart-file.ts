import { once } from 'node:events';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Busboy, type BusboyFileStream, type BusboyInstance } from '@fastify/busboy';
import { RequestError } from '../errors.ts';

/** A file out of a multipart body. */
export interface MultipartFile {
  /** As the client gave it: hostile, to be shown through `displayName` only. */
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export interface MultipartBounds {
  /** Bytes of the file. */
  readonly fileBytes: number;
  /** The refusal of a larger one: only the route knows what to advise. */
  readonly tooLarge: () => RequestError;
}

/** What the boundaries, headers and other fields of a multipart body may add to its file, in bytes. */
const wrappingBytes = 64 * 1024;

/** Bytes that are copied before others get their turn: a millisecond or two. */
const copiedAtOnce = 4 * 1024 * 1024;

/** Whether a request brings a form with files (RFC 7578). */
export function isMultipart(request: Request): boolean {
  return /^multipart\/form-data\s*(;|$)/i.test(request.headers.get('content-type') ?? '');
}

/**
 * Reads the one file of a multipart body, in its field "file", piece by piece, so that the event loop stays free; no
 * more than the bounds is ever held. What is left of a body that is refused is not read (see `discardBody`).
 * @throws RequestError 413 (too large), 415 (no multipart), 400 (broken, or not exactly one file)
 */
export async function readMultipartFile(request: Request, bounds: MultipartBounds): Promise<MultipartFile> {
  const most = bounds.fileBytes + wrappingBytes;
  if (Number(request.headers.get('content-length') ?? 0) > most) throw bounds.tooLarge();
  const parser = openParser(request);
  const form = new ReceivedForm(parser, bounds);
  const reader = request.body?.getReader();
  try {
    for (let read = 0; reader;) {
      const next = await reader.read().catch(() => null);
      if (next === null) throw broken();
      if (next.done) break;
      read += next.value.byteLength;
      if (read > most) throw bounds.tooLarge();
      await form.take(next.value);
    }
  } finally {
    reader?.releaseLock();
  }
  return form.end();
}

function openParser(request: Request): BusboyInstance {
  if (!isMultipart(request)) {
    const message = 'Send the file as multipart/form-data in one field "file".';
    throw new RequestError(415, 'unsupported-media-type', message);
  }
  try {
    return new Busboy({
      headers: { 'content-type': request.headers.get('content-type') ?? '' },
      isPartAFile: (_field, _type, name) => name !== undefined,
      // Names are cleaned once, where they are shown.
      preservePath: true,
      limits: { fieldSize: wrappingBytes, parts: 100 },
    });
  } catch {
    throw broken();
  }
}

/** What was received until now. */
class ReceivedForm {
  readonly #parser: BusboyInstance;
  readonly #bounds: MultipartBounds;
  readonly #chunks: Buffer[] = [];
  readonly #finished: Promise<null>;
  readonly #refused = new AbortController();
  #length = 0;
  #files = 0;
  #name = '';

  constructor(parser: BusboyInstance, bounds: MultipartBounds) {
    this.#parser = parser;
    this.#bounds = bounds;
    const { signal } = this.#refused;
    this.#finished = new Promise((resolve, reject) => {
      parser.on('finish', () => resolve(null));
      signal.addEventListener('abort', () => reject(signal.reason as RequestError), { once: true });
    });
    // It may fail while nobody waits for its end.
    this.#finished.catch(() => undefined);
    const fail = () => this.#refused.abort(broken());
    parser.on('file', (field, stream, name) => {
      stream.on('error', fail);
      this.#read(field, stream, name);
    });
    parser.on('error', fail);
    parser.on('partsLimit', fail);
  }

  #read(field: string, stream: BusboyFileStream, name: string): void {
    if (field === 'file') this.#files += 1;
    if (field !== 'file' || this.#files > 1) {
      stream.resume();
      return;
    }
    // Browsers escape these three, and only these (HTML Living Standard, multipart/form-data encoding algorithm).
    this.#name = name.replaceAll(/%0a/gi, '\n').replaceAll(/%0d/gi, '\r').replaceAll('%22', '"');
    stream.on('data', (chunk: Buffer) => {
      this.#length += chunk.byteLength;
      // Beyond the bound only the length counts.
      if (this.#length <= this.#bounds.fileBytes) this.#chunks.push(chunk);
      else this.#refused.abort(this.#bounds.tooLarge());
    });
  }

  /** @throws RequestError as soon as it is clear that the body will be refused */
  async take(chunk: Uint8Array): Promise<void> {
    const goesOn = this.#parser.write(chunk);
    await Promise.race([goesOn ? nextTurn() : once(this.#parser, 'drain'), this.#finished]);
  }

  async end(): Promise<MultipartFile> {
    this.#parser.end();
    await this.#finished;
    if (this.#files !== 1) {
      throw new RequestError(400, 'file-missing', 'Send exactly one file a request, in the multipart field "file".');
    }
    return { name: this.#name, bytes: await joined(this.#chunks, this.#length) };
  }
}

async function joined(chunks: readonly Buffer[], length: number): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(length);
  let filled = 0;
  let copied = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, filled);
    filled += chunk.byteLength;
    copied += chunk.byteLength;
    if (copied < copiedAtOnce) continue;
    copied = 0;
    await nextTurn();
  }
  return bytes;
}

function broken(): RequestError {
  return new RequestError(400, 'malformed', 'The multipart body is broken or cut off. Send it again.');
}
