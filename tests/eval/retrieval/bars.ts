import type { Bar } from '../table.ts';
import type { Arm } from './arms.ts';
import type { RetrievalRow } from './rows.ts';

/** A figure, the floor below which the run fails, and what is aimed at. */
export interface HeldFigure extends Bar {
  readonly measured: number;
  readonly floor: number;
  readonly target: number | null;
}

const floors: readonly { set: string; measure: string; arm: Arm; floor: number; target: number }[] = [
  { set: 'SciFact', measure: 'nDCG@10', arm: 'hybrid', floor: 0.738, target: 0.75 },
  { set: 'Cranfield', measure: 'nDCG@10', arm: 'hybrid', floor: 0.443, target: 0.465 },
  { set: 'SciFact', measure: 'nDCG@10', arm: 'lexical', floor: 0.675, target: 0.685 },
  { set: 'Cranfield', measure: 'nDCG@10', arm: 'lexical', floor: 0.375, target: 0.385 },
];

/** The rows’ figures that have a floor; for Qasper’s evidence it is the better arm alone, and has to be surpassed. */
export function barsOf(rows: readonly RetrievalRow[]): HeldFigure[] {
  const fixed = floors.flatMap(({ set, measure, arm, floor, target }) => {
    const row = rows.find((candidate) => candidate.set === set && candidate.measure === measure);
    return row ? [held(`${set}, ${arm}: ${measure}`, row[arm], floor, target)] : [];
  });
  const evidence = rows.filter(({ measure }) => measure === 'evidence recall@10');
  const above = evidence.map(({ set, measure, lexical, dense, hybrid }) => {
    const better = Math.max(lexical, dense);
    const what = `${set}, hybrid: ${measure} above either alone`;
    return { ...held(what, hybrid, better, null), reached: hybrid > better };
  });
  return [...fixed, ...above];
}

function held(what: string, measured: number, floor: number, target: number | null): HeldFigure {
  return { what, measured, floor, target, reached: measured >= floor };
}
