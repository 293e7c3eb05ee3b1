import { isFunctionWord } from '../words/function-words.ts';
import type { Run } from './runs.ts';

/** What a chain is made over: the words of the quotation and where it says that it leaves something out. */
export interface Quoted {
  readonly keys: readonly string[];
  /** Indexes into `keys` before which an ellipsis stands. */
  readonly ellipses: ReadonlySet<number>;
}

/** Runs in the order of the quotation that belong to one stretch of one paper, in its order too. */
export interface Stretch {
  readonly runs: readonly Run[];
}

export interface Chain {
  /** In the order of the quotation; more than one where it leaps to another place. */
  readonly stretches: readonly Stretch[];
  /** Weight of the words covered, less what the leaps cost. */
  readonly score: number;
}

/** More runs than this are not looked at: the longest stay. */
const mostRuns = 600;
/** What leaping to another place costs, in content words: chance agreements elsewhere are shorter. */
const leap = 3.2;
const markedLeap = 2.1;

/** What a word counts for: a content word 1. */
export function weightOf(key: string): number {
  return isFunctionWord(key) ? 0.35 : 1;
}

/**
 * The chain of runs that explains most of a quotation at least cost (collinear chaining with leaps, after Abouelhoda
 * & Ohlebusch 2005): neighbouring runs in the source's order cost little, however many words lie between them within
 * a paragraph; another section, another paper or going back is a leap. Null when there are no runs.
 */
export function bestChain(quoted: Quoted, runs: readonly Run[]): Chain | null {
  const prefix = [0];
  quoted.keys.forEach((key, index) => prefix.push((prefix[index] ?? 0) + weightOf(key)));
  const weigh = (from: number, to: number) => (prefix[to] ?? 0) - (prefix[from] ?? 0);
  const kept = [...runs]
    .sort((a, b) => b.length - a.length)
    .slice(0, mostRuns)
    .sort((a, b) => a.at - b.at || a.from - b.from);
  const scores: number[] = [];
  const before: number[] = [];
  let best = -1;
  kept.forEach((run, i) => {
    scores[i] = weigh(run.at, run.at + run.length);
    before[i] = -1;
    for (let j = 0; j < i; j += 1) {
      const earlier = kept[j];
      if (!earlier) continue;
      const step = stepOf(quoted, earlier, run);
      if (!step) continue;
      const score = (scores[j] ?? 0) + weigh(run.at + step.overlap, run.at + run.length) - step.cost;
      if (score > (scores[i] ?? 0)) [scores[i], before[i]] = [score, j];
    }
    if (best < 0 || (scores[i] ?? 0) > (scores[best] ?? 0)) best = i;
  });
  if (best < 0) return null;
  const order: Run[] = [];
  for (let i = best; i >= 0; i = before[i] ?? -1) {
    const run = kept[i];
    if (run) order.unshift(run);
  }
  return { stretches: stretchesOf(quoted, order), score: scores[best] ?? 0 };
}

interface Step {
  readonly cost: number;
  /** Words of the later run that the earlier one covers already. */
  readonly overlap: number;
  readonly leaps: boolean;
}

/** From one run to a later one; null where the later one adds nothing. */
function stepOf(quoted: Quoted, a: Run, b: Run): Step | null {
  const quoteGap = b.at - (a.at + a.length);
  const near = a.source === b.source && a.source.words[a.from]?.stream === b.source.words[b.from]?.stream;
  const sourceGap = b.from - (a.from + a.length);
  const forward = near && b.from > a.from && b.from + b.length > a.from + a.length;
  const overlap = Math.max(0, -quoteGap, forward ? -sourceGap : 0);
  if (overlap >= b.length) return null;
  const uncovered = Math.min(3, 0.3 * Math.max(0, quoteGap));
  const marked = hasEllipsis(quoted, a.at + a.length, b.at);
  if (!forward) return { cost: uncovered + (marked ? markedLeap : leap), overlap, leaps: true };
  const left = Math.max(0, sourceGap - Math.max(0, quoteGap));
  const [last, first] = [a.source.words[a.from + a.length - 1], b.source.words[b.from]];
  const together = last?.paragraph === first?.paragraph;
  if (left === 0 || (left <= 3 && together)) return { cost: uncovered + 0.1 + 0.1 * left, overlap, leaps: false };
  if (together) {
    const omission = marked ? 0.3 + Math.min(0.4, 0.002 * left) : Math.min(3, 0.7 + 0.035 * left);
    return { cost: uncovered + omission, overlap, leaps: false };
  }
  const apart = last?.section === first?.section ? 0.7 : 1;
  return { cost: uncovered + apart * (marked ? markedLeap : leap), overlap, leaps: true };
}

/** Whether an ellipsis stands anywhere from behind word `from − 1` to before word `to`. */
function hasEllipsis(quoted: Quoted, from: number, to: number): boolean {
  for (let at = Math.min(from, to); at <= Math.max(from, to); at += 1) if (quoted.ellipses.has(at)) return true;
  return false;
}

/** Overlaps taken from the later run; runs joined to stretches up to each leap. */
function stretchesOf(quoted: Quoted, order: readonly Run[]): Stretch[] {
  const stretches: Run[][] = [];
  let last: Run | null = null;
  for (const run of order) {
    const step: Step | null = last ? stepOf(quoted, last, run) : null;
    const cut = step?.overlap ?? 0;
    const rest: Run = { ...run, at: run.at + cut, from: run.from + cut, length: run.length - cut };
    const open = stretches.at(-1);
    if (open && step && !step.leaps) open.push(rest);
    else stretches.push([rest]);
    last = rest;
  }
  return stretches.map((runs) => ({ runs }));
}
