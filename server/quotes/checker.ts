import { setImmediate } from 'node:timers/promises';
import type { Embedder } from '../../ingest/embedder.ts';
import type { Library } from '../../ingest/library.ts';
import type { CheckResult } from '../wire.ts';
import { checkQuotation } from './check-quotation.ts';
import { Candidates, type View } from './place/candidates.ts';
import type { Attribution, Use } from './use.ts';
import { attributionOf } from './uses/attribution.ts';
import { findUses } from './uses/find-uses.ts';

export interface CheckInput {
  /** A quotation, or a sentence or paragraph of a draft. */
  readonly text: string;
  /** Who is claimed to have said it. */
  readonly source?: string;
}

/** One result of a draft, with how far it is. */
export interface DraftProgress {
  readonly result: CheckResult;
  /** Uses checked so far, this one included, and in all. */
  readonly done: number;
  readonly total: number;
}

/** The use case: are these quotations what the papers say? */
export interface Checker {
  /** In the order of the text; see wire.md on when a text is one quotation. */
  check(input: CheckInput, signal: AbortSignal): Promise<CheckResult[]>;
  /** Each quotation of a draft, and each claim that names or refers to a paper. */
  checkDraft(text: string, signal: AbortSignal): AsyncGenerator<DraftProgress, void, void>;
}

export interface CheckerParts {
  readonly library: Library;
  readonly embedder?: Embedder;
}

/** A checker over a library. */
export function openChecker({ library }: CheckerParts): Checker {
  const candidates = new Candidates(library);

  async function checkUse(use: Use, view: View): Promise<CheckResult> {
    // Long drafts leave the event loop to others between two quotations.
    await setImmediate();
    return checkQuotation(use, candidates, view);
  }

  return {
    async check({ text, source }, signal) {
      const view = await candidates.view();
      const given = source === undefined ? null : attributionOf(source, view.papers);
      const whole = wholeText(text, given);
      const uses = findUses(text, view.papers, { source: given });
      const quotations = uses.filter((use) => use.kind === 'quotation');
      const asOne = whole ? await checkUse(whole, view) : null;
      if (asOne && isOneQuotation(asOne, quotations.length)) return [asOne];
      const results: CheckResult[] = [];
      for (const use of quotations) {
        signal.throwIfAborted();
        results.push(await checkUse(use, view));
      }
      if (results.length > 0) return results;
      return asOne ? [asOne] : [];
    },

    async *checkDraft(text, signal) {
      const view = await candidates.view();
      const uses = findUses(text, view.papers).filter((use) => use.kind === 'quotation');
      let done = 0;
      for (const use of uses) {
        signal.throwIfAborted();
        done += 1;
        yield { result: await checkUse(use, view), done, total: uses.length };
      }
    },
  };
}

/** The whole text as one quotation, without marks that enclose it. */
function wholeText(text: string, attribution: Attribution | null): Use | null {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  const start = text.indexOf(trimmed);
  const enclosed = /^(?:"[^"]*"|“[^“”]*”|«[^«»]*»|„[^„“”]*[“”]|‘[^‘’]*’)$/su.test(trimmed);
  const span = enclosed
    ? { start: start + 1, end: start + trimmed.length - 1 }
    : { start, end: start + trimmed.length };
  return {
    kind: 'quotation',
    quote: text.slice(span.start, span.end),
    span,
    sentence: { start, end: start + trimmed.length },
    attribution,
  };
}

/** Whether a text is one quotation: with marks of quotation in it only when all its words are one place's. */
function isOneQuotation(result: CheckResult, quotations: number): boolean {
  if (result.verdict === 'not-found' || result.verdict === 'stitched')
    return quotations === 0 && result.verdict === 'stitched';
  return quotations === 0 || result.changes.every((change) => change.permitted);
}
