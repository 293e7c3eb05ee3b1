import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { beePaper } from '../../fixtures/short-papers.ts';
import { callIbid, runIbid, temporaryFolder } from './run-ibid.ts';

const folder = temporaryFolder();
const library = join(folder.path, 'library');
beforeAll(async () => {
  folder.put('bees.md', beePaper);
  await callIbid(['ingest', join(folder.path, 'bees.md')], { IBID_LIBRARY: library });
});
afterAll(() => folder.remove());

/** What answers, checks and serves, and takes longer to load than a list takes to write. */
const heavy = ['@langchain/core', 'eld', 'nspell', 'jszip', '@hono/zod-openapi', '@slack/web-api'];

/** Packages that a command loads, as Node tells. */
async function packagesOf(args: readonly string[]): Promise<Set<string>> {
  const { stderr } = await runIbid(args, { NODE_DEBUG: 'esm', IBID_LIBRARY: library });
  const names = [...stderr.matchAll(/node_modules\/((?:@[^/]+\/)?[^/'"\s]+)/g)].map(([, name = '']) => name);
  expect(names).toContain('commander');
  return new Set(names);
}

test.each([[['--version']], [['--help']], [['check', '--help']], [['papers']], [['verify']], [['key', 'list']]])(
  '%j loads nothing of what answers',
  async (args) => {
    const loaded = await packagesOf(args);
    expect(heavy.filter((name) => loaded.has(name))).toEqual([]);
  },
);

test('an answer without a chat model loads nothing of what speaks to one', async () => {
  const loaded = await packagesOf(['ask', 'How precise are dances?']);
  expect(loaded).toContain('eld');
  expect(['@langchain/core', '@langchain/openai', '@slack/web-api'].filter((name) => loaded.has(name))).toEqual([]);
});
