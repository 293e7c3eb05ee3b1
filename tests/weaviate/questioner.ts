import { setTimeout as sleep } from 'node:timers/promises';
import type { Library, SearchResult } from '../../ingest/library.ts';
import { type PaperId, parsePassageId } from '../../ingest/paper.ts';
import { fixtureVector } from '../fixtures/papers.ts';
import { testEmbedder } from './many-papers.ts';

/** What came of many questions. */
export interface Asked {
  questions: number;
  /** Questions that failed once, with the sentence. */
  readonly retried: string[];
  /** Questions that failed twice. */
  readonly failed: string[];
  /** Milliseconds of the slowest, its second attempt included. */
  slowest: number;
  /** Milliseconds of each. */
  readonly took: number[];
}

const questions = [
  'How many herons were counted at low water?',
  'Which kiln was photographed after the storm?',
  'What did the orchard of Tarbert look like in the third summer?',
  'Was the beacon seen through the night?',
  'Who measured the ferry before the frost?',
];

/** Begins so many questions a second, whether or not the ones before are answered, until told to stop. */
export function askSteadily(perSecond: number, ask: (turn: number) => Promise<void>): () => Promise<Asked> {
  const asked: Asked = { questions: 0, retried: [], failed: [], slowest: 0, took: [] };
  const running = new Set<Promise<void>>();
  const stopping = new AbortController();
  const one = async (turn: number) => {
    const began = performance.now();
    await ask(turn).catch(async (error: unknown) => {
      asked.retried.push(String(error));
      await ask(turn).catch((again: unknown) => asked.failed.push(String(again)));
    });
    const ms = performance.now() - began;
    asked.took.push(ms);
    asked.slowest = Math.max(asked.slowest, ms);
  };
  const going = (async () => {
    for (let next = performance.now(); !stopping.signal.aborted; next += 1000 / perSecond) {
      await sleep(Math.max(0, next - performance.now()));
      const question = one((asked.questions += 1)).finally(() => running.delete(question));
      running.add(question);
    }
    await Promise.all(running);
  })();
  return async () => {
    stopping.abort();
    await going;
    return asked;
  };
}

/** One question as retrieval asks it: both lists, the vectors of all hits, the papers of the best. */
export async function askLibrary(library: Library, turn: number): Promise<SearchResult> {
  const text = `${questions[turn % questions.length] ?? ''} ${turn}`;
  const found = await library.search({ text, vector: fixtureVector(text, testEmbedder.dimensions), limit: 100 });
  const passages = [...found.lexical, ...found.dense].map(({ passage }) => passage);
  const vectors = await library.vectorsOf(passages);
  const without = passages.filter((_, index) => !vectors[index]);
  if (without.length > 0) throw new Error(`${without.length} of ${passages.length} hits have no vector.`);
  const best = new Set(passages.slice(0, 8).map((passage) => parsePassageId(passage)?.paperId ?? ''));
  for (const id of best) {
    if (!(await library.paper(id))) throw new Error(`The paper ${id} is among the hits, but not there.`);
  }
  return found;
}

/** How many passages of a paper each list has, of all that there are. */
export async function passagesSeen(library: Library, id: PaperId, word: string): Promise<number[]> {
  const vector = fixtureVector(word, testEmbedder.dimensions);
  const { lexical, dense } = await library.search({ text: word, vector, limit: 1000, papers: [id] });
  return [lexical.length, dense.length];
}

/** The figures of many questions in one line. */
export function figuresOf({ questions, retried, failed, took }: Asked): string {
  const sorted = took.toSorted((a, b) => a - b);
  const at = (share: number) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
  return `${questions} questions, ${retried.length} asked again, ${failed.length} failed; p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, slowest ${at(1)} ms`;
}
