import type { Figures } from '../results.ts';
import { type Arm, arms } from './arms.ts';
import { meanOf } from './measures.ts';

/** One measure of one set, 0…1 for each arm. */
export interface RetrievalRow {
  readonly set: string;
  readonly measure: string;
  readonly lexical: number;
  readonly dense: number;
  readonly hybrid: number;
}

/** What one question scored: by measure, by arm. */
export type QuestionScores = Readonly<Record<string, Readonly<Record<Arm, number>>>>;

/** A function of a ranking for each arm. */
export function scoreArms<Ranking>(
  rankings: Readonly<Record<Arm, Ranking>>,
  scoreOf: (ranking: Ranking) => number,
): Record<Arm, number> {
  const [lexical = 0, dense = 0, hybrid = 0] = arms.map((arm) => scoreOf(rankings[arm]));
  return { lexical, dense, hybrid };
}

/** The means over all questions, a row for each measure. */
export function rowsOf(set: string, questions: readonly QuestionScores[]): RetrievalRow[] {
  return Object.keys(questions[0] ?? {}).map((measure) => {
    const mean = (arm: Arm) => meanOf(questions.map((scores) => scores[measure]?.[arm] ?? 0));
    return { set, measure, lexical: mean('lexical'), dense: mean('dense'), hybrid: mean('hybrid') };
  });
}

/** The name that a figure is kept under. */
export function figureName(set: string, measure: string, arm: string): string {
  return `${set}: ${measure}, ${arm}`;
}

/** The rows’ figures by name. */
export function figuresOf(rows: readonly RetrievalRow[]): Figures {
  return Object.fromEntries(
    rows.flatMap((row) => arms.map((arm) => [figureName(row.set, row.measure, arm), row[arm]] as const)),
  );
}
