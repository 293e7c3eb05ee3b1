import { type Difference, byGravity } from '../difference/difference.ts';
import type { Step } from '../difference/align.ts';
import { alignInParts } from '../difference/align-parts.ts';
import { compare } from '../difference/compare.ts';
import type { Token } from '../words/quoted.ts';
import { type Chain, bestChain, weightOf } from './chain.ts';
import { type WordRange, exactPlaces } from './exact.ts';
import type { PaperWords } from './paper-words.ts';
import { type Run, commonRuns } from './runs.ts';

/** One stretch of a paper against one stretch of a quotation. */
export interface Piece extends WordRange {
  /** Tokens of the quotation, half-open. */
  readonly quoteFrom: number;
  readonly quoteTo: number;
  readonly steps: readonly Step[];
  /** In the order of the quotation. */
  readonly differences: readonly Difference[];
}

/** One reading of where a quotation comes from: several pieces where it leaps from place to place. */
export interface Placement {
  /** In the order of the quotation. */
  readonly pieces: readonly Piece[];
  /** Share of the quotation's weight that stands there word by word, 0 to 1. */
  readonly covered: number;
}

/** A quotation cut into tokens. */
export interface Quotation {
  readonly text: string;
  readonly tokens: readonly Token[];
}

/** Words behind and before the words found that may belong to what was changed there. */
const margin = 3;

interface Keys {
  readonly keys: readonly string[];
  /** Index of the token of each key. */
  readonly at: readonly number[];
  /** Indexes of keys before which an ellipsis stands. */
  readonly ellipses: ReadonlySet<number>;
  /** Indexes of keys that stand alone between two marks, or a mark and an end. */
  readonly alone: ReadonlySet<number>;
}

function keysOf(tokens: readonly Token[]): Keys {
  const keys: string[] = [];
  const at: number[] = [];
  const ellipses = new Set<number>();
  const alone = new Set<number>();
  tokens.forEach((token, index) => {
    if (token.type === 'ellipsis') ellipses.add(keys.length);
    if (token.type !== 'word') return;
    if (tokens.length > 1 && tokens[index - 1]?.type !== 'word' && tokens[index + 1]?.type !== 'word')
      alone.add(keys.length);
    keys.push(token.word.key);
    at.push(index);
  });
  return { keys, at, ellipses, alone };
}

/** Every place in the papers where all the words of a quotation without marks stand in a row. */
export function exactPlacements(quotation: Quotation, sources: readonly PaperWords[]): Placement[] {
  const { tokens } = quotation;
  if (tokens.some((token) => token.type !== 'word')) return [];
  const words = tokens.flatMap((token) => (token.type === 'word' ? [token.word] : []));
  return sources
    .flatMap((source) => exactPlaces(words, source))
    .flatMap((range) => {
      const piece = pieceOf(quotation, range.source, range, { from: 0, to: tokens.length }, 0, 0);
      return piece ? [{ pieces: [piece], covered: 1 }] : [];
    });
}

/** The words that a quotation shares with papers, each paper read once. */
export class SharedRuns {
  readonly quotation: Quotation;
  readonly #keys: Keys;
  readonly #known = new Map<PaperWords, readonly Run[]>();

  constructor(quotation: Quotation) {
    this.quotation = quotation;
    this.#keys = keysOf(quotation.tokens);
  }

  /**
   * The best reading of where the quotation comes from, places in `except` left out; null where it shares no two words
   * with the papers.
   */
  bestPlacement(sources: readonly PaperWords[], except: readonly WordRange[] = []): Placement | null {
    const { keys, at, ellipses } = this.#keys;
    const taken = ({ source, from, length }: Run) =>
      except.some((range) => range.source === source && range.from < from + length && from < range.to);
    const runs = sources.flatMap((source) => this.#runsOf(source)).filter((run) => !taken(run));
    const chain = bestChain({ keys, ellipses }, runs);
    return chain ? placementOf(this.quotation, chain, at) : null;
  }

  #runsOf(source: PaperWords): readonly Run[] {
    const known = this.#known.get(source) ?? commonRuns(this.#keys.keys, source, this.#keys.alone);
    this.#known.set(source, known);
    return known;
  }
}

function placementOf(quotation: Quotation, chain: Chain, at: readonly number[]): Placement {
  const { tokens } = quotation;
  const pieces: Piece[] = [];
  chain.stretches.forEach((stretch, index) => {
    const next = chain.stretches[index + 1]?.runs[0];
    const quote = { from: pieces.at(-1)?.quoteTo ?? 0, to: next ? cutBefore(tokens, at[next.at] ?? 0) : tokens.length };
    const [first, last] = [stretch.runs[0], stretch.runs.at(-1)];
    if (!first || !last) return;
    const head = (at[first.at] ?? 0) - quote.from;
    const tail = quote.to - 1 - (at[last.at + last.length - 1] ?? 0);
    const range = { source: first.source, from: first.from, to: last.from + last.length };
    const piece = pieceOf(
      quotation,
      first.source,
      range,
      quote,
      head > 0 ? head + margin : 0,
      tail > 0 ? tail + margin : 0,
    );
    if (piece) pieces.push(piece);
  });
  return { pieces, covered: coverage(tokens, pieces) };
}

/** Brackets and notes before a leap's first word belong to it, an ellipsis to the piece before. */
function cutBefore(tokens: readonly Token[], index: number): number {
  let cut = index;
  while (cut > 0 && tokens[cut - 1]?.type === 'bracket') cut -= 1;
  return cut;
}

function pieceOf(
  quotation: Quotation,
  source: PaperWords,
  range: WordRange,
  quote: { from: number; to: number },
  head: number,
  tail: number,
): Piece | null {
  const start = within(source, range.from, -head);
  const end = within(source, range.to - 1, tail) + 1;
  const tokens = quotation.tokens.slice(quote.from, quote.to);
  const words = source.words.slice(start, end);
  const aligned = alignInParts(tokens, words, range.from - start, range.to - start);
  const steps = replacedEnds(
    aligned.map((step) => ({
      type: step.type,
      quote: { from: step.quote.from + quote.from, to: step.quote.to + quote.from },
      source: { from: step.source.from + start, to: step.source.to + start },
    })),
    source,
  );
  const same = steps.filter((step) => step.type === 'same' || step.type === 'other');
  const [first, last] = [same[0], same.at(-1)];
  if (!first || !last) return null;
  const differences = compare({ quote: quotation.text, tokens: quotation.tokens, source }, steps);
  return {
    source,
    from: Math.min(
      first.source.from,
      ...differences.filter((item) => item.sourceTo > item.sourceFrom).map((item) => item.sourceFrom),
    ),
    to: Math.max(last.source.to, ...differences.map((item) => item.sourceTo)),
    quoteFrom: quote.from,
    quoteTo: quote.to,
    steps,
    differences: differences.sort(byGravity),
  };
}

/** So many words on (or back), but not out of the sentence. */
function within(source: PaperWords, index: number, by: number): number {
  const sentence = source.words[index]?.sentence;
  let at = index;
  const step = Math.sign(by);
  for (let count = 0; count < Math.abs(by) && source.words[at + step]?.sentence === sentence; count += 1) at += step;
  return at;
}

/**
 * Words put in at an end of a quotation that runs to the same end of the sentence stand for the words of the source
 * there: the last word was changed, not dropped and another added.
 */
function replacedEnds(steps: Step[], source: PaperWords): Step[] {
  const last = steps.at(-1);
  const before = steps.at(-2);
  if (last?.type === 'in' && before?.type === 'same') {
    const rest = within(source, before.source.to - 1, 40) + 1 - before.source.to;
    const put = last.quote.to - last.quote.from;
    if (rest > 0 && Math.abs(rest - put) <= 1) {
      steps.push({
        type: 'out',
        quote: { from: last.quote.to, to: last.quote.to },
        source: { from: before.source.to, to: before.source.to + rest },
      });
    }
  }
  const [first, next] = steps;
  if (first?.type === 'in' && next?.type === 'same') {
    const rest = next.source.from - within(source, next.source.from, -40);
    const put = first.quote.to - first.quote.from;
    if (rest > 0 && Math.abs(rest - put) <= 1) {
      steps.unshift({
        type: 'out',
        quote: { from: first.quote.from, to: first.quote.from },
        source: { from: next.source.from - rest, to: next.source.from },
      });
    }
  }
  return steps;
}

/** Weight of the words found, over the weight of all words of the quotation. */
function coverage(tokens: readonly Token[], pieces: readonly Piece[]): number {
  const weigh = (from: number, to: number) =>
    tokens.slice(from, to).reduce((sum, token) => sum + (token.type === 'word' ? weightOf(token.word.key) : 0), 0);
  const found = pieces
    .flatMap((piece) => piece.steps)
    .filter((step) => step.type === 'same')
    .reduce((sum, step) => sum + weigh(step.quote.from, step.quote.to), 0);
  return found / (weigh(0, tokens.length) || 1);
}
