import type { CheckEvent, CheckReport } from '../../server/wire.ts';
import type { StreamEvent } from './event-stream.ts';
import { RequestFailedError } from './failure.ts';
import { jsonBody, request, requestEvents } from './request.ts';

/** What is checked: a text, with who is claimed to have said it, or a draft as text or as its file. */
export type CheckInput =
  | { readonly kind: 'text'; readonly text: string; readonly source: string }
  | { readonly kind: 'draft'; readonly text: string }
  | { readonly kind: 'file'; readonly file: File };

/** The forms in which a report can be had as a file. */
export const reportFormats = { markdown: 'Markdown', csv: 'CSV table', docx: 'Word with comments' } as const;
export type ReportFormat = keyof typeof reportFormats;

const pathOf = ({ kind }: CheckInput) => (kind === 'text' ? '/api/check' : '/api/check/draft');

function bodyOf(input: CheckInput): Pick<RequestInit, 'headers' | 'body'> {
  if (input.kind === 'file') {
    const body = new FormData();
    body.set('file', input.file, input.file.name);
    return { body };
  }
  if (input.kind === 'draft') return jsonBody({ text: input.text });
  return jsonBody({ text: input.text, ...(input.source === '' ? {} : { source: input.source }) });
}

/** Checks a text at once. @throws RequestFailedError */
export async function checkText(
  input: Extract<CheckInput, { kind: 'text' }>,
  signal: AbortSignal,
): Promise<CheckReport> {
  const response = await request(pathOf(input), { method: 'POST', ...bodyOf(input), signal });
  return (await response.json()) as CheckReport;
}

const eventTypes: ReadonlySet<string> = new Set<CheckEvent['type']>([
  'draft-read',
  'check-progress',
  'check-result',
  'check-end',
  'error',
]);

/** A check's event from the stream; null for types that this version does not know. */
export function checkEventOf({ type, data }: StreamEvent): CheckEvent | null {
  return eventTypes.has(type) ? ({ type, ...(JSON.parse(data) as object) } as CheckEvent) : null;
}

/**
 * Checks a draft, and yields its events as they arrive; ends after `check-end` or `error`.
 * @throws RequestFailedError when the server refuses, can't be reached, or the stream breaks off
 */
export async function* checkDraft(
  input: Exclude<CheckInput, { kind: 'text' }>,
  signal: AbortSignal,
): AsyncGenerator<CheckEvent> {
  for await (const item of requestEvents(pathOf(input), { method: 'POST', ...bodyOf(input), signal })) {
    const event = checkEventOf(item);
    if (event) yield event;
    if (event?.type === 'check-end' || event?.type === 'error') return;
  }
  throw new RequestFailedError('The check broke off before it was finished. Try again.', 0);
}

/** The name that a response gives its file (RFC 6266), or `otherwise`; never with folders. */
export function fileNameIn(disposition: string | null, otherwise: string): string {
  const encoded = /filename\*=UTF-8''([^;\s]+)/i.exec(disposition ?? '')?.[1];
  let name = /filename="([^"]*)"/i.exec(disposition ?? '')?.[1] ?? '';
  try {
    if (encoded !== undefined) name = decodeURIComponent(encoded);
  } catch {
    // A name that can't be decoded leaves the plain one.
  }
  const base = name.split(/[/\\]/).at(-1)?.trim() ?? '';
  return base === '' ? otherwise : base;
}

const endings: Readonly<Record<ReportFormat, string>> = { markdown: 'md', csv: 'csv', docx: 'docx' };

/** The report of a check as a file, made anew by the server. @throws RequestFailedError */
export async function reportFile(
  input: CheckInput,
  format: ReportFormat,
  signal: AbortSignal,
): Promise<{ name: string; content: Blob }> {
  const response = await request(`${pathOf(input)}?format=${format}`, { method: 'POST', ...bodyOf(input), signal });
  const name = fileNameIn(response.headers.get('content-disposition'), `quotations.${endings[format]}`);
  return { name, content: await response.blob() };
}
