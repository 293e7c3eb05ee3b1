import type { PDFDocumentProxy, TextLayer } from 'pdfjs-dist';
import { noteLoggedOut } from '../../api/request.ts';

/** An opened file; `close` ends its worker, whatever that is busy with. */
export interface OpenPdf {
  readonly file: PDFDocumentProxy;
  readonly TextLayer: typeof TextLayer;
  readonly close: () => void;
}

/** Why a file's pages can't be shown, in words. */
export class PdfFailedError extends Error {
  readonly canRetry: boolean;

  constructor(message: string, canRetry: boolean, cause: unknown) {
    super(message, { cause });
    this.name = 'PdfFailedError';
    this.canRetry = canRetry;
  }
}

interface ScriptPolicy {
  createScriptURL(url: string): string;
}

interface ScriptPolicies {
  createPolicy(name: string, rules: ScriptPolicy): ScriptPolicy;
}

/** Trusted Types, where the browser has them. */
const { trustedTypes } = globalThis as { readonly trustedTypes?: ScriptPolicies };

const policies = new Map<string, ScriptPolicy>();

/** The one script besides the page's own: the worker that reads PDFs. */
function startWorker(url: string): Worker {
  const rules: ScriptPolicy = {
    createScriptURL: (asked) => {
      if (asked !== url) throw new TypeError(`${asked} is not the worker that reads PDFs.`);
      return asked;
    },
  };
  // The server's content security policy allows this name and no other.
  const policy = policies.get(url) ?? trustedTypes?.createPolicy('ibid-pdf-worker', rules) ?? rules;
  policies.set(url, policy);
  return new Worker(policy.createScriptURL(url), { type: 'module' });
}

function failureOf(error: unknown): PdfFailedError {
  const { name, status } = (error ?? {}) as { name?: unknown; status?: unknown };
  if (name === 'PasswordException') {
    return new PdfFailedError('The file asks for a password, so its pages can’t be shown.', false, error);
  }
  if (name === 'InvalidPDFException') {
    return new PdfFailedError(
      'The file is broken, so its pages can’t be shown. Its text is under “Text”.',
      false,
      error,
    );
  }
  if (status === 404 || status === 410) {
    return new PdfFailedError(
      'The original file is not in the library any more. Its text is under “Text”.',
      false,
      error,
    );
  }
  if (status === 401 || status === 403) {
    return new PdfFailedError('You are not logged in any more. Log in again to see the pages.', true, error);
  }
  return new PdfFailedError('The pages could not be loaded. Check that Ibid is running, then try again.', true, error);
}

/**
 * Opens a PDF of this server; pdf.js and its worker are loaded now, when pages are asked for, and not before.
 * `onProgress` is told which share (0…1) is loaded.
 * @throws PdfFailedError
 */
export async function openPdf(url: string, onProgress: (share: number) => void, signal: AbortSignal): Promise<OpenPdf> {
  let worker: Worker | null = null;
  const stop = () => worker?.terminate();
  signal.addEventListener('abort', stop);
  try {
    const { getDocument, PDFWorker, TextLayer, version } = await import('pdfjs-dist/legacy/build/pdf.mjs');
    signal.throwIfAborted();
    const assets = new URL(`/assets/pdfjs-${version}/`, location.href).href;
    worker = startWorker(`${assets}pdf.worker.mjs`);
    const task = getDocument({
      url,
      worker: PDFWorker.create({ port: worker, verbosity: 0 }),
      cMapUrl: `${assets}cmaps/`,
      standardFontDataUrl: `${assets}standard_fonts/`,
      wasmUrl: `${assets}fallbacks/`,
      useWorkerFetch: true,
      useSystemFonts: false,
      // Neither compiled code nor code made of strings is allowed by the content security policy.
      useWasm: false,
      isEvalSupported: false,
      enableXfa: false,
      maxImageSize: 50_000_000,
      verbosity: 0,
    });
    task.onProgress = ({ loaded, total }: { loaded: number; total: number }) => {
      if (total > 0) onProgress(Math.min(1, loaded / total));
    };
    const broken = new Promise<never>((_, reject) => {
      worker?.addEventListener('error', () => reject(new Error('the worker failed')));
      signal.addEventListener('abort', () => reject(new Error('closed')));
    });
    const file = await Promise.race([task.promise, broken]);
    return { file, TextLayer, close: stop };
  } catch (error) {
    stop();
    if (!signal.aborted && (error as { status?: unknown } | null)?.status === 401) noteLoggedOut();
    throw failureOf(error);
  }
}
