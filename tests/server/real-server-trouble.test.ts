import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Job } from '../../server/wire.ts';
import { startBuilt } from '../fixtures/built.ts';
import { type RealServer, startRealServer } from '../fixtures/real-server.ts';
import { makeSmallLibrary, smallQuestion } from '../fixtures/small-library.ts';

// What breaks under a server that runs: its model's process, its library's folder, its disk, its model's files.

const base = mkdtempSync(join(tmpdir(), 'ibid-trouble-'));
const original = join(base, 'original');
const library = join(base, 'library');
const isLinux = existsSync('/proc/self/status');

/** Runs beside all other tests: it waits for most of a minute. */
let silence: Promise<void> | null = null;
beforeAll(async () => {
  await makeSmallLibrary(original);
  silence = isLinux ? stopTheModel() : null;
  // Its own test says that it failed.
  silence?.catch(() => undefined);
});
afterAll(async () => {
  await silence?.catch(() => undefined);
  rmSync(base, { recursive: true, force: true });
});

let server: RealServer | null = null;
beforeEach(() => cpSync(original, library, { recursive: true }));
afterEach(async () => {
  await server?.close();
  server = null;
  rmSync(library, { recursive: true, force: true });
});

async function serve(settings: Record<string, string> = {}): Promise<RealServer> {
  return (server = await startRealServer({ IBID_LIBRARY: library, ...settings }));
}

interface Told {
  readonly status: number;
  readonly body: { readonly answered?: boolean; readonly error?: { readonly code: string; readonly message: string } };
}

async function told(response: Promise<Response>): Promise<Told> {
  const { status, body } = await response.then(async (given) => ({
    status: given.status,
    body: (await given.json()) as Told['body'],
  }));
  return { status, body };
}

const readiness = (url: string) => told(fetch(`${url}/readyz`));
const ask = (url: string) =>
  told(
    fetch(`${url}/api/ask`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ question: smallQuestion }),
    }),
  );

/** Waits until /readyz says so, which it may find out some seconds later, and on a busy machine after another reason. */
async function untilReadiness(url: string, status: number, reason = /(?:)/): Promise<Told> {
  for (const end = Date.now() + 200_000; Date.now() < end;) {
    const seen = await readiness(url);
    if (seen.status === status && reason.test(seen.body.error?.message ?? '')) return seen;
    await sleep(100);
  }
  throw new Error(`/readyz never gave ${status} with ${reason.source}`);
}

/** The process that runs the model. */
function embeddingPid(parent: number): number {
  const found = spawnSync('ps', ['-o', 'pid=,args=', '--ppid', String(parent)], { encoding: 'utf8' }).stdout;
  return Number(/^\s*(\d+) .*transformers-child/m.exec(found)?.[1]);
}

describe('the library’s folder', () => {
  test('moved away: not ready; back again: ready', async () => {
    const { url } = await serve();
    await untilReadiness(url, 200);
    renameSync(library, join(base, 'elsewhere'));
    const unready = await untilReadiness(url, 503, /^The library’s file was moved/);
    expect(unready.body.error?.message).not.toContain(base);
    renameSync(join(base, 'elsewhere'), library);
    await untilReadiness(url, 200);
  });
});

const prlimit = spawnSync('prlimit', ['--version']).status === 0;

describe.skipIf(!prlimit)(`a full disk${prlimit ? '' : ' (skipped: there is no prlimit)'}`, () => {
  /** No file may grow beyond that from now on: for those who write, the disk is full. "unlimited" frees it again. */
  const limitFiles = (pid: number, bytes: number | 'unlimited') => {
    const run = spawnSync('prlimit', [`--fsize=${bytes}:unlimited`, '--pid', String(pid)], { encoding: 'utf8' });
    if (run.status !== 0) throw new Error(run.stderr);
  };

  async function upload(url: string, name: string): Promise<Job> {
    const body = new FormData();
    const text = `# Tides\n\n## Results\n\nThe tide of ${name} rose by nine feet, higher than any keeper had seen before.\n`;
    body.append('file', new File([text], name));
    const accepted = await fetch(`${url}/api/papers`, { method: 'POST', body });
    expect(accepted.status).toBe(202);
    const { job } = (await accepted.json()) as { job: { id: string } };
    const events = await fetch(`${url}/api/jobs/${job.id}`, { headers: { Accept: 'text/event-stream' } });
    return JSON.parse(/data: (.*)\n\n$/.exec(await events.text())?.[1] ?? 'null') as Job;
  }

  test('questions are answered, uploads fail with what to do, and once there is room all works again', async () => {
    const { url, process: child } = await serve();
    // The log of changes starts small: it is what runs full.
    limitFiles(child.pid ?? 0, 8192);
    expect(await ask(url)).toMatchObject({ status: 200, body: { answered: true } });
    const failed = await upload(url, 'spring.md');
    expect(failed).toMatchObject({ state: 'failed', paperId: null });
    expect(failed.error).toMatch(/Try again|again/);
    expect(failed.error).not.toContain(library);
    const { papers } = (await (await fetch(`${url}/api/papers`)).json()) as { papers: { source: string }[] };
    expect(papers.map(({ source }) => source).sort()).toEqual(['bee.md', 'lighthouse.md']);

    limitFiles(child.pid ?? 0, 'unlimited');
    expect(await upload(url, 'spring.md')).toMatchObject({ state: 'done' });
    expect(await ask(url)).toMatchObject({ status: 200, body: { answered: true } });
  });
});

const shippedModels = resolve(import.meta.dirname, '../../data/models');
const modelName = 'Xenova/bge-small-en-v1.5';
const modelFiles = ['config.json', 'tokenizer.json', 'tokenizer_config.json', 'onnx/model_quantized.onnx'];
const harms = [
  { how: 'missing', harm: (file: string) => rmSync(file) },
  {
    how: 'cut short',
    harm: (file: string) => writeFileSync(file, readFileSync(file).subarray(0, statSync(file).size / 2)),
  },
];
const cases = modelFiles.flatMap((name) => harms.map((harm) => ({ name, ...harm })));

describe('the model’s files', () => {
  const models = join(base, 'models');
  const file = (name: string) => join(models, modelName, name);
  beforeEach(() => cpSync(shippedModels, models, { recursive: true }));
  afterEach(() => rmSync(models, { recursive: true, force: true }));

  test.each(cases)('$name $how at the start: one line names it and says what to do, exit 2', async ({ name, harm }) => {
    harm(file(name));
    const child = startBuilt(['serve'], { IBID_LIBRARY: library, IBID_MODELS: models });
    let printed = '';
    child.stderr.on('data', (bytes: Buffer) => (printed += bytes.toString()));
    const code = await new Promise((done) => child.once('close', done));
    expect(code).toBe(2);
    const lines = printed
      .trimEnd()
      .split('\n')
      .filter((line) => line.startsWith('ibid: '));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(`${modelName}/${name}`);
    expect(lines[0]).toMatch(/Restore data\/models/);
    expect(printed).not.toMatch(/^\s+at /m);
  });

  test('harmed while it runs: nobody notices; when its process has to start anew: 503 and not ready; mended: ready', async () => {
    const { url, process: child } = await serve({ IBID_MODELS: models });
    for (const { name, harm } of cases) {
      harm(file(name));
      expect(await ask(url)).toMatchObject({ status: 200, body: { answered: true } });
      process.kill(embeddingPid(child.pid ?? 0), 'SIGKILL');
      await sleep(100);
      const failed = await ask(url);
      expect(failed, name).toMatchObject({ status: 503, body: { error: { code: 'embedder-unavailable' } } });
      expect(failed.body.error?.message).not.toContain(models);
      await untilReadiness(url, 503, /^The embedding model is not running/);
      cpSync(shippedModels, models, { recursive: true });
      expect(await ask(url)).toMatchObject({ status: 200, body: { answered: true } });
    }
    await untilReadiness(url, 200);
  }, 600_000);
});

async function stopTheModel(): Promise<void> {
  const own = join(base, 'silent');
  cpSync(original, own, { recursive: true });
  const silent = await startRealServer({ IBID_LIBRARY: own });
  const { url, process: child } = silent;
  try {
    const pid = embeddingPid(child.pid ?? 0);
    process.kill(pid, 'SIGSTOP');
    const waiting = ask(url);
    await untilReadiness(url, 503, /^The embedding model does not respond/);
    expect(await waiting).toMatchObject({ status: 200, body: { answered: true } });
    expect(embeddingPid(child.pid ?? 0)).not.toBe(pid);
    await untilReadiness(url, 200);
  } finally {
    await silent.close();
  }
}

test.skipIf(!isLinux)(
  `the model’s process stopped: not ready while it is silent, then it is replaced and questions are answered${isLinux ? '' : ' (skipped: needs /proc)'}`,
  async () => {
    await silence;
  },
);
