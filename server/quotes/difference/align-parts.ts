import type { PaperWord } from '../place/paper-words.ts';
import type { Token } from '../words/quoted.ts';
import { type Step, align, mostCells } from './align.ts';

/** Words of an anchor: equal on both sides, and standing once in each. */
const anchorLength = 8;
/** Tokens of a part at least: shorter ones gain nothing. */
const shortestPart = 40;

/**
 * `align` for quotations of any length: cut in the middle of long equal stretches, where no alignment could do better,
 * and aligned part by part, so that time grows with the length and not with its square. A part that is too large for
 * one table is words put in for words dropped.
 */
export function alignInParts(
  tokens: readonly Token[],
  source: readonly PaperWord[],
  head: number,
  tail: number,
): Step[] {
  const cuts = tokens.length > 2 * shortestPart ? cutsOf(tokens, source) : [];
  const steps: Step[] = [];
  let [i, j] = [0, 0];
  for (const cut of [...cuts, { i: tokens.length, j: source.length }]) {
    const [from, to] = [{ i, j }, cut];
    const words = source.slice(from.j, to.j);
    const first = from.i === 0 ? head : 0;
    const last = to.i === tokens.length ? Math.max(0, tail - from.j) : words.length;
    const part = tokens.slice(from.i, to.i);
    const fits = (part.length + 1) * (words.length + 1) <= mostCells;
    for (const step of fits ? align(part, words, first, last) : replaced(part.length, words.length)) {
      steps.push({
        type: step.type,
        quote: { from: step.quote.from + from.i, to: step.quote.to + from.i },
        source: { from: step.source.from + from.j, to: step.source.to + from.j },
      });
    }
    [i, j] = [cut.i, cut.j];
  }
  return steps;
}

function replaced(tokens: number, words: number): Step[] {
  return [
    { type: 'out', quote: { from: 0, to: 0 }, source: { from: 0, to: words } },
    { type: 'in', quote: { from: 0, to: tokens }, source: { from: words, to: words } },
  ];
}

/** Where both sides can be cut: in the middle of an anchor, ascending on both, some way apart. */
function cutsOf(tokens: readonly Token[], source: readonly PaperWord[]): { i: number; j: number }[] {
  const keys = tokens.map((token) => (token.type === 'word' && !token.bracketed ? token.word.key : null));
  const there = windowsOf(source.map((word) => word.key));
  const here = windowsOf(keys);
  const cuts: { i: number; j: number }[] = [];
  for (const [window, i] of here) {
    const j = there.get(window);
    const last = cuts.at(-1) ?? { i: 0, j: 0 };
    if (i < 0 || j === undefined || j < 0) continue;
    const cut = { i: i + anchorLength / 2, j: j + anchorLength / 2 };
    const apart = cut.i - last.i >= shortestPart && tokens.length - cut.i >= anchorLength;
    if (apart && cut.j > last.j && cut.j - last.j < 20 * (cut.i - last.i)) cuts.push(cut);
  }
  return cuts;
}

/** Where each window of words begins, in order; −1 for one that stands twice. */
function windowsOf(keys: readonly (string | null)[]): Map<string, number> {
  const windows = new Map<string, number>();
  for (let at = 0; at + anchorLength <= keys.length; at += 1) {
    const words = keys.slice(at, at + anchorLength);
    if (words.includes(null)) continue;
    const window = words.join(' ');
    windows.set(window, windows.has(window) ? -1 : at);
  }
  return windows;
}
