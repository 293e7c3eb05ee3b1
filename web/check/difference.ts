import type { Change, CheckResult } from '../../server/wire.ts';

/**
 * Words of a quotation or of its source: as they are in both, or changed. An empty text is words that are missing, or,
 * in a quotation whose change has words of its own, where those were put in.
 */
export interface DifferencePart {
  readonly text: string;
  readonly change: Change | null;
}

interface Place {
  readonly change: Change;
  readonly start: number;
  readonly end: number;
}

/** What is shown of a part: words that were put in are no gap, also where their range holds none of them. */
export function shownWords({ text, change }: DifferencePart): string {
  return text === '' ? (change?.quote ?? '') : text;
}

function partsOf(text: string, places: readonly Place[]): DifferencePart[] {
  const parts: DifferencePart[] = [];
  const keep = (from: number, to: number) => {
    if (to > from) parts.push({ text: text.slice(from, to), change: null });
  };
  let done = 0;
  for (const { change, start, end } of [...places].sort((a, b) => a.start - b.start || a.end - b.end)) {
    // What overlaps a change that was marked, or lies outside, is told in the list of changes alone.
    if (start < done || end > text.length || start > end) continue;
    keep(done, start);
    parts.push({ text: text.slice(start, end), change });
    done = end;
  }
  keep(done, text.length);
  return parts;
}

/** The quotation, with the words that differ from its source marked in place. */
export function quotationParts({ quote, start: from, changes }: Pick<CheckResult, 'quote' | 'start' | 'changes'>) {
  const places = changes.map((change) => {
    const [start, end] = [change.start - from, change.end - from];
    // A range may stand before a mark that it does not hold: what was put in is marked where it stands.
    const own = start === end && start >= 0 && change.quote !== '' && quote.startsWith(change.quote, start);
    return { change, start, end: own ? start + change.quote.length : end };
  });
  return partsOf(
    quote,
    places.filter(({ start }) => start >= 0),
  );
}

/** The source's words beside the quotation, with those that the quotation changed or left out marked in place. */
export function sourceParts({ sourceQuote, changes }: Pick<CheckResult, 'sourceQuote' | 'changes'>): DifferencePart[] {
  const places = changes.flatMap((change) => {
    const { sourceStart: start, sourceEnd: end } = change;
    // Nothing of the source is missing where words were put in.
    return start === null || end === null || start === end ? [] : [{ change, start, end }];
  });
  return partsOf(sourceQuote ?? '', places);
}
