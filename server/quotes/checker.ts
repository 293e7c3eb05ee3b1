import { setImmediate } from 'node:timers/promises';
import type { Embedder } from '../../ingest/embedder.ts';
import type { Library } from '../../ingest/library.ts';
import type { CheckResult } from '../wire.ts';
import { checkClaim } from './check-claim.ts';
import { type Checked, checkQuotation } from './check-quotation.ts';
import type { ClaimModel } from './paraphrase/ask-model.ts';
import { openClaimJudge } from './paraphrase/open-claim-judge.ts';
import { Candidates, type View } from './place/candidates.ts';
import type { Attribution, Use } from './use.ts';
import { attributionOf } from './uses/attribution.ts';
import { creditIn } from './uses/credit-lines.ts';
import { findUses } from './uses/find-uses.ts';
import { namedPages } from './uses/named-pages.ts';
import { indexSources, type SourceNames } from './uses/source-names.ts';

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

/** The use case: are these quotations and claims what the papers say? */
export interface Checker {
  /** In the order of the text; see wire.md on when a text is one quotation. [] for a text without words. */
  check(input: CheckInput, signal: AbortSignal): Promise<CheckResult[]>;
  /** Only what stands between quotation marks, in order. */
  checkQuotations(text: string, signal: AbortSignal): Promise<CheckResult[]>;
  /** Each quotation of a draft, and each claim that names or refers to a paper, in order. */
  checkDraft(text: string, signal: AbortSignal): AsyncGenerator<DraftProgress, void, void>;
}

export interface CheckerParts {
  readonly library: Library;
  /** Compares claims by meaning too. */
  readonly embedder?: Embedder;
  /** Judges claims as well, where rules leave it open. */
  readonly chatModel?: ClaimModel | null;
}

/** A checker over a library. */
export function openChecker({ library, embedder, chatModel }: CheckerParts): Checker {
  const candidates = new Candidates(library);
  const claims = openClaimJudge({ library, ...(embedder ? { embedder } : {}), ...(chatModel ? { chatModel } : {}) });

  async function quotation(use: Use, view: View): Promise<Checked> {
    // A long draft leaves the event loop to others between two quotations.
    await setImmediate();
    return checkQuotation(use, candidates, view);
  }

  /** Null for marks that turn out to quote nothing. */
  async function checkUse(use: Use, view: View, signal: AbortSignal): Promise<CheckResult | null> {
    signal.throwIfAborted();
    if (use.kind === 'claim') return checkClaim(use, claims, signal);
    const { result } = await quotation(use, view);
    // What may be a title or a term is no finding but for right words of the right source.
    const stands = standsAsIs(result) && result.verdict !== 'misattributed';
    return use.doubtful && !stands ? null : result;
  }

  return {
    async check({ text, source }, signal) {
      const view = await candidates.view();
      const given = source === undefined ? null : attributionOf(source, view.papers);
      const uses = findUses(text, view.papers, { source: given });
      const marked = uses.some((use) => use.kind === 'quotation' && !use.doubtful);
      const whole = (marked ? null : creditedText(text, given, indexSources(view.papers))) ?? wholeText(text, given);
      if (!whole) return [];
      const asOne = await quotation(whole, view);
      const nothing = asOne.result.verdict === 'cannot-tell' && uses.length === 0;
      // Marks round all of it say that it is one, whatever differs.
      const enclosed = whole.span.start > whole.sentence.start;
      if (nothing || enclosed || isOneQuotation(asOne, marked, uses)) return [asOne.result];
      const results: CheckResult[] = [];
      for (const use of uses.filter((item) => item.kind === 'quotation')) {
        const result = await checkUse(use, view, signal);
        if (result) results.push(result);
      }
      if (results.length > 0) return results;
      const claim = uses.find((use) => use.kind === 'claim');
      const use: Use = { ...whole, kind: 'claim', attribution: claim?.attribution ?? given };
      return [await checkClaim(use, claims, signal)];
    },

    async checkQuotations(text, signal) {
      const view = await candidates.view();
      const results: CheckResult[] = [];
      for (const use of findUses(text, view.papers)) {
        const result = use.kind === 'quotation' ? await checkUse(use, view, signal) : null;
        if (result) results.push(result);
      }
      return results;
    },

    async *checkDraft(text, signal) {
      const view = await candidates.view();
      const uses = findUses(text, view.papers);
      let quoting: Use['sentence'] | null = null;
      for (const [index, use] of uses.entries()) {
        if (use.onlyQuotes && quoting === use.sentence) continue;
        const result = await checkUse(use, view, signal);
        if (!result) continue;
        if (use.kind === 'quotation') quoting = use.sentence;
        yield { result, done: index + 1, total: uses.length };
      }
    },
  };
}

/** The whole text as one quotation, without marks that enclose it; null for a blank one. */
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
    doubtful: false,
    quote: text.slice(span.start, span.end),
    span,
    sentence: { start, end: start + trimmed.length },
    attribution,
    pages: attribution && namedPages(attribution.text),
  };
}

/** The same without a last line that says whose it is; null where there is none. */
function creditedText(text: string, given: Attribution | null, index: SourceNames): Use | null {
  const end = text.trimEnd().lastIndexOf('\n');
  const credit = end < 0 ? null : creditIn(text.slice(end), index);
  if (!credit) return null;
  const { names, papers, year } = credit.source;
  return wholeText(text.slice(0, end), given ?? { text: credit.text, names, papers, year });
}

/** Less of a text without marks standing in a paper is the writer's own wording: a claim. */
const quotedWithoutMarks = 0.8;
/** The same where all that differs is in one place. */
const quotedButForOne = 0.55;

/**
 * Whether a text is one quotation: with marks of quotation in it, or words that credit somebody, only when all its
 * words are one place's; without, also when they are so but for changes.
 */
function isOneQuotation({ result, covered }: Checked, marked: boolean, uses: readonly Use[]): boolean {
  if (standsAsIs(result)) return true;
  // A reference among the words found is the source's own.
  const credits = uses.some(
    ({ kind, attribution }) =>
      kind === 'claim' &&
      attribution !== null &&
      attribution.papers.length > 0 &&
      !result.sourceQuote?.includes(attribution.text.replace(/[\s.,;:]+$/, '')),
  );
  if (marked || credits || result.verdict === 'not-found') return false;
  // "Its heading reads “…”": all that is put in stands outside the marks, so what is between them is the quotation.
  const introduced = uses.some(
    ({ doubtful, span }) =>
      doubtful &&
      result.changes.every(
        (change) =>
          change.permitted || (change.class === 'addition' && (change.end <= span.start || change.start >= span.end)),
      ),
  );
  if (introduced) return false;
  const changes = result.changes.filter((change) => !change.permitted).length;
  return covered >= (changes <= 1 ? quotedButForOne : quotedWithoutMarks);
}

function standsAsIs(result: CheckResult): boolean {
  return (
    result.matches.length > 0 && result.verdict !== 'stitched' && result.changes.every((change) => change.permitted)
  );
}
