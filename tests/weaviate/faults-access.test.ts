import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LibraryFormatError, LibraryMismatchError, LibraryUnavailableError } from '../../ingest/errors.ts';
import { callIbid, temporaryFolder } from '../server/commands/run-ibid.ts';
import { findEngine } from './build-engine.ts';
import { type Engine, startNode } from './engine.ts';
import { numberedPaper, testEmbedder } from './many-papers.ts';
import { openTestLibrary } from './open-test-library.ts';

const { missing } = await findEngine();
const note = missing === '' ? '' : ` (skipped: ${missing})`;

const administrator = { IBID_WEAVIATE_KEY: 'an-administrator' };
const papers = temporaryFolder();
afterAll(() => papers.remove());

describe.skipIf(missing !== '')(`what can’t be opened says so in one line${note}`, () => {
  let engine: Engine;
  let address: string;
  beforeAll(async () => {
    engine = await startNode({ apiKey: 'an-administrator', readOnlyApiKey: 'a-reader' });
    [address = ''] = engine.addresses;
    const library = await openTestLibrary([address], 'there', testEmbedder, { key: 'an-administrator' });
    await library.add(numberedPaper(1));
    await library.close();
  });
  afterAll(() => engine.stop());

  const commands = [['papers'], ['ask', 'What did the herons do?'], ['verify'], ['ingest', 'PAPER']] as const;

  /** Every command ends with the same line, within 15 s. */
  async function expectLine(library: string, env: Record<string, string>, line: RegExp, only = commands) {
    const paper = papers.put('paper.txt', 'Herons of the harbour\n\nWe counted nineteen herons at low water.\n');
    for (const words of only) {
      const began = performance.now();
      const args = words.map((word) => (word === 'PAPER' ? paper : word));
      const { code, stderr, stdout } = await callIbid([...args, '--library', library], env);
      expect({ words, code, stdout, stderr }).toEqual({
        words,
        code: 2,
        stdout: '',
        stderr: expect.stringMatching(line) as string,
      });
      expect(stderr.trim().split('\n')).toHaveLength(1);
      expect(performance.now() - began).toBeLessThan(15_000);
    }
  }

  test.each([
    ['no key', {}, /Weaviate asks for an API key\. Set IBID_WEAVIATE_KEY/],
    ['a wrong key', { IBID_WEAVIATE_KEY: 'somebody' }, /does not take the API key in IBID_WEAVIATE_KEY/],
  ])('%s', async (_, env, line) => {
    await expectLine(`weaviate://${address}/there`, env, line);
  });

  test('a key that may only read', async () => {
    const open = openTestLibrary([address], 'there', testEmbedder, { key: 'a-reader' });
    const library = await open;
    expect(await library.papers()).toHaveLength(1);
    await expect(library.add(numberedPaper(2))).rejects.toThrow(/The API key in IBID_WEAVIATE_KEY may not do this/);
    await library.close();
    await expect(openTestLibrary([address], 'absent', testEmbedder, { key: 'a-reader' })).rejects.toThrow(
      /The API key in IBID_WEAVIATE_KEY may not do this/,
    );
  });

  test('nobody at the address', async () => {
    await expectLine('weaviate://127.0.0.1:9/there', administrator, /Weaviate does not answer at 127\.0\.0\.1:9\./);
  });

  // The port of gossip closes the connection without a word, as a node does that is being killed.
  test.each([
    ['GRPC_PORT', /What answers at 127\.0\.0\.1:\d+ is not Weaviate’s HTTP port\./],
    ['CLUSTER_DATA_BIND_PORT', /What answers at 127\.0\.0\.1:\d+ is not Weaviate’s HTTP port\./],
    [
      'CLUSTER_GOSSIP_BIND_PORT',
      /Weaviate does not answer at 127\.0\.0\.1:\d+\..* put the right address into IBID_LIBRARY/,
    ],
  ])('the port %s in place of HTTP', async (which, line) => {
    await expectLine(`weaviate://127.0.0.1:${await portOf(engine, which)}/there`, administrator, line);
  });

  test.each([
    ['a web page', 200, '<!doctype html><title>Welcome</title>'],
    ['a page that is not there', 404, 'not found'],
    ['JSON of something else', 200, '{"version":"8.1","cluster_name":"other"}'],
    ['a server in trouble', 500, 'oh'],
  ])('%s in place of Weaviate', async (_, status, body) => {
    const server = createServer((__, response) => response.writeHead(status).end(body));
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const { port } = server.address() as AddressInfo;
    await expectLine(
      `weaviate://127.0.0.1:${port}/there`,
      administrator,
      /127\.0\.0\.1:\d+ (is not Weaviate’s HTTP port|can’t do its work)/,
      [['papers']] as never,
    ).finally(() => server.close());
  });

  test('another embedder, and another length of vectors', async () => {
    const key = 'an-administrator';
    await expect(openTestLibrary([address], 'there', { id: 'another', dimensions: 48 }, { key })).rejects.toThrow(
      LibraryMismatchError,
    );
    await expect(openTestLibrary([address], 'there', { ...testEmbedder, dimensions: 12 }, { key })).rejects.toThrow(
      LibraryMismatchError,
    );
    await expectLine(`weaviate://${address}/there`, administrator, /fixture-embedder/, [
      ['ask', 'What did the herons do?'],
    ] as never);
  });

  test('a newer format, and collections that somebody else made', async () => {
    const headers = { 'content-type': 'application/json', authorization: 'Bearer an-administrator' };
    const make = (name: string, description: string) =>
      fetch(`http://${address}/v1/schema`, {
        method: 'POST',
        headers,
        body: JSON.stringify({ class: `Ibid_${name}_Catalog`, description, vectorizer: 'none' }),
      });
    await make('newer', JSON.stringify({ ibid: 2, embedder: 'fixture-embedder', dimensions: 48 }));
    await make('others', 'Things of ours');
    const key = 'an-administrator';
    await expect(openTestLibrary([address], 'newer', testEmbedder, { key })).rejects.toThrow(LibraryFormatError);
    await expect(openTestLibrary([address], 'others', testEmbedder, { key })).rejects.toThrow(LibraryUnavailableError);
    await expectLine(`weaviate://${address}/newer`, administrator, /newer|version|format/i);
    await expectLine(
      `weaviate://${address}/others`,
      administrator,
      /Ibid_others_Catalog in Weaviate was not made by Ibid/,
    );
  });
});

/** A port of the node that is not the one for HTTP: as it was told by its environment. */
async function portOf(engine: Engine, name: string): Promise<string> {
  const { readdirSync, readFileSync } = await import('node:fs');
  const http = engine.addresses[0]?.split(':')[1] ?? '';
  for (const pid of readdirSync('/proc').filter((each) => /^\d+$/.test(each))) {
    try {
      if (!readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(`--port=${http}\0`)) continue;
      const found = readFileSync(`/proc/${pid}/environ`, 'utf8')
        .split('\0')
        .find((line) => line.startsWith(`${name}=`));
      if (found) return found.slice(name.length + 1);
    } catch {
      continue;
    }
  }
  throw new Error(`${name} is not known.`);
}
