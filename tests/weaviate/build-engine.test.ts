import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { engineVersion, findEngine } from './build-engine.ts';

let caches = '';
let folder = '';
beforeAll(() => {
  caches = mkdtempSync(join(tmpdir(), 'ibid-caches-'));
  folder = join(caches, 'ibid', 'weaviate', engineVersion);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'weaviate-server'), '');
});
afterAll(() => rmSync(caches, { recursive: true }));

test('a binary in the cache folder is used as it is', async () => {
  const found = await findEngine({ XDG_CACHE_HOME: caches });
  expect(found).toEqual({ binary: join(folder, 'weaviate-server'), missing: '' });
});

test('under CI there is none, even where it is built', async () => {
  const { binary, missing } = await findEngine({ XDG_CACHE_HOME: caches, CI: 'true' });
  expect(binary).toBeNull();
  expect(missing).toBe('CI is set, and the real engine is neither built nor run there.');
});
