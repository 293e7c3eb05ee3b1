import type { Library } from '../../../ingest/library.ts';
import type { TimedQuestion } from './times.ts';

const depth = 100;

/** Share of the true first 100 by vector, as a library that scans has them, that another finds: 0…1. */
export async function recallOf(library: Library, exact: Library, questions: readonly TimedQuestion[]): Promise<number> {
  let found = 0;
  for (const { vector } of questions) {
    const [truth, hits] = await Promise.all([exact, library].map((one) => one.search({ vector, limit: depth })));
    const near = new Set(hits?.dense.map(({ passage }) => passage));
    found += truth?.dense.filter(({ passage }) => near.has(passage)).length ?? 0;
  }
  return found / (questions.length * depth);
}
