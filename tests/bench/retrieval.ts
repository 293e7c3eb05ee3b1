import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Embedder } from '../../ingest/embedder.ts';
import type { Library } from '../../ingest/library.ts';
import { retrieve } from '../../server/retrieval/retrieve.ts';
import { type Figure, atMost, ms, percentile } from './table.ts';

/** Questions of different length and topic, as people ask the default library and Qasper's papers. */
export const benchQuestions = [
  "How much of Pakistan's critical digital infrastructure relies on Chinese technology?",
  'Why did Vietnam restrict Huawei from 5G?',
  'what is securitization theory',
  'Which datasets are used for offensive language identification?',
  'How is the word recognition model trained against adversarial misspellings?',
  'Who mediated the ceasefire between India and Pakistan in May 2025?',
  'What baselines are compared?',
  'How large is the recipe dataset?',
  'What is the role of back-translation in domain adaptation?',
  'Does the judgment prediction model use reading comprehension?',
];

/** Retrieval whole, but for embedding the question, one question after another. */
export async function benchRetrieval(library: Library, embedder: Embedder, passages: number): Promise<Figure[]> {
  const vectors = new Map<string, Float32Array>();
  for (const question of benchQuestions) vectors.set(question, await embedder.embedQuestion(question));
  const known: Embedder = {
    ...embedder,
    embedQuestion: (text) => Promise.resolve(vectors.get(text) ?? new Float32Array(0)),
  };
  const signal = new AbortController().signal;
  const run = async (question: string) => {
    const start = performance.now();
    await retrieve({ question, limit: 8, papers: null }, { library, embedder: known }, signal);
    return performance.now() - start;
  };
  for (const question of benchQuestions) await run(question);
  const times: number[] = [];
  const lag = monitorEventLoopDelay({ resolution: 1 });
  lag.enable();
  for (let round = 0; round < 20; round += 1) for (const question of benchQuestions) times.push(await run(question));
  lag.disable();
  return [
    atMost(`retrieval over ${passages} passages, p50`, percentile(times, 0.5), 15, ms),
    { what: `retrieval over ${passages} passages, p99`, measured: ms(percentile(times, 0.99)), target: '', good: null },
    atMost('event loop delay meanwhile, p99', lag.percentile(99) / 1e6, 50, ms),
  ];
}
