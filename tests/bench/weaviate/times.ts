import type { Embedder } from '../../../ingest/embedder.ts';
import type { Library } from '../../../ingest/library.ts';
import { rankPassages } from '../../../server/retrieval/rank.ts';
import { retrieve } from '../../../server/retrieval/retrieve.ts';

/** A question with its vector, and an embedder that knows it already. */
export interface TimedQuestion {
  readonly question: string;
  readonly vector: Float32Array;
  readonly embedder: Embedder;
}

/** What is timed: both lists with the vectors of their hits, fused; or all until the passages are there. */
export type Step = 'ranking' | 'retrieval';

/** Milliseconds of each question, and of its parts that the library does. */
export interface Times {
  readonly whole: number[];
  readonly search: number[];
  readonly vectors: number[];
}

/** Times a step of retrieval, the question's embedding left out. */
export function timer(library: Library, step: Step): { times: Times; run: (asked: TimedQuestion) => Promise<void> } {
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
  const run = async ({ question, vector, embedder }: TimedQuestion) => {
    await timed<unknown>(times.whole, () =>
      step === 'ranking'
        ? rankPassages({ question, vector, papers: null }, watched, signal)
        : retrieve({ question, limit: 8, papers: null }, { library: watched, embedder }, signal),
    );
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
