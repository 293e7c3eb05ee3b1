import { type ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { openTransformersEmbedder, type TransformersEmbedder } from '../../../ingest/embedders/transformers.ts';
import { EmbedderUnavailableError } from '../../../ingest/errors.ts';

const modelsFolder = resolve(import.meta.dirname, '../../../data/models');
const passage =
  'Pakistan stands between two rivals whose technology it buys and whose rules it does not write. '.repeat(15);
const many = (count: number) => Array.from({ length: count }, (_, index) => `${index} ${passage}`);

let embedder: TransformersEmbedder;
const open = async (change: { silenceMs?: number; soon?: boolean } = {}) => {
  embedder = await openTransformersEmbedder({ modelsFolder, allowRemote: false, ...change });
  return embedder;
};
const programs: ChildProcess[] = [];
afterEach(async () => {
  for (const program of programs.splice(0)) program.kill('SIGKILL');
  await embedder.close();
});

const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/** Kills the child as soon as it has embedded that many texts more. */
async function killAfter(texts: number) {
  const goal = embedder.stats().texts + texts;
  while (embedder.stats().texts < goal || embedder.stats().pid === null) await sleep(2);
  const { pid } = embedder.stats();
  if (pid !== null) process.kill(pid, 'SIGKILL');
  return pid;
}

describe('the queue', () => {
  test('a question does not wait behind the passages of a paper', async () => {
    await open();
    await embedder.embedQuestion('Is the model loaded?');
    let passagesDone = false;
    const passages = embedder.embedPassages(many(60)).then((vectors) => {
      passagesDone = true;
      return vectors;
    });
    await embedder.embedQuestion('Whose technology does Pakistan buy?');
    expect(passagesDone).toBe(false);
    expect(embedder.stats().texts).toBeLessThan(6);
    expect(await passages).toHaveLength(60);
    expect(embedder.stats().texts).toBe(62);
    expect(embedder.stats().tokens).toBeGreaterThan(60 * 200);
    expect(embedder.stats().milliseconds).toBeGreaterThan(0);
  });

  test('an aborted job rejects at once, and the rest of it is never embedded', async () => {
    await open();
    await embedder.embedQuestion('Is the model loaded?');
    const controller = new AbortController();
    const job = embedder.embedPassages(many(200), controller.signal);
    await sleep(100);
    const done = embedder.stats().texts;
    controller.abort(new Error('the reader went away'));
    await expect(job).rejects.toThrow('the reader went away');
    expect(embedder.stats().texts).toBe(done);
    await embedder.embedPassages(['Is anybody there?']);
    expect(embedder.stats().texts).toBeLessThanOrEqual(done + 2);
  });
});

describe('the child process', () => {
  test('starts with the first text', async () => {
    await open();
    expect(embedder.stats()).toEqual({ texts: 0, tokens: 0, milliseconds: 0, pid: null });
    await embedder.embedQuestion('Now?');
    expect(embedder.stats().pid).toBeGreaterThan(0);
  });

  test('killed once: the work goes on in a fresh one, with the same vectors', async () => {
    await open();
    const expected = await embedder.embedPassages(many(12));
    const job = embedder.embedPassages(many(12));
    const killed = await killAfter(3);
    expect(await job).toEqual(expected);
    expect(embedder.stats().pid).not.toBe(killed);
  });

  test('killed while it is idle: the next text gets a fresh one', async () => {
    await open();
    const vector = await embedder.embedQuestion('Who writes the rules?');
    await killAfter(0);
    await sleep(50);
    expect(await embedder.embedQuestion('Who writes the rules?')).toEqual(vector);
  });

  test('that says nothing any more is replaced, and the text that it had is embedded by the fresh one', async () => {
    await open({ silenceMs: 3000 });
    const vector = await embedder.embedQuestion('Who writes the rules?');
    const { pid } = embedder.stats();
    process.kill(pid ?? 0, 'SIGSTOP');
    const started = Date.now();
    expect(await embedder.embedQuestion('Who writes the rules?')).toEqual(vector);
    expect(Date.now() - started).toBeGreaterThan(2900);
    expect(embedder.stats().pid).not.toBe(pid);
    expect(isAlive(pid ?? 0)).toBe(false);
  });

  test('killed every time: gives up and says so, and works again afterwards', async () => {
    await open();
    const job = embedder.embedPassages(['The first text.']);
    const settled: unknown[] = [];
    job.then(
      () => settled.push('done'),
      (error: unknown) => settled.push(error),
    );
    while (settled.length === 0) {
      const { pid } = embedder.stats();
      if (pid !== null && isAlive(pid)) process.kill(pid, 'SIGKILL');
      await sleep(5);
    }
    expect(settled[0]).toBeInstanceOf(EmbedderUnavailableError);
    await expect(job).rejects.toThrow(/its process ended twice \(SIGKILL\)/);
    expect(await embedder.embedPassages(['The first text.'])).toHaveLength(1);
  });

  test('close ends it, and what was waiting is told', async () => {
    await open();
    await embedder.embedQuestion('Is the model loaded?');
    const { pid } = embedder.stats();
    const job = embedder.embedPassages(many(100));
    const rejected = expect(job).rejects.toBeInstanceOf(EmbedderUnavailableError);
    await embedder.close();
    await rejected;
    expect(isAlive(pid ?? 0)).toBe(false);
    await expect(embedder.embedQuestion('Still there?')).rejects.toThrow('it has been closed');
  });

  test('Ctrl-C, which reaches it too, leaves it to the parent', async () => {
    await open();
    const job = embedder.embedPassages(many(10));
    while (embedder.stats().texts < 1) await sleep(5);
    const { pid } = embedder.stats();
    process.kill(pid ?? 0, 'SIGINT');
    process.kill(pid ?? 0, 'SIGTERM');
    expect(await job).toHaveLength(10);
    expect(embedder.stats().pid).toBe(pid);
  });
});

describe('the model is loaded', () => {
  test('with the first text', async () => {
    await open();
    expect(embedder.stats().pid).toBeNull();
  });

  test('at once where a text comes soon; that text goes to it', async () => {
    await open({ soon: true });
    const { pid } = embedder.stats();
    expect(pid).not.toBeNull();
    await embedder.embedQuestion('Is the model loaded?');
    expect(embedder.stats()).toMatchObject({ pid, texts: 1 });
  });

  test('and its process ended where nobody wants it any more', async () => {
    await open({ soon: true });
    const pid = embedder.stats().pid ?? 0;
    await embedder.close();
    expect(isAlive(pid)).toBe(false);
  });
});

describe('the parent', () => {
  const program = (soon: boolean, ending: string) => `
    const { openTransformersEmbedder } = await import(${JSON.stringify(resolve(import.meta.dirname, '../../../ingest/embedders/transformers.ts'))});
    const embedder = await openTransformersEmbedder({ modelsFolder: ${JSON.stringify(modelsFolder)}, allowRemote: false, soon: ${soon} });
    ${soon ? '' : "await embedder.embedQuestion('Who goes first?');"}
    console.log(embedder.stats().pid);
    ${ending}`;

  function runProgram(ending: string, soon = false) {
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program(soon, ending)], {
      stdio: ['ignore', 'pipe', 'inherit'],
      cwd: resolve(import.meta.dirname, '../../..'),
    });
    programs.push(child);
    const pid = new Promise<number>((done) =>
      child.stdout.once('data', (bytes: Buffer) => done(Number(bytes.toString()))),
    );
    const code = new Promise<number | null>((done) => child.once('exit', (value) => done(value)));
    return { child, pid, code };
  }

  async function expectGone(pid: number) {
    const deadline = Date.now() + 60_000;
    while (isAlive(pid) && Date.now() < deadline) await sleep(20);
    expect(isAlive(pid)).toBe(false);
  }

  test('ends by itself although nobody closed the embedder, and takes the child with it', async () => {
    await open();
    const run = runProgram('');
    expect(await run.code).toBe(0);
    await expectGone(await run.pid);
  });

  test('ends by itself while the child reads the model, and takes it with it', async () => {
    await open();
    const run = runProgram('', true);
    expect(await run.code).toBe(0);
    await expectGone(await run.pid);
  });

  test('killed in the middle of the work takes the child with it', async () => {
    await open();
    const run = runProgram(
      `await embedder.embedPassages(Array.from({ length: 5000 }, () => 'a passage '.repeat(200)));`,
    );
    const pid = await run.pid;
    expect(isAlive(pid)).toBe(true);
    run.child.kill('SIGKILL');
    await run.code;
    await expectGone(pid);
  });
});
