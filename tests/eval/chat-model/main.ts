import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '../../../ingest/project-folder.ts';
import { extractiveWriter } from '../../../server/answer/extractive.ts';
import { openChatModel } from '../../../server/answer/open-chat-model.ts';
import { sadi, sadiFile, sarwar, sarwarFile } from '../../fixtures/default-papers.ts';
import { libraryOf } from '../library.ts';
import { sayProgress } from '../table.ts';
import { askOnce } from './ask.ts';
import { chainsOf, mixed } from './asked.ts';
import { figuresOf } from './figures.ts';
import { parseChatModelOptions, usage } from './options.ts';
import { Patience } from './patience.ts';
import { openRecords } from './records.ts';
import { costOf, printReport } from './report.ts';
import { runChains, type RunParts } from './run.ts';
import { currentVersion } from '../version.ts';

const folder = join(projectFolder, 'tests/artefacts/eval');

/** Runs the evaluation with a chat model; the code to exit with. `args` are those behind `chat-model`. */
export async function evaluateChatModel(args: readonly string[]): Promise<number> {
  const options = parseChatModelOptions(args);
  const { model: setting, url, split, concurrency, prices, timeout } = options;
  const key = process.env[options.keyEnv];
  const chains = mixed(chainsOf(split), options.limit);
  if (chains.length === 0) throw new Error(`There are no questions of the split “${split}” in data/eval.`);
  const { model, name } = await openChatModel({
    model: setting,
    timeoutMs: timeout * 1000,
    // Every refusal has to be seen, and is waited for here.
    maxRetries: 0,
    usage: options.usage,
    ...(url === null ? {} : { url }),
    ...(key === undefined ? {} : { key }),
  });
  const version = currentVersion();
  const run = createHash('sha256')
    .update(JSON.stringify([setting, url, version.state]))
    .digest('hex')
    .slice(0, 8);
  const base = join(folder, `chat-model-${setting.replace(/[^\w.-]+/g, '-')}-${run}`);
  const records = openRecords(`${base}.jsonl`);
  const interrupt = new AbortController();
  const onInterrupt = () => {
    if (interrupt.signal.aborted) process.exit(130);
    interrupt.abort(new Error('Stopped. Give the same command to go on from here.'));
  };
  process.on('SIGINT', onInterrupt);
  const opened = await libraryOf([sadi, sarwar], 'model');
  let failure: Error | null = null;
  try {
    const { library, embedder } = opened;
    const asking = { library, embedder, model, name, fallback: extractiveWriter(embedder), timeoutMs: timeout * 1000 };
    const ask: RunParts['ask'] = (question, history, signal) => askOnce(question, history, asking, signal);
    const onProgress = (done: number, total: number) => sayProgress('questions', done, total);
    const parts = { chains, records, ask, patience: new Patience(), concurrency, onProgress };
    await runChains(parts, interrupt.signal);
  } catch (error) {
    failure = error instanceof Error ? error : new Error(String(error));
  } finally {
    process.off('SIGINT', onInterrupt);
    await opened.close();
  }

  const asked = chains.flat();
  const answered = asked.flatMap((each) => {
    const record = records.known.get(each.id);
    return record?.question === each.question ? [{ asked: each, record }] : [];
  });
  const texts = new Map([sadiFile, sarwarFile].map((file) => [file, paperText(file)]));
  const figures = figuresOf(answered, texts);
  const { commit, changed } = version;
  const of = `${String(answered.length)} of ${String(asked.length)} questions`;
  printReport(`${setting} · ${split} · ${of} · ${commit}${changed ? ' with changes' : ''}`, figures, answered, options);
  const result = { model: setting, split, commit, changed, at: new Date().toISOString(), of: asked.length, prices };
  const json = JSON.stringify({ ...result, cost: costOf(figures, prices), ...figures }, null, 2);
  writeFileSync(`${base}-${split}.json`, `${json}\n`);
  console.log(`\nKept in ${base}-${split}.json; the answers in ${base}.jsonl.`);
  if (failure !== null) {
    console.error(failure.message);
    return interrupt.signal.aborted ? 130 : 2;
  }
  return figures.faults.length === 0 ? 0 : 1;
}

function paperText(file: string): string {
  return readFileSync(join(projectFolder, 'data/papers', file), 'utf8');
}

/** The same for a command line: what is wrong is said, with how it is used. */
export async function runChatModelEvaluation(args: readonly string[]): Promise<number> {
  try {
    return await evaluateChatModel(args);
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    console.error(usage);
    return 2;
  }
}
