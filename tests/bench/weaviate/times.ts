import type { Library } from '../../../ingest/library.ts';
import { rankPassages } from '../../../server/retrieval/rank.ts';

/** A question with its vector. */
export interface TimedQuestion {
  readonly question: string;
  readonly vector: Float32Array;
}

/** Milliseconds of each retrieval, whole and its parts. */
export interface Times {
  readonly whole: number[];
  readonly search: number[];
  readonly vectors: number[];
}

/** Times what `rankPassages` asks of a library: both lists in one search, and the vectors of all hits. */
export function timer(library: Library): { times: Times; run: (asked: TimedQuestion) => Promise<void> } {
  const times: Times = { whole: [], search: [], vectors: [] };
  const signal = new AbortController().signal;
  const timed = async <Result>(into: number[], work: () => Promise<Result>): Promise<Result> => {
    const start = performance.now();
    const result = await work();
    into.push(performance.now() - start);
    return result;
  };
  const watched: Library = {
    ...library,
    search: (query, own) => timed(times.search, () => library.search(query, own)),
    vectorsOf: (ids) => timed(times.vectors, () => library.vectorsOf(ids)),
  };
  const run = async ({ question, vector }: TimedQuestion) => {
    await timed(times.whole, () => rankPassages({ question, vector, papers: null }, watched, signal));
  };
  return { times, run };
}

/** Runs jobs, so many at the same time. */
export async function atOnce(width: number, jobs: readonly (() => Promise<void>)[]): Promise<void> {
  const left = [...jobs];
  const work = async () => {
    for (let job = left.shift(); job; job = left.shift()) await job();
  };
  await Promise.all(Array.from({ length: width }, work));
}
