import type { ChildProcess } from 'node:child_process';
import type { z } from 'zod';
import { UnreadablePaperError } from '../errors.ts';
import type { Reader, Source } from '../reader.ts';
import { forkSibling } from '../sibling-module.ts';
import { type ReadText, buildPaper } from '../structure/build-paper.ts';
import { PdfChildReady, ReadPdfAnswer, type ReadPdfRequest } from './pdf/child-messages.ts';
import { reasons } from './pdf/refusal.ts';
import { residentMemoryOf } from './pdf/resident-memory.ts';

/** What a PDF may take before it is refused. */
export interface PdfLimits {
  /** Seconds from start to answer; 60 unless told. */
  readonly seconds?: number;
  /** Megabytes of resident memory that the file may cost, pdf.js itself (about 100) not counted; 512 unless told. */
  readonly megabytes?: number;
}

/** Reads .pdf with pdf.js, in a child process that a hostile or damaged file can take down without harm. */
export function pdfReader(limits: PdfLimits = {}): Reader {
  return {
    accepts: ({ name, bytes }) => /\.pdf$/i.test(name) || Buffer.from(bytes.subarray(0, 5)).toString() === '%PDF-',
    read: async (source, signal) => buildPaper(await readPdfText(source, signal, limits)),
  };
}

/** How often the memory of the child is looked at, in milliseconds. */
const watchInterval = 50;

/**
 * The frozen text of a PDF and what its layout tells.
 * @throws UnreadablePaperError; the signal's reason when aborted
 */
export async function readPdfText(source: Source, signal: AbortSignal, limits: PdfLimits = {}): Promise<ReadText> {
  signal.throwIfAborted();
  const { seconds = 60, megabytes = 512 } = limits;
  const child = forkSibling('pdf-child', import.meta.url, {
    // Typed arrays live outside this heap, so the resident memory is watched too.
    execArgv: [`--max-old-space-size=${megabytes}`, '--disallow-code-generation-from-strings'],
    // It needs no settings, and gets no secrets.
    env: {},
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const stop = new AbortController();
  try {
    const answer = await Promise.race([
      readIn(child, source, megabytes * 1024 * 1024, stop.signal),
      failureOf(child),
      overTime(seconds, stop.signal),
      aborted(signal, stop.signal),
    ]);
    if (answer.type === 'read') return fromAnswer(answer.read);
    throw new UnreadablePaperError(source.name, answer.type === 'refused' ? answer.reason : memoryReason(megabytes));
  } catch (cause) {
    if (cause instanceof PdfProcessError) throw new UnreadablePaperError(source.name, cause.message, { cause });
    throw cause;
  } finally {
    stop.abort();
    await end(child);
  }
}

/** The child failed to answer; the message is the reason, a sentence. */
class PdfProcessError extends Error {}

function memoryReason(megabytes: number): string {
  return `reading it took more than ${megabytes} MB of memory, so it was stopped; print it to a new PDF, or split it, and add that`;
}

/** Waits until pdf.js is loaded, so that only what the file costs counts, and sends the file. */
async function readIn(
  child: ChildProcess,
  { name, bytes }: Source,
  allowed: number,
  stop: AbortSignal,
): Promise<ReadPdfAnswer> {
  const { resident } = await messageFrom(child, PdfChildReady);
  const memoryLimit = resident + allowed;
  const request: ReadPdfRequest = { name, bytes, memoryLimit };
  const answer = messageFrom(child, ReadPdfAnswer);
  child.send(request);
  return await Promise.race([answer, overMemory(child, memoryLimit, stop)]);
}

function messageFrom<T>(child: ChildProcess, schema: z.ZodType<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    child.once('message', (message: unknown) => {
      const parsed = schema.safeParse(message);
      if (parsed.success) resolve(parsed.data);
      else reject(new PdfProcessError(reasons.crashed, { cause: parsed.error }));
    });
  });
}

function failureOf(child: ChildProcess): Promise<ReadPdfAnswer> {
  return new Promise((resolve, reject) => {
    child.on('error', (cause) => reject(new PdfProcessError(reasons.crashed, { cause })));
    child.once('exit', (code, name) => {
      // V8 aborts when its heap is full; anything else is a crash.
      if (name === 'SIGABRT' || code === 134) resolve({ type: 'out-of-memory' });
      else reject(new PdfProcessError(reasons.crashed));
    });
  });
}

function overTime(seconds: number, stop: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const timer = setTimeout(() => {
      const reason = `reading it took more than ${seconds} seconds, so it was stopped; print it to a new PDF, or split it, and add that`;
      reject(new PdfProcessError(reason));
    }, seconds * 1000);
    stop.addEventListener('abort', () => clearTimeout(timer));
  });
}

function overMemory(child: ChildProcess, limit: number, stop: AbortSignal): Promise<ReadPdfAnswer> {
  return new Promise((resolve) => {
    const look = async () => {
      const resident = child.pid === undefined ? null : await residentMemoryOf(child.pid);
      if (resident !== null && resident > limit) resolve({ type: 'out-of-memory' });
    };
    const timer = setInterval(() => void look(), watchInterval);
    stop.addEventListener('abort', () => clearInterval(timer));
  });
}

function aborted(signal: AbortSignal, stop: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const fail = () => reject(signal.reason instanceof Error ? signal.reason : new Error(String(signal.reason)));
    signal.addEventListener('abort', fail, { signal: stop });
    if (signal.aborted) fail();
  });
}

/** Ends the child and waits until it is gone. */
async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  await new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGKILL');
  });
}

function fromAnswer(read: Extract<ReadPdfAnswer, { type: 'read' }>['read']): ReadText {
  const { headings, title, authors, ...rest } = read;
  return {
    ...rest,
    ...(headings !== undefined && { headings }),
    ...(title !== undefined && { title }),
    ...(authors !== undefined && { authors }),
  };
}
