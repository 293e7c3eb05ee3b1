import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { findEngine } from './build-engine.ts';
import { type Engine, startCluster, startNode } from './engine.ts';
import { membersAt, waitForMembers } from './members.ts';

const { missing } = await findEngine();
const note = missing === '' ? '' : ` (skipped: ${missing})`;

const running: Engine[] = [];
const started = (engine: Engine) => {
  running.push(engine);
  return engine;
};
afterEach(async () => {
  for (const engine of running.splice(0)) await engine.stop();
});

const meta = (address: string, key?: string) =>
  fetch(`http://${address}/v1/meta`, key === undefined ? {} : { headers: { authorization: `Bearer ${key}` } });

async function isListening(address: string): Promise<boolean> {
  return meta(address).then(
    () => true,
    () => false,
  );
}

const isEngine = (pid: string) => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('weaviate-server');
  } catch {
    return false;
  }
};

describe.skipIf(missing !== '')(`the real engine${note}`, () => {
  test('one node starts, answers, and leaves nothing when it stops', async () => {
    const engine = started(await startNode());
    const [address = ''] = engine.addresses;
    const [log = ''] = engine.logs;
    expect(await (await meta(address)).json()).toMatchObject({ version: '1.38.11' });
    expect(readFileSync(log, 'utf8')).toContain('Serving weaviate at');

    await engine.stop();
    expect(await isListening(address)).toBe(false);
    expect(existsSync(dirname(log))).toBe(false);
  });

  test('a data folder of one’s own outlives the engine, whatever ports it has next', async () => {
    const dataFolder = mkdtempSync(join(tmpdir(), 'ibid-weaviate-kept-'));
    try {
      const first = started(await startNode({ dataFolder }));
      const collection = { class: 'Kept', vectorizer: 'none', properties: [{ name: 'title', dataType: ['text'] }] };
      const created = await fetch(`http://${first.addresses[0]}/v1/schema`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(collection),
      });
      expect(created.status).toBe(200);
      await first.stop();

      const second = started(await startNode({ dataFolder }));
      expect((await fetch(`http://${second.addresses[0]}/v1/schema/Kept`)).status).toBe(200);
    } finally {
      for (const engine of running.splice(0)) await engine.stop();
      rmSync(dataFolder, { recursive: true });
    }
  });

  test('with keys, who has none is kept out and who may only read can’t write', async () => {
    const engine = started(await startNode({ apiKey: 'an-administrator', readOnlyApiKey: 'a-reader' }));
    const [address = ''] = engine.addresses;
    const statuses = await Promise.all(
      [undefined, 'somebody', 'a-reader', 'an-administrator'].map(async (key) => (await meta(address, key)).status),
    );
    expect(statuses).toEqual([401, 401, 200, 200]);
    const remove = await fetch(`http://${address}/v1/schema/Nothing`, {
      method: 'DELETE',
      headers: { authorization: 'Bearer a-reader' },
    });
    expect(remove.status).toBe(403);
  });

  test('a node that can’t start says why', async () => {
    await expect(startNode({ env: { DISK_USE_READONLY_PERCENTAGE: 'much' } })).rejects.toThrow(
      /parse DISK_USE_READONLY/,
    );
  });

  test('three nodes are one cluster, and a killed one comes back as the member that it was', async () => {
    const engine = started(await startCluster(3));
    const all = ['node1 HEALTHY', 'node2 HEALTHY', 'node3 HEALTHY'];
    const [first = '', , third = ''] = engine.addresses;
    expect(await Promise.all(engine.addresses.map((address) => membersAt(address)))).toEqual([all, all, all]);

    await engine.kill(2);
    expect(await isListening(third)).toBe(false);
    await expect.poll(() => membersAt(first)).not.toContain('node3 HEALTHY');

    await engine.restart(2);
    for (const address of engine.addresses) await waitForMembers(address, 3, 60_000);
    expect(await membersAt(third)).toEqual(all);
  });

  test('a paused node answers again when it is resumed', async () => {
    const engine = started(await startNode());
    const [address = ''] = engine.addresses;
    await engine.pause(0);
    const url = `http://${address}/v1/.well-known/ready`;
    await expect(fetch(url, { signal: AbortSignal.timeout(1000) })).rejects.toThrow(/timeout/);
    engine.resume(0);
    expect((await fetch(url)).status).toBe(200);
  });

  test.skipIf(process.platform !== 'linux')(
    'when the test process is killed, its nodes and their data go too',
    async () => {
      const script = `
      import { startNode } from ${JSON.stringify(resolve(import.meta.dirname, 'engine.ts'))};
      const engine = await startNode();
      console.log(JSON.stringify([engine.addresses[0], engine.logs[0]]));
      setInterval(() => {}, 1000);`;
      const owner = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const line = await new Promise<string>((said) =>
        owner.stdout.once('data', (data: Buffer) => said(data.toString())),
      );
      const [address = '', log = ''] = JSON.parse(line) as string[];
      const folder = dirname(log);
      expect(await isListening(address)).toBe(true);

      owner.kill('SIGKILL');
      await expect.poll(() => isListening(address)).toBe(false);
      await expect.poll(() => existsSync(folder)).toBe(false);
      const left = readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && isEngine(pid));
      expect(left.filter((pid) => readFileSync(`/proc/${pid}/environ`, 'utf8').includes(folder))).toEqual([]);
    },
  );
});
