import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { benchQuestions } from './retrieval.ts';
import { type Figure, atMost, ms, percentile } from './table.ts';

const main = fileURLToPath(new URL('../../dist/server/main.js', import.meta.url));

interface Running {
  readonly url: string;
  readonly process: ChildProcess;
  /** From starting the process to the printed address. */
  readonly milliseconds: number;
}

async function serve(libraryFolder: string): Promise<Running> {
  const start = performance.now();
  const env = { ...process.env, IBID_LIBRARY: libraryFolder, PORT: '0' };
  const child = spawn(process.execPath, [main, 'serve'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const url = await new Promise<string>((resolve, reject) => {
    let printed = '';
    child.stdout.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
      const found = /Ibid is at (http:\S+)/.exec(printed)?.[1];
      if (found) resolve(found);
    });
    child.on('exit', (code) => reject(new Error(`the server ended with ${code ?? 'a signal'}: ${printed}`)));
  });
  return { url, process: child, milliseconds: performance.now() - start };
}

async function stop({ process: child }: Running): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}

async function ask(url: string, question: string): Promise<number> {
  const start = performance.now();
  const response = await fetch(`${url}/api/ask`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ question }),
  });
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  await response.json();
  return performance.now() - start;
}

/** Resident memory of the process in MB, and of its children (the embedder). */
function memoryOf(pid: number): { own: number; children: number } {
  const resident = (id: number) => {
    const found = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1];
    return Number(found ?? 0) / 1024;
  };
  const ids = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean);
  return { own: resident(pid), children: ids.reduce((sum, id) => sum + resident(Number(id)), 0) };
}

/** A first start with the default papers, and a start with what is there. */
export async function benchStarts(folder: string): Promise<Figure[]> {
  const first = await serve(folder);
  await stop(first);
  const second = await serve(folder);
  const answer = await ask(second.url, benchQuestions[0] ?? '');
  await stop(second);
  return [
    atMost('first start, default papers ingested, until the address is printed', first.milliseconds, 60_000, ms),
    atMost('start after that', second.milliseconds, 5000, ms),
    { what: 'first answer after it', measured: ms(answer), target: '', good: null },
  ];
}

/** A server over a large library: answers one by one and a hundred at once, memory, event loop. */
export async function benchServer(folder: string, passages: number): Promise<Figure[]> {
  const server = await serve(folder);
  const single: number[] = [];
  for (let round = 0; round < 3; round += 1)
    for (const question of benchQuestions) single.push(await ask(server.url, question));
  // The delays are counted anew from each time that they are asked for.
  await (await fetch(`${server.url}/metrics`)).text();
  const together = await Promise.all(
    Array.from({ length: 100 }, (_, index) => ask(server.url, benchQuestions[index % benchQuestions.length] ?? '')),
  );
  const metrics = await (await fetch(`${server.url}/metrics`)).text();
  const lag = Number(/^nodejs_eventloop_lag_p99_seconds ([\d.e-]+)/m.exec(metrics)?.[1] ?? NaN) * 1000;
  const memory = memoryOf(server.process.pid ?? 0);
  await stop(server);
  const mb = (value: number) => `${value.toFixed(0)} MB`;
  return [
    {
      what: `a whole answer over ${passages} passages, p50`,
      measured: ms(percentile(single, 0.5)),
      target: '',
      good: null,
    },
    { what: '100 questions at once, p99', measured: ms(percentile(together, 0.99)), target: '', good: null },
    atMost('event loop lag of the server under these, p99', lag, 50, ms),
    atMost('memory of the server', memory.own, 700, mb),
    { what: 'memory of its embedder', measured: mb(memory.children), target: '', good: null },
  ];
}
