import { cpSync, existsSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { finished, runIbid, startIbid, temporaryFolder, written } from './run-ibid.ts';

// Each test starts processes, and loading the model takes long on a busy machine.
vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 });

const folder = temporaryFolder();
afterAll(() => folder.remove());
const library = join(folder.path, 'library');

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((done) => server.once('listening', done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  return typeof address === 'object' && address ? address.port : 0;
}

async function status(url: string): Promise<number | null> {
  return fetch(url).then(
    async (response) => {
      await response.text();
      return response.status;
    },
    () => null,
  );
}

async function sources(base: string): Promise<string[]> {
  const response = await fetch(`${base}/api/papers`);
  const body = (await response.json()) as { papers: { source: string }[] };
  return body.papers.map((paper) => paper.source).sort();
}

const both = ['000_0664bf231b317621.txt', '002_1a927c9f753fafd2.txt'];

describe('ibid serve', () => {
  test('the first start takes requests at once, is ready when the papers of data/papers are in, and ends cleanly', async () => {
    const port = await freePort();
    const base = `http://127.0.0.1:${port}`;
    const child = startIbid(['serve'], { IBID_LIBRARY: library, PORT: String(port) });
    const run = finished(child);
    const seen: (number | null)[] = [];
    const reasons: string[] = [];
    const poll = async (): Promise<void> => {
      while (child.exitCode === null && !seen.includes(200)) {
        const response = await fetch(`${base}/readyz`).catch(() => null);
        if (response?.status === 503) reasons.push(await response.text());
        seen.push(response?.status ?? null);
        await new Promise((done) => setTimeout(done, 50));
      }
    };
    await Promise.all([written(child, /^Ibid is at (\S+)\n/m), poll()]);
    expect(seen).toContain(503);
    expect(reasons.join('\n')).toContain('The first papers are being added');
    expect(await sources(base)).toEqual(both);

    child.kill('SIGTERM');
    const { code, stdout, stderr } = await run;
    expect(code).toBe(0);
    expect(stdout.split('\n').at(-2)).toBe(`Ibid is at ${base}`);
    expect(stdout).toMatch(/^added {6}000_0664bf231b317621\.txt, \d+ passages$/m);
    expect(stderr).not.toMatch(/error/i);
    expect(existsSync(join(library, 'library.db'))).toBe(true);
  });

  test('a default paper that was removed stays removed, also while it runs; half a request does not hold the end up', async () => {
    const child = startIbid(['serve', '--json'], { IBID_LIBRARY: library, PORT: '0' });
    const run = finished(child);
    const [, base = ''] = await written(child, /"url": "([^"]+)"/);
    const [first] = ((await (await fetch(`${base}/api/papers`)).json()) as { papers: { id: string }[] }).papers;
    expect((await runIbid(['remove', first?.id ?? ''], { IBID_LIBRARY: library })).code).toBe(0);
    expect(await sources(base)).toHaveLength(1);

    const half = connect(Number(new URL(base).port), '127.0.0.1');
    half.on('error', () => undefined);
    await new Promise((done) => half.write('GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n', done));
    child.kill('SIGINT');
    expect(await run).toMatchObject({ code: 0, stdout: `${JSON.stringify({ url: base }, null, 2)}\n` });

    const again = startIbid(['serve'], { IBID_LIBRARY: library, PORT: '0' });
    const second = finished(again);
    const [, address = ''] = await written(again, /Ibid is at (\S+)/);
    expect(await sources(address)).toHaveLength(1);
    again.kill('SIGTERM');
    expect((await second).stdout).toBe(`Ibid is at ${address}\n`);
  });

  test('a port that is in use: 2, and how to choose another', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((done) => other.once('listening', done));
    const address = other.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const run = await runIbid(['serve'], { IBID_LIBRARY: library, PORT: String(port), LOG_LEVEL: 'error' });
    other.close();
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toMatch(new RegExp(`^ibid: Port ${port} on 127\\.0\\.0\\.1 is in use: .* PORT=\\d+\\.\\n$`));
  });

  test('an address that this machine does not have', async () => {
    const run = await runIbid(['serve'], { IBID_LIBRARY: library, HOST: '::1:2', PORT: '0', LOG_LEVEL: 'error' });
    expect(run.code).toBe(2);
    expect(run.stderr).toMatch(/^ibid: .*HOST/);
  });

  test.each([
    ['HOST', { HOST: '0.0.0.0' }],
    ['PUBLIC_URL', { PUBLIC_URL: 'https://papers.example.org' }],
  ])('others can reach it by %s: refuses without a key; with one, asks for it', async (name, reach) => {
    const shared = join(folder.path, `shared-${name}`);
    cpSync(library, shared, { recursive: true });
    const env = { IBID_LIBRARY: shared, PORT: '0', LOG_LEVEL: 'error', ...reach };
    const refused = await runIbid(['serve'], env);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toMatch(new RegExp(`^ibid: ${name} is ".*", so others can reach .* ibid key add <name>`));

    const secret = (await runIbid(['key', 'add', 'program'], env)).stdout.trim();
    const port = await freePort();
    const child = startIbid(['serve'], { ...env, PORT: String(port) });
    const run = finished(child);
    await written(child, /Ibid is at/);
    const base = `http://127.0.0.1:${port}`;
    expect(await status(`${base}/api/papers`)).toBe(401);
    const allowed = await fetch(`${base}/api/papers`, { headers: { Authorization: `Bearer ${secret}` } });
    expect(allowed.status).toBe(200);
    child.kill('SIGTERM');
    expect((await run).code).toBe(0);
  });
});
