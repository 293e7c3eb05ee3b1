import { isAbsolute, join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { SettingError } from '../../ingest/settings.ts';
import { addressOf, isLoopback, readSettings } from '../../server/settings.ts';

const root = resolve(import.meta.dirname, '../..');

function refusal(env: Record<string, string>): SettingError {
  try {
    readSettings(env);
  } catch (error) {
    if (error instanceof SettingError) return error;
    throw error;
  }
  throw new Error('it was accepted');
}

describe('settings', () => {
  test('nothing set: this machine, port 8787, the library in data/, no chat model', () => {
    expect(readSettings({})).toEqual({
      host: '127.0.0.1',
      port: 8787,
      publicUrl: null,
      allowedHosts: [],
      libraryFolder: join(root, 'data/library'),
      embedder: 'Xenova/bge-small-en-v1.5',
      downloadEmbedder: false,
      modelsFolder: join(root, 'data/models'),
      logLevel: 'warn',
      model: null,
    });
  });

  test('set to nothing is not set', () => {
    expect(readSettings({ PORT: '', HOST: ' ', IBID_MODEL: '' })).toEqual(readSettings({}));
  });

  test('a relative folder starts where the command was started', () => {
    const { libraryFolder } = readSettings({ IBID_LIBRARY: 'mine' });
    expect(libraryFolder).toBe(join(process.cwd(), 'mine'));
    expect(isAbsolute(libraryFolder)).toBe(true);
  });

  test.each([
    ['PORT', 'abc', 'PORT is "abc": set it to a whole number from 0 to 65535, such as 8787 (0: any free port).'],
    ['PORT', '65536', 'PORT is "65536": set it to a whole number from 0 to 65535, such as 8787 (0: any free port).'],
    ['PORT', '-1', null],
    ['PORT', '80.5', null],
    ['HOST', 'http://localhost', null],
    ['HOST', 'localhost:8787', null],
    ['HOST', '300.1.1', null],
    ['PUBLIC_URL', 'papers.example.org', null],
    ['PUBLIC_URL', 'https://example.org/papers', null],
    ['PUBLIC_URL', 'javascript:alert(1)', null],
    ['IBID_ALLOWED_HOSTS', 'https://a.example', null],
    ['IBID_EMBEDDER', '../../etc/passwd', null],
    ['IBID_EMBEDDER', 'bge-small', null],
    ['IBID_EMBEDDER_DOWNLOAD', 'maybe', 'IBID_EMBEDDER_DOWNLOAD is "maybe": set it to yes or no.'],
    ['LOG_LEVEL', 'loud', 'LOG_LEVEL is "loud": set it to fatal, error, warn, info, debug or silent.'],
    ['IBID_MODEL', 'gpt-4o', null],
    ['IBID_MODEL_URL', 'localhost', null],
    ['IBID_MODEL_TIMEOUT', '0', null],
    ['IBID_MODEL_TIMEOUT', '3601', null],
  ])('%s=%s is refused by name, with what is allowed', (name, value, message) => {
    const error = refusal({ [name]: value });
    expect(error.setting).toBe(name);
    expect(error.message).toContain(`${name} is "${value}": set it to `);
    expect(error.message).not.toContain('\n');
    if (message !== null) expect(error.message).toBe(message);
  });

  test('the key: its own variable first, then the provider’s usual one', () => {
    const env = { IBID_MODEL: 'openai:gpt-4o-mini', OPENAI_API_KEY: 'usual', ANTHROPIC_API_KEY: 'other' };
    expect(readSettings(env).model).toEqual({
      model: 'openai:gpt-4o-mini',
      url: null,
      key: 'usual',
      timeoutMs: 60_000,
    });
    expect(readSettings({ ...env, IBID_MODEL_KEY: 'own' }).model?.key).toBe('own');
    expect(readSettings({ ...env, IBID_MODEL: 'ollama:llama3.1' }).model?.key).toBeNull();
  });

  test('allowed hosts and public address', () => {
    const settings = readSettings({
      IBID_ALLOWED_HOSTS: 'A.example, b.example:8080',
      PUBLIC_URL: 'https://A.example/',
    });
    expect(settings.allowedHosts).toEqual(['a.example', 'b.example:8080']);
    expect(settings.publicUrl).toBe('https://a.example');
  });

  test.each([
    ['127.0.0.1', true],
    ['127.1.2.3', true],
    ['::1', true],
    ['localhost', true],
    ['0.0.0.0', false],
    ['::', false],
    ['10.0.0.5', false],
    ['127.example.org', false],
    ['localhost.example.org', false],
  ])('%s is loopback: %s', (host, expected) => {
    expect(isLoopback(host)).toBe(expected);
  });

  test.each([
    [{ HOST: '[::1]', PORT: '80' }, 'http://[::1]:80'],
    [{ HOST: '0.0.0.0' }, 'http://localhost:8787'],
    [{ PUBLIC_URL: 'https://papers.example.org/' }, 'https://papers.example.org'],
  ])('%j is reached at %s', (env, address) => {
    expect(addressOf(readSettings(env))).toBe(address);
  });
});
