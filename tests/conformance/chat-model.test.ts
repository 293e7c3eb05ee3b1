import { afterAll, beforeAll } from 'vitest';
import { chatModelWriter } from '../../server/answer/chat-model.ts';
import { openChatModel } from '../../server/answer/open-chat-model.ts';
import { type ChatModelServer, startChatModelServer } from '../fakes/chat-model-server.ts';
import { describeAnswerWriter } from './answer-writer.ts';

let server: ChatModelServer;
beforeAll(async () => {
  server = await startChatModelServer(() => ({
    chunks: [
      'The authors measured it. ',
      '<q n="1">The glacier lost ',
      'eleven metres of ice</q>',
      '; it is dust that ',
      'did it.',
    ],
  }));
});
afterAll(() => server.close());

for (const service of ['openai', 'anthropic', 'ollama'] as const) {
  describeAnswerWriter(`chat model over the ${service} protocol`, async () => {
    const url = service === 'openai' ? server.openaiUrl : server.url;
    const { model, name } = await openChatModel({ model: `${service}:small`, url, key: 'sk-test' });
    return chatModelWriter(model, { name });
  });
}
