import { afterAll, describe, expect, test, vi } from 'vitest';
import { callIbid, runIbid, temporaryFolder } from './run-ibid.ts';

// Loading the model takes long on a busy machine.
vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 });

const folder = temporaryFolder();
afterAll(() => folder.remove());
const library = { IBID_LIBRARY: `${folder.path}/library` };

describe('wrong use ends with 2 and one line that says what to do', () => {
  test.each<[string, string[], Record<string, string>, RegExp]>([
    ['no command', [], {}, /^ibid: Say what to do: .*ask.*serve.* See ibid --help\.$/],
    [
      'a mistyped command',
      ['aks', 'why?'],
      {},
      /^ibid: Unknown command 'aks' \(did you mean ask\?\)\. See ibid --help\.$/,
    ],
    ['a mistyped option', ['ask', '--papr', 'x', 'y'], {}, /did you mean --paper\?.* See ibid ask --help\.$/],
    ['nothing to ask', ['ask'], {}, /^ibid: Missing required argument 'question'\. See ibid ask --help\.$/],
    ['a blank question', ['ask', ' \n'], library, /^ibid: The question is empty/],
    ['a question that is too long', ['ask', 'x'.repeat(2001)], library, /2001 characters, the limit is 2000/],
    ['an empty library', ['ask', 'why?'], library, /^ibid: The library is empty: add papers with ibid ingest/],
    [
      'no such paper',
      ['remove', 'abc'],
      library,
      /^ibid: No paper in the library has the id "abc": see the ids with ibid papers\.$/,
    ],
    ['a key command without its verb', ['key'], {}, /^ibid: Say what to do: ibid key with one of add, list, revoke\./],
    ['no such key', ['key', 'revoke', 'nobody'], library, /^ibid: No key has the id "nobody"/],
    ['a setting that can’t be', ['papers'], { PORT: 'http' }, /^ibid: PORT is "http": set it to a whole number/],
    [
      'a library that is a file',
      ['papers'],
      { IBID_LIBRARY: folder.put('file', 'x') },
      /^ibid: The library.* IBID_LIBRARY\.$/,
    ],
    ['a damaged model', ['ask', 'why?'], { ...library, IBID_MODELS: folder.path }, /^ibid: Embedding model .*\.$/],
    ['a chat model nobody knows', ['ask', 'why?'], { ...library, IBID_MODEL: 'acme:x' }, /^ibid: /],
  ])('%s', async (_what, args, env, line) => {
    const run = await callIbid(args, env);
    expect(run.code).toBe(2);
    expect(run.stdout).toBe('');
    expect(run.stderr.trimEnd()).toMatch(line);
    expect(run.stderr.trimEnd()).not.toContain('\n');
    expect(run.stderr).not.toMatch(/\bat .*:\d+:\d+|node:internal|\.ts\b/);
  });

  test('with --json standard output has the same as a document', async () => {
    const run = await runIbid(['remove', 'abc', '--json'], library);
    expect(run.code).toBe(2);
    expect(JSON.parse(run.stdout)).toEqual({
      error: { code: 'paper-not-found', message: run.stderr.replace(/^ibid: /, '').trimEnd() },
    });
  });

  test('a secret in a setting is never shown', async () => {
    const env = { ...library, IBID_MODEL: 'acme:x', IBID_MODEL_KEY: 'sk-verysecret', LOG_LEVEL: 'debug' };
    folder.put('bee.md', 'Bees dance.\n');
    const run = await callIbid(['ask', 'why?'], env);
    expect(run.code).toBe(2);
    expect(run.stdout + run.stderr).not.toContain('verysecret');
  });
});

describe('help is no failure', () => {
  test.each([[['--help']], [['ask', '--help']], [['key', 'add', '--help']], [['--version']]])('%j', async (args) => {
    const run = await (args[0] === '--version' ? runIbid : callIbid)(args);
    expect(run.code).toBe(0);
    expect(run.stderr).toBe('');
    expect(run.stdout).toMatch(args.includes('--version') ? /^\d+\.\d+\.\d+\n$/ : /^Usage: ibid /);
  });
});
