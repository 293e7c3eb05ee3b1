import { createServer } from 'node:http';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { chatModelWriter } from '../../../server/answer/chat-model.ts';
import { openChatModel } from '../../../server/answer/open-chat-model.ts';
import { ModelSettingError } from '../../../server/answer/writer-errors.ts';
import { evidenceOf, partsOf, requestOf } from '../../conformance/answer-writer.ts';
import { startChatModelServer } from '../../fakes/chat-model-server.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('a setting that is wrong says what to set', () => {
  test.each([
    ['no service', { model: 'gpt-4o-mini', key: 'sk-1' }, 'write openai, anthropic, ollama, a colon'],
    ['an unknown service', { model: 'acme:one', key: 'sk-1' }, 'is not a chat model'],
    ['a name of every object', { model: 'constructor:one', key: 'sk-1' }, 'is not a chat model'],
    ['no model', { model: 'openai:', key: 'sk-1' }, 'is not a chat model'],
    ['nothing', { model: '' }, 'is not a chat model'],
    ['a model with spaces', { model: 'openai:gpt 4', key: 'sk-1' }, 'is not a chat model'],
    ['no key', { model: 'openai:gpt-4o-mini' }, 'needs a key'],
    ['an empty key', { model: 'anthropic:claude', key: '' }, 'needs a key'],
    [
      'an address that is none',
      { model: 'ollama:llama3.2', url: 'localhost' },
      'has to begin with http:// or https://',
    ],
    ['an address of another kind', { model: 'ollama:llama3.2', url: 'file:///etc/passwd' }, 'has to begin with http'],
  ])('%s', async (_what, setting, words) => {
    const opening = openChatModel(setting);
    await expect(opening).rejects.toBeInstanceOf(ModelSettingError);
    await expect(opening).rejects.toThrow(words);
    await expect(opening).rejects.not.toThrow('sk-1');
  });
});

test.each([
  ['openai:gpt-4o-mini', 'gpt-4o-mini'],
  ['openai:o3-mini', 'o3-mini'],
  ['openai:meta-llama/Llama-3.1-8B', 'meta-llama/Llama-3.1-8B'],
  ['anthropic:claude-3-5-haiku-latest', 'claude-3-5-haiku-latest'],
  ['anthropic:claude-opus-4-7', 'claude-opus-4-7'],
  ['ollama:llama3.2:3b', 'llama3.2:3b'],
])('%s opens without asking its service', async (setting, name) => {
  expect((await openChatModel({ model: setting, key: 'sk-test' })).name).toBe(name);
});

test.each(['openai', 'anthropic'])('a model of %s that takes no temperature gets none', async (service) => {
  const server = await startChatModelServer(() => ({ chunks: ['It melted, they say.'] }));
  const url = service === 'openai' ? server.openaiUrl : server.url;
  const named = service === 'openai' ? 'o3-mini' : 'claude-opus-4-7';
  const { model, name } = await openChatModel({ model: `${service}:${named}`, url, key: 'sk-test' });
  await partsOf(chatModelWriter(model, { name }).write(requestOf('Why?', evidenceOf('Ice.'))));
  expect(server.requests[0]?.body).not.toHaveProperty('temperature');
  await server.close();
});

test('nothing else in the environment moves the request, adds a key or reports it', async () => {
  const server = await startChatModelServer(() => ({ chunks: ['It melted, they say.'] }));
  let reported = 0;
  const listening = createServer((_request, response) => {
    reported += 1;
    response.end('{}');
  });
  await new Promise<void>((done) => listening.listen(0, '127.0.0.1', () => done()));
  const address = listening.address();
  const elsewhere = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  for (const name of ['LANGSMITH_TRACING', 'LANGCHAIN_TRACING_V2', 'LANGSMITH_GATEWAY']) vi.stubEnv(name, 'true');
  for (const name of [
    'LANGSMITH_ENDPOINT',
    'LANGCHAIN_ENDPOINT',
    'OPENAI_BASE_URL',
    'ANTHROPIC_BASE_URL',
    'OLLAMA_BASE_URL',
  ]) {
    vi.stubEnv(name, elsewhere);
  }
  for (const name of ['LANGSMITH_API_KEY', 'OPENAI_API_KEY', 'ANTHROPIC_API_KEY', 'ANTHROPIC_AUTH_TOKEN'])
    vi.stubEnv(name, 'sk-of-somebody-else');
  for (const service of ['openai', 'anthropic', 'ollama']) {
    const url = service === 'openai' ? server.openaiUrl : server.url;
    const { model, name } = await openChatModel({ model: `${service}:small`, url });
    await partsOf(chatModelWriter(model, { name }).write(requestOf('Why?', evidenceOf('Ice.'))));
  }
  await new Promise((done) => setTimeout(done, 300));
  expect(server.requests).toHaveLength(3);
  expect(JSON.stringify(server.requests.map((request) => request.headers))).not.toContain('somebody-else');
  expect(reported).toBe(0);
  listening.close();
  await server.close();
});
