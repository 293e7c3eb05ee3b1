import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LibraryMismatchError } from '../../ingest/errors.ts';
import { prose } from '../fixtures/papers.ts';
import { paperOf, vectorOf } from '../conformance/library-case.ts';
import { callIbid } from '../server/commands/run-ibid.ts';
import { findEngine } from './build-engine.ts';
import { type Engine, startNode } from './engine.ts';
import { openTestLibrary } from './open-test-library.ts';

const { missing } = await findEngine();
const note = missing === '' ? '' : ` (skipped: ${missing})`;
const old = { id: 'older-model', dimensions: 48 };
const fresh = { id: 'newer-model', dimensions: 48 };

describe.skipIf(missing !== '')(`a newer embedding model on the real engine${note}`, () => {
  let engine: Engine;
  let folder: string;
  let address = '';
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ibid-switch-'));
    engine = await startNode();
    address = engine.addresses[0] ?? '';
    for (const [name, embedder] of [
      ['papers', old],
      ['papers-2', fresh],
    ] as const) {
      const library = await openTestLibrary([address], name, embedder);
      await library.add(paperOf(prose.bees));
      if (name === 'papers') await library.add(paperOf(prose.tides, { source: 'tides.txt' }));
      await library.close();
    }
  });
  afterAll(async () => {
    await engine.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  const ibid = (...args: string[]) => callIbid([...args, '--library', `weaviate://${address}/papers`]);

  test('two libraries stand side by side, and a name leads to the one it is switched to', async () => {
    const running = await openTestLibrary([address], 'papers', old);
    const there = await ibid('switch', '--to', 'papers-2');
    expect(there).toMatchObject({
      code: 0,
      stdout: `weaviate://${address}/papers leads to “papers-2” now, made with newer-model.\n`,
    });

    // What runs goes on with what it opened.
    expect(await running.papers()).toHaveLength(2);
    expect((await running.search({ vector: vectorOf('bees'), limit: 9 })).dense).toHaveLength(6);
    await running.close();
    await expect(openTestLibrary([address], 'papers', old)).rejects.toThrow(LibraryMismatchError);
    const next = await openTestLibrary([address], 'papers', fresh);
    expect(await next.papers()).toHaveLength(1);
    await next.close();

    const back = await ibid('switch', '--to', 'papers', '--json');
    expect(JSON.parse(back.stdout)).toEqual({ name: 'papers', library: 'papers', embedderId: 'older-model' });
    const again = await openTestLibrary([address], 'papers', old);
    expect(await again.papers()).toHaveLength(2);
    await again.close();
  });

  test.each([
    ['a library that is not there', 'nothing', 'There is no library “nothing” beside'],
    ['a path', '../schema', '--to is "../schema": give a library’s name'],
  ])('%s is refused', async (_, to, said) => {
    const refused = await ibid('switch', '--to', to);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain(said);
  });

  test('a folder has no name to switch', async () => {
    const refused = await callIbid(['switch', '--to', 'papers-2', '--library', folder]);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain('only a library in Weaviate has a name that can be switched');
  });
});
