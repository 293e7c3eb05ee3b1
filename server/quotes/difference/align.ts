import type { PaperWord } from '../place/paper-words.ts';
import type { Token } from '../words/quoted.ts';
import { isFunctionWord } from '../words/function-words.ts';
import { mayJoin } from '../words/words.ts';
import { pairCost } from './pair-cost.ts';

/**
 * One step of an alignment, in order. `quote` are indexes of tokens, `source` of words, both half-open.
 * - same: the same words, parted or joined otherwise ("data base" for "database")
 * - other: one word against one other word
 * - out: words of the source that the quotation lacks · in: words of the quotation that the source lacks
 * - ellipsis, bracket: the mark, with the words of the source that it stands for, if any
 * - reference: an in-text reference of the source that is left out · note: "[sic]" and the like
 */
export interface Step {
  readonly type: 'same' | 'other' | 'out' | 'in' | 'ellipsis' | 'bracket' | 'reference' | 'note';
  readonly quote: Range;
  readonly source: Range;
}

export interface Range {
  readonly from: number;
  readonly to: number;
}

const openOut = 0.8;
const extendOut = 0.06;
const openIn = 0.75;
const extendIn = 0.4;
/** The second half of a compound is half a word more. */
const compoundIn = 0.5;
/** A word that a mark stands for. */
const marked = { ellipsis: 0.003, bracket: 0.15 } as const;
const reference = 0.004;
const nameForName = 0.7;
/** Words parted or joined otherwise: at most so many on one side. */
const mostJoined = 3;

// The layers of the table: what the last step was decides what the next one costs.
const [plain, leaving, putting, standing] = [0, 1, 2, 3];
const layers = 4;

/** Most cells of a table. */
export const mostCells = 400_000;

/**
 * The cheapest alignment of tokens of a quotation with a stretch of a paper's words (Needleman & Wunsch 1970 with
 * affine gaps, Gotoh 1982). Words before `head` and from `tail` on may stay unused at no cost, no others may.
 */
export function align(tokens: readonly Token[], source: readonly PaperWord[], head: number, tail: number): Step[] {
  const [n, m] = [tokens.length, source.length];
  const width = m + 1;
  if ((n + 1) * width > mostCells) throw new RangeError(`${n} × ${m} words are too many to align at once`);
  const cost = new Float32Array((n + 1) * width * layers).fill(Infinity);
  const from = new Int32Array((n + 1) * width * layers).fill(-1);
  const cell = (i: number, j: number, layer: number) => (i * width + j) * layers + layer;
  const offer = (i: number, j: number, layer: number, price: number, origin: number) => {
    const at = cell(i, j, layer);
    if (price < (cost[at] ?? 0)) {
      cost[at] = price;
      from[at] = origin;
    }
  };
  for (let j = 0; j <= head; j += 1) cost[cell(0, j, plain)] = 0;

  for (let i = 0; i <= n; i += 1) {
    const token = tokens[i];
    const standsFor = isNumeric(tokens[i - 1]) ? undefined : tokens[i - 1]?.type;
    for (let j = 0; j <= m; j += 1) {
      const word = source[j];
      for (let layer = 0; layer < layers; layer += 1) {
        const origin = cell(i, j, layer);
        const here = cost[origin] ?? Infinity;
        if (here === Infinity) continue;
        if (word) {
          if (word.mention > 0 && layer !== standing) offer(i, j + 1, layer, here + reference, origin);
          if ((standsFor === 'ellipsis' || standsFor === 'bracket') && (layer === standing || layer === plain)) {
            offer(i, j + 1, standing, here + marked[standsFor], origin);
          }
          offer(i, j + 1, leaving, here + extendOut + (layer === leaving ? 0 : openOut), origin);
        }
        if (!token) continue;
        if (token.type === 'note') offer(i + 1, j, layer, here, origin);
        else if (token.type === 'ellipsis') offer(i + 1, j, plain, here, origin);
        else if (token.type === 'bracket') {
          offer(i + 1, j, plain, here + 0.05, origin);
          const same = token.words.every((item, k) => item.key === source[j + k]?.key);
          // Not the plain layer: a bracket of the source's own stands for nothing more.
          if (same && token.words.length > 0) offer(i + 1, j + token.words.length, putting, here, origin);
        } else {
          offer(
            i + 1,
            j,
            putting,
            here + (token.word.hyphened ? compoundIn : layer === putting ? extendIn : openIn + extendIn),
            origin,
          );
          if (!word) continue;
          const equal = token.word.key === word.key;
          offer(i + 1, j + 1, plain, here + (equal ? kept(word.key) : replacing(word, token)), origin);
          if (!equal) {
            for (const [a, b] of joinsAt(tokens, i, source, j)) offer(i + a, j + b, plain, here + 0.01, origin);
          }
        }
      }
    }
  }
  let best = -1;
  for (let j = Math.min(tail, m); j <= m; j += 1) {
    for (let layer = 0; layer < layers; layer += 1) {
      const at = cell(n, j, layer);
      if (cost[at] !== Infinity && (best < 0 || (cost[at] ?? 0) < (cost[best] ?? 0))) best = at;
    }
  }
  return best < 0 ? [] : stepsTo(best, from, width, tokens, source);
}

/** "[16]" is a reference: it stands for no words. */
function isNumeric(token: Token | undefined): boolean {
  return token?.type === 'bracket' && token.words.length > 0 && token.words.every((word) => /^\d+$/.test(word.key));
}

/** An equal word pays: rather two changes round it than one that swallows it. */
function kept(key: string): number {
  return isFunctionWord(key) ? -0.1 : -0.3;
}

/** What it costs that a word of the quotation stands for a word of the source; less between two that look like names. */
function replacing(word: PaperWord, token: Extract<Token, { type: 'word' }>): number {
  if (token.bracketed) return 0.3;
  // A word of an in-text reference stands for another name or year at most.
  if (word.mention > 0 && !/^[\p{Lu}\d]/u.test(token.word.raw)) return 1.3;
  const cost = pairCost(word.key, token.word.key);
  const names = /^\p{Lu}/u.test(word.raw) && /^\p{Lu}/u.test(token.word.raw);
  return names ? Math.min(cost, nameForName) : cost;
}

/** How many tokens and words from here on spell the same when joined: [1, 2] for "database" and "data base". */
function joinsAt(tokens: readonly Token[], i: number, source: readonly PaperWord[], j: number): [number, number][] {
  const token = tokens[i];
  const word = source[j];
  if (token?.type !== 'word' || !word) return [];
  let [quoted, read, a, b] = [token.word.key, word.key, 1, 1];
  while (quoted !== read) {
    if (quoted.length < read.length) {
      const [last, next] = [tokens[i + a - 1], tokens[i + a]];
      if (next?.type !== 'word' || last?.type !== 'word' || !read.startsWith(quoted) || a > mostJoined) return [];
      if (!mayJoin(last.word, next.word)) return [];
      quoted += next.word.key;
      a += 1;
    } else {
      const [last, next] = [source[j + b - 1], source[j + b]];
      if (!next || !last || !quoted.startsWith(read) || b > mostJoined || !mayJoin(last, next)) return [];
      read += next.key;
      b += 1;
    }
  }
  return [[a, b]];
}

function stepsTo(
  best: number,
  from: Int32Array,
  width: number,
  tokens: readonly Token[],
  source: readonly PaperWord[],
): Step[] {
  const steps: Step[] = [];
  for (let at = best; (from[at] ?? -1) >= 0; at = from[at] ?? -1) {
    const before = from[at] ?? 0;
    const [quote, read] = [rangeOf(before, at, width, 'i'), rangeOf(before, at, width, 'j')];
    const layer = at % layers;
    const token = tokens[quote.from];
    let type: Step['type'];
    if (quote.from === quote.to) {
      if (layer === standing) type = tokens[quote.from - 1]?.type === 'bracket' ? 'bracket' : 'ellipsis';
      else type = source[read.from]?.mention === 0 ? 'out' : 'reference';
    } else if (token?.type === 'bracket' && read.to > read.from) type = 'same';
    else if (token?.type === 'note' || token?.type === 'ellipsis' || token?.type === 'bracket') type = token.type;
    else if (layer === putting) type = 'in';
    else if (quote.to - quote.from > 1 || read.to - read.from > 1) type = 'same';
    else type = token?.word.key === source[read.from]?.key ? 'same' : 'other';
    steps.push({ type, quote, source: read });
  }
  return merged(steps.reverse());
}

function rangeOf(before: number, at: number, width: number, axis: 'i' | 'j'): Range {
  const position = (index: number) => {
    const place = Math.floor(index / layers);
    return axis === 'i' ? Math.floor(place / width) : place % width;
  };
  return { from: position(before), to: position(at) };
}

/** Neighbouring steps of one kind as one; what a mark stands for belongs to the mark. */
function merged(steps: readonly Step[]): Step[] {
  const result: Step[] = [];
  for (const step of steps) {
    const last = result.at(-1);
    const isMark = step.type === 'ellipsis' || step.type === 'bracket';
    const continues = isMark
      ? step.quote.from === step.quote.to
      : step.type === 'out' || step.type === 'in' || step.type === 'reference';
    if (last?.type === step.type && continues) {
      result[result.length - 1] = {
        ...last,
        quote: { from: last.quote.from, to: step.quote.to },
        source: { from: last.source.from, to: step.source.to },
      };
    } else result.push(step);
  }
  return result;
}
