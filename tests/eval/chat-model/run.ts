import type { Turn } from '../../../server/wire.ts';
import type { Asked, Chain } from './asked.ts';
import type { Outcome } from './ask.ts';
import type { Patience } from './patience.ts';
import type { AnswerRecord, Records } from './records.ts';

export interface RunParts {
  readonly chains: readonly Chain[];
  readonly records: Records;
  readonly ask: (question: string, history: readonly Turn[], signal: AbortSignal) => Promise<Outcome>;
  readonly patience: Patience;
  /** Chains that are asked at the same time. */
  readonly concurrency: number;
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Asks whatever has no answer on record yet, and keeps each answer as it comes.
 * @throws ServiceRefusedError, or the signal's reason; what was answered until then is kept
 */
export async function runChains(parts: RunParts, signal: AbortSignal): Promise<void> {
  const { chains, concurrency, onProgress } = parts;
  const total = chains.reduce((sum, chain) => sum + chain.length, 0);
  const failed = new AbortController();
  const either = AbortSignal.any([signal, failed.signal]);
  let done = 0;
  let next = 0;
  const work = async () => {
    for (let chain = chains[next++]; chain; chain = chains[next++]) {
      await answerChain(chain, parts, () => onProgress?.((done += 1), total), either);
    }
  };
  const workers = Array.from({ length: concurrency }, () =>
    work().catch((error: unknown) => {
      failed.abort(error);
    }),
  );
  await Promise.all(workers);
  either.throwIfAborted();
}

async function answerChain(chain: Chain, parts: RunParts, onAnswer: () => void, signal: AbortSignal): Promise<void> {
  const history: Turn[] = [];
  let renewed = false;
  for (const asked of chain) {
    signal.throwIfAborted();
    let record = parts.records.known.get(asked.id);
    // A turn follows the answers that were given before it: when one of them is new, so is what comes after.
    if (renewed || record?.question !== asked.question) {
      renewed = true;
      record = await patientAnswer(asked, [...history], parts, signal);
      parts.records.keep(record);
    }
    history.push({ question: asked.question, answer: record.answer.text });
    onAnswer();
  }
}

async function patientAnswer(
  { id, question }: Asked,
  history: readonly Turn[],
  { ask, patience }: RunParts,
  signal: AbortSignal,
): Promise<AnswerRecord> {
  for (let times = 1; ; times += 1) {
    await patience.turn(signal);
    const { refusal, ...outcome } = await ask(question, history, signal);
    if (refusal && patience.refused(refusal, times)) continue;
    if (!refusal && outcome.use.requests > 0) patience.answered();
    return { id, question, ...outcome };
  }
}
