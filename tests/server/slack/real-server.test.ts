import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ChatModelServer, startChatModelServer } from '../../fakes/chat-model-server.ts';
import { app, channels, type FakeSlack, startFakeSlack, tsOf, users } from '../../fakes/slack/slack.ts';
import { type RealServer, startRealServer } from '../../fixtures/real-server.ts';

const { anna } = users;
const { papers, thesis } = channels;

let fake: FakeSlack;
let model: ChatModelServer;
let server: RealServer;
beforeAll(async () => {
  fake = await startFakeSlack({ rateMs: 1000, signingSecret: '8f742231b10e8888abcd99yyyzzz85a5' });
  // Of cases it never says a word; with all else it has to be done without it.
  model = await startChatModelServer(({ messages }) =>
    messages.at(-1)?.content.includes('in case') ? { chunks: [], hang: true } : { chunks: [], status: 500 },
  );
  server = await startRealServer({
    SLACK_BOT_TOKEN: fake.botToken,
    SLACK_SIGNING_SECRET: fake.signingSecret,
    SLACK_APP_TOKEN: fake.appToken,
    SLACK_API_URL: fake.apiUrl,
    IBID_MODEL: 'openai:slow',
    IBID_MODEL_URL: model.openaiUrl,
    IBID_MODEL_KEY: 'sk-none',
    IBID_MODEL_TIMEOUT: '3600',
  });
});
afterAll(async () => {
  await server.close();
  await model.close();
  await fake.close();
});

const mention = (channel: string, text: string) =>
  fake.mention({ channel, user: anna, text: `<@${app.botUser}> ${text}` });

const linkIn = (blocks: unknown) => /http:[^"]*\/papers\/[^"]+/.exec(JSON.stringify(blocks))?.[0] ?? null;

it('answers a mention from the papers, with a link that opens the passage', async () => {
  const asked = mention(thesis, 'How did Vietnam respond to hacking?');
  expect((await fake.send(server.url, asked)).status).toBe(200);
  // What takes long is seen growing before: it has no links.
  const linked = () => fake.posted(thesis).find(({ blocks }) => linkIn(blocks) !== null);
  await fake.until(() => linked() !== undefined);
  expect(linked()?.thread_ts).toBe(tsOf(asked));
  const link = linkIn(linked()?.blocks) ?? '';
  expect(new URL(link).origin).toBe(server.url);
  const { hash, pathname } = new URL(link);
  const paper = (await (await fetch(`${server.url}/api${pathname}/text`)).json()) as { text: string };
  const [start, end] = (/at=(\d+)-(\d+)/.exec(hash) ?? []).slice(1).map(Number);
  const quote = new URLSearchParams(hash.slice(1)).get('quote') ?? '';
  expect(quote.length).toBeGreaterThan(20);
  expect(paper.text.slice(start, end).replaceAll(/\s+/g, ' ')).toContain(quote.slice(0, 20));
});

it('takes events through Socket Mode too, each once', async () => {
  await fake.until(() => fake.sockets.count() > 0);
  const question = fake.directMessage({ user: anna, text: 'How did Vietnam respond to hacking?' });
  const envelope = fake.sockets.send(question);
  await fake.until(() => fake.sockets.acknowledgements.some(({ envelope_id }) => envelope_id === envelope));
  await fake.send(server.url, question);
  const direct = fake.directChannel(anna);
  await fake.until(() => fake.posted(direct).some(({ blocks }) => linkIn(blocks) !== null));
  expect(new Set(fake.posted(direct).map(({ thread_ts }) => thread_ts))).toEqual(new Set([tsOf(question)]));
});

it('acknowledges 50 events at once while the model says nothing, and a stop ends one of them', async () => {
  const mentions = Array.from({ length: 50 }, (_, index) => mention(papers, `Does trust matter in case ${index}?`));
  const taken = await Promise.all(mentions.map(async (delivery) => (await fake.send(server.url, delivery)).status));
  expect(new Set(taken)).toEqual(new Set([200]));
  // One that waited for its answer would have waited for an hour; how fast they are is measured by `npm run bench`.

  await fake.until(() => model.requests.some(({ messages }) => /in case \d/.test(messages.at(-1)?.content ?? '')));
  const asked = model.requests.flatMap(
    ({ messages }) => /in case (\d+)/.exec(messages.at(-1)?.content ?? '')?.[1] ?? [],
  );
  const stopped = mentions[Number(asked[0])];
  const gone = model.abandoned();
  const thread_ts = stopped ? tsOf(stopped) : '';
  await fake.send(server.url, fake.stopped({ channel: papers, user: anna, thread_ts }));
  // It never says a word, and Ibid would wait for it for an hour.
  await fake.until(() => model.abandoned() > gone);
  await fake.until(() => fake.posted(papers).some((message) => message.thread_ts === thread_ts));
});

it('never writes a token, a secret or a question into its log', () => {
  for (const secret of [fake.botToken, fake.appToken, fake.signingSecret, 'Vietnam', 'hooks']) {
    expect(server.printed()).not.toContain(secret);
  }
});
