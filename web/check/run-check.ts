import type { CheckEvent, CheckReport } from '../../server/wire.ts';
import { checkDraft, type CheckInput, checkText } from '../api/checks.ts';
import { RequestFailedError } from '../api/failure.ts';
import type { Given } from './check-state.ts';

/** Longest text that the address holds, and that can be a single quotation or paragraph. */
export const longestInAddress = 4000;
/** Longest text that is checked against one named source. */
export const longestWithSource = 100_000;
/** Milliseconds that results are gathered before they are shown: each by itself would be set by itself. */
const gatherFor = 100;

function isOneParagraph(text: string): boolean {
  return text.length <= longestInAddress && !/\n[^\S\n]*\n/.test(text.trim());
}

/** How what was given is checked: a paragraph or a named author's words at once, all else as a draft. */
export function inputOf({ text, source, file }: Given): CheckInput {
  if (file) return { kind: 'file', file };
  const named = source.trim() !== '' && text.length <= longestWithSource;
  if (named || isOneParagraph(text)) return { kind: 'text', text, source: source.trim() };
  return { kind: 'draft', text };
}

/** Hears what a check brings. */
export interface CheckListener {
  readonly onEvents: (events: readonly CheckEvent[]) => void;
  readonly onReport: (report: CheckReport) => void;
}

/**
 * Checks what was given, and tells the listener as results arrive; a short text comes as one report.
 * @throws RequestFailedError
 */
export async function runCheck(given: Given, listener: CheckListener, signal: AbortSignal): Promise<void> {
  const input = inputOf(given);
  if (input.kind === 'text') {
    listener.onReport(await checkText(input, signal));
    return;
  }
  let gathered: CheckEvent[] = [];
  let timer: ReturnType<typeof setTimeout> | null = null;
  const tell = () => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (gathered.length > 0 && !signal.aborted) listener.onEvents(gathered);
    gathered = [];
  };
  try {
    for await (const event of checkDraft(input, signal)) {
      // A few paragraphs without marks and names may still be one quotation.
      if (event.type === 'check-end' && event.results.length === 0 && canBeQuotation(given)) {
        tell();
        listener.onReport(await checkText({ kind: 'text', text: given.text, source: '' }, signal));
        return;
      }
      gathered.push(event);
      timer ??= setTimeout(tell, gatherFor);
    }
  } finally {
    tell();
  }
}

/** Whether a failed check would fail again: the server refuses what was given, not the moment. */
export function isFinal(error: unknown): boolean {
  return error instanceof RequestFailedError && [400, 413, 415, 422].includes(error.status);
}

function canBeQuotation({ text, file }: Given): boolean {
  return !file && text.length <= longestInAddress;
}
