import type { TextChunk } from './text-chunks.ts';

/** Where a use stands: half-open, UTF-16 code units of the text. */
export interface UseSpan {
  /** 1-based, in the order of the text. */
  readonly number: number;
  readonly start: number;
  readonly end: number;
}

/** A stretch of text that is set in one way. */
export interface Run {
  readonly text: string;
  /** The innermost use that holds it; null: none. */
  readonly use: number | null;
  /** Whether it is the first of its use: what is pressed. */
  readonly first: boolean;
  /** Uses that end here, inner ones first; `covered`: no run is its own, so its word is what is pressed. */
  readonly ends: readonly { readonly use: number; readonly covered: boolean }[];
}

/**
 * The lines of a chunk as runs. Uses may stand inside one another (a claim that holds a quotation), overlap, and run
 * over lines and over the chunk's ends; those that hold no characters are left out.
 */
export function markedRuns(text: string, chunk: TextChunk, uses: readonly UseSpan[]): Run[][] {
  const within = uses.filter(({ start, end }) => start < end && start < chunk.end && end > chunk.start);
  const begun = new Set(within.filter(({ start }) => start < chunk.start).map(({ number }) => number));
  // A use's word stands behind the mark that closes the quotation.
  const tails = within.map((use) => ({ use, end: use.end + closingMarks(text, use.end) }));
  const spans = [...within, ...tails.map(({ use, end }) => ({ start: use.start, end }))];
  const lines = chunk.lines.map((line) =>
    cutAt(spans, line.start, line.end).map(({ start, end }) => {
      const use = innermost(within, start, end);
      const first = use !== null && !begun.has(use.number);
      if (use) begun.add(use.number);
      return { start, end, text: text.slice(start, end), use: use?.number ?? null, first };
    }),
  );
  const all = lines.flat();
  const ends = new Map<number, UseSpan[]>();
  for (const { use, end } of tails.sort((a, b) => a.use.end - a.use.start - (b.use.end - b.use.start))) {
    const last = use.end <= chunk.end ? all.findLast((run) => run.start < end && run.end > use.start) : undefined;
    if (last) ends.set(last.start, [...(ends.get(last.start) ?? []), use]);
  }
  return lines.map((runs) =>
    runs.map(({ start, text: words, use, first }) => ({
      text: words,
      use,
      first,
      ends: (ends.get(start) ?? []).map(({ number }) => ({ use: number, covered: !begun.has(number) })),
    })),
  );
}

function closingMarks(text: string, from: number): number {
  return /^["”“»«’‘']{0,2}[.,;:]?/.exec(text.slice(from, from + 3))?.[0].length ?? 0;
}

function cutAt(
  spans: readonly { start: number; end: number }[],
  from: number,
  to: number,
): { start: number; end: number }[] {
  const cuts = new Set([from, to]);
  for (const { start, end } of spans) {
    if (start > from && start < to) cuts.add(start);
    if (end > from && end < to) cuts.add(end);
  }
  const offsets = [...cuts].sort((a, b) => a - b);
  return offsets.slice(0, -1).map((start, index) => ({ start, end: offsets[index + 1] ?? to }));
}

function innermost(uses: readonly UseSpan[], start: number, end: number): UseSpan | null {
  let best: UseSpan | null = null;
  for (const use of uses) {
    if (use.start > start || use.end < end) continue;
    if (best === null || use.end - use.start < best.end - best.start) best = use;
  }
  return best;
}
