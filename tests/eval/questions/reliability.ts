import { printRows } from '../table.ts';

/** An answer's confidence, and whether what came was right. */
export interface Judged {
  /** 0…1; null where it was not weighed. */
  readonly confidence: number | null;
  /** Whether the passages held an answer and it was given. */
  readonly right: boolean;
}

const bins = 10;

/**
 * A reliability diagram as a table (Niculescu-Mizil & Caruana 2005): of answers with a confidence of so much, how many
 * were right; with the expected calibration error, the mean distance weighted by count.
 */
export function printReliability(judged: readonly Judged[]): void {
  const weighed = judged.flatMap(({ confidence, right }) => (confidence === null ? [] : [{ confidence, right }]));
  let error = 0;
  const rows: string[][] = [];
  for (let bin = 0; bin < bins; bin += 1) {
    const own = weighed.filter(({ confidence }) => Math.min(bins - 1, Math.floor(confidence * bins)) === bin);
    if (own.length === 0) continue;
    const said = own.reduce((sum, { confidence }) => sum + confidence, 0) / own.length;
    const right = own.filter((one) => one.right).length / own.length;
    error += (own.length / weighed.length) * Math.abs(said - right);
    const bar = '█'.repeat(Math.round(right * 20)).padEnd(20, '·');
    rows.push([`${bin / bins}–${(bin + 1) / bins}`, String(own.length), said.toFixed(2), right.toFixed(2), bar]);
  }
  printRows('Reliability: how often an answer was there, by what was said of it', [
    ['confidence', 'n', 'said', 'right', ''],
    ...rows,
  ]);
  console.log(`  expected calibration error ${error.toFixed(3)}`);
}
