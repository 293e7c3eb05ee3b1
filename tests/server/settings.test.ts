import { join, resolve } from 'node:path';
import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { SettingError } from '../../ingest/setting-error.ts';
import { isLoopback } from '../../server/loopback.ts';
import { addressOf, readSettings } from '../../server/settings.ts';

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
      library: { kind: 'folder', folder: join(root, 'data/library') },
      weaviate: { key: null, replicas: null, shards: 1, tls: false },
      embedder: 'Xenova/bge-small-en-v1.5',
      downloadEmbedder: false,
      modelsFolder: join(root, 'data/models'),
      logLevel: 'warn',
      model: null,
      slack: null,
    });
  });

  test('set to nothing is not set', () => {
    expect(readSettings({ PORT: '', HOST: ' ', IBID_MODEL: '' })).toEqual(readSettings({}));
  });

  test('a relative folder starts where the command was started', () => {
    const { library } = readSettings({ IBID_LIBRARY: 'mine' });
    expect(library).toEqual({ kind: 'folder', folder: join(process.cwd(), 'mine') });
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
    ['IBID_LIBRARY', 'weaviate://a:0', null],
    [
      'IBID_LIBRARY',
      'http://10.0.0.5:8080',
      'IBID_LIBRARY is "http://10.0.0.5:8080": set it to a folder, or weaviate://host:port,host:port/name (did you mean weaviate://10.0.0.5:8080?).',
    ],
    ['IBID_WEAVIATE_REPLICAS', '0', null],
    ['IBID_WEAVIATE_REPLICAS', '10', null],
    ['IBID_WEAVIATE_SHARDS', '65', null],
    ['IBID_WEAVIATE_TLS', 'true', 'IBID_WEAVIATE_TLS is "true": set it to yes or no.'],
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

  test('a cluster, and how it is spoken to', () => {
    const { library, weaviate } = readSettings({
      IBID_LIBRARY: 'weaviate://a:8080,b:8080/physics',
      IBID_WEAVIATE_KEY: 'hush-1',
      IBID_WEAVIATE_REPLICAS: '2',
      IBID_WEAVIATE_SHARDS: '64',
      IBID_WEAVIATE_TLS: 'yes',
    });
    expect(library).toEqual({ kind: 'weaviate', nodes: ['a:8080', 'b:8080'], name: 'physics' });
    expect(weaviate).toEqual({ key: 'hush-1', replicas: 2, shards: 64, tls: true });
  });

  test.each([
    ['IBID_WEAVIATE_KEY', 'hush 1', 'a key with a space in it'],
    ['IBID_LIBRARY', 'weaviate://me:hush-1@a:8080', 'an address with a password'],
    ['IBID_LIBRARY', 'weaviate://hush-1@a:8080', 'an address with a key'],
    ['IBID_LIBRARY', 'weaviate://a:8080?key=hush-1', 'an address with a key behind it'],
    ['IBID_LIBRARY', 'https://me:hush-1@a:8080', 'a password in another scheme'],
  ])('%s=%s is refused by name and never shown: %s', (name, value) => {
    const error = refusal({ [name]: value });
    expect(error.setting).toBe(name);
    expect(error.message).toMatch(/^IBID_\w+ has a value that it can’t have: set it to .+\.$/);
    if (name === 'IBID_LIBRARY') expect(error.message).toContain('IBID_WEAVIATE_KEY');
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain('hush');
  });

  describe('Slack', () => {
    const botToken = 'xoxb-1234-5678-AbCd';
    const http = { SLACK_BOT_TOKEN: botToken, SLACK_SIGNING_SECRET: '8f742231b10e8888' };

    test.each([
      {
        why: 'over HTTP',
        env: http,
        slack: { signingSecrets: ['8f742231b10e8888'], appToken: null, apiUrl: 'https://slack.com/api/' },
      },
      {
        why: 'while the signing secret is being changed',
        env: { ...http, SLACK_SIGNING_SECRET: ' new , old ' },
        slack: { signingSecrets: ['new', 'old'], appToken: null, apiUrl: 'https://slack.com/api/' },
      },
      {
        why: 'by Socket Mode alone',
        env: { SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: 'xapp-1-A01-12-ab' },
        slack: { signingSecrets: [], appToken: 'xapp-1-A01-12-ab', apiUrl: 'https://slack.com/api/' },
      },
      {
        why: 'by both, in GovSlack',
        env: { ...http, SLACK_APP_TOKEN: 'xapp-1', SLACK_API_URL: 'https://slack-gov.com/api' },
        slack: { signingSecrets: ['8f742231b10e8888'], appToken: 'xapp-1', apiUrl: 'https://slack-gov.com/api/' },
      },
      {
        why: 'with a folder of its own',
        env: { ...http, IBID_SLACK_FOLDER: '/srv/slack' },
        slack: {
          signingSecrets: ['8f742231b10e8888'],
          appToken: null,
          apiUrl: 'https://slack.com/api/',
          folder: '/srv/slack',
        },
      },
      {
        why: 'with a stand-in on this machine',
        env: { ...http, SLACK_API_URL: 'http://[::1]:9000/api//' },
        slack: { signingSecrets: ['8f742231b10e8888'], appToken: null, apiUrl: 'http://[::1]:9000/api/' },
      },
    ])('$why', ({ env, slack }) => {
      expect(readSettings(env).slack).toEqual({ botToken, folder: null, ...slack });
    });

    test('an address alone does not switch it on', () => {
      expect(readSettings({ SLACK_API_URL: 'https://slack-gov.com/api/' }).slack).toBeNull();
    });

    test.each([
      {
        missing: 'SLACK_BOT_TOKEN',
        beside: { SLACK_SIGNING_SECRET: 'hush-1', SLACK_APP_TOKEN: 'xapp-1' },
        message:
          'SLACK_BOT_TOKEN is not set, but SLACK_SIGNING_SECRET is: set it to the Bot User OAuth Token of your app, which is under OAuth & Permissions at https://api.slack.com/apps.',
      },
      {
        missing: 'SLACK_BOT_TOKEN',
        beside: { SLACK_APP_TOKEN: 'xapp-1' },
        message:
          'SLACK_BOT_TOKEN is not set, but SLACK_APP_TOKEN is: set it to the Bot User OAuth Token of your app, which is under OAuth & Permissions at https://api.slack.com/apps.',
      },
      {
        missing: 'SLACK_SIGNING_SECRET',
        beside: { SLACK_BOT_TOKEN: botToken, SLACK_SIGNING_SECRET: ' ' },
        message:
          'SLACK_SIGNING_SECRET is not set, but SLACK_BOT_TOKEN is: set it to the Signing Secret of your app, which is under Basic Information at https://api.slack.com/apps; or, for Socket Mode, set SLACK_APP_TOKEN to an App-Level Token from that page.',
      },
    ])('without $missing beside the others it says where that is', ({ missing, beside, message }) => {
      const error = refusal(beside);
      expect(error.message).toBe(message);
      expect(error.setting).toBe(missing);
    });

    test.each([
      ['SLACK_BOT_TOKEN', 'xoxp-hush-1234', 'a user’s token'],
      ['SLACK_BOT_TOKEN', 'xoxe.xoxb-hush-1', 'a token that ends after twelve hours'],
      ['SLACK_BOT_TOKEN', 'xoxb-hush 1234', 'a token with a space in it'],
      ['SLACK_BOT_TOKEN', 'xoxb-', 'the beginning of a token'],
      ['SLACK_SIGNING_SECRET', 'hush-1,', 'an empty second secret'],
      ['SLACK_SIGNING_SECRET', ',hush-1', 'an empty first secret'],
      ['SLACK_SIGNING_SECRET', 'hush-1,,hush-2', 'an empty secret between two'],
      ['SLACK_SIGNING_SECRET', 'hush-1,hush-2,hush-3', 'three secrets'],
      ['SLACK_SIGNING_SECRET', 'hush-1 hush-2', 'two secrets without a comma'],
      ['SLACK_APP_TOKEN', 'xoxb-hush-1234', 'the bot token in the wrong place'],
      ['SLACK_API_URL', 'xoxb-hush-1234', 'a token in the wrong place'],
      ['SLACK_API_URL', 'http://slack.com/api/', 'an address that shows the token to the network'],
      ['SLACK_API_URL', 'https://me:hush-1@slack.com/api/', 'an address with a password'],
      ['SLACK_API_URL', 'https://slack.com/api/?hush-1', 'an address with a query'],
      ['SLACK_API_URL', 'slack.com/api', 'no address'],
    ])('%s=%s is refused by name and never shown: %s', (name, value) => {
      const error = refusal({ ...http, [name]: value });
      expect(error.setting).toBe(name);
      expect(error.message).toMatch(new RegExp(`^${name} has a value that it can’t have: set it to .+\\.$`));
      expect(inspect(error, { depth: 9, showHidden: true })).not.toMatch(/hush|1234-5678/);
    });
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
